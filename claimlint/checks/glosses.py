"""Whether a text says what one of its words means: in brackets, after a dash, by "which is", "called" or a comma."""

from __future__ import annotations

import re
from bisect import bisect_left

from claimlint.analysis import Analysis

#: Characters looked at on each side.
REACH = 60
_WORDS = r"(?:[\w'’-]+ ){0,3}"
#: After the word.
_AFTER = re.compile(
    rf"^[”\"’']?[\w-]{{0,2}} ?(?:[\w-]+ (?=\())?(?:"
    rf"\((?![^)]*\d{{4}})[^)\d]*[a-z]{{3}}"
    rf"|[–—:]\s?[a-z]| - [a-z]"
    rf"|,? (?:which|that|who|this) (?:is|are|means?|occurs?|happens?|refers?)\b"
    rf"|,? (?:i\.e\.|in other words|that is|meaning|such as|also (?:called|known|termed|referred))"
    rf"|,? (?:(?:better |commonly |sometimes |often |more )?known as|(?:also |commonly |often |sometimes )?called)\b"
    rf"|, (?:or )?(?:an?|the|when|where)\b|, or "
    rf"|,? {_WORDS}(?:is|are|was|were) (?:an?|the|when|where|caused by)\b"
    rf"|,? {_WORDS}(?:means?|refers? to|describes?|happens?|occurs? when|stands? for|uses?|measures?|is (?:defined|used to describe))\b)"
)
#: Before the word, to its very beginning.
_BEFORE = re.compile(
    r"(?:\(|[–—]\s?| - |\b(?:called|termed|named|known as|referred to as|mean(?:s|ing)?|medical (?:term|name|word)s?(?: for .{1,30})?)"
    r"(?: is| are)?,? ?(?:an?|the|as)? ?)[“\"‘']?(?:[\w-]+ ){0,1}$"
)


def glossed(text: str, low: int, high: int) -> bool:
    """Whether a sentence explains the word at a range of it, or puts it in brackets after what it explains."""
    before, after = text[max(low - REACH, 0) : low], text[high : high + REACH]
    return bool(_AFTER.match(after.lower()) or _BEFORE.search(before.lower()))


def linked(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a link lies over a range of the document: it leads to more."""
    starts = analysis.memo(
        "ranges of links", lambda: sorted((k.start, k.end) for k in analysis.document.links)
    )
    at = bisect_left(starts, (end, 0)) - 1
    return at >= 0 and starts[at][1] > start
