"""What an article rests on: locators, named sources, lists of references, links that lead out."""

from __future__ import annotations

import re
from bisect import bisect_right

from claimlint.analysis import REFERENCE_HEADING, Analysis

#: Links to sources from which an article counts as one that lists them.
SEVERAL = 3
_LOCATOR = re.compile(
    r"\b(?i:doi)\b|\b10\.\d{4,9}/\S+|\b(?i:pmid)\b|\b(?i:pmc)\d+|https?://|\bwww\.|\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]"
    r"|\((?:[A-Z][\w'’.&-]*(?: (?:et al\.?|and|&|of|the|for|in|[A-Z][\w'’.&-]*))*),? (?:19|20)\d\d[a-z]?\)"
    r"|\b(?:19|20)\d\d;\s?\d+"
)
#: Sources that are named in the text without a locator.
_NAMED_SOURCE = re.compile(
    r"\b(?:published|reported|appear(?:s|ed)?|study|report|review|research|issue|release|results)\b(?: [\w’'-]+){0,8}? (?:in|of) (?:the )?"
    r"(?:journal\b|(?:[A-Z][\w&-]+ ){0,5}Journal\b|Lancet\b|BMJ\b|JAMA\b|PLoS|PLOS|Nature\b|Scientific Reports|Pediatrics\b|Annals of|Archives of|Proceedings of)"
    r"|\bCochrane (?:[Rr]eview|Library|Collaboration)|\b(?:19|20)\d\d (?:study|report|review|survey|meta-analysis|trial)\b"
    r"|\b(?:study|report|review|survey|trial|guidelines?|guidance|data|statistics|figures|researchers|scientists) (?:\w+ ){0,2}(?:by|from|at) (?:the )?"
    r"(?:National|University|Institute|Centers? for|World Health|Food and Drug|American|British|Royal|NHS|NICE|CDC|NIH|WHO|FDA|Harvard|Mayo|Duke|[A-Z]\w+ University)\b"
    r"|\b(?:NIH|CDC|WHO|FDA|NHS|NICE|National Institutes of Health)(?:-funded)? (?:study|report|review|data|guidelines?|researchers)\b"
)
#: Links of this kind sell; they are no source.
_SHOP_LINK = re.compile(
    r"\b(?:shop|store|cart|basket|checkout|order|buy|amzn|affiliate|coupon|signup|subscribe)\b", re.I
)


def cites(text: str) -> bool:
    """Whether a text carries a locator: DOI, PMID, address, bracketed number or author and year."""
    return bool(_LOCATOR.search(text))


def names_source(text: str) -> bool:
    """Whether a text names a journal, body or dated study it rests on, if without a locator."""
    return bool(_NAMED_SOURCE.search(text))


def lists_sources(analysis: Analysis) -> bool:
    """Whether the article has a list of references, or links to several sources; computed once."""
    return analysis.memo(
        "lists_sources", lambda: _has_reference_list(analysis) or _outward(analysis) >= SEVERAL
    )


def _has_reference_list(analysis: Analysis) -> bool:
    document = analysis.document
    return any(
        REFERENCE_HEADING.match(document.block_text(b)) for b in document.blocks if b.kind != "boilerplate"
    )


def _outward(analysis: Analysis) -> int:
    """Count the links of the prose that leave the page and do not sell."""
    document = analysis.document
    blocks = [b for b in document.blocks if b.kind != "boilerplate"]
    starts = [b.start for b in blocks]
    count = 0
    for link in document.links:
        if link.href.startswith(("http://", "https://")) and not _SHOP_LINK.search(link.href):
            at = bisect_right(starts, link.start) - 1
            count += at >= 0 and link.start < blocks[at].end
    return count


def gives_sources(analysis: Analysis) -> bool:
    """Whether an article names any source: a link that leads out, a list, a locator, a named study."""
    if _outward(analysis) or _has_reference_list(analysis):
        return True
    return any(cites(s.text) or names_source(s.text) for s in analysis.prose)
