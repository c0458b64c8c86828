"""What must, or must not, stand around a match: tests that several checks share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Sentence
from claimlint.errors import nearest
from claimlint.nlp import splitter, token_matcher
from claimlint.terms import KINDS, Term
from claimlint.token_patterns import refuse_wide
from claimlint.wording import (
    GROUPS,
    Element,
    Pattern,
    Split,
    compile_wording,
    elements_of,
    patterns_of,
    required,
    term_slots,
    words_of,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Span

WORDS = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "description": "Words or lemmas, any of them.",
}
TERMS = {
    "type": "array",
    "items": {"enum": list(KINDS)},
    "description": "Kinds of health term, any of them.",
}
_SENTENCES = {"type": "integer", "minimum": 0, "description": "Sentences on either side, none by default."}
NEAR: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "description": "What the same sentence (or so many on either side) must hold: health terms, or words outside the match.",
    "properties": {"terms": TERMS, "words": WORDS, "sentences": _SENTENCES},
}
WITHOUT: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["wordings"],
    "description": "Wordings of which none may stand in the sentence, or in so many sentences on either side.",
    "properties": {
        "wordings": {**WORDS, "description": "Wordings, as in `patterns`."},
        "sentences": _SENTENCES,
    },
}
#: Words or spaCy patterns: numbers of a size need the latter.
PATTERNS: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {
        "oneOf": [
            {"type": "string", "minLength": 1},
            {"type": "array", "items": {"type": "object"}, "minItems": 1},
        ]
    },
    "description": "Wordings, as in `patterns`.",
}
WITH: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["wordings"],
    "description": "Wordings of which one must stand in the sentence, or in so many sentences on either side.",
    "properties": {"wordings": PATTERNS, "sentences": _SENTENCES},
}
#: Whether a term element stands first and last in its wording, and the kinds it takes.
Slot = tuple[bool, bool, frozenset[str]]


@dataclass(frozen=True)
class Find:
    """Finds what some patterns match. words: of which a sentence holds one, or nothing matches; None where any may match."""

    words: frozenset[str] | None
    matches: Callable[[Sentence, Sequence[Term]], list[Span]]

    def __call__(self, sentence: Sentence, terms: Sequence[Term]) -> list[Span]:
        """Return the matches in a sentence with these health terms."""
        if self.words is not None and self.words.isdisjoint(sentence.vocabulary):
            return []
        return self.matches(sentence, terms)

    def worth_trying(self, analysis: Analysis) -> Sequence[Sentence]:
        """Return the sentences of the prose that may hold a match, in order: to try each with each rule is slow."""
        if self.words is None:
            return analysis.prose
        held = self.words & analysis.vocabulary
        return [analysis.sentences[i] for i in sorted({i for word in held for i in analysis.holding[word]})]


#: (analysis, sentence, first, last token of the match) to whether it counts.
Test = Callable[[Analysis, Sentence, int, int], bool]


@dataclass
class _Tried:
    """A wording that was tried. variants: its token patterns; needs: the words of each that a sentence must hold, all of one variant."""

    variants: list[Pattern]
    needs: Sequence[Sequence[frozenset[str]]]
    matcher: Matcher | None = None


def _refuse_wide(elements: Sequence[Element], split: Split) -> None:
    """Raise ValueError for a wording with too many ways to match, before it is compiled: only gaps and health terms repeat."""
    repeated = [
        token
        for element in elements
        if element.loose
        for variant in patterns_of(element, split)
        for token in variant
        if "OP" in token
    ]
    if repeated:
        refuse_wide([repeated] * prod(element.variants for element in elements))


def matcher_of(nlp: Language, patterns: Sequence[Any]) -> Find:
    """Compile wordings and spaCy token patterns into a function from a sentence to its matches.

    spaCy walks each pattern through all tokens, so a pattern is tried only on sentences that hold the words it cannot do without.
    A wording is looked through at once, so that a mistake in it is told, but compiled when it is first tried: an article asks
    for about a fifth of them. Token patterns may be malformed, and are compiled at once.
    """
    split = splitter(nlp)
    tried: dict[int, _Tried] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    anywhere: list[int] = []
    slots = [_slots(pattern) for pattern in patterns]
    needed: list[Sequence[frozenset[str]]] = []
    for number, pattern in enumerate(patterns):
        if isinstance(pattern, str):
            elements = elements_of(pattern, split)
            _refuse_wide(elements, split)
            needed.append(words_of(elements))
        else:
            needs = required([pattern])
            tried[number] = _Tried([pattern], needs, token_matcher(nlp, [pattern]))
            needed.append(needs[0])
        for word in needed[-1][0] if needed[-1] else ():
            by_word[word].append(number)
        if not needed[-1]:
            anywhere.append(number)

    anchored = frozenset(by_word)

    def find(sentence: Sentence, terms: Sequence[Term]) -> list[Span]:
        vocabulary, kinds = sentence.vocabulary, {term.kind for term in terms}
        numbers = {number for word in anchored & vocabulary for number in by_word[word]}
        found: list[Span] = []
        for number in sorted(numbers.union(anywhere)):
            if any(map(vocabulary.isdisjoint, needed[number])):
                continue
            if any(kinds.isdisjoint(wanted) for _, _, wanted in slots[number]):
                continue
            if number not in tried:
                variants = compile_wording(patterns[number], split)
                tried[number] = _Tried(variants, required(variants))
            one = tried[number]
            if all(any(map(vocabulary.isdisjoint, places)) for places in one.needs):
                continue
            if one.matcher is None:
                one.matcher = token_matcher(nlp, one.variants, sound=True)
            matches = one.matcher(sentence.span, as_spans=True)
            found += [m for m in matches if _holds_terms(m, sentence, terms, slots[number])]
        return found

    return Find(None if anywhere else anchored, find)


def _holds_terms(match: Span, sentence: Sentence, terms: Sequence[Term], slots: Sequence[Slot]) -> bool:
    """Whether a match has a health term for each term element, at its very edge where the element stands there."""
    low, high = match.start - sentence.span.start, match.end - sentence.span.start - 1
    inside = [term for term in terms if low <= term.first and term.last <= high]
    return all(
        any(
            t.kind in kinds and (not first or t.first == low) and (not last or t.last == high) for t in inside
        )
        for first, last, kinds in slots
    )


def _slots(pattern: Any) -> list[Slot]:
    slots = term_slots(pattern) if isinstance(pattern, str) else []
    for kind in {kind for _, _, kinds in slots for kind in kinds} - set(KINDS):
        raise ValueError(
            f"“{pattern}”: there is no kind of health term “{kind}”. {nearest(kind, [*KINDS, *GROUPS])}"
        )
    return slots


def tests_of(options: Mapping[str, Any], nlp: Language) -> list[Test]:
    """Compile the ``near``, ``with`` and ``without`` of a check's options."""
    tests = (
        _near(options.get("near")),
        _with(nlp, options.get("with")),
        _without(nlp, options.get("without")),
    )
    return [test for test in tests if test]


