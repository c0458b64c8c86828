"""Sentences that disclaim: the text is no medical advice, the product is not meant to treat. A rule asks what stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.disclaimer import is_disclaimer
from claimlint.fda_statement import part_of
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; its hit lies on the first sentence that disclaims."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        first = next(filter(_disclaims, analysis.sentences), None)
        if first is not None:
            yield Hit(first.start, first.end, {}, 0.8)

    return check


def _disclaims(sentence: Sentence) -> bool:
    text = sentence.text.lower()
    return is_disclaimer(text) or part_of(text) in ("last", "both")
