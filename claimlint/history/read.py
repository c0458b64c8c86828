"""The runs of a history, read back as JSON-like reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimlint.history.database import reading
from claimlint.history.rows import FINDING, Row, file_of

#: Files of a run by their result and their ruleset.
Files = Mapping[tuple[int, int], Row]


def runs(file: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the runs, in the order in which they were added, each as a JSON report: ``run``, ``tool``, ``files``, ``rules``.

    ``run`` has its ``number`` here, too; a file its ``article``, the id that stays when it is renamed, and the ids of the
    ``rules`` that ran on it. Of an article of which two runs in a row say the same, both hold the same object, so nothing in
    it may be changed. Raises UsageError ``bad-history``.
    """
    with reading(file) as database:
        # The runs first: whatever they name is there by then.
        added = _rows(database, "SELECT * FROM runs ORDER BY run")
        rules = _rows(database, "SELECT rule AS id, title, severity, url FROM rules ORDER BY rule")
        rulesets = {
            number: ids.split() for number, ids in database.execute("SELECT ruleset, rules FROM rulesets")
        }
        before: Files = {}
        version = None
        for run in added:
            # Nothing is locked while the caller is busy with a run. When somebody writes meanwhile, what is known of results
            # is forgotten: one that was deleted may have left its number to another.
            database.execute("BEGIN")
            version, last = database.execute("PRAGMA data_version").fetchone()[0], version
            files, before = _files(database, run["run"], before if version == last else {}, rulesets)
            database.execute("COMMIT")
            yield {
                "run": {**{key: run[key] for key in ("date", "revision", "id")}, "number": run["run"]},
                "tool": {
                    "name": "claimlint",
                    "version": run["version"],
                    "rules_version": run["rules_version"],
                },
                "files": files,
                "rules": rules,
            }


def _files(
    database: sqlite3.Connection, run: int, before: Files, rulesets: Mapping[int, list[str]]
) -> tuple[list[Row], Files]:
    """Return the files of a run by path, and also by result and ruleset; those that the run before had are taken from there."""
    checks: list[tuple[int, int]] = database.execute(
        "SELECT result, ruleset FROM checks WHERE run = ?", (run,)
    ).fetchall()
    missing = {result for result, ruleset in checks if (result, ruleset) not in before}
    # Few of them are looked up one by one, many in one go through the whole run.
    many = len(missing) * 10 > len(checks)
    new = _all(database, run, missing) if many else _each(database, missing)
    now = {
        check: before[check] if check in before else {**new[check[0]], "rules": rulesets[check[1]]}
        for check in checks
    }
    return sorted(now.values(), key=lambda file: str(file["path"])), now


_RESULTS = "SELECT results.* FROM results"
_FINDINGS = "SELECT findings.* FROM findings"


def _each(database: sqlite3.Connection, wanted: set[int]) -> dict[int, Row]:
    found = {}
    for number in sorted(wanted):
        (row,) = _rows(database, f"{_RESULTS} WHERE result = ?", number)
        findings = _rows(database, f"{_FINDINGS} WHERE result = ? ORDER BY finding", number)
        found[number] = file_of(row, [_finding(finding) for finding in findings])
    return found


def _all(database: sqlite3.Connection, run: int, wanted: set[int]) -> dict[int, Row]:
    of_run = "JOIN checks USING (result) WHERE checks.run = ?"
    findings: dict[int, list[Row]] = {number: [] for number in wanted}
    for row in _rows(database, f"{_FINDINGS} {of_run} ORDER BY finding", run):
        if row["result"] in findings:
            findings[row["result"]].append(_finding(row))
    results = _rows(database, f"{_RESULTS} {of_run}", run)
    return {
        row["result"]: file_of(row, findings[row["result"]]) for row in results if row["result"] in wanted
    }


def _finding(row: Mapping[str, Any]) -> Row:
    return {name: row[name] for name in FINDING}


def _rows(database: sqlite3.Connection, query: str, *values: Any) -> list[dict[str, Any]]:
    cursor = database.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
