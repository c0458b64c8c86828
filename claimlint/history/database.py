"""A history as an SQLite file: opened, made where there is none, told from other files; what SQLite says as user errors.

It keeps SQLite's rollback journal instead of a write-ahead log: that works on network file systems, a history in a folder
that is read-only can be read, and between runs it is one file, which can be copied and cached.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn

from claimlint.errors import UsageError

VERSION = 1
#: "ClmH": by it a history is told from other SQLite files.
APPLICATION = 0x436C6D48
#: Seconds that a run waits for another one to have written.
PATIENCE = 60.0


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a history to read it; nothing about it changes. Raises UsageError ``bad-history``."""
    if not file.is_file():
        hint = "“claimlint check PATHS --history FILE” makes one."
        _fail(file, "There is no such history." if not file.exists() else "This is no file.", hint)
    with _opened(file) as database:
        if _new(file, database):
            _fail(file, "This history is empty.", "It holds something once a run was added.")
        yield database


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    # Not opened read-only: what a writer that was killed left half done is undone by whoever opens the file next.
    address = Path(os.path.abspath(file)).as_uri() + "?mode=rw"
    with _said(file, "read"), closing(sqlite3.connect(address, timeout=PATIENCE, uri=True)) as database:
        database.execute("PRAGMA query_only = ON")
        yield database


@contextmanager
def writing(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a history to add to it, made where there is none; all that is written counts when the block ends, or nothing.

    Raises UsageError ``bad-history`` for another file, ``unwritable`` for what keeps it from being written.
    """
    check_place(file)
    with _said(file, "written"), closing(sqlite3.connect(file, timeout=PATIENCE)) as database:
        database.isolation_level = None
        # Taken at once, so that a second writer waits here and then sees what the first one wrote.
        database.execute("BEGIN IMMEDIATE")
        if _new(file, database):
            _make(database)
        yield database
        database.execute("COMMIT")


def check_place(file: Path) -> None:
    """Raise UsageError where no history is or can be: ``unwritable`` for a folder, ``bad-history`` for another kind of file."""
    if file.is_dir():
        raise UsageError(
            "unwritable", "The history cannot be written: it is a directory.", str(file), "Name a file."
        )
    if file.exists() and not file.is_file():
        _fail(file, "This is a pipe or a device, and no file.", "Name a file.")
    if not file.parent.is_dir():
        message = f"The history cannot be written: there is no folder {file.parent}."
        raise UsageError("unwritable", message, str(file), "Make it first.")
    if file.exists() and file.stat().st_size:
        with _opened(file) as database:
            _new(file, database)


def _make(database: sqlite3.Connection) -> None:
    script = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    for statement in _statements(script):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: ``executescript`` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _new(file: Path, database: sqlite3.Connection) -> bool:
    """Whether a database holds nothing at all yet. Raises UsageError ``bad-history`` for one that is no history, or of a later version."""
    ours = database.execute("PRAGMA application_id").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    tables = database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    if not ours and not version and not tables:
        return True
    if ours != APPLICATION:
        _fail(file, "This is an SQLite file, but no history of claimlint.", "Name another file.")
    if version != VERSION:
        message = f"This history has version {version}; known here: {VERSION}."
        _fail(file, message, "Update claimlint.")
    return False


@contextmanager
def _said(file: Path, what: str) -> Iterator[None]:
    """Turn what SQLite says into a user error. what: what was to become of the history."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            _fail(file, "This is no history: it is no SQLite file.", "Name another file.")
        if code == sqlite3.SQLITE_CORRUPT:
            _fail(file, f"The history is damaged: {error}.", "Put a copy in its place, or start a new one.")
        hint = _HINTS.get(code, "Name another file.")
        raise UsageError(
            "unwritable" if what == "written" else "bad-history",
            f"The history cannot be {what}: {error}.",
            str(file),
            hint,
        ) from error


_HINTS = {
    sqlite3.SQLITE_FULL: "Nothing was added to it; make room.",
    sqlite3.SQLITE_BUSY: "Another run has been writing for a minute; try again.",
    sqlite3.SQLITE_READONLY: "Nothing was added to it; it or its folder is read-only.",
    sqlite3.SQLITE_CANTOPEN: "See whether the file and its folder may be used.",
}


def _fail(file: Path, message: str, hint: str) -> NoReturn:
    raise UsageError("bad-history", message, str(file), hint)
