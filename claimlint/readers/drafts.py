"""Blocks being collected, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimlint.document import BlockKind, Cell, DocumentBuilder
from claimlint.tidy import Piece


@dataclass
class Draft:
    """A block being collected."""

    kind: BlockKind
    level: int
    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    cell: Cell | None = None
    ordinal: int | None = None

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(text for text, _, _ in self.pieces)

    def add_to(self, builder: DocumentBuilder) -> None:
        """Append the block to a document."""
        builder.add(
            self.kind,
            self.pieces,
            level=self.level,
            links=self.links,
            cell=self.cell if self.kind == "table" else None,
            ordinal=self.ordinal if self.kind == "item" else None,
        )


def titled(drafts: list[Draft]) -> list[Draft]:
    """Make the first h1 the title; drop a ``<title>`` that says the same."""
    first = next((d for d in drafts if d.kind == "heading" and d.level == 1), None)
    if first is not None:
        first.kind = "title"
        same = " ".join(first.text.split()).casefold()
        drafts = [
            d
            for d in drafts
            if d is first or d.kind != "title" or " ".join(d.text.split()).casefold() != same
        ]
    return drafts