def _near(near: Mapping[str, Any] | None) -> Test | None:
    if near is None:
        return None
    kinds, words = set(near.get("terms", ())), set(near.get("words", ()))
    reach = near.get("sentences", 0)

    def test(analysis: Analysis, sentence: Sentence, first: int, last: int) -> bool:
        around = _around(analysis, sentence, reach)
        if any(term.kind in kinds for s in around for term in analysis.terms.get(s.index, ())):
            return True
        outside = [*sentence.forms[:first], *sentence.forms[last + 1 :]]
        outside += [forms for s in around if s is not sentence for forms in s.forms]
        return any(not words.isdisjoint(forms) for forms in outside)

    return test


def _with(nlp: Language, wanted: Mapping[str, Any] | None) -> Test | None:
    if wanted is None:
        return None
    matcher, reach = matcher_of(nlp, wanted["wordings"]), wanted.get("sentences", 0)

    def test(analysis: Analysis, sentence: Sentence, first: int, last: int) -> bool:
        around = _around(analysis, sentence, reach)
        return any(matcher(near, analysis.terms.get(near.index, ())) for near in around)

    return test


def _without(nlp: Language, without: Mapping[str, Any] | None) -> Test | None:
    held = _with(nlp, without)
    return None if held is None else lambda *match: not held(*match)


def _around(analysis: Analysis, sentence: Sentence, reach: int) -> Sequence[Sentence]:
    """Return a sentence with ``reach`` sentences on either side."""
    return analysis.sentences[max(sentence.index - reach, 0) : sentence.index + reach + 1]
