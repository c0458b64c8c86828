"""Token patterns: short wordings ("~boost your|the? .. immune system") or spaCy patterns.

Wordings are explained in ``claimlint/wording.py``, spaCy patterns at https://spacy.io/api/matcher#patterns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit
from claimlint.nlp import token_matcher
from claimlint.terms import KINDS
from claimlint.wording import CLAUSE_ENDS, compile_wording

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

_WORDS = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "description": "Words or lemmas, any of them.",
}
_TERMS = {
    "type": "array",
    "items": {"enum": list(KINDS)},
    "description": "Kinds of health term, any of them.",
}
_SENTENCES = {"type": "integer", "minimum": 0, "description": "Sentences on either side, none by default."}
OPTIONS: Mapping[str, Any] = {
    "patterns": {
        "type": "array",
        "minItems": 1,
        "items": {
            "oneOf": [
                {"type": "string", "minLength": 1},
                {"type": "array", "items": {"type": "object"}, "minItems": 1},
            ]
        },
        "description": "Wordings, or spaCy token patterns.",
    },
    "then": {
        "type": "object",
        "additionalProperties": False,
        "description": "What must follow the match within a few tokens (four) of the same clause; the hit runs to its end.",
        "properties": {
            "terms": _TERMS,
            "words": _WORDS,
            "within": {"type": "integer", "minimum": 0, "description": "Tokens between, four by default."},
        },
    },
    "near": {
        "type": "object",
        "additionalProperties": False,
        "description": "What the same sentence (or so many on either side) must hold: health terms, or words outside the match.",
        "properties": {"terms": _TERMS, "words": _WORDS, "sentences": _SENTENCES},
    },
    "without": {
        "type": "object",
        "additionalProperties": False,
        "required": ["wordings"],
        "description": "Wordings of which none may stand in the sentence, or in so many sentences on either side.",
        "properties": {
            "wordings": {**_WORDS, "description": "Wordings, as in `patterns`."},
            "sentences": _SENTENCES,
        },
    },
}
#: Tokens between a match and what must follow it.
WITHIN = 4
Range = tuple[int, int]
Test = Callable[[Analysis, Sentence, int, int], bool]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the patterns; a hit spans the match, the longest where several overlap."""
    matcher = _matcher(nlp, options["patterns"])
    then = options.get("then")
    tests = [test for test in (_near(options.get("near")), _without(nlp, options.get("without"))) if test]

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            end = -1
            for first, last in _matches(matcher, sentence):
                reach = _following(analysis, sentence, last, then) if then else last
                if (
                    first > end
                    and reach is not None
                    and all(t(analysis, sentence, first, last) for t in tests)
                ):
                    end = reach
                    yield Hit(*sentence.range(first, reach))

    return check


def _matcher(nlp: Language, patterns: Sequence[Any]) -> Callable[[Span], list[Span]]:
    compiled: list[list[dict[str, Any]]] = []
    for pattern in patterns:
        if isinstance(pattern, str):
            compiled += compile_wording(pattern, lambda word: [token.text for token in nlp.make_doc(word)])
        else:
            compiled.append(pattern)
    matcher = token_matcher(nlp, compiled)
    return lambda span: list(matcher(span, as_spans=True))


def _matches(matcher: Callable[[Span], list[Span]], sentence: Sentence) -> list[Range]:
    """Return the matches as token ranges of the sentence, both included, the longest first at each place."""
    found = sorted(matcher(sentence.span), key=lambda m: (m.start, -m.end))
    return [(m.start - sentence.span.start, m.end - sentence.span.start - 1) for m in found]


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
        if words[at] in wanted or sentence.span[at].lemma_.lower() in wanted:
            return at
    return None


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
    matcher, reach = _matcher(nlp, without["wordings"]), without.get("sentences", 0)

    def test(analysis: Analysis, sentence: Sentence, first: int, last: int) -> bool:
        return not any(matcher(near.span) for near in _around(analysis, sentence, reach))

    return test


def _around(analysis: Analysis, sentence: Sentence, reach: int) -> Sequence[Sentence]:
    """Return a sentence with ``reach`` sentences on either side."""
    return analysis.sentences[max(sentence.index - reach, 0) : sentence.index + reach + 1]
