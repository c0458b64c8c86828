"""Sentences with too many words, the longest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from spacy.language import Language

_NOTE = {"type": "integer", "minimum": 1, "description": "More words than this are noted."}
_WARN = {"type": "integer", "minimum": 1, "description": "More words than this are a warning."}
OPTIONS: Mapping[str, Any] = {
    "info": _NOTE,
    "warning": _WARN,
    "patient": {
        "type": "object",
        "additionalProperties": False,
        "required": ["info", "warning"],
        "description": "The limits for patients, where they are others.",
        "properties": {"info": _NOTE, "warning": _WARN},
    },
}
#: A sentence that is a list in disguise has this many parts between semicolons, and may be long.
LIST_PARTS = 3


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the sentence."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        patient = analysis.readership.audience == "patient"
        limits = options.get("patient", options) if patient else options
        long = [(words, s) for s in analysis.prose if (words := _words(s)) > limits["info"]]
        for words, sentence in sorted(long, key=lambda pair: (-pair[0], pair[1].start)):
            severity: Severity = "warning" if words > limits["warning"] else "info"
            yield Hit(sentence.start, sentence.end, {"words": words}, 0.95, severity=severity)

    return check


def _words(sentence: Sentence) -> int:
    """Count the words of a running sentence; 0 for titles, headings, tables and lists in disguise."""
    listed = sentence.lower.count(";") >= LIST_PARTS - 1
    if listed or sentence.block.kind in ("table", "title", "heading"):
        return 0
    return sum(word[0].isalnum() for word in sentence.lower)
