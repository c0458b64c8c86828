"""The text on standard input, which may be that of a file that an editor has not saved yet."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint.cli.output import say
from claimlint.errors import ClaimlintError, ReadError

if TYPE_CHECKING:
    from claimlint.config.ignored import Ignored
    from claimlint.finding import FileReport
    from claimlint.prepared import Linter


def excluded(ignored: Ignored, options: Mapping[str, Any]) -> bool:
    """Whether the text on standard input is one of a file that is excluded, and is to be left out for that."""
    name = options["stdin_filename"]
    where = ignored.left_out(Path(name)) if name and options["force_exclude"] else None
    if where and not options["quiet"]:
        say(f"left out as excluded: {name} ({where}).")
    return bool(where)


def others(files: Sequence[Path], name: str) -> list[Path]:
    """Return the files without that of a name: its text on standard input is the newer one, as an editor has it."""
    place = os.path.realpath(name)
    return [path for path in files if os.path.realpath(path) != place]


def checked(linter: Linter, name: str, options: Mapping[str, Any]) -> FileReport:
    """Check the text on standard input. name: by which it is reported; it says the format where the options name it."""
    from claimlint.finding import unread
    from claimlint.linter import check_document
    from claimlint.readers import media_of, read_bytes
    from claimlint.readers.side_file import with_side_file

    most = linter.settings.max_bytes
    try:
        media = media_of(name) if options["stdin_filename"] else "text"
        document = read_bytes(_read(most + 1), name, media, max_bytes=most)
        document = with_side_file(document, Path(name)) if options["stdin_filename"] else document
        return check_document(linter, document)
    except ClaimlintError as error:
        return unread(name, error)


def _read(size: int) -> bytes:
    """Read at most ``size`` bytes; a stream that is closed or a directory is a user's mistake."""
    try:
        return sys.stdin.buffer.read(size)
    except (OSError, AttributeError) as error:
        reason = getattr(error, "strerror", None) or "there is none"
        message = f"Standard input cannot be read: {reason}."
        raise ReadError("unreadable", message, "<stdin>", "Pipe a text into it.") from error
