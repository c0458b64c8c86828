"""Fixed phrases, case ignored, matched token by token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.finding import Hit
from claimlint.nlp import phrase_matcher

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "phrases": {"type": "array", "items": {"type": "string"}, "minItems": 1},
    "alone": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Phrases that count only when they open a block of at most six words.",
    },
}
SHORT_BLOCK = 6


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the phrases; a hit spans the phrase."""
    matcher = phrase_matcher(nlp, {"anywhere": options["phrases"], "alone": options.get("alone", ())})

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            found = matcher(sentence.span, as_spans=True)
            end = -1
            for match in sorted(found, key=lambda m: (m.start, -m.end)):
                first, last = match.start - sentence.span.start, match.end - sentence.span.start - 1
                short = first == 0 and len(analysis.document.block_text(sentence.block).split()) <= SHORT_BLOCK
                if match.start >= end and (match.label_ == "anywhere" or short):
                    end = match.end
                    yield Hit(*sentence.range(first, last), confidence=0.95)

    return check
