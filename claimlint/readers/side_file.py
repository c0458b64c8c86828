"""The file beside an article that says what is suppressed and accepted in it: ``article.docx.claimlint.yml``."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from claimlint.document import Document, SideFile
from claimlint.errors import ReadError, RuleError
from claimlint.filename import printable

#: What it is called after the article's name; the other ending is refused.
ENDING, OTHER_ENDING = ".claimlint.yml", ".claimlint.yaml"


def with_side_file(document: Document, path: Path) -> Document:
    """Return a document with what stands in the file beside its path, if there is one.

    path: where the document is kept; its text may be an editor's, not yet saved. Raises ReadError ``side-file`` with file
    and line for one that cannot be used.
    """
    beside = path.with_name(path.name + ENDING)
    other = path.with_name(path.name + OTHER_ENDING)
    if os.path.exists(other):
        raise _error(printable(other), f"A file beside an article ends in “{ENDING}”.", "Rename it.")
    if not os.path.exists(beside):
        return document
    if not os.path.isfile(beside):
        raise _error(printable(beside), "This is no file.", "Take it away, or put a file in its place.")
    return replace(document, side=_read(beside))


def with_side_bytes(document: Document, data: bytes) -> Document:
    """Return a document with what stood in the file beside it at another time. Raises ReadError as ``with_side_file``."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="claimlint-") as folder:
        kept = Path(folder, "article" + ENDING)
        kept.write_bytes(data)
        return replace(document, side=_read(kept))


def _read(path: Path) -> SideFile:
    from claimlint.suppression.notes import HINT, notes_of
    from claimlint.yamlfile import read_mapping

    try:
        data, lines = read_mapping(path, hint=HINT, dates=False)
    except RuleError as error:
        raise _error(error.where, error.message, error.hint) from error
    if problems := notes_of(data).problems:
        where, problem = problems[0].path, problems[0]
        line = next((lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in lines), 1)
        place = f"{printable(path)}:{line}"
        raise _error(place, problem.message, problem.hint or HINT)
    return SideFile(printable(path), data, lines)


def _error(where: str, message: str, hint: str) -> ReadError:
    """Return an error that names its place in the message, too: it is reported on the article."""
    return ReadError("side-file", f"{where}: {message}", where, hint)
