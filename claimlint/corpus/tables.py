"""Tables as text: JSON lines and comma-separated values, whatever their size, a row at a time."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from claimlint.corpus.arrow import unpacked
from claimlint.corpus.rows import Record
from claimlint.errors import ReadError, UsageError
from claimlint.filename import printable

_BOM = b"\xef\xbb\xbf"
#: How many bytes of JSON a byte of text may take (``\u00e9``), and what the other columns may take beside it.
ESCAPED, BESIDE = 6, 1_000_000
#: Characters of a field of separated values, at least: a quotation mark that nobody closes must not take in the whole file.
LONGEST = 100_000_000


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, compressed or not. Raises UsageError ``bad-input`` for one that cannot be read, or is damaged."""
    try:
        with _stream(path) as file:
            yield file
    except (OSError, EOFError, zlib.error) as error:
        said = getattr(error, "strerror", None) or " ".join(str(error).split())
        raise UsageError("bad-input", f"It cannot be read: {said.rstrip('.')}.", printable(path)) from error


def _stream(path: Path) -> IO[bytes]:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    return unpacked(path) if suffix == ".zst" else path.open("rb")


def json_lines(path: Path, columns: Sequence[str], max_bytes: int) -> Iterator[Record]:
    """Yield the rows of a file with an object a line; only these columns are kept. Raises UsageError ``bad-input`` at a line that is none.

    A line that is no UTF-8, or too long for a text of ``max_bytes``, is a row that cannot be read.
    """
    name = printable(path)
    with opened(path) as file:
        for number, line in _lines(file, ESCAPED * max_bytes + BESIDE):
            place = f"{name}:{number}"
            if line is None:
                message = f"{place}: the line is longer than a text of {max_bytes:,} bytes takes."
                yield Record(
                    name, place, {}, ReadError("too-large", message, place, "Raise it with --max-bytes.")
                )
                continue
            if not line.strip():
                continue
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError as error:
                message = f"{place}: the line is no UTF-8, at byte {error.start:,}."
                yield Record(name, place, {}, ReadError("undecodable", message, place, "Save it as UTF-8."))
                continue
            values = _object(text, place)
            yield Record(name, place, {key: values[key] for key in columns if key in values})


def keys(path: Path, max_bytes: int) -> list[str]:
    """Return the names in the first object of a file with an object a line. Errors as for ``json_lines``."""
    with opened(path) as file:
        for number, line in _lines(file, ESCAPED * max_bytes + BESIDE):
            if line and line.strip():
                return list(_object(line.decode("utf-8", "replace"), f"{printable(path)}:{number}"))
    return []


def _lines(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield lines with their numbers, None for one that is longer than the limit."""
    number = 0
    while line := file.readline(limit):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) == limit and not line.endswith(b"\n"):
            while (more := file.readline(limit)) and not more.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _object(text: str, place: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"This is no JSON: {error.msg}, at character {error.pos + 1}."
        raise UsageError("bad-input", message, place, "Write an object a line.") from error
    except RecursionError as error:
        raise UsageError("bad-input", "This JSON is nested too deep.", place) from error
    if not isinstance(value, dict):
        raise UsageError("bad-input", "This is no JSON object.", place, "Write an object a line.")
    return value


def header(path: Path, delimiter: str) -> list[str]:
    """Return the names of the columns of a file of separated values. Errors as for ``separated``."""
    with opened(path) as file:
        return next(_split(file, delimiter, printable(path), LONGEST), (0, []))[1]


def separated(path: Path, columns: Sequence[str], delimiter: str, max_bytes: int) -> Iterator[Record]:
    """Yield the rows of a file of separated values whose first line names the columns. Raises UsageError ``bad-input`` at a broken line."""
    name = printable(path)
    with opened(path) as file:
        split = _split(file, delimiter, name, max(LONGEST, ESCAPED * max_bytes))
        heads = next(split, (0, []))[1]
        for line, fields in split:
            place = f"{name}:{line}"
            if len(fields) != len(heads):
                message = f"{place}: it has {len(fields)} fields, and the header {len(heads)}."
                yield Record(name, place, {}, ReadError("bad-row", message, place))
                continue
            values = dict(zip(heads, fields, strict=True))
            # Whoever writes a null writes nothing. Bytes that are no UTF-8 come back as such.
            yield Record(name, place, {key: _bytes(values[key]) or None for key in columns if key in values})


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _split(file: IO[bytes], delimiter: str, name: str, longest: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the fields of each row with the line where it begins."""
    csv.field_size_limit(longest)
    text = io.TextIOWrapper(file, "utf-8-sig", errors="surrogateescape", newline="")
    reader, line = csv.reader(text, delimiter=delimiter, strict=True), 1
    try:
        for fields in reader:
            if fields:
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"The row that begins here cannot be read: {error}."
        raise UsageError("bad-input", message, f"{name}:{line}", "Check its quotation marks.") from error
    finally:
        text.detach()
