"""Which article a file of a run is: by its path, else, when there is no file at its old path any more, by its content.

An article that a run did not look at stays what it is: only one whose file is gone can be found again under another name.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

from claimlint.sketch import Sketch, renamed


def articles_of(
    database: sqlite3.Connection, files: Mapping[str, Sketch | None], root: Path, run: int
) -> Mapping[str, int]:
    """Return the article of each file, new ones made, and write down where each is now.

    files: content by path, as the history keeps paths; None for a file that was not read. root: the folder they count from.
    """
    known: dict[str, int] = dict(database.execute("SELECT path, article FROM articles ORDER BY article"))
    there = {
        path: content or ()
        for path, content in files.items()
        if content is not None or os.path.isfile(root / path)
    }
    found = {path: known[path] for path in there if path in known}
    gone = {
        article
        for path, article in known.items()
        if path not in there and (path in files or not os.path.isfile(root / path))
    }
    found |= _come_back(database, there.keys() - found.keys(), gone)
    new = {path: content for path, content in there.items() if path not in found}
    found |= _renamed(database, new, gone - set(found.values()))
    gone -= set(found.values())
    # A name that leads to no file stands for the article that was there, unless that one was found elsewhere.
    found |= {path: known[path] for path in files.keys() - there.keys() if known.get(path) in gone}
    for path in sorted(files.keys() - found.keys()):
        added = database.execute("INSERT INTO articles (path, content) VALUES (?, '')", (path,))
        found[path] = added.lastrowid or 0
    _write(database, files, found)
    lost = [
        (run, article) for article in sorted(gone | {found[path] for path in files.keys() - there.keys()})
    ]
    database.executemany("UPDATE articles SET gone = ? WHERE article = ? AND gone IS NULL", lost)
    return found


def _come_back(database: sqlite3.Connection, new: Collection[str], gone: Collection[int]) -> dict[str, int]:
    """Return the articles that were at these paths once, were elsewhere since, and are gone from there."""
    found: dict[str, int] = {}
    for path in sorted(new):
        row = database.execute("SELECT article FROM paths WHERE path = ?", (path,)).fetchone()
        if row and row[0] in gone and row[0] not in found.values():
            found[path] = row[0]
    return found


def _renamed(
    database: sqlite3.Connection, new: Mapping[str, Sketch], gone: Collection[int]
) -> dict[str, int]:
    """Return the articles that are gone from where they were and stand in a new file."""
    if not new or not gone:
        return {}
    rows = database.execute("SELECT article, content FROM articles WHERE content != ''")
    contents = {str(article): tuple(content.split()) for article, content in rows if article in gone}
    return {path: int(article) for path, article in renamed(contents, new).items()}


def _write(
    database: sqlite3.Connection, files: Mapping[str, Sketch | None], found: Mapping[str, int]
) -> None:
    places = [(path, article) for path, article in found.items()]
    database.executemany("UPDATE articles SET path = ?, gone = NULL WHERE article = ?", places)
    database.executemany("INSERT OR REPLACE INTO paths (path, article) VALUES (?, ?)", places)
    contents = [(" ".join(content), found[path]) for path, content in files.items() if content]
    database.executemany("UPDATE articles SET content = ? WHERE article = ?", contents)
