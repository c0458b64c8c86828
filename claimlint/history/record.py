"""A run is added to a history, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claimlint.baseline import known_path
from claimlint.errors import UsageError
from claimlint.finding import FileReport, Report
from claimlint.history.database import writing
from claimlint.history.identity import articles_of
from claimlint.history.rows import Row, finding_rows, result_row


def append(file: Path, report: Report, *, texts: bool = True, joined: bool = False) -> int:
    """Add a run to a history, made where there is none, and return its number. report: one with its ``run``.

    texts: whether excerpts and messages, which quote articles, are kept. joined: whether the report is a part of the run of its id, where that is
    there and was made with the same version; of an article in two parts the later counts. A file named twice counts once. Raises UsageError:
    ``overwrites-article`` for a history that is an article of the run, ``bad-history``, ``unwritable``.
    """
    spare_articles(file, report)
    root = file.resolve().parent
    # A file that was read counts rather than one of the same path that was not.
    reports = sorted(report.files, key=lambda one: (one.error is None, one.path))
    files = {_text(known_path(one.path, root)): one for one in reports}
    with writing(file) as database:
        row = _run_row(report)
        run = (_known_run(database, row) if joined else None) or _insert(database, "runs", row)
        _describe(database, report)
        contents = {path: None if one.error else one.content for path, one in files.items()}
        articles = articles_of(database, contents, root, run)
        titles = {rule["id"]: rule["title"] for rule in report.rules}
        rulesets: dict[str, int] = {}
        for path in sorted(files):
            one = files[path]
            place = {"article": articles[path], "path": path}
            result = _result(database, {**place, **result_row(one)}, finding_rows(one, titles, texts=texts))
            ruleset = _ruleset(database, one, rulesets)
            check = {"run": run, "article": articles[path], "result": result, "ruleset": ruleset}
            _insert(database, "checks", check, "INSERT OR REPLACE")
    return run


def spare_articles(file: Path, report: Report) -> None:
    """Raise UsageError ``overwrites-article`` for a history that is an article of this run."""
    place = os.path.realpath(file)
    if any(os.path.realpath(one.path) == place for one in report.files):
        message = "The history would overwrite an article that was checked."
        raise UsageError("overwrites-article", message, str(file), "Name another file.")


def _run_row(report: Report) -> Row:
    run = report.run
    if run is None:
        raise ValueError("a history keeps reports that say when they were made")
    versions = {"version": report.tool["version"], "rules_version": report.tool["rules_version"]}
    return {"id": run["id"], "date": run["date"], "revision": run["revision"], **versions}


def _known_run(database: sqlite3.Connection, row: Row) -> int | None:
    """Return the run of this id. One of another state of the articles, or another version, is another run: its figures would mix."""
    same = [name for name in row if name != "date"]
    where = " AND ".join(f"{name} IS ?" for name in same)
    query = f"SELECT MAX(run) FROM runs WHERE {where}"
    found: int | None = database.execute(query, [row[name] for name in same]).fetchone()[0]
    return found


def _describe(database: sqlite3.Connection, report: Report) -> None:
    for rule in report.rules:
        columns = {name: rule[name] for name in ("title", "severity", "url")}
        row = {"rule": rule["id"], "family": rule["id"].partition("/")[0], **columns}
        _insert(database, "rules", row, "INSERT OR REPLACE")


def _result(database: sqlite3.Connection, result: Row, findings: Sequence[Row]) -> int:
    """Return the result that says this, made where no run said it before."""
    said = json.dumps([result, findings], sort_keys=True)
    digest = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    known = database.execute("SELECT result FROM results WHERE digest = ?", (digest,)).fetchone()
    if known:
        return int(known[0])
    number = _insert(database, "results", {"digest": digest, **result})
    for finding in findings:
        _insert(database, "findings", {"result": number, **finding})
    return number


def _ruleset(database: sqlite3.Connection, file: FileReport, known: dict[str, int]) -> int:
    rules = " ".join(sorted(file.rules))
    if rules not in known:
        _insert(database, "rulesets", {"rules": rules}, "INSERT OR IGNORE")
        row = database.execute("SELECT ruleset FROM rulesets WHERE rules = ?", (rules,)).fetchone()
        known[rules] = int(row[0])
    return known[rules]


def _insert(database: sqlite3.Connection, table: str, row: Mapping[str, Any], how: str = "INSERT") -> int:
    columns = ", ".join(f'"{name}"' for name in row)
    values = [_text(value) if isinstance(value, str) else value for value in row.values()]
    marks = ", ".join("?" for _ in values)
    added = database.execute(f"{how} INTO {table} ({columns}) VALUES ({marks})", values)
    return added.lastrowid or 0


def _text(value: str) -> str:
    """Return a text that can be kept as UTF-8: a file name may hold bytes that are none."""
    return value.encode("utf-8", "backslashreplace").decode()
