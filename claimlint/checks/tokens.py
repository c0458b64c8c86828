"""spaCy token patterns (https://spacy.io/api/matcher#patterns), optionally near other words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit
from claimlint.nlp import token_matcher

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "patterns": {
        "type": "array",
        "items": {"type": "array", "items": {"type": "object"}, "minItems": 1},
        "description": "Token patterns; the longest match counts.",
    },
    "near": {
        "type": "object",
        "additionalProperties": False,
        "description": "What the same sentence must hold outside the match: health terms or words.",
        "properties": {
            "terms": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Kinds of health term, such as `minor-condition`.",
            },
            "words": {"type": "array", "items": {"type": "string"}, "description": "Words or lemmas."},
        },
    },
}


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the patterns; a hit spans the match, the longest where several overlap."""
    matcher = token_matcher(nlp, options["patterns"])
    near = options.get("near")

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            end = -1
            for match in sorted(matcher(sentence.span, as_spans=True), key=lambda m: (m.start, -m.end)):
                first, last = match.start - sentence.span.start, match.end - sentence.span.start - 1
                if match.start >= end and (near is None or _near(analysis, sentence, first, last, near)):
                    end = match.end
                    yield Hit(*sentence.range(first, last))

    return check


def _near(analysis: Analysis, sentence: Sentence, first: int, last: int, near: Mapping[str, Any]) -> bool:
    kinds = set(near.get("terms", ()))
    if any(t.kind in kinds for t in analysis.terms.get(sentence.index, ())):
        return True
    words = set(near.get("words", ()))
    outside = [*sentence.span[:first], *sentence.span[last + 1 :]]
    return any(token.lemma_.lower() in words or token.lower_ in words for token in outside)
