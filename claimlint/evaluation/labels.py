"""Labelled pages: JSON lines in, checked word for word against the files they speak of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from claimlint.document import Document
from claimlint.errors import ClaimlintError, UsageError, nearest
from claimlint.filename import printable
from claimlint.readers import read_file
from claimlint.reports.terminal import clean

#: What a row may be; ``doc`` speaks of the whole page.
KINDS = ("claim", "garbled", "clean", "trap", "doc")
#: What a ``doc`` row may say of its page.
VERDICTS = ("ok", "borderline", "junk")
#: Characters of a text shown in an error.
SHOWN = 60


@dataclass(frozen=True)
class Label:
    """A labelled stretch of a page's source, half-open code points. line: of the label file, 1-based."""

    kind: str
    start: int
    end: int
    category: str
    line: int


@dataclass(frozen=True)
class Page:
    """A labelled page. verdict: ``ok``, ``borderline`` or ``junk`` by its ``doc`` row, else nothing."""

    name: str
    document: Document
    labels: tuple[Label, ...]
    verdict: str = ""

    @property
    def good(self) -> bool:
        """Whether all of it is sound: its ``doc`` row says ``ok``. Borderline pages prove nothing either way."""
        return self.verdict == "ok"


@dataclass(frozen=True)
class LabelSet:
    """All labelled pages, by name. sha256: of the label file."""

    pages: tuple[Page, ...]
    sha256: str


@dataclass(frozen=True)
class _Row:
    file: str
    text: str
    verdict: str
    label: Label


def read_labels(path: Path, root: Path, *, max_bytes: int) -> LabelSet:
    """Read a label file and the pages below ``root`` that it names.

    Raises UsageError ``bad-labels`` at the line of the label file, for rows that cannot be used, and for pages that
    cannot be read or hold another text at a labelled place; ``unreadable`` for the label file itself.
    """
    data = _bytes(path)
    rows = list(_rows(path, data))
    if not rows:
        raise _bad("There is no label in it.", printable(path), "Write a JSON object a line.")
    _refuse_twice(path, rows)
    by_file: dict[str, list[_Row]] = {}
    for row in rows:
        by_file.setdefault(row.file, []).append(row)
    pages = [_page(path, root, name, by_file[name], max_bytes) for name in sorted(by_file)]
    return LabelSet(tuple(pages), hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"The labels cannot be read: {error.strerror}."
        raise UsageError("unreadable", message, printable(path), "Check the path.") from error


def _bad(message: str, where: str, hint: str) -> UsageError:
    return UsageError("bad-labels", message, where, hint)


def _rows(path: Path, data: bytes) -> Iterator[_Row]:
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if raw.strip():
            yield _row(raw, number, f"{printable(path)}:{number}")


def _row(raw: bytes, number: int, where: str) -> _Row:
    """Read one line. Raises UsageError ``bad-labels``."""
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _bad("The line is not UTF-8.", where, "Save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        said = f" ({error})" if isinstance(error, json.JSONDecodeError) else ""
        raise _bad(f"The line is no JSON{said}.", where, "Write one JSON object a line.") from error
    if not isinstance(row, dict):
        raise _bad("The line holds no JSON object.", where, 'Write {"file": …, "start": …, …}.')
    for key, kind in (("file", str), ("kind", str), ("start", int), ("end", int), ("text", str)):
        _need(row, key, kind, where)
    _check_kind(row, where)
    label = Label(row["kind"], row["start"], row["end"], _category(row, where), number)
    return _Row(_file(row["file"], where), row["text"], _verdict(row, where), label)


def _need(row: Mapping[str, Any], key: str, kind: type, where: str) -> None:
    if key not in row:
        raise _bad(f"“{key}” is missing.", where, "A row needs file, kind, start, end and text.")
    # True is an int to Python and no offset to anybody.
    if not isinstance(row[key], kind) or isinstance(row[key], bool):
        noun = "a text" if kind is str else "a whole number"
        raise _bad(f"“{key}” is not {noun}.", where, f"Write {noun}.")
    if kind is str:
        _whole(row[key], key, where)


def _whole(text: str, key: str, where: str) -> None:
    """Raise UsageError for half a character (a lone surrogate), which JSON can write and no file can hold."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise _bad(f"“{key}” holds half a character.", where, "Write characters beyond U+FFFF whole.")


def _check_kind(row: Mapping[str, Any], where: str) -> None:
    if row["kind"] not in KINDS:
        raise _bad(f"Unknown kind “{_short(row['kind'])}”.", where, nearest(row["kind"], KINDS))


def _category(row: Mapping[str, Any], where: str) -> str:
    category = row.get("category", "")
    if not isinstance(category, str):
        raise _bad("“category” is not a text.", where, "Write a text, or leave it out.")
    _whole(category, "category", where)
    return category


def _verdict(row: Mapping[str, Any], where: str) -> str:
    if row["kind"] != "doc" or "overall" not in row:
        return ""
    verdict = row["overall"]
    if verdict not in VERDICTS:
        raise _bad(f"Unknown “overall”: “{_short(str(verdict))}”.", where, f"Known: {', '.join(VERDICTS)}.")
    return str(verdict)


def _file(name: str, where: str) -> str:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\0" in name:
        message = f"“{_short(name)}” names no file below the root."
        raise _bad(message, where, "Write a path relative to --root, with “/”.")
    return path.as_posix()


def _refuse_twice(path: Path, rows: Sequence[_Row]) -> None:
    """Raise UsageError for a row that stands there twice, and so would be counted twice."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        span = () if row.label.kind == "doc" else (row.label.start, row.label.end)
        first = seen.setdefault((row.file, row.label.kind, *span), row.label.line)
        if first != row.label.line:
            what = "second “doc” row of its page" if row.label.kind == "doc" else "same span and kind again"
            where = f"{printable(path)}:{row.label.line}"
            raise _bad(f"This is the {what}; the first is in line {first}.", where, "Take one out.")


def _page(path: Path, root: Path, name: str, rows: Sequence[_Row], max_bytes: int) -> Page:
    try:
        document = read_file(root / name, max_bytes=max_bytes)
    except ClaimlintError as error:
        where = f"{printable(path)}:{rows[0].label.line}"
        message = f"The page “{_short(name)}” cannot be read: {error.message}"
        hint = f"It was looked for at {printable(root / name)}; give the folder of the pages with --root."
        raise _bad(message, where, hint) from error
    for row in rows:
        _compare(row, document.source.text, f"{printable(path)}:{row.label.line}")
    labels = sorted(
        (row.label for row in rows if row.label.kind != "doc"), key=lambda at: (at.start, at.end, at.kind)
    )
    verdict = next((row.verdict for row in rows if row.label.kind == "doc"), "")
    return Page(name, document, tuple(labels), verdict)


def _compare(row: _Row, source: str, where: str) -> None:
    """Raise UsageError unless the page holds a row's text at its place; a ``doc`` row may leave the text empty."""
    start, end = row.label.start, row.label.end
    if row.label.kind == "doc" and not row.text:
        return
    if not 0 <= start < end <= len(source):
        message = f"There is no span {start} to {end}; the page has {len(source):,} characters."
        raise _bad(message, where, "Offsets count characters of the decoded file from 0; end is exclusive.")
    if source[start:end] != row.text:
        message = f"The page has “{_short(source[start:end])}” there, not “{_short(row.text)}”."
        raise _bad(message, where, "“text” must be exactly page[start:end], counted in characters.")


def _short(text: str) -> str:
    text = clean(text[: 2 * SHOWN])
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
