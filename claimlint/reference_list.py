"""The list of references at the end of an article: its entries, and the numbers by which the text cites them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimlint.analysis import REFERENCE_HEADING, Analysis
from claimlint.document import Block

#: Numbers in square brackets: [3], [2, 5], [4–7].
CITED = re.compile(r"\[\s?(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\s?\]")
#: A line that opens with its number: "12. Ruiz A.", "[12] Ruiz A.", "(12) Ruiz A.".
_NUMBERED = re.compile(r"^[^\S\r\n]*[\[(]?(\d{1,3})[\])]?[.):]?[^\S\r\n]+\S", re.MULTILINE)
#: What a list entry has and no heading: a year, an address, an identifier.
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\b|https?://|\bwww\.|\bdoi\b|\bPMID\b", re.I)


@dataclass(frozen=True)
class Entries:
    """The entries of a reference list. highest: the highest number an entry has, by its place or as written."""

    blocks: tuple[Block, ...]
    highest: int


def entries_of(analysis: Analysis) -> Entries | None:
    """Return the entries below "References", or None without such a list; computed once."""
    return analysis.memo("reference entries", lambda: _entries(analysis))


def _entries(analysis: Analysis) -> Entries | None:
    document = analysis.document
    found: list[Block] | None = None
    for block in document.blocks:
        text = document.block_text(block)
        if block.kind in ("title", "heading") and REFERENCE_HEADING.match(text):
            found = [] if found is None else found
        elif found is not None and block.kind in ("title", "heading") and not _DATED.search(text):
            break
        elif found is not None and block.kind not in ("boilerplate", "code"):
            found.append(block)
    return None if found is None else Entries(tuple(found), _highest(analysis, found))


def _highest(analysis: Analysis, blocks: Sequence[Block]) -> int:
    """Return the highest number of an entry: how many there are, or what stands before one in the source."""
    if not blocks:
        return 0
    document = analysis.document
    start, end = document.to_source(blocks[0].start, blocks[-1].end)
    line, _ = document.line_column(start)
    lead = document.source_line(line)
    written = [
        int(m[1]) for text in (lead, document.source.text[start:end]) for m in _NUMBERED.finditer(text)
    ]
    return max(len(blocks), *written, 0)


def numbers_in(cited: str) -> Iterator[int]:
    """Yield the numbers of a citation's inside: "2, 4–6" gives 2, 4, 5, 6."""
    for part in re.split(r"\s?[,;]\s?", cited):
        low, _, high = re.sub(r"\s?[–-]\s?", "-", part).partition("-")
        yield from range(int(low), int(high or low) + 1) if int(high or low) - int(low) < 200 else (int(low),)
