"""A word doubled by mistake, or a sentence that stands in the article twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "of": {"enum": ["word", "sentence"], "description": "What is repeated."},
    "allow": {"type": "array", "items": {"type": "string"}, "description": "Words that may be doubled."},
    "at_least": {"type": "integer", "minimum": 3, "description": "Words a repeated sentence has."},
}
DEFAULT_LENGTH = 6


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans both words, or the second of two equal sentences."""
    if options["of"] == "word":
        allowed = {word.lower() for word in options.get("allow", ())}
        return lambda analysis: _words(analysis, allowed)
    length = options.get("at_least", DEFAULT_LENGTH)
    return lambda analysis: _sentences(analysis, length)


def _words(analysis: Analysis, allowed: set[str]) -> Iterator[Hit]:
    for sentence in analysis.prose:
        words = sentence.lower
        for i in range(1, len(words)):
            if words[i] == words[i - 1] and words[i].isalpha() and words[i] not in allowed:
                yield Hit(*sentence.range(i - 1, i), {"word": words[i]}, 0.9)


def _sentences(analysis: Analysis, length: int) -> Iterator[Hit]:
    seen: set[tuple[str, ...]] = set()
    for sentence in analysis.prose:
        key = tuple(word for word in sentence.lower if word[:1].isalnum())
        if len(key) >= length and key in seen:
            yield Hit(sentence.start, sentence.end, {}, 0.9)
        seen.add(key)
