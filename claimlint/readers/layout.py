"""Where in a table a cell stands, and what number a list item has: for showing an article as it reads; no check looks at it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimlint.document import Cell

#: A cell spans no more columns, and one that spans rows is kept in mind for no more of the first columns.
WIDEST, KEPT = 1000, 50
_NUMBER = re.compile(r"\s*([+-]?[0-9]{1,9})")


def number(text: str, otherwise: int | None) -> int | None:
    """Return the whole number that a text begins with."""
    found = _NUMBER.match(text)
    return int(found[1]) if found else otherwise


@dataclass
class _Table:
    number: int
    row: int = 0
    column: int = 0
    cell: Cell | None = None
    #: By column, up to which row a cell from above reaches down.
    down: dict[int, int] = field(default_factory=dict)


@dataclass
class _List:
    #: The number of the next item; None for a list of bullets.
    next: int | None
    ordinal: int | None = None


class Layout:
    """Tables and lists as they are opened, filled and closed, one inside the other."""

    def __init__(self) -> None:
        self._open: list[_Table | _List] = []
        self._tables = 0

    @property
    def cell(self) -> Cell | None:
        """The cell that is open, where the innermost of tables and lists is a table."""
        top = self._open[-1] if self._open else None
        return top.cell if isinstance(top, _Table) else None

    @property
    def ordinal(self) -> int | None:
        """The number of the item that is open; None for a bullet."""
        top = self._open[-1] if self._open else None
        return top.ordinal if isinstance(top, _List) else None

    def open_table(self) -> None:
        """Begin a table."""
        self._tables += 1
        self._open.append(_Table(self._tables))

    def open_list(self, first: int | None) -> None:
        """Begin a list. first: the number of its first item; None for bullets."""
        self._open.append(_List(first))

    def close(self) -> None:
        """End the innermost table or list."""
        if self._open:
            self._open.pop()

    def row(self) -> None:
        """Begin a row."""
        if self._open and isinstance(table := self._open[-1], _Table):
            table.row, table.column, table.cell = table.row + 1, 0, None

    def enter(self, *, header: bool = False, columns: int = 1, rows: int = 1) -> None:
        """Begin a cell, which spans so many columns and rows."""
        if not self._open or not isinstance(table := self._open[-1], _Table):
            return
        table.row = max(table.row, 1)
        table.column += 1
        while table.down.get(table.column, 0) >= table.row:
            table.column += 1
        columns = min(max(columns, 1), WIDEST)
        table.cell = Cell(table.number, table.row, table.column, header, columns)
        last = table.column + columns - 1
        if rows > 1:
            for column in range(table.column, min(last, KEPT) + 1):
                table.down[column] = table.row + rows - 1
        table.column = last

    def item(self, own: int | None = None) -> None:
        """Begin an item. own: the number that it says it has."""
        if not self._open or not isinstance(listed := self._open[-1], _List):
            return
        if listed.next is not None:
            listed.ordinal = listed.next if own is None else own
            listed.next = listed.ordinal + 1
