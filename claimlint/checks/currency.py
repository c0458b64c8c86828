"""Whether an article says when it was written or reviewed, how long ago that is, and whether what it calls new is.

Today is not asked for, since the same text must always give the same report: ages are counted up to ``as_of``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import SHORTEST, absent, leaves_readers_alone
from claimlint.facts import Facts, facts_of
from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "as_of": {
        "type": "integer",
        "description": "The year up to which ages are counted; an article that names a later one of its own is taken at its word.",
    },
    "years": {"type": "integer", "minimum": 1, "description": "Years after which a review is old."},
}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: "Next review: March 2028", "review due by 2027".
_NEXT_REVIEW = re.compile(
    r"\b(?:next (?:full |planned |scheduled |clinical )?(?:review|revision|update)|review(?:ed)? (?:is |again |next )?(?:due|planned|scheduled|again)|due (?:for|to be) review(?:ed)?)"
    r"[^.\n]{0,40}?\b((?:19|20)\d\d)\b",
    re.I,
)
#: "A new study (2011)", "recent research published in May 2010".
_NEWS = re.compile(
    r"\b(?:(?:brand[- ])?new|(?:most )?recent|latest|just[- ]published) (?:[\w-]+ ){0,2}?(?:study|studies|trials?|research|reviews?|reports?|surveys?|analys[ie]s|meta-analysis|findings?|paper)\b"
    r"[^.;\d]{0,50}?(?:\(|\b(?:published|released|reported|from|in|of|dated)\b)[^.;\d()]{0,40}?\b((?:19|20)\d\d)\b",
    re.I,
)
#: A year of people, laws or a time span is no year of a study: "born in 1950", "since 1999".
_OTHER_YEAR = re.compile(
    r"\b(?:born|since|between|until|before|after|over|during|aged?|cohort|followed|enrolled|recruited)\b",
    re.I,
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; an absence or an old date lies on the title, "new" on its words."""
    as_of, years = options["as_of"], options["years"]

    def check(analysis: Analysis) -> Iterator[Hit]:
        facts = facts_of(analysis)
        own = _own_years(facts)
        if analysis.words >= SHORTEST and facts.about_health:
            if not own:
                yield from _undated(analysis, facts)
            elif facts.weighty and as_of - max(own) > years and not _looks_ahead(analysis, as_of):
                fault = f"was last dated {max(own)}, which is more than {years} years ago"
                yield absent(analysis, "info", fault=f"The article {fault}")
        yield from _no_news(analysis, max(own, default=as_of), years)

    return check


def _own_years(facts: Facts) -> list[int]:
    """Return the years of the dates that an article bears itself."""
    known = facts.metadata
    dates = (known.published or "", known.updated or "")
    return [int(year) for text in dates for year in _YEAR.findall(text)]


def _undated(analysis: Analysis, facts: Facts) -> Iterator[Hit]:
    """Text without markup may have lost its head: where it names nobody either and advises nothing, nothing is said."""
    plain = analysis.document.source.media == "text"
    if facts.has_date or (plain and not facts.has_author and not facts.weighty):
        return
    in_full = (leaves_readers_alone(facts) or facts.efficacy_statements >= 3) and not plain
    severity: Severity | None = None if in_full else "info"
    yield absent(analysis, severity, fault="The article does not say when it was published or last reviewed")


def _looks_ahead(analysis: Analysis, as_of: int) -> bool:
    """Whether a next review is announced that is yet to come."""
    text = analysis.document.text
    return any(int(match[1]) >= as_of for match in _NEXT_REVIEW.finditer(text))


def _no_news(analysis: Analysis, now: int, years: int) -> Iterator[Hit]:
    """Yield studies that are called new and were old when the article was written."""
    for sentence in analysis.prose:
        for match in _NEWS.finditer(sentence.text) if _YEAR.search(sentence.text) else ():
            year = int(match[1])
            if now - year > years and not _OTHER_YEAR.search(match[0]):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                fault = f"“{match[0].strip('(')}” is called new, and is from {year}"
                yield Hit(start, end, {"fault": fault}, 0.8, severity="info")
