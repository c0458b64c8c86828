"""A disk that is full: what was there stays as it was, nothing is left beside it, and the exit code is 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from claimlint.cache import Store
from claimlint.config.template import SCHEMA_FILE
from claimlint.corpus.folder import Folder, locked
from claimlint.errors import UsageError
from claimlint.history import runs
from claimlint.reports import FORMATS
from tests.conftest import ROOT
from tests.disks import Disk, disk, limited  # noqa: F401
from tests.histories import add, article

# ruff: noqa: F811

pytestmark = pytest.mark.usefixtures("kept_linters")
CLAIM = "# A balm\n\nThis balm is 100% safe.\n"
DOUBLED = "# Heat\n\nApply heat to the the muscle.\n"
QUICK = ("--select", "claims/absolute-safety")
NO_ROOM = ("No space left on device", "File too large")


def said(result, *places: str) -> None:
    """It ended as it should: exit code 2, the place, the reason and what to do, each on one line."""
    assert result.exit_code == 2
    for place in places:
        (line,) = (line for line in result.stderr.splitlines() if f"{place}: " in line)
        assert any(reason in line for reason in NO_ROOM) and line.count(". ") >= 1


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_of_any_format(disk: Disk, run, put, format_):
    arguments = ("check", put("a.md", CLAIM), *QUICK, "--format", format_, "--output", "disk/report")
    assert run(*arguments).exit_code == 1
    before = disk.files()
    with disk.nearly_full(0):
        said(run(*arguments), "disk/report")
        said(run(*arguments[:-1], "disk/new"), "disk/new")
    assert disk.files() == before


def test_a_report_that_fits_in_half(disk: Disk, run, put):
    (disk.folder / "r.html").write_bytes(b"old")
    with disk.nearly_full(4096):
        said(
            run("check", put("a.md", CLAIM), *QUICK, "--format", "html", "--output", "disk/r.html"),
            "disk/r.html",
        )
    assert disk.files() == {"r.html": b"old"}


def test_several_at_once(disk: Disk, run, put, tmp_path):
    """Those that have room are written, and so is what goes to standard output."""
    reports = ("json=disk/r.json", "html=disk/r.html", "sarif=here.sarif", "jsonl=disk/r.jsonl", "terminal=-")
    options = [word for report in reports for word in ("--report", report)]
    put("a.md", CLAIM)
    with disk.nearly_full(0):
        result = run("check", "a.md", *QUICK, *options)
    said(result)
    assert "100% safe" in result.stdout and not disk.files()
    # A limit holds for every file there is.
    assert (tmp_path / "here.sarif").exists() == any(
        "No space" in line for line in result.stderr.splitlines()
    )


def test_the_summary_of_a_job(disk: Disk, run, put, monkeypatch):
    (disk.folder / "summary.md").write_text("Of an earlier step.\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(disk.folder / "summary.md"))
    before = disk.files()
    many = CLAIM + "\nThis tea is 100% safe. This oil is 100% safe.\n" * 60
    with disk.nearly_full(4096 - len(before["summary.md"]) if disk.folder.is_mount() else 4096):
        said(run("check", put("a.md", many), *QUICK), "summary.md")
    assert disk.files() == before


def test_a_history(disk: Disk, run, put):
    history = disk.folder / "h.db"
    arguments = ("check", put("a.md", CLAIM), *QUICK, "--history", "disk/h.db")
    run(*arguments)
    before = list(runs(history))
    put("a.md", CLAIM + "And this tea is 100% safe.\n")
    with disk.nearly_full(0):
        result = run(*arguments)
    assert result.exit_code == 2 and "100% safe" in result.stdout
    assert "h.db: The history cannot be written" in result.stderr and result.stderr.count("\n") == 1
    assert list(disk.files()) == ["h.db"] and list(runs(history)) == before
    assert run(*arguments).exit_code == 1 and len(list(runs(history))) == 2


def test_a_history_that_is_large_and_new(disk: Disk):
    with disk.nearly_full(4096), pytest.raises(UsageError, match="The history cannot be written"):
        add(disk.folder / "h.db", *(article(f"{at}.md", *"abcdefgh") for at in range(300)))
    # An empty file may stay: another run may be waiting for it.
    assert disk.files() in ({}, {"h.db": b""})
    assert add(disk.folder / "h.db", article("a.md")) == 1


def test_the_cache_is_done_without(disk: Disk, run, put, monkeypatch):
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(disk.folder / "cache"))
    put("a.md", CLAIM)
    with disk.nearly_full(0):
        result = run("check", "a.md", *QUICK)
        assert (result.exit_code, result.stderr) == (1, "")
    assert Store(disk.folder / "cache").usage().entries == 0
    assert not [name for name in disk.files() if not name.endswith("swept")]
    assert run("check", "a.md", *QUICK).stdout == result.stdout
    assert Store(disk.folder / "cache").usage().entries == 1


def test_a_baseline(disk: Disk, run, put):
    put("a.md", CLAIM)
    run("baseline", "a.md", *QUICK, "--output", "disk/b.json")
    before = disk.files()
    put("b.md", CLAIM)
    with disk.nearly_full(0):
        said(run("baseline", "a.md", "b.md", *QUICK, "--output", "disk/b.json"), "disk/b.json")
        said(run("baseline", "a.md", *QUICK, "--output", "disk/b.json", "--shrink"), "disk/b.json")
    assert disk.files() == before


def test_an_article_that_is_fixed(disk: Disk, run, put, tmp_path):
    names = [put(f"disk/{name}.md", DOUBLED) for name in "ab"]
    other = put("c.md", DOUBLED)
    with disk.nearly_full(0):
        said(run("fix", *names, other, "--select", "garble/stutter-repeat"), *names)
    assert set(disk.files().values()) == {DOUBLED.encode()}
    if disk.folder.is_mount():
        assert "the the" not in (tmp_path / "c.md").read_text()


def test_settings(disk: Disk, run, put):
    put("disk/claimlint.toml", "# mine\n")
    before = disk.files()
    with disk.nearly_full(0):
        said(run("init", "disk", "--force"), f"disk/{SCHEMA_FILE}")
    with disk.nearly_full(4096):
        assert run("init", "disk", "--force").exit_code == 2
    assert disk.files() == before


def test_a_rule_and_pages_of_rules(disk: Disk, run):
    with disk.nearly_full(0):
        said(
            run("rules", "new", "claims/miracle-tea", "--dir", "disk/rules"),
            "disk/rules/claims/miracle-tea.yml",
        )
    assert (
        not disk.files() and run("rules", "new", "claims/miracle-tea", "--dir", "disk/rules").exit_code == 0
    )
    with disk.nearly_full(0):
        result = run("rules", "docs", "--dir", "disk/docs", "--rules-dir", "disk/rules")
    assert result.exit_code == 2 and any(reason in result.stderr for reason in NO_ROOM)
    assert not [name for name in disk.files() if name.endswith((".partial", ".md"))]


def test_figures_of_an_evaluation(disk: Disk, run, put):
    put("a.md", CLAIM)
    start = CLAIM.index("This balm")
    text = CLAIM[start:].strip()
    label = {
        "file": "a.md",
        "start": start,
        "end": start + len(text),
        "text": text,
        "kind": "claim",
        "category": "x",
    }
    put("labels.jsonl", json.dumps(label) + "\n")
    with disk.nearly_full(0):
        result = run("evaluate", "labels.jsonl", *QUICK, "--save", "disk/figures.json")
    said(result, "disk/figures.json")
    assert not disk.files()


def test_a_dashboard(disk: Disk, run, put):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    run("check", put("a.md", CLAIM), *QUICK, "--format", "json", "--output", "r.json")
    assert run("dashboard", "r.json", "-o", "disk/d").exit_code == 0
    before = disk.files()
    for room in (0, 8192):
        with disk.nearly_full(room):
            said(run("dashboard", "r.json", "-o", "disk/d"), "disk/d")
        assert disk.files() == before
    assert [path.name for path in disk.folder.iterdir()] == ["d"]


def test_parts_of_an_archive(disk: Disk):
    """A part that has no room is not noted, and leaves nothing; the run goes on from there."""
    counts = {"articles": 1}
    with locked(disk.folder / "out") as folder:
        folder.begin({"format": "claimlint corpus"})
        folder.add(0, {"articles": b"one\n", "findings": b"two\n"}, ".jsonl", counts)
    before = disk.files()
    tables = {"articles": b"more\n" * 4000, "findings": b"yet\n"}
    with (
        disk.nearly_full(4096),
        pytest.raises(UsageError, match="cannot be written"),
        locked(disk.folder / "out") as folder,
    ):
        folder.resume({})
        folder.add(1, tables, ".jsonl", counts)
    assert {name: data for name, data in disk.files().items() if name in before} == before
    assert not [name for name in disk.files() if name not in before]
    taken = Folder(disk.folder / "out")
    taken.resume({})
    assert list(taken.entries) == [0]


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_run_of_an_archive(tmp_path):
    """In a process of its own, whose files all have little room."""
    from tests.archives import RULES, json_lines, read, rows

    json_lines(tmp_path / "in.jsonl", rows(6))
    command = [sys.executable, "-m", "claimlint", "corpus", "in.jsonl", "-o", "out", "--format", "jsonl", "--jobs", "1",
               "--batch-size", "2", *RULES]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start(most: int | None) -> subprocess.CompletedProcess[str]:
        import resource

        limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))) if most else None
        return subprocess.run(
            command, cwd=tmp_path, env=environment, text=True, capture_output=True, preexec_fn=limit
        )

    # The manifest is longer than a line of the journal, and than the first part.
    done = start(300)
    assert done.returncode == 2 and "out: It cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr and not list((tmp_path / "out").rglob("*.partial"))
    assert start(None).returncode == 0 and len(read(tmp_path / "out", "articles")) == 6


def test_standard_output_that_takes_only_a_part(tmp_path):
    """Without a buffer of Python's, what the disk takes no more would be dropped in silence."""
    with limited(tmp_path / "disk") as disk:
        out = disk.folder / "out"
        import resource

        with out.open("wb") as file:
            done = subprocess.run(
                [sys.executable, "-m", "claimlint", "schema"], stdout=file, stderr=subprocess.PIPE, text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)),
            )  # fmt: skip
    assert done.returncode == 2 and "File too large. See whether there is room" in done.stderr
    assert out.stat().st_size == 5000
