"""Two processes on one cache, one history, one baseline, one report: each file is whole at any time, and nothing is lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from claimlint.baseline_file import read_baseline
from claimlint.cache import Store
from claimlint.finding import FileReport
from claimlint.history import runs
from tests.conftest import ROOT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
CLAIM = "# A balm {0}\n\nThis balm is 100% safe.\n"
QUICK = ("--select", "claims/absolute-safety", "--no-config")


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    )


def finished(*processes: subprocess.Popen[str]) -> None:
    assert [process.communicate(timeout=120)[1] for process in processes] == [""] * len(processes)
    assert [process.returncode for process in processes] == [0] * len(processes)


CACHE = """
import sys
from pathlib import Path
from claimlint.cache import Store
from claimlint.finding import FileReport
store, whose = Store(Path(sys.argv[1])), sys.argv[2]
for number in range(300):
    key = f"{number % 20:02}"
    store.put(key, FileReport(key, words=number))
    got = store.get(key, FileReport)
    assert got is None or got.path == key, got
    if number % 100 == 50 and whose == "b":
        store.clear()
    (store.folder / "swept").unlink(missing_ok=True)
    store.sweep()
"""


def test_a_cache(tmp_path):
    """Both write, read, sweep, and one empties it in between."""
    finished(*(python(CACHE, str(tmp_path / "cache"), name) for name in "ab"))
    store = Store(tmp_path / "cache")
    left = [path for path in store.folder.rglob("*") if path.is_file() and path.name != "swept"]
    assert len(left) == store.usage().entries <= 20
    assert all(store.get(path.name[:2], FileReport) for path in left)


WRITER = """
import sys
from pathlib import Path
from claimlint import atomic
for number in range(150):
    atomic.write(Path(sys.argv[1]), (sys.argv[2] * (1000 + number * 97)).encode() + b"end")
"""


def test_a_file_is_whole_whenever_it_is_read(tmp_path):
    place = tmp_path / "report"
    place.write_bytes(b"old" + b"end")
    both = [python(WRITER, str(place), name) for name in "ab"]
    while any(process.poll() is None for process in both):
        data = place.read_bytes()
        assert data == b"oldend" or re.fullmatch(rb"(a+|b+)end", data)
    finished(*both)
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def claimlint(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {**ENVIRONMENT, "CLAIMLINT_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-m", "claimlint", *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Path:
    """A folder in which two checks with everything, and two baselines, ran at the same time."""
    folder = tmp_path_factory.mktemp("both")
    for number in range(6):
        (folder / f"{number}.md").write_text(CLAIM.format(number))
    reports = ("--format", "json", "--output", "r.json", "--report", "html=r.html", "--history", "h.db")
    checks = [claimlint(folder, "check", ".", *QUICK, *reports) for _ in range(2)]
    baselines = [claimlint(folder, "baseline", ".", *QUICK, "--output", "b.json") for _ in range(2)]
    for process in (*checks, *baselines):
        process.wait(180)
    assert [process.returncode for process in (*checks, *baselines)] == [1, 1, 0, 0]
    assert [process.communicate()[1] for process in (*checks, *baselines)] == [""] * 4
    return folder


def test_reports_of_two_runs(both):
    report = json.loads((both / "r.json").read_text())
    assert [len(file["findings"]) for file in report["files"]] == [1] * 6
    assert (both / "r.html").read_text().rstrip().endswith("</html>")


def test_a_history_of_two_runs(both):
    found = list(runs(both / "h.db"))
    assert [len(run["files"]) for run in found] == [6, 6]
    assert [run["run"]["number"] for run in found] == [1, 2]
    assert len({file["article"] for run in found for file in run["files"]}) == 6


def test_a_baseline_of_two_runs(both):
    assert len(read_baseline(both / "b.json").entries) == 6


def test_a_cache_of_two_runs_and_nothing_else(both):
    # A page of HTML needs more to be said of an article than a baseline does.
    assert Store(both / "cache").usage().entries == 2 * 6
    names = {path.name for path in both.iterdir()}
    assert names == {*(f"{number}.md" for number in range(6)), "r.json", "r.html", "h.db", "b.json", "cache"}
