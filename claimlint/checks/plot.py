"""Somebody powerful is said to hide, silence or fear something: who and what they do, however it is put, in one sentence.

Of some (drug makers, "the elites") the deed alone makes the story. Others (doctors, the government) are spoken of every
day: of these a thing worth hiding must be named too, a remedy, a cure, "the truth".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.surroundings import PATTERNS, WITHOUT, Test, matcher_of, tests_of
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "powers": {**PATTERNS, "description": "Wordings for those of whom the deed alone makes a story."},
    "others": {
        **PATTERNS,
        "description": "Wordings for those of whom a thing worth hiding must be named too.",
    },
    "deeds": {**PATTERNS, "description": "Wordings for what they are said to do."},
    "loud_deeds": {
        **PATTERNS,
        "description": "Deeds that tell only of those in `powers`; of others they are everyday.",
    },
    "boons": {**PATTERNS, "description": "Wordings for what is worth hiding."},
    "without": WITHOUT,
}
#: Tokens between who and deed, at the most; of others the deed must stand nearer, for more may come between.
_REACH, _NEAR = 9, 5
Place = tuple[int, int]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit runs from the first to the last of who, deed and boon, one a sentence."""
    find = {
        key: matcher_of(nlp, options.get(key, ()))
        for key in ("powers", "others", "deeds", "loud_deeds", "boons")
    }
    tests = tests_of(options, nlp)

    def places(analysis: Analysis, sentence: Sentence, key: str) -> list[Place]:
        found = find[key](sentence, analysis.terms.get(sentence.index, ()))
        first = sentence.span.start
        return sorted({(span.start - first, span.end - first - 1) for span in found})

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            deeds, loud = places(analysis, sentence, "deeds"), places(analysis, sentence, "loud_deeds")
            if not deeds and not loud:
                continue
            told = _nearest(places(analysis, sentence, "powers"), deeds + loud, _REACH)
            if told is None and deeds and (boons := places(analysis, sentence, "boons")):
                pair = _nearest(places(analysis, sentence, "others"), deeds, _NEAR)
                told = _widened(pair, boons) if pair else None
            if told is not None and _passes(tests, analysis, sentence, told):
                yield Hit(*sentence.range(*told), {}, 0.85)

    return check


def _nearest(who: Sequence[Place], deeds: Sequence[Place], reach: int) -> Place | None:
    """Return the stretch of the pair of who and deed that stand closest, if close enough."""
    pairs = [
        (max(w[0], d[0]) - min(w[1], d[1]), min(w[0], d[0]), max(w[1], d[1]))
        for w in who[:20]
        for d in deeds[:20]
    ]
    gap, first, last = min(pairs, default=(reach + 1, 0, 0))
    return (first, last) if gap <= reach else None


def _widened(pair: Place, boons: Sequence[Place]) -> Place:
    """Return a stretch that also holds the nearest thing worth hiding."""
    near = min(boons, key=lambda boon: max(boon[0] - pair[1], pair[0] - boon[1]))
    return min(pair[0], near[0]), max(pair[1], near[1])


def _passes(tests: Sequence[Test], analysis: Analysis, sentence: Sentence, place: Place) -> bool:
    return all(test(analysis, sentence, *place) for test in tests)
