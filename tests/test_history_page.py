"""The guide to histories: its queries are run on the history that its commands make, and its schema is the one there is."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_readme import STEP, done

PAGE = ROOT / "docs" / "history.md"
SCHEMA = ROOT / "claimlint" / "history" / "schema.sql"
#: A query with what it gives below it; one that gives nothing has no such block.
SQL = re.compile(
    r"(?P<head><!-- sql -->\n```sql\n(?P<query>[^`]*)```\n)(?P<body>```text\n[^`]*```\n)?", re.MULTILINE
)
PYTHON = re.compile(r"<!-- python -->\n```python\n(?P<code>.*?)^```", re.DOTALL | re.MULTILINE)
MADE = re.compile(r"(?<=<!-- made: schema -->\n```sql\n).*?(?=^```)", re.DOTALL | re.MULTILINE)


@pytest.fixture
def history(tmp_path, monkeypatch) -> Path:
    """The history that the page makes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    STEP.sub(done, PAGE.read_text(encoding="utf-8"))
    return tmp_path / "history.db"


def shown(names: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    cells = [list(names), *([str(value) for value in row] for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(names))]
    for line in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"


def answer(database: sqlite3.Connection, query: str) -> str:
    text = ""
    for statement in query.split(";\n"):
        cursor = database.execute(statement)
        if cursor.description:
            text += "".join(shown([column[0] for column in cursor.description], cursor.fetchall()))
    return f"```text\n{text}```\n" if text else ""


def test_queries_give_what_is_shown(history, request):
    text = PAGE.read_text(encoding="utf-8")
    code = {match["code"] for match in PYTHON.finditer(text)}
    values: dict[str, object] = {}
    for one in code:
        exec(one, values)
    assert values["errors"].loc[1].tolist() == [1, 1] and values["errors"].shape == (2, 2)  # type: ignore[attr-defined]
    database = sqlite3.connect(history, isolation_level=None)
    fresh = SQL.sub(lambda one: one["head"] + answer(database, one["query"]), text)
    assert len(SQL.findall(text)) >= 6
    assert database.execute("SELECT run, files FROM run_totals").fetchall() == [(2, 2)]
    assert database.execute("SELECT COUNT(*) FROM articles").fetchone() == (2,)
    database.close()
    fresh = MADE.sub(lambda _: SCHEMA.read_text(encoding="utf-8"), fresh)
    if request.config.getoption("--update-snapshots"):
        PAGE.write_text(fresh, encoding="utf-8")
    assert fresh == text


def test_a_pruned_history_goes_on(history):
    from claimlint.history import runs
    from tests.histories import add, article

    pruning = [one["query"] for one in SQL.finditer(PAGE.read_text(encoding="utf-8"))][-1]
    database = sqlite3.connect(history, isolation_level=None)
    answer(database, pruning)
    database.close()
    assert add(history, article("articles/garlic.md", "x")) == 3
    assert [run["run"]["number"] for run in runs(history)] == [2, 3]
    assert [file["article"] for file in list(runs(history))[1]["files"]] == [1]
