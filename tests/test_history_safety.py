"""Histories are safe: two writers, a killed one, a full disk, other files, later versions."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from claimlint.errors import UsageError
from claimlint.history import database, runs
from tests.conftest import ROOT
from tests.histories import add, article

CLAIM = "# A balm\n\nThis balm is 100% safe.\n"
QUICK = ("--select", "claims/absolute-safety")


@pytest.fixture
def history(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "history.db"


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


WRITER = """
import sys
from pathlib import Path
from tests.histories import add, article
folder = Path(sys.argv[1])
for number in range(6):
    add(folder / "history.db", *(article(folder / f"{sys.argv[2]}-{at}.md", f"x{at}") for at in range(40)))
"""


def test_two_writers_at_once_lose_nothing(tmp_path):
    both = [python(WRITER, str(tmp_path), name) for name in ("one", "two")]
    assert [process.communicate(timeout=120)[1] for process in both] == ["", ""]
    found = list(runs(tmp_path / "history.db"))
    assert [run["run"]["number"] for run in found] == list(range(1, 13))
    for run in found:
        whose = {file["path"][:3] for file in run["files"]}
        assert len(run["files"]) == 40 and len(whose) == 1
        assert all(len(file["findings"]) == 1 for file in run["files"])
    assert len({file["article"] for run in found for file in run["files"]}) == 80


KILLED = """
import sys, time
from pathlib import Path
from claimlint.history.database import writing
with writing(Path(sys.argv[1])) as database:
    # What does not fit into memory is on the disk before the end.
    database.execute("PRAGMA cache_size = 1")
    database.execute("PRAGMA cache_spill = 1")
    database.execute("DELETE FROM checks")
    for number in range(3000):
        database.execute("INSERT INTO paths VALUES (?, 1)", (f"{number}" * 20,))
    print("half done", flush=True)
    time.sleep(60)
"""


def test_a_killed_writer_leaves_what_was_there(history):
    add(history, article("a.md", "x"))
    before = list(runs(history))
    process = python(KILLED, str(history))
    assert process.stdout is not None and process.stdout.readline() == "half done\n"
    process.kill()
    process.communicate()
    assert history.with_name("history.db-journal").exists()
    assert list(runs(history)) == before
    assert add(history, article("a.md", "x")) == 2


def test_a_writer_waits_for_another_and_says_so_when_it_takes_too_long(history, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    add(history, article("a.md"))
    with database.writing(history):
        assert len(list(runs(history))) == 1
        with pytest.raises(UsageError, match=r"database is locked\. Another run has been writing"):
            add(history, article("a.md"))
    assert len(list(runs(history))) == 1


def test_who_reads_keeps_nobody_from_writing(history, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    for number in range(4):
        add(history, article("a.md", "x"), article("b.md", f"y{number}"))
    reading = runs(history)
    first = next(reading)
    add(history, article("a.md", "z"))
    pruned = sqlite3.connect(history, isolation_level=None)
    pruned.execute("DELETE FROM checks WHERE run = 3")
    pruned.execute("DELETE FROM findings WHERE result NOT IN (SELECT result FROM checks)")
    pruned.execute("DELETE FROM results WHERE result NOT IN (SELECT result FROM checks)")
    pruned.close()
    others = list(reading)
    assert [len(run["files"]) for run in [first, *others]] == [2, 2, 0, 2]
    assert [file["findings"][0]["fingerprint"] for file in others[2]["files"]] == ["x", "y3"]


@pytest.fixture
def full_disk(monkeypatch):
    connect = sqlite3.connect

    def small(*arguments, **options):
        opened = connect(*arguments, **options)
        opened.execute("PRAGMA max_page_count = 40")
        return opened

    monkeypatch.setattr(database.sqlite3, "connect", small)


def test_a_full_disk_keeps_the_old_rows(history, full_disk):
    add(history, article("a.md", "x"))
    before = list(runs(history))
    with pytest.raises(UsageError, match=r"disk is full\. Nothing was added to it; make room"):
        add(history, *(article(f"{at}.md", *"abcdefgh") for at in range(200)))
    assert list(runs(history)) == before
    assert add(history, article("a.md", "x")) == 2


def test_the_report_is_printed_though_the_history_is_full(run, put, tmp_path, full_disk, monkeypatch):
    monkeypatch.setattr(database, "_statements", lambda script: [f"CREATE TABLE t{n} (a)" for n in range(50)])
    result = run("check", put("a.md", CLAIM), *QUICK, "--history", "h.db")
    assert result.exit_code == 2
    assert "100% safe" in result.stdout and result.stderr.count("h.db: The history cannot be written") == 1


def _other(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE mine (a)")
    other.close()


def _later(file: Path) -> None:
    add(file, article("a.md"))
    with sqlite3.connect(file) as later:
        later.execute(f"PRAGMA user_version = {database.VERSION + 1}")
    later.close()


def _damaged(file: Path) -> None:
    add(file, *(article(f"{at}.md", *"abcdefgh") for at in range(60)))
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda file: file.write_text("# An article\n" * 99), "no SQLite file"),
        (lambda file: file.write_bytes(b"SQLite format 3\0" + b"\0" * 5), "no SQLite file"),
        (_other, "no history of claimlint"),
        (_later, f"version {database.VERSION + 1}; known here: {database.VERSION}. Update claimlint"),
        (_damaged, "damaged"),
        (lambda file: file.mkdir(), "directory|no file"),
    ],
    ids=["text", "cut off", "other", "later", "damaged", "folder"],
)
def test_what_is_no_history_is_said_and_left_alone(history, make, said):
    make(history)
    before = history.read_bytes() if history.is_file() else b""
    with pytest.raises(UsageError, match=said):
        add(history, article("a.md"))
    with pytest.raises(UsageError, match=said):
        list(runs(history))
    assert before == (history.read_bytes() if history.is_file() else b"")


def test_no_history_and_an_empty_one_cannot_be_read(history):
    with pytest.raises(UsageError, match="no such history"):
        list(runs(history))
    assert not history.exists()
    history.touch()
    with pytest.raises(UsageError, match="is empty"):
        list(runs(history))
    with pytest.raises(UsageError, match="no folder"):
        add(history.parent / "none" / "h.db", article("a.md"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may write everywhere")
def test_a_read_only_history_is_read_and_not_written(history):
    add(history, article("a.md"))
    history.chmod(0o444)
    history.parent.chmod(0o555)
    try:
        assert len(list(runs(history))) == 1
        with pytest.raises(UsageError, match="read-only"):
            add(history, article("a.md"))
    finally:
        history.parent.chmod(0o755)
