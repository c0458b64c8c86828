"""Sentences with too many words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "info": {"type": "integer", "minimum": 1, "description": "More words than this are noted."},
    "warning": {"type": "integer", "minimum": 1, "description": "More words than this are a warning."},
}
#: A sentence that is a list in disguise has this many parts between semicolons, and may be long.
LIST_PARTS = 3


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the sentence."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            words = sum(token.text[0].isalnum() for token in sentence.span)
            listed = sentence.lower.count(";") >= LIST_PARTS - 1
            if words <= options["info"] or listed or sentence.block.kind in ("table", "title", "heading"):
                continue
            severity: Severity = "warning" if words > options["warning"] else "info"
            yield Hit(sentence.start, sentence.end, {"words": words}, 0.95, severity=severity)

    return check
