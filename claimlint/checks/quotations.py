"""Whether words stand in a quotation, however many sentences it has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from claimlint.analysis import Analysis
from claimlint.document import Block

_OPENING, _CLOSING, _STRAIGHT = "“«", "”»", '"'
Marks = tuple[Sequence[int], Sequence[int], Sequence[int]]


def is_quoted(analysis: Analysis, block: Block, start: int) -> bool:
    """Whether a quotation is open in a block at a document offset: somebody else's words."""
    known: dict[int, Marks] = analysis.memo("quotation marks", dict)
    if block.start not in known:
        known[block.start] = _marks(analysis, block)
    marks = known[block.start]
    opened, closed, straight = (bisect_left(places, start) for places in marks)
    # A last straight mark without a partner may be that of inches.
    return opened > closed or bool(straight % 2 and straight < len(marks[2]))


def _marks(analysis: Analysis, block: Block) -> Marks:
    text = analysis.document.block_text(block)
    opening, closing, straight = (
        [block.start + at for at, char in enumerate(text) if char in kind]
        for kind in (_OPENING, _CLOSING, _STRAIGHT)
    )
    return opening, closing, straight
