"""Who answers for a page and since when, where it says so in words of its own: "our physio put this sheet together last spring"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlint.analysis import Analysis
from claimlint.dates import DATE
from claimlint.metadata import Metadata
from claimlint.sources import cites
from claimlint.statements import saying

#: A day, a year, or words for one.
_WHEN = re.compile(
    r"\b(?:19|20)\d\d\b|['’]\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|November|December|Easter|Christmas)\b"
    r"|\b(?:spring|summer|autumn|winter|yesterday|today|last (?:week|month|year))\b"
)
#: Somebody: a speaker, a kind of author, or a name inside the sentence.
_WHO = re.compile(
    r"\b(?:I|me|my|we|us|our|team|staff|board|desk|editors?|nurses?|midwi(?:fe|ves)|doctors?|physios?|pharmacists?|dietiti?c?ians?|volunteers?|correspondent|reporter)\b"
    r"|(?<=[a-z,:;–—] )(?:Dr|Prof|[A-Z])\.? ?[A-Z][a-z]+|(?<=[a-z,:;–—] )[A-Z][a-z]+"
)


@dataclass(frozen=True)
class Signature:
    """What sentences say by meaning that metadata and bylines do not hold. person, day: whether they name one."""

    person: bool = False
    day: bool = False


def signature_of(analysis: Analysis, known: Metadata) -> Signature:
    """Return what sentences say of author and date; asked only where one of them is unknown."""
    if (known.author or known.reviewer or known.publisher) and (known.published or known.updated):
        return Signature()
    # What names others' work is no byline of this page.
    texts = [s.text for s in saying(analysis, "byline") if not cites(s.text) and "et al" not in s.text]
    return Signature(
        person=any(_WHO.search(DATE.sub("", text)) for text in texts),
        day=any(DATE.search(text) or _WHEN.search(text) for text in texts),
    )
