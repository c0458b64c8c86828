"""What must, or must not, stand around a match: tests that several checks share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Sentence
from claimlint.nlp import token_matcher
from claimlint.terms import KINDS
from claimlint.wording import anchor, compile_wording

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
#: (analysis, sentence, first, last token of the match) to whether it counts.
Test = Callable[[Analysis, Sentence, int, int], bool]


def matcher_of(nlp: Language, patterns: Sequence[Any]) -> Callable[[Sentence], list[Span]]:
    """Compile wordings and spaCy token patterns into a function from a sentence to its matches.

    spaCy walks each pattern through all tokens, so a pattern is tried only on sentences that hold a word of its anchor.
    """
    matchers: list[Matcher] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    anywhere: list[int] = []
    for number, pattern in enumerate(patterns):
        variants = _variants(nlp, pattern)
        matchers.append(token_matcher(nlp, variants))
        anchors = [anchor(variant) for variant in variants]
        for word in frozenset().union(*anchors) if all(anchors) else ():
            by_word[word].append(number)
        if not all(anchors):
            anywhere.append(number)

    def find(sentence: Sentence) -> list[Span]:
        tried = {number for word in sentence.vocabulary for number in by_word.get(word, ())}
        return [
            m
            for number in sorted(tried.union(anywhere))
            for m in matchers[number](sentence.span, as_spans=True)
        ]

    return find


def _variants(nlp: Language, pattern: Any) -> list[list[dict[str, Any]]]:
    if isinstance(pattern, str):
        return compile_wording(pattern, lambda word: [token.text for token in nlp.make_doc(word)])
    return [pattern]


def tests_of(options: Mapping[str, Any], nlp: Language) -> list[Test]:
    """Compile the ``near`` and ``without`` of a check's options."""
    return [test for test in (_near(options.get("near")), _without(nlp, options.get("without"))) if test]


def _near(near: Mapping[str, Any] | None) -> Test | None:
    if near is None:
        return None
    kinds, words = set(near.get("terms", ())), set(near.get("words", ()))
    reach = near.get("sentences", 0)

    def test(analysis: Analysis, sentence: Sentence, first: int, last: int) -> bool:
        around = _around(analysis, sentence, reach)
        if any(term.kind in kinds for s in around for term in analysis.terms.get(s.index, ())):
            return True
        outside = [*sentence.span[:first], *sentence.span[last + 1 :]]
        outside += [token for s in around if s is not sentence for token in s.span]
        return any(token.lemma_.lower() in words or token.lower_ in words for token in outside)

    return test


def _without(nlp: Language, without: Mapping[str, Any] | None) -> Test | None:
    if without is None:
        return None
    matcher, reach = matcher_of(nlp, without["wordings"]), without.get("sentences", 0)

    def test(analysis: Analysis, sentence: Sentence, first: int, last: int) -> bool:
        return not any(matcher(near) for near in _around(analysis, sentence, reach))

    return test


def _around(analysis: Analysis, sentence: Sentence, reach: int) -> Sequence[Sentence]:
    """Return a sentence with ``reach`` sentences on either side."""
    return analysis.sentences[max(sentence.index - reach, 0) : sentence.index + reach + 1]
