"""Studies that are said to come from somewhere and that nobody could find: "a Harvard study shows"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.surroundings import PATTERNS, matcher_of
from claimlint.deferred import deferred
from claimlint.facts import facts_of
from claimlint.finding import Hit
from claimlint.sources import AUTHOR_YEAR, cites, lists_sources

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "patterns": {**PATTERNS, "description": "Wordings that tell of a study from somewhere."},
}
#: A journal by its name; where the article names one anywhere, it tells of the study in full.
_JOURNAL = deferred(
    r"\b[Jj]ournal,? (?:of (?:the )?|[“\"‘'*_])?[A-Z]\w|\b[A-Z]\w+ Journal\b|\bThe Lancet\b|\b(?:BMJ|JAMA|NEJM)\b"
)
#: What a study can be found by: a year, a person, its title in quotation marks, this week's issue.
_TRACE = deferred(
    r"\b(?:19|20)\d\d\b|\bDr\.? [A-Z]|\bProf(?:essor|\.)? [A-Z]|\b(?:led|headed|written|run|directed|carried out|conducted|authored) by (?:\w+ )?[A-Z]\w+ [A-Z]"
    r"|\b(?:lead|senior|study|first|principal) (?:author|investigator|researcher)|\b[A-Z][a-z]+ (?:and (?:his|her|their) )?(?:colleagues|co-?workers|et al)\b"
    r"|[“\"][A-Z][^”\"]{25,200}[”\"]|\b(?:[Tt]his|[Ll]ast) (?:week|month|year|spring|summer|autumn|fall|winter)\b|\b(?:[Yy]esterday|[Tt]oday)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri)day\b|\b(?:[Mm]eta-analysis|systematic review|Cochrane)\b"
    rf"|{AUTHOR_YEAR}"
)
_NEW = deferred(
    r"\b(?:new|latest|recent(?:ly)?|just) (?:\w+ ){0,2}(?:study|trial|research|report|findings?|published)\b",
    re.I,
)
#: Sentences on either side that may say more of a study.
_AROUND = 2


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit lies on the words that tell of the study."""
    matches = matcher_of(nlp, options["patterns"])

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            found = matches(sentence, analysis.terms.get(sentence.index, ()))
            longest = max(found, key=len, default=None)
            if longest is not None and not _traceable(analysis, sentence):
                first = longest.start - sentence.span.start
                start, end = sentence.range(first, first + len(longest) - 1)
                yield Hit(
                    start, end, {"fault": "no year, journal, name or link tells which study is meant"}, 0.85
                )

    return check


def _traceable(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the words around a study, a link or the article's own sources say which one is meant."""
    if analysis.linked(sentence.block) or lists_sources(analysis) or _is_news(analysis):
        return True
    if analysis.memo("names a journal", lambda: any(_JOURNAL.search(s.text) for s in analysis.prose)):
        return True
    near = analysis.sentences[max(sentence.index - _AROUND, 0) : sentence.index + _AROUND + 1]
    return any(_TRACE.search(s.text) or cites(s.text) for s in near)


def _is_news(analysis: Analysis) -> bool:
    """Whether the page bears its own day, as a report on a study does, and says that the study is new."""
    known = facts_of(analysis).metadata
    dated = known.published or known.updated or ""
    return len(dated) == len("2024-06-04") and any(map(_NEW.search, (s.text for s in analysis.prose[:6])))
