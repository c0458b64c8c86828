"""What ``claimlint history`` lists: rows out of a history, with the names of their columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimlint.baseline import known_path
from claimlint.errors import UsageError
from claimlint.history.change import between, changes_by_run
from claimlint.reports.summary import plural


@dataclass(frozen=True)
class Table:
    """Rows with the names of their columns. note: what is to be known of them, for people."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    note: str = ""

    def objects(self) -> list[dict[str, Any]]:
        """Return the rows as objects."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


_RUN = "run date revision version files unread words errors warnings infos suppressed per_1000_words".split()
_FACTS = (
    "status error_code error_message words errors warnings infos suppressed density consensus_grade reliable"
    " garble_verdict garble_score title author section url published profile sha256"
).split()
_FINDING = 'article path line "column" scope severity rule message excerpt suppressed fingerprint'.split()


def runs_table(database: sqlite3.Connection, since: str = "") -> Table:
    """Return the runs, in the order in which they were added, with how many findings are new and fixed in each.

    since: only those of this date (ISO 8601) and later.
    """
    changes = changes_by_run(database)
    query = f"SELECT {', '.join(_RUN)} FROM run_totals WHERE date >= ? ORDER BY run"
    rows = [(*row, *changes.get(row[0], (None, None))) for row in database.execute(query, (since,))]
    return Table((*_RUN, "new", "fixed"), rows)


def run_table(database: sqlite3.Connection, run: int) -> Table:
    """Return the articles of a run."""
    columns = ["article", "path", *_FACTS]
    query = f"SELECT {', '.join(columns)} FROM article_checks WHERE run = ? ORDER BY path"
    return Table(columns, database.execute(query, (run,)).fetchall())


def findings_table(database: sqlite3.Connection, run: int) -> Table:
    """Return the findings of a run, suppressed ones included."""
    query = f"SELECT {', '.join(_FINDING)} FROM run_findings WHERE run = ? ORDER BY path, finding"
    return Table(_names(_FINDING), database.execute(query, (run,)).fetchall())


def article_table(database: sqlite3.Connection, article: int, since: str = "") -> Table:
    """Return the checks of an article, in the order of the runs."""
    columns = ["run", "date", "revision", "path", *_FACTS]
    query = f"SELECT {', '.join(columns)} FROM article_checks WHERE article = ? AND date >= ? ORDER BY run"
    return Table(columns, database.execute(query, (article, since)).fetchall())


def compare_table(database: sqlite3.Connection, before: int, now: int) -> Table:
    """Return the findings that are new in the second of two runs, and those of the first that are fixed."""
    changes = between(database, before, now)
    rows = []
    for change in changes.values():
        for said, numbers in (("new", change.new), ("fixed", change.fixed)):
            rows += [(said, *_finding(database, number)) for number in numbers]
    columns = ["change", *_names(_FINDING)]
    rows.sort(key=lambda row: (row[2], row[0] == "fixed", row[3], row[4], row[-1]))
    new = sum(row[0] == "new" for row in rows)
    note = (
        f"{plural(len(changes), 'article')} that both runs read:"
        f" {plural(new, 'new finding')}, {len(rows) - new} fixed."
    )
    return Table(columns, rows, note)


def _finding(database: sqlite3.Connection, number: int) -> Sequence[Any]:
    placed = "SELECT results.article, results.path, findings.* FROM findings JOIN results USING (result)"
    query = f"SELECT {', '.join(_FINDING)} FROM ({placed}) WHERE finding = ?"
    row: Sequence[Any] = database.execute(query, (number,)).fetchone()
    return row


def _names(columns: Sequence[str]) -> list[str]:
    return [name.strip('"') for name in columns]


def run_number(database: sqlite3.Connection, name: str, file: Path) -> int:
    """Return the number of a run: of a number, of an ``id`` of a report (the last that has it), or of ``last``. Raises UsageError ``no-run``."""
    if name == "last":
        row = database.execute("SELECT MAX(run) FROM runs").fetchone()
    else:
        row = database.execute("SELECT MAX(run) FROM runs WHERE CAST(run AS TEXT) = ?", (name,)).fetchone()
        if row[0] is None:
            row = database.execute("SELECT MAX(run) FROM runs WHERE id = ?", (name,)).fetchone()
    if row[0] is None:
        raise UsageError("no-run", f"There is no run “{name}”.", str(file), "Without --run, all are listed.")
    return int(row[0])


def article_number(database: sqlite3.Connection, name: str, file: Path) -> int:
    """Return the id of an article: of a path, now or formerly, as the history has it or from here, or of an id. Raises UsageError ``no-article``."""
    places = (name, known_path(name, file.resolve().parent))
    for query in (
        "SELECT MAX(article) FROM articles WHERE path = ?",
        "SELECT article FROM paths WHERE path = ?",
    ):
        for place in places:
            row = database.execute(query, (place,)).fetchone()
            if row and row[0] is not None:
                return int(row[0])
    row = database.execute("SELECT article FROM articles WHERE CAST(article AS TEXT) = ?", (name,)).fetchone()
    if row:
        return int(row[0])
    hint = "“claimlint history FILE --run last” lists articles with their ids."
    raise UsageError("no-article", f"There is no article “{name}”.", str(file), hint)
