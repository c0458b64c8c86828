"""Patterns of words: short wordings ("~boost your|the? .. immune system") or spaCy patterns.

Wordings are explained in ``claimlint/wording.py``, spaCy patterns at https://spacy.io/api/matcher#patterns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.surroundings import (
    NEAR,
    PATTERNS,
    TERMS,
    WITH,
    WITHOUT,
    WORDS,
    Find,
    matcher_of,
    tests_of,
)
from claimlint.finding import Hit
from claimlint.wording import CLAUSE_ENDS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "patterns": {**PATTERNS, "description": "Wordings, or spaCy token patterns."},
    "then": {
        "type": "object",
        "additionalProperties": False,
        "description": "What must follow the match within a few tokens (four) of the same clause; the hit runs to its end.",
        "properties": {
            "terms": TERMS,
            "words": WORDS,
            "within": {"type": "integer", "minimum": 0, "description": "Tokens between, four by default."},
        },
    },
    "near": NEAR,
    "with": WITH,
    "without": WITHOUT,
}
#: Tokens between a match and what must follow it.
WITHIN = 4
Range = tuple[int, int]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the patterns; a hit spans the match, the longest where several overlap."""
    matcher = matcher_of(nlp, options["patterns"])
    then = options.get("then")
    tests = tests_of(options, nlp)

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in matcher.worth_trying(analysis):
            end = -1
            for first, last in _matches(matcher, analysis, sentence):
                reach = _following(analysis, sentence, last, then) if then else last
                if (
                    first > end
                    and reach is not None
                    and all(t(analysis, sentence, first, last) for t in tests)
                ):
                    end = reach
                    yield Hit(*sentence.range(first, reach))

    return check


def _matches(matcher: Find, analysis: Analysis, sentence: Sentence) -> list[Range]:
    """Return the matches as token ranges of the sentence, both included, the longest first at each place."""
    found = matcher.matches(sentence, analysis.terms.get(sentence.index, ()))
    if not found:
        return []
    first = sentence.span.start
    return sorted(((m.start - first, m.end - first - 1) for m in found), key=lambda m: (m[0], -m[1]))


def _following(analysis: Analysis, sentence: Sentence, last: int, then: Mapping[str, Any]) -> int | None:
    """Return the last token of what must follow the match, or None."""
    words, terms = sentence.lower, analysis.terms.get(sentence.index, ())
    kinds, wanted = then.get("terms", ()), then.get("words", ())
    for at in range(last + 1, min(last + 2 + then.get("within", WITHIN), len(words))):
        if words[at] in CLAUSE_ENDS:
            return None
        term = next((t for t in terms if t.first <= at <= t.last and t.kind in kinds), None)
        if term is not None:
            return term.last
        if words[at] in wanted or sentence.forms[at][0] in wanted:
            return at
    return None
