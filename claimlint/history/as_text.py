"""Tables of a history as text: for a terminal, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claimlint.history.listing import Table

#: What a spreadsheet takes for the start of a formula: https://owasp.org/www-community/attacks/CSV_Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Characters of a column on a terminal; the last one gets all it needs.
WIDEST = 40
#: Columns that are too long, or say too little, for a terminal.
_LEFT_OUT = frozenset(
    "version error_code profile sha256 url published reliable section title author garble_score excerpt fingerprint words scope".split()
)
_SHORT = {"revision": 10}
_CALLED = {
    "per_1000_words": "per 1,000 words",
    "consensus_grade": "grade",
    "garble_verdict": "garble",
    "infos": "notes",
}


def as_json(table: Table) -> str:
    """Return a list of objects."""
    return json.dumps(table.objects(), ensure_ascii=False, indent=2) + "\n"


def as_csv(table: Table) -> str:
    """Return CSV (RFC 4180) with a header; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_harmless(value) for value in row] for row in table.rows)
    return text.getvalue()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_terminal(table: Table) -> str:
    """Return the columns that people look at, in line; all of them are in CSV and JSON."""
    from claimlint.reports.terminal import clean

    shown = [at for at, name in enumerate(table.columns) if name not in _LEFT_OUT and _some(table, at)]
    # What differs most in length comes last, so that the other columns stay in line.
    last = ("message",) if "message" in table.columns else ("path", "error_message")
    shown.sort(key=lambda at: last.index(table.columns[at]) if table.columns[at] in last else -1)
    names = [table.columns[at] for at in shown]
    lines = [[_CALLED.get(name, name) for name in names]]
    lines += [[clean(_cell(row[at], table.columns[at])) for at in shown] for row in table.rows]
    numeric = [all(isinstance(row[at], int | float | None) for row in table.rows) for at in shown]
    widths = [min(WIDEST, max(len(line[at]) for line in lines)) for at in range(len(shown))]
    text = "".join(_line(line, widths, numeric) + "\n" for line in lines) if table.rows else "nothing.\n"
    return text + (f"\n{table.note}\n" if table.note else "")


def _some(table: Table, at: int) -> bool:
    # A column of suppressed findings is for those there are: in a list of findings what covers them, else how many they are.
    nothing = (None, 0) if table.columns[at] == "suppressed" else (None,)
    return any(row[at] not in nothing for row in table.rows)


def _cell(value: Any, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}"
    return str(value)[: _SHORT.get(name)]


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    placed = [
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    ]
    return "  ".join(placed).rstrip()


FORMATS: Mapping[str, Callable[[Table], str]] = {
    "terminal": as_terminal,
    "csv": as_csv,
    "json": as_json,
}
