"""Fixed phrases, in capitals or not, matched word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit
from claimlint.nlp import phrase_matcher

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "phrases": {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "description": "Phrases to find, in any case.",
    },
    "alone": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Phrases that count only where they are a whole block, or end in punctuation and open a short one.",
    },
}
#: Words of a block that is page furniture as a whole ("Tags: pain, knee").
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
                if match.start >= end and (
                    match.label_ == "anywhere" or _alone(analysis, sentence, first, last)
                ):
                    end = match.end
                    yield Hit(*sentence.range(first, last), confidence=0.95)

    return check


def _alone(analysis: Analysis, sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens ``first`` to ``last`` are their block, but for punctuation, or label a short one."""
    # A block is looked at for its first sentence only, however many phrases it holds.
    if first or sentence.start != sentence.block.start:
        return False
    labels = sentence.span[last].is_punct or all(token.is_punct for token in sentence.span[last + 1 :])
    words = analysis.document.block_text(sentence.block).split(maxsplit=SHORT_BLOCK)
    return labels and len(words) <= SHORT_BLOCK
