"""A first look at all of an input, before anything is checked: how much there is, what is wrong with it, by what it is known again."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from claimlint.corpus import arrow, tables
from claimlint.corpus.rows import Record, Row, name_of
from claimlint.corpus.source import Source, asked_for, no_column
from claimlint.errors import ReadError, UsageError
from claimlint.filename import printable
from claimlint.readers.side_file import ENDING
from claimlint.texts import Article

_WORD = 8


@dataclass(frozen=True)
class Survey:
    """What an input holds. rows: how many. sha256: of its files and their names. repeats: rows whose id an earlier row has, with that row."""

    rows: int
    sha256: str
    repeats: Mapping[int, int] = field(default_factory=dict)

    def without_repeats(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield rows; one whose id came before is to be reported, and not checked."""
        for row in rows:
            first = self.repeats.get(row.number)
            if first is None:
                yield row
                continue
            message = f"Row {row.number} has the id of row {first}: {row.id}."
            hint = "Make ids differ, or name another column with --id-column."
            yield replace(
                row, article=Article(row.id, error=ReadError("duplicate-id", message, row.path, hint))
            )


def survey(source: Source) -> Survey:
    """Read an input through. Raises UsageError as ``Source.records`` does, ``no-column`` for a column that no row has, ``no-rows``."""
    total = hashlib.sha256()
    for file in source.files:
        total.update(f"{printable(file)}\0{_hash(file)}\0".encode("utf-8", "backslashreplace"))
        if source.kind == "articles":
            total.update(_hash(file.with_name(file.name + ENDING)).encode())
    if source.kind == "articles":
        return Survey(len(source.files), total.hexdigest())
    seen = _Seen(source)
    if not seen.rows:
        raise UsageError("no-rows", "There is no row in it.", printable(source.path), "Check the path.")
    return Survey(seen.rows, total.hexdigest(), seen.repeats())


def _hash(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


class _Seen:
    """The ids of all rows, by 16 bytes of their hash each: of ten million rows they take 160 MB."""

    def __init__(self, source: Source):
        self._ids = array("Q")
        self.rows = 0
        if source.kind == "parquet":
            self._parquet(source)
            return
        missing = dict(asked_for(source.columns))
        for record in source.records(source.wanted):
            missing = {option: name for option, name in missing.items() if name not in record.values}
            self._add(source, record)
        if missing and self.rows:
            option, name = next(iter(missing.items()))
            there = tables.keys(source.files[0], source.max_bytes)
            if source.kind == "jsonl" and there:
                raise no_column(option, name, there, f"{printable(source.files[0])}:1")

    def _parquet(self, source: Source) -> None:
        for file in source.files:
            if source.columns.id_name in arrow.names(file):
                for record in source._records(file, [source.columns.id_name]):
                    self._add(source, record)
            else:
                for _ in range(arrow.count(file)):
                    self._add(source, Record("", "", {}))

    def _add(self, source: Source, record: Record) -> None:
        self.rows += 1
        name = name_of(self.rows, record, source.columns)
        self._ids.frombytes(hashlib.blake2b(name.encode(), digest_size=2 * _WORD).digest())

    def repeats(self) -> dict[int, int]:
        """Return the numbers of rows whose id came before, with that of the first row that has it."""
        import numpy as np

        pairs: Any = np.frombuffer(self._ids, dtype="u8").reshape(-1, 2)
        # The sort keeps the order of what is alike, so that the first row comes first.
        order = np.lexsort((pairs[:, 1], pairs[:, 0]))
        same = (pairs[order[1:]] == pairs[order[:-1]]).all(axis=1)
        found: dict[int, int] = {}
        for at in np.flatnonzero(same):
            before, after = int(order[at]) + 1, int(order[at + 1]) + 1
            found[after] = found.get(before, before)
        return found
