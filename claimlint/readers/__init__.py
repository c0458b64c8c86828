"""Readers: bytes of a known format in, a Document out."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from claimlint.document import Document, Media, Source
from claimlint.errors import ReadError, UsageError
from claimlint.filename import printable
from claimlint.readers.decode import decode
from claimlint.readers.side_file import with_side_file

SUFFIXES: Mapping[str, Media] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
}
#: What word processors and typesetters write, and what it is.
_OTHER: Mapping[str, str] = {
    ".doc": "a document of Word 97 to 2003",
    ".docm": "a Word document with macros",
    ".dot": "a Word template",
    ".dotx": "a Word template",
    ".odt": "an OpenDocument text",
    ".rtf": "a Rich Text document",
    ".pdf": "a PDF file",
    ".pages": "a Pages document",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_BYTES = 5_000_000
#: Lines with words, and blocks. Each costs every rule a look, however short it is; 5 MB of prose are some 10,000 paragraphs.
MAX_LINES, MAX_BLOCKS = 100_000, 40_000


def media_of(name: str) -> Media:
    """Return the format a file name stands for. Raises ReadError ``unknown-format``."""
    suffix = Path(name).suffix.lower()
    if suffix in _OTHER:
        message = f"This is {_OTHER[suffix]} ({suffix}), which cannot be read."
        raise ReadError("unknown-format", message, name, "Open it and save it as .docx.")
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        what = f"Files ending in “{suffix}”" if suffix else "Files without an ending"
        raise ReadError("unknown-format", f"{what} cannot be read.", name, f"Known: {known}.")
    return SUFFIXES[suffix]


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> Document:
    """Read a file by its suffix.

    Raises ReadError: ``missing-file``, ``unreadable``, ``too-large``, ``too-long``, ``binary``, ``undecodable``,
    ``unknown-format``, ``front-matter``, ``side-file``, and those of ``read_docx``.
    """
    name = printable(path)
    data = file_bytes(path, max_bytes=max_bytes)
    return with_side_file(read_bytes(data, name, media_of(name), max_bytes=max_bytes), path)


def file_bytes(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file whose format is known by its suffix; errors as for ``read_file``."""
    name = printable(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError("unreadable", "This is a directory.", name, "Name a file.")
        if not stat.S_ISREG(status.st_mode):
            # A pipe would be waited for, and a device may have no end.
            raise ReadError("unreadable", "This is a pipe or a device.", name, "Use “-” for standard input.")
        media_of(name)
        _check_size(status.st_size, name, max_bytes)
        return path.read_bytes()
    except FileNotFoundError as error:
        message = "This link leads to no file." if path.is_symlink() else "There is no such file."
        raise ReadError("missing-file", message, name, "Check the path.") from error
    except OSError as error:
        raise ReadError(
            "unreadable", f"The file cannot be read: {error.strerror}.", name, "Check its permissions."
        ) from error


def read_bytes(data: bytes, name: str, media: Media, *, max_bytes: int = MAX_BYTES) -> Document:
    """Decode and read bytes; errors as for ``read_file``."""
    _check_size(len(data), name, max_bytes)
    if media == "docx":
        from claimlint.readers.docx import read_docx

        return _bounded(read_docx(data, name, max_bytes))
    return _read(decode(data, name, media))


def read_text(text: str, name: str, media: Media) -> Document:
    """Read a text that is already decoded.

    Raises UsageError ``no-text`` for Word, which is no text, and ReadError ``undecodable`` for half a character, ``too-long``.
    """
    if media == "docx":
        message = "A Word document is read from its bytes, not from a text."
        raise UsageError("no-text", message, name, "Pass the text with media “text”, or check the file.")
    if lone := _SURROGATE.search(text):
        message = f"The text holds half a character (a lone surrogate), at {lone.start()}."
        raise ReadError("undecodable", message, name, "Decode it as UTF-8.")
    return _read(Source(name, text, media))


def _read(source: Source) -> Document:
    text = source.text
    if text.count("\n") + text.count("\r") >= MAX_LINES:
        lines = sum(1 for line in text.splitlines() if line.strip())
        if lines > MAX_LINES:
            raise _too_long(source.name, f"{lines:,} lines, more than {MAX_LINES:,}")
    return _bounded(_reader(source.media)(source))


def _bounded(document: Document) -> Document:
    if len(document.blocks) > MAX_BLOCKS:
        count = f"{len(document.blocks):,} paragraphs, headings and items, more than {MAX_BLOCKS:,}"
        raise _too_long(document.source.name, count)
    return document


def _too_long(name: str, count: str) -> ReadError:
    return ReadError("too-long", f"This is no article: it has {count}.", name, "Split it.")


def _check_size(size: int, name: str, max_bytes: int) -> None:
    if size > max_bytes:
        message = f"The file has {size:,} bytes, more than the limit of {max_bytes:,}."
        raise ReadError("too-large", message, name, "Raise it with --max-bytes.")


def _reader(media: Media) -> Callable[[Source], Document]:
    """Return the reader of a format; parsers are imported only for formats that occur."""
    if media == "markdown":
        from claimlint.readers.markdown import read_markdown

        return read_markdown
    if media == "html":
        from claimlint.readers.html import read_html

        return read_html
    from claimlint.readers.text import read_plain

    return read_plain
