"""Titles that bait: wordings, shouted words and repeated exclamation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.tokens import build as build_tokens
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "patterns": {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "minLength": 1},
        "description": "Wordings as in the check ``tokens``.",
    },
    "shouted": {"type": "array", "items": {"type": "string"}, "description": "Words that bait in capitals."},
}
_MARKS = re.compile(r"[!?](?:\s?[!?])+")
_WORD = re.compile(r"[^\W\d_]+")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the wordings; a hit spans what baits."""
    worded = build_tokens({"patterns": options["patterns"]}, nlp)
    shouted = {word.upper() for word in options.get("shouted", ())}

    def check(analysis: Analysis) -> Iterator[Hit]:
        titles = {
            sentence.block.start: sentence.block for sentence in analysis.prose if sentence.scope == "title"
        }
        hits = [hit for hit in worded(analysis) if any(b.start <= hit.start < b.end for b in titles.values())]
        for block in titles.values():
            text = analysis.document.block_text(block)
            found = [*_marks(text), *(match.span() for match in _shouts(text, shouted))]
            hits += [Hit(block.start + start, block.start + end, {}, 0.9) for start, end in found]
        yield from _apart(hits)

    return check


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of rows of marks with a "!" in them that is not alone: "!!", "!?", "?!"; nothing for "??"."""
    for match in _MARKS.finditer(text):
        if "!" in match[0][:-1]:
            yield match.span()
        elif match[0].endswith("?!"):
            yield match.end() - 2, match.end()


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    """Yield the hits in order, of overlapping ones the first."""
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            end = hit.end
            yield hit


def _shouts(text: str, shouted: set[str]) -> Iterator[re.Match[str]]:
    """Yield words in capitals that bait; in a title that is all capitals one alone does not stand out."""
    found = [match for match in _WORD.finditer(text) if match[0] in shouted]
    if not text.isupper() or len(found) > 1:
        yield from found
