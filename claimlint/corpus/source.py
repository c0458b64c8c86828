"""What is named as the input: of which kind it is, and the rows in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from claimlint.corpus import arrow, tables
from claimlint.corpus.rows import Columns, Record, Row, numbered
from claimlint.errors import ReadError, UsageError, nearest
from claimlint.filename import printable
from claimlint.readers import file_bytes
from claimlint.readers.side_file import ENDING, OTHER_ENDING
from claimlint.texts import Article

Kind = Literal["articles", "jsonl", "csv", "tsv", "parquet"]
#: Tables by the end of their name, before that of a compression.
SUFFIXES: Mapping[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
COMPRESSED = frozenset({".gz", ".zst"})
DELIMITERS: Mapping[str, str] = {"csv": ",", "tsv": "\t"}


@dataclass(frozen=True)
class Source:
    """An input. files: its tables or articles, in order. columns: of tables. settings: number of those of each article; () for one for all.

    max_bytes: of a text.
    """

    path: Path
    kind: Kind
    files: tuple[Path, ...]
    columns: Columns
    settings: tuple[int, ...] = ()
    max_bytes: int = 5_000_000

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns to be read."""
        columns = self.columns
        return tuple(name for name in (columns.text, columns.id_name, columns.media) if name)

    def records(self, columns: Sequence[str]) -> Iterator[Record]:
        """Yield the rows of tables with these columns. Raises UsageError ``bad-input`` at what is no table, ``not-installed``."""
        for file in self.files:
            yield from self._records(file, columns)

    def _records(self, file: Path, columns: Sequence[str]) -> Iterator[Record]:
        if self.kind == "jsonl":
            return tables.json_lines(file, columns, self.max_bytes)
        if self.kind == "parquet":
            return _parquet(file, columns)
        return tables.separated(file, columns, DELIMITERS[self.kind], self.max_bytes)

    def rows(self, wanted: Callable[[int], bool]) -> Iterator[Row]:
        """Yield the rows whose numbers are wanted. Errors as for ``records``."""
        if self.kind == "articles":
            return self._articles(wanted)
        return (row for row in numbered(self.records(self.wanted), self.columns) if wanted(row.number))

    def _articles(self, wanted: Callable[[int], bool]) -> Iterator[Row]:
        for number, path in enumerate(self.files, 1):
            if wanted(number):
                name = printable(path)
                settings = self.settings[number - 1] if self.settings else 0
                yield Row(number, name, name, _article(path, self.max_bytes), settings)


def table_kind(path: Path) -> Kind | None:
    """Return what table a file's name stands for, if any."""
    stem = path.with_suffix("") if path.suffix.lower() in COMPRESSED else path
    kind = SUFFIXES.get(stem.suffix.lower())
    # Parquet is compressed inside.
    return None if kind == "parquet" and stem != path else kind


def table_files(path: Path) -> list[Path]:
    """Return the tables that a file is, or that lie below a folder, but for hidden ones and those that begin with “_”. Errors as ``of_tables``."""
    if not path.is_dir():
        return [path]
    return [
        file
        for file in sorted(path.rglob("*"))
        if table_kind(file)
        and file.is_file()
        and not any(part.startswith((".", "_")) for part in file.relative_to(path).parts)
    ]


def of_tables(path: Path, files: Sequence[Path], columns: Columns, max_bytes: int) -> Source:
    """Return the source that tables are.

    Raises UsageError ``missing-file``, ``unknown-format``, ``mixed-input`` for tables of several kinds, ``no-column`` for one that lacks a
    column, with the nearest, ``bad-input``, ``not-installed``.
    """
    name = printable(path)
    if not os.path.lexists(path):
        raise UsageError("missing-file", "There is no such file or folder.", name, "Check the path.")
    kinds = sorted({str(table_kind(file) or "") for file in files})
    if kinds == [""] or not kinds:
        known = ", ".join(SUFFIXES)
        hint = f"Known: {known}, the first five with .gz or .zst, too, and folders of articles."
        raise UsageError("unknown-format", "This is no table that can be read, by its name.", name, hint)
    if len(kinds) > 1:
        message = f"The folder holds tables of several kinds: {', '.join(kinds)}."
        raise UsageError("mixed-input", message, name, "Name one file, or a folder with one kind.")
    source = Source(path, kinds[0], tuple(files), columns, max_bytes=max_bytes)  # type: ignore[arg-type]
    for file in files:
        _check_columns(source, file)
    return source


def _check_columns(source: Source, file: Path) -> None:
    if source.kind == "jsonl":
        return  # whether no row has a column shows when all are read
    parquet, name = source.kind == "parquet", printable(file)
    there = arrow.names(file) if parquet else tables.header(file, DELIMITERS[source.kind])
    for option, column in asked_for(source.columns):
        if column not in there:
            raise no_column(option, column, there, name if parquet else f"{name}:1")


def asked_for(columns: Columns) -> list[tuple[str, str]]:
    """Return the columns that must be there, with the option that names each."""
    named = (("--text-column", columns.text), ("--id-column", columns.id), ("--media-column", columns.media))
    return [(option, name) for option, name in named if name]


def no_column(option: str, name: str, there: Sequence[str], place: str) -> UsageError:
    """Return the error about a column that is not there."""
    message = f"There is no column “{name}” ({option})."
    return UsageError("no-column", message, place, nearest(name, there) if there else "It has no columns.")


def _parquet(file: Path, columns: Sequence[str]) -> Iterator[Record]:
    there = set(arrow.names(file))
    name = printable(file)
    for number, values in enumerate(arrow.rows(file, [one for one in columns if one in there]), 1):
        yield Record(name, f"{name}, row {number}", values)


def _article(path: Path, max_bytes: int) -> Article:
    name = printable(path)
    try:
        data = file_bytes(path, max_bytes=max_bytes)
        return Article(name, data, side=_beside(path))
    except ReadError as error:
        return Article(name, error=error)


def _beside(path: Path) -> bytes | None:
    other = path.with_name(path.name + OTHER_ENDING)
    if other.exists():
        message = f"{printable(other)}: A file beside an article ends in “{ENDING}”."
        raise ReadError("side-file", message, printable(other), "Rename it.")
    try:
        return path.with_name(path.name + ENDING).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"{printable(path)}{ENDING}: The file cannot be read: {error.strerror}."
        raise ReadError("side-file", message, printable(path), "Check its permissions.") from error
