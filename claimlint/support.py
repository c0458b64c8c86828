"""What bears a claim out: a source near it, of a kind that counts.

Counted are a citation that the reference list resolves, an author with a year, a DOI or PMID, a link to a study or a
health authority, a study with its design and either size, year or journal, and an authority that is quoted. Not counted
are testimonials, "studies show", animals and test tubes, shops and the site itself. A source belongs to a claim when it
stands in its sentence, its paragraph, its list or the line above the list, or a paragraph right beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from claimlint import cues
from claimlint.analysis import Analysis, Sentence
from claimlint.document import Block
from claimlint.hosts import SOURCE_HOST, host_of
from claimlint.reference_list import entries_of
from claimlint.sources import ATTRIBUTED, AUTHOR_YEAR, AUTHORITY, own_host

_NUMBERED = re.compile(r"\[(\d{1,3})(?:\s?[,–-]\s?\d{1,3})*\]")
_IDENTIFIER = re.compile(r"\bdoi\b[:\s/]|\b10\.\d{4,9}/\S+|\bpmid\b|\bpmc\d{4,}", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>()\"']+|\bwww\.[^\s<>()\"']+")
_AUTHOR_YEAR = re.compile(AUTHOR_YEAR)
_SIZE = re.compile(
    r"\b\d[\d,]{0,12} (?:\w+ ){0,3}(?:people|patients|adults|children|women|men|participants|volunteers|subjects|infants|trials|studies|students|babies|mothers|smokers|cases)\b"
    r"|\b(?:19|20)\d\d\b|\b[Jj]ournal\b|\bLancet\b|\bBMJ\b|\bJAMA\b|\bPLoS\b|\bPLOS\b|\bCochrane\b|\bUniversity\b|\bInstitute\b"
)
_ATTRIBUTED = re.compile(rf"{ATTRIBUTED}|\({AUTHORITY}[^()]{{0,40}}\)")
_ANIMALS = re.compile(
    r"\b(?:mice|mouse|rats?|rodents?|zebrafish|in vitro|petri dish|test tubes?|cell lines?|cultured cells)\b",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:people|patients|adults|children|women|men|participants|volunteers|humans?|randomi[sz]ed|clinical)\b",
    re.I,
)
#: A list's own text beyond this says little about one item (code points).
_LONGEST = 4_000


@dataclass(frozen=True)
class Support:
    """A source. kind: what it is, in words; text: as it stands; where: how it is bound to the claim."""

    kind: str
    text: str
    where: str


def support_of(analysis: Analysis, sentence: Sentence) -> Support | None:
    """Return the nearest source that bears a sentence out, or None."""
    own = _in_text(analysis, sentence.start, sentence.end, "sentence")
    if own is not None:
        return own
    block = sentence.block
    return analysis.memo(f"support {block.start}", lambda: _of_block(analysis, block))


def _of_block(analysis: Analysis, block: Block) -> Support | None:
    lead = analysis.lead_in_of.get(block.start)
    near = [(block, "paragraph"), *((b, "next paragraph") for b in analysis.beside(block) if b is not block)]
    near += (
        [(lead, "line above the list")] if lead is not None and lead.kind not in ("title", "heading") else []
    )
    found = (_in_text(analysis, b.start, min(b.end, b.start + _LONGEST), where) for b, where in near)
    return next((support for support in found if support is not None), None)


def _in_text(analysis: Analysis, start: int, end: int, where: str) -> Support | None:
    text = analysis.document.text[start:end]
    if _ANIMALS.search(text) and not _PEOPLE.search(text):
        return None
    for kind, found in _sources(analysis, text, start, end):
        return Support(kind, " ".join(found.split())[:60], where)
    return None


def _sources(analysis: Analysis, text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield (kind, words) of the sources in a stretch of the document."""
    if match := _IDENTIFIER.search(text):
        yield "identifier", match[0]
    numbered = [m for m in _NUMBERED.finditer(text) if _resolves(analysis, int(m[1]))]
    if numbered:
        yield "citation", numbered[0][0]
    if match := _AUTHOR_YEAR.search(text):
        yield "citation", match[0]
    if match := _ATTRIBUTED.search(text):
        yield "authority", match[0]
    for href in (*_links(analysis, start, end), *_ADDRESS.findall(text)):
        if is_source(analysis, href):
            yield "link", href
    study = cues.STUDY.search(text.lower())
    if study and (_SIZE.search(text)):
        yield "study", study[0]


def _links(analysis: Analysis, start: int, end: int) -> list[str]:
    links = analysis.document.links
    starts = analysis.memo("link starts", lambda: [link.start for link in links])
    return [link.href for link in links[bisect_left(starts, start) : bisect_left(starts, end)]]


def is_source(analysis: Analysis, href: str) -> bool:
    """Whether an address leads to a study or a health authority, and not to the page's own site."""
    host = host_of(href if "//" in href else f"//{href}")
    return bool(host) and host != own_host(analysis) and bool(SOURCE_HOST.search(host))


def _resolves(analysis: Analysis, number: int) -> bool:
    """Whether a bracketed number stands in the reference list; an excerpt without the list gets the benefit of doubt."""
    entries = entries_of(analysis)
    return number > 0 and (entries is None or number <= entries.highest)
