"""What an article rests on: locators, named sources, lists of references, links that lead out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from claimlint.analysis import Analysis
from claimlint.document import Block, Link
from claimlint.hosts import SHOP_LINK, host_of, same_site
from claimlint.metadata import metadata_of
from claimlint.reference_list import entries_of

#: Links to sources from which an article counts as one that lists them.
SEVERAL = 3
#: Sentences of which it is kept whether they name sources: several rules ask, and an editor after each change.
KEPT = 1024
_NAME = r"[A-Z][\w'’.&-]*"
#: "(Ruiz et al., 2021)", "(J Example Med, 2021)", names and connecting words only: "(Our bestseller since 2010)" is none.
AUTHOR_YEAR = (
    r"\((?:see |e\.g\.,? |cf\.? )?(?!(?:In|Since|Our|From|Until|By|Before|After|Founded|Established|Est|Copyright|Updated|Published|Posted|Last"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    rf"{_NAME}(?:,? (?:{_NAME}|and|&|et|al\.?|of|the|for|in|on)){{0,9}},? (?:19|20)\d\d[a-z]?\b[^()]{{0,80}}\)"
    r"|\b[A-Z][\w'’-]{1,40} (?:et al\.?|and colleagues),? \(?(?:19|20)\d\d"
    r"|\b[A-Z][\w'’-]{1,40} (?:and|&) [A-Z][\w'’-]{1,40},? \((?:19|20)\d\d[a-z]?\)"
    r"|\b(?:19|20)\d\d;\s?\d+"
)
_LOCATOR = re.compile(
    r"\b(?i:doi)\b|\b10\.\d{4,9}/\S+|\b(?i:pmid)\b|\b(?i:pmc)\d+|\bNCT\d{8}\b|\bISRCTN\d{8}\b|\barXiv:\d"
    rf"|\[\d{{1,3}}(?:\s?[,–-]\s?\d{{1,3}})*\]|{AUTHOR_YEAR}"
)
_ADDRESS = re.compile(r"https?://[^\s<>()\"']+|\bwww\.[^\s<>()\"']+")
#: A number in brackets behind the full stop of a paragraph: "(2)".
_NUMBER_BEHIND = re.compile(r"[.!?]['\"”’]?\s?\(\d{1,3}(?:[,–-]\s?\d{1,3})*\)\s*$")
#: A longer entry names something (code points).
_SHORT = 200
#: What stands below "Sources" and names none.
_NO_ENTRY = re.compile(
    r"\W*(?:(?:the|my|our|own|various|different|many|several|and|on|from|general|common|other|online|years?|of|internet|web|google|youtube|websites?|sources?"
    r"|books?|research|experiences?|knowledge|articles?|studies|me|available|up|request)(?:\W+|$)){1,12}$",
    re.I,
)
#: Where a number at the foot of the page is linked to.
_FOOTNOTE = re.compile(r"^#(?:user-content-)?(?:cite|ref|fn|foot|bib|end|note|source|[br]-?\d)", re.I)
_JOURNALS = r"(?:Lancet|BMJ|JAMA|NEJM|PLo[Ss] (?:ONE|One|Medicine|Biology))"
#: Who asks and who looks: "studied", "led a trial".
_RESEARCHED = r"(?:studied|conducted|carried out|led|ran|tested|investigated|published|surveyed|randomi[sz]ed|followed|examined|analy[sz]ed)"
#: Sources that are named in the text without a locator.
_NAMED_SOURCE = re.compile(
    r"\b(?:published|reported|appear(?:s|ed)?|study|report|review|research|issue|release|results)\b(?: [\w’'-]+){0,8}? (?:in|of) (?:the )?"
    r"(?:journal\b|(?:[A-Z][\w&-]+ ){0,5}Journal\b|Lancet\b|BMJ\b|JAMA\b|PLoS|PLOS|Nature\b|Scientific Reports|Pediatrics\b|Annals of|Archives of|Proceedings of)"
    rf"|\bJournal of (?:the )?[A-Z]\w+|\bthe (?:medical )?journal,? [“\"‘'*_]?[A-Z]\w|\b(?:[Tt]he|in) {_JOURNALS}\b"
    r"|\bCochrane (?:[Rr]eview|Library|Collaboration)|\b(?:19|20)\d\d (?:\w+ ){0,2}(?:study|report|review|survey|meta-analysis|trial)\b"
    r"|\b(?:study|trial|review|report|survey|guidelines?) (?:\w+ ){0,2}(?:published|released|issued|done|conducted) in (?:[A-Z]\w+ )?(?:19|20)\d\d\b"
    r"|\b(?:study|report|review|survey|trial|guidelines?|guidance|data|statistics|figures|researchers|scientists) (?:\w+ ){0,2}(?:by|from|at) (?:the )?"
    r"(?:National|University|Institute|Centers? for|World Health|Food and Drug|American|British|Royal|NHS|NICE|CDC|NIH|WHO|FDA|Harvard|Mayo|Duke|[A-Z]\w+ University)\b"
    r"|\b(?:NIH|CDC|WHO|FDA|NHS|NICE|National Institutes of Health)(?:-funded)? (?:study|report|review|data|guidelines?|researchers)\b"
)
#: A researcher with a name and a place: "Dr. Ana Ruiz of Northvale University studied 40 people".
_RESEARCHER = re.compile(
    rf"\b[A-Z][a-z]+ (?:[A-Z]\.? )?[A-Z][\w'’-]+,?[^.;]{{0,60}}? (?:at|of|from) (?:the )?(?:[A-Z][\w'’&-]+ (?:of |for |and |the ){{0,2}}){{0,5}}"
    rf"(?:University|Institutes?|Hospital|College|School|Cent(?:er|re)|Clinic)\b[^.;]{{0,60}}? {_RESEARCHED}\b"
)
#: Bodies whose advice counts as a source.
AUTHORITY = (
    r"(?:the )?(?:NHS|CDC|WHO|NICE|NIH|FDA|EMA|MHRA|EFSA|Cochrane|USPSTF|World Health Organi[sz]ation|National (?:Institutes?|Cancer Institute|Health Service|Center)[\w ]{0,40}"
    r"|Centers for Disease Control|Mayo Clinic|American (?:Heart|Cancer|Diabetes|Academy|College|Psychiatric)[\w ]{0,40}|Royal College[\w ]{0,40}|Cancer Research UK"
    r"|European (?:Medicines Agency|Food Safety Authority|Society)[\w ]{0,30}|[Gg]uidelines? (?:from|by|of)|NCCIH)"
)
#: What such a body says, with its name.
ATTRIBUTED = (
    rf"\b(?:[Aa]ccording to|[Aa]s|[Rr]eviews? by|[Aa]dvice (?:from|of)|[Gg]uidance (?:from|of)|[Rr]ecommended by) {AUTHORITY}"
    rf"|\b{AUTHORITY}[^.;]{{0,40}}? (?:recommends?|advises?|says?|states?|reports?|concluded?|found|lists|endorses?|suggests?|notes?|reviewed)\b"
)
_ADVISED = re.compile(ATTRIBUTED + rf"|\b{AUTHORITY}[^.;]{{0,60}}? guidelines?\b")
#: "The FDA has not reviewed this" names no source.
_DENIES = re.compile(r"\b(?:not|never|no)\b|n['’]t\b")


@lru_cache(maxsize=KEPT)
def cites(text: str) -> bool:
    """Whether a text carries a locator: DOI, PMID, address, bracketed number or author and year."""
    return bool(_LOCATOR.search(text)) or any(not SHOP_LINK.search(a) for a in _ADDRESS.findall(text))


@lru_cache(maxsize=KEPT)
def names_source(text: str) -> bool:
    """Whether a text names a journal, body or dated study it rests on, if without a locator."""
    return bool(_NAMED_SOURCE.search(text))


@lru_cache(maxsize=KEPT)
def names_researcher(text: str) -> bool:
    """Whether a text names who did a study and where: enough to look for it, not to bear out what stands beside it."""
    return bool(_RESEARCHER.search(text))


@lru_cache(maxsize=KEPT)
def quotes_authority(text: str) -> bool:
    """Whether a text says what a named health authority advises or found."""
    return any(not _DENIES.search(found[0]) for found in _ADVISED.finditer(text))


def lists_sources(analysis: Analysis) -> bool:
    """Whether the article has a list of references, or links to several sources; computed once."""
    return analysis.memo(
        "lists_sources", lambda: _has_reference_list(analysis) or _outward(analysis) >= SEVERAL
    )


def prose_links(analysis: Analysis) -> Iterator[Link]:
    """Yield the links of the prose: not those of navigation and footers."""
    document = analysis.document
    blocks = [b for b in document.blocks if b.kind != "boilerplate"]
    starts = [b.start for b in blocks]
    for link in document.links:
        at = bisect_right(starts, link.start) - 1
        if at >= 0 and link.start < blocks[at].end:
            yield link


def own_host(analysis: Analysis) -> str:
    """Return the host of the page itself, as far as it says; computed once."""
    return analysis.memo("own site", lambda: host_of(metadata_of(analysis.document).url or ""))


def _has_reference_list(analysis: Analysis) -> bool:
    """Whether there is a list of references that holds something: "Sources: the internet" is none."""
    entries = entries_of(analysis)
    if entries is None:
        return False
    texts = (analysis.document.block_text(block) for block in entries.blocks)
    return any(len(text) > _SHORT or not _NO_ENTRY.match(text) for text in texts)


def _outward(analysis: Analysis) -> int:
    """Count the links of the prose that leave the site and do not sell."""
    own = own_host(analysis)
    return sum(
        link.href.startswith(("http://", "https://"))
        and not SHOP_LINK.search(link.href)
        and not same_site(host_of(link.href), own)
        for link in prose_links(analysis)
    )


def gives_sources(analysis: Analysis) -> bool:
    """Whether an article names any source: a link that leads out, a list, a locator, a named study or authority."""
    if _outward(analysis) or _has_reference_list(analysis):
        return True
    if any(_FOOTNOTE.match(link.href) for link in prose_links(analysis)):
        return True
    document = analysis.document
    if any(_NUMBER_BEHIND.search(document.text, b.start, b.end) for b in analysis.prose_blocks):
        return True
    tests = (cites, names_source, names_researcher, quotes_authority)
    return any(test(s.text) for s in analysis.prose for test in tests)


def source_beside(analysis: Analysis, block: Block) -> bool:
    """Whether a block or one beside it cites or names a source; looked for once a block, however many hits it holds."""
    known: dict[int, bool] = analysis.memo("sources beside", dict)
    if block.start not in known:
        text = " ".join(analysis.document.block_text(near) for near in analysis.beside(block))
        known[block.start] = cites(text) or names_source(text)
    return known[block.start]
