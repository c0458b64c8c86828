"""An archive's rows: which there are, and what each holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimlint.document import Media
from claimlint.errors import ReadError
from claimlint.texts import Article

#: Formats that a text may have.
MEDIA: tuple[Media, ...] = ("text", "markdown", "html")


@dataclass(frozen=True)
class Columns:
    """Where a table has what. id: None for the column ``id``, where there is one. media: the column that says a text's format.

    format: that of all texts of which no column says it.
    """

    text: str = "text"
    id: str | None = None
    media: str | None = None
    format: Media = "text"

    @property
    def id_name(self) -> str:
        """The name of the column with ids."""
        return self.id or "id"


@dataclass(frozen=True)
class Record:
    """A row as it stands in a table. place: ``file:line`` or ``file, row 7``. values: of the columns that were asked for.

    error: why it cannot be read.
    """

    path: str
    place: str
    values: Mapping[str, Any]
    error: ReadError | None = None


@dataclass(frozen=True)
class Row:
    """A row to be checked. number: among all rows of the input, from 1. settings: number of those it is checked by."""

    number: int
    id: str
    path: str
    article: Article
    settings: int = 0


def numbered(records: Iterator[Record], columns: Columns) -> Iterator[Row]:
    """Return the rows that records are, as they come."""
    return (row_of(number, record, columns) for number, record in enumerate(records, 1))


def row_of(number: int, record: Record, columns: Columns) -> Row:
    """Return the row that a record is."""
    name = name_of(number, record, columns)
    return Row(number, name, record.path, _article(name, record, columns))


def name_of(number: int, record: Record, columns: Columns) -> str:
    """Return by what a row is known: its id, as text, else its number."""
    value = record.values.get(columns.id_name)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "backslashreplace")
    if value is None or value == "":
        return f"row-{number}"
    # Half a character cannot be written.
    text = value if isinstance(value, str) else _shown(value)
    return text.encode("utf-8", "backslashreplace").decode()


def _shown(value: object) -> str:
    """Return a value as text: as JSON has it, if JSON has it, such as a number or a list."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except TypeError:
        return str(value)


def _article(name: str, record: Record, columns: Columns) -> Article:
    if record.error:
        return Article(name, error=record.error)
    try:
        return Article(name, _text(record, columns), _media(record, columns))
    except ReadError as error:
        return Article(name, error=error)


def _text(record: Record, columns: Columns) -> str:
    value = record.values.get(columns.text)
    if value is None:
        raise ReadError("no-text", f"{record.place}: there is no text in “{columns.text}”.", record.place)
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"{record.place}: the text is no UTF-8, at byte {error.start:,}."
            raise ReadError("undecodable", message, record.place, "Save it as UTF-8.") from error
    if not isinstance(value, str):
        message = f"{record.place}: “{columns.text}” holds no text but {_kind(value)}."
        raise ReadError("no-text", message, record.place)
    return value


def _media(record: Record, columns: Columns) -> Media:
    value = record.values.get(columns.media) if columns.media else None
    if value is None or value == "":
        return columns.format
    if isinstance(value, bytes):
        value = value.decode("utf-8", "backslashreplace")
    if value not in MEDIA:
        message = f"{record.place}: “{columns.media}” says “{value}”, which is no format of a text."
        raise ReadError("unknown-format", message, record.place, f"Known: {', '.join(MEDIA)}.")
    media: Media = value
    return media


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "something else")
