"""Where reports go: one or several, files and standard output, GitHub Actions; and what may not be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimlint.reports import FORMATS
from tests.conftest import ROOT

CLAIM = "# A balm\n\nThis balm is 100% safe.\n"
FINE = "Ear wax\n\nWax is normal. It keeps your ears clean.\n"
QUICK = ("--select", "claims/absolute-safety")


@pytest.fixture
def article(put) -> str:
    return put("a.md", CLAIM)


def test_several_at_once_are_the_same_bytes_as_one_by_one(run, article, tmp_path):
    many = [f"--report={name}=all.{name}" for name in FORMATS]
    result = run("check", article, *QUICK, *many)
    assert result.exit_code == 1 and "a.md:3:14  error" in result.stdout
    for name, render in FORMATS.items():
        assert run("check", article, *QUICK, "--format", name, "--output", "one").exit_code == 1
        assert (tmp_path / f"all.{name}").read_bytes() == (tmp_path / "one").read_bytes()
        printed = run("check", article, *QUICK, "--format", name).stdout_bytes
        assert printed == (tmp_path / "one").read_bytes() and render


def test_a_report_on_standard_output_takes_the_place_of_one_nobody_named(run, article):
    assert run("check", article, *QUICK, "--report", "junit=-").stdout.startswith("<?xml")
    assert run("check", article, *QUICK, "--output", "-").stdout.startswith("a.md\n")


def test_a_named_report_and_one_more(run, article, tmp_path):
    result = run("check", article, *QUICK, "--format", "json", "--output", "r.json", "--report", "gitlab=-")
    assert result.stdout.startswith("[") and (tmp_path / "r.json").read_text().startswith("{")


def test_details_go_to_whichever_report_has_them(run, article, tmp_path):
    assert run("check", article, *QUICK, "--details", "--report", "json=r.json").exit_code == 1
    assert '"sentences": [' in (tmp_path / "r.json").read_text()
    assert '"sentences": [' in run("check", article, *QUICK, "--details", "--format", "jsonl").stdout


def test_quiet_keeps_files_and_drops_what_says_nothing(run, put, tmp_path):
    result = run("check", put("a.txt", FINE), *QUICK, "--quiet", "--report", "markdown=r.md")
    assert result.output == "" and "nothing found" in (tmp_path / "r.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--report", "sarif"], "FORMAT=FILE"),
        (["--report", "sarif="], "FORMAT=FILE"),
        (["--report", "sarf=r"], "sarif"),
        (["--report", "json=r", "--report", "sarif=./r"], "Two reports"),
        (["--report", "json=-", "--report", "sarif=-"], "Two reports"),
        (["--format", "json", "--report", "sarif=-"], "Two reports"),
        (["--output", "r", "--report", "json=r"], "Two reports"),
        (["--report", "json=none/r.json"], "none/r.json"),
        (["--report", "json=."], "directory"),
        (["--report", "markdown=a.md"], "overwrite an article"),
        (["--format", "markdown", "--output", "./a.md"], "overwrite an article"),
        (["--report", "sarif=r.sarif", "--details"], "--format json"),
    ],
)
def test_what_may_not_be(run, article, tmp_path, arguments, said):
    result = run("check", article, *QUICK, *arguments)
    assert result.exit_code == 2 and said in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md"]
    assert (tmp_path / "a.md").read_text() == CLAIM


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_report_that_cannot_be_written_gives_2_and_keeps_no_other_from_it(run, article, tmp_path):
    result = run("check", article, *QUICK, "--report", "json=/dev/full", "--report", "sarif=r.sarif")
    assert result.exit_code == 2 and "/dev/full" in result.stderr and "a.md:3:14" in result.stdout
    assert (tmp_path / "r.sarif").stat().st_size > 100


def test_unread_beside_reports_gives_2(run, article, tmp_path):
    assert run("check", article, "gone.md", *QUICK, "--report", "junit=r.xml").exit_code == 2
    assert "no such file" in (tmp_path / "r.xml").read_text()


def test_files_are_written_though_the_reader_went_away(article, tmp_path):
    here, there = os.pipe()
    os.close(here)
    command = [sys.executable, "-m", "claimlint", "check", "a.md", *QUICK, "--report", "sarif=r.sarif"]
    done = subprocess.run(command, cwd=tmp_path, stdout=there, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    os.close(there)
    assert (done.returncode, done.stderr) == (141, b"") and (tmp_path / "r.sarif").exists()


# --- GitHub Actions ---------------------------------------------------------------------------------


@pytest.fixture
def actions(monkeypatch, tmp_path) -> Path:
    summary = tmp_path / "summary"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    return summary


def test_annotations_and_a_summary_inside_github_actions(run, article, actions):
    result = run("check", article, *QUICK)
    assert result.exit_code == 1 and result.stdout.startswith("::error file=a.md,line=3")
    assert actions.read_text().startswith("before\n<!-- claimlint-report -->\n")


@pytest.mark.parametrize(
    "arguments", [["--format", "terminal"], ["--output", "r.txt"], ["--report", "json=-"]]
)
def test_not_where_something_else_was_asked_for(run, article, actions, arguments):
    assert "::error" not in run("check", article, *QUICK, *arguments).stdout
    assert actions.read_text() == "before\n"


def test_outside_of_github_actions_annotations_are_only_printed(run, article, actions, monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert run("check", article, *QUICK, "--format", "github").stdout.startswith("::error")
    assert actions.read_text() == "before\n"


def test_a_summary_that_cannot_be_written_gives_2(run, article, actions, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "none/summary")
    result = run("check", article, *QUICK)
    assert result.exit_code == 2 and "none/summary: The summary cannot be written" in result.stderr


def test_who_wants_to_see_what_is_suppressed_gets_it_inside_github_actions_too(run, article, actions):
    shown = run("check", article, *QUICK, "--show-suppressed")
    assert shown.exit_code == 1 and shown.stdout.startswith("a.md\n")
