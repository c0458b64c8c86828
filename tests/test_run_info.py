"""When a report was made, and of which commit; only where somebody asks."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import UTC, datetime, timedelta, timezone

import pytest

from claimlint.errors import UsageError
from claimlint.git import head
from claimlint.run_info import moment, with_run
from tests.small_report import one_of_everything

QUICK = ("--select", "claims/absolute-safety")
DAY = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def _git(folder, *arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_same_run_has_the_same_id_and_another_one_another():
    first = with_run(one_of_everything(), [], DAY).run
    assert first == with_run(one_of_everything(), [], DAY.astimezone(timezone(timedelta(hours=5)))).run
    assert first["date"] == "2026-01-31T09:30:00Z" and re.fullmatch("[0-9a-f]{16}", first["id"])
    assert first["id"] != with_run(one_of_everything(), [], DAY + timedelta(seconds=1)).run["id"]


def test_an_epoch_dates_runs(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert with_run(one_of_everything(), []).run["date"] == "1970-01-01T00:00:00Z"
    for wrong in ("yesterday", "-1", "9" * 20, "999999999999", "1.5"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(UsageError, match="no number of seconds"):
            moment()


def test_the_commit_that_is_checked_out(tmp_path):
    assert head(str(tmp_path)) is None
    _git(tmp_path, "init", "-q")
    assert head(str(tmp_path)) is None
    _git(tmp_path, "commit", "-q", "--allow-empty", "-m", "one")
    assert head(str(tmp_path)) == _git(tmp_path, "rev-parse", "HEAD")


def test_without_git_there_is_no_revision(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert head(str(tmp_path)) is None


def test_reports_say_so_when_asked(run, put, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769851800")
    article = put("a.md", "# A balm\n\nThis balm is 100% safe.\n")
    plain = run("check", article, *QUICK, "--format", "jsonl").stdout
    assert '"run"' not in plain
    said = run("check", article, *QUICK, "--format", "json", "--run-info").stdout
    about = json.loads(said)["run"]
    assert about["date"] == "2026-01-31T09:30:00Z" and about["revision"] is None
    assert said == run("check", article, *QUICK, "--format", "json", "--run-info").stdout
    lines = run("check", article, *QUICK, "--format", "jsonl", "--run-info").stdout.splitlines()
    assert json.loads(lines[-1])["run"] == about
    sarif = json.loads(run("check", article, *QUICK, "--format", "sarif", "--run-info").stdout)
    assert sarif["runs"][0]["invocations"][0]["endTimeUtc"] == about["date"]
    later = run("check", article, *QUICK, "--format", "json", "--run-date", "2026-02-01").stdout
    assert json.loads(later)["run"]["date"] == "2026-02-01T00:00:00Z"


def test_a_broken_epoch_is_an_error(run, put, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = run("check", put("a.md", "Wax is normal.\n"), *QUICK, "--run-info")
    assert result.exit_code == 2 and "SOURCE_DATE_EPOCH" in result.stderr


def test_somebody_names_the_run(run, put, monkeypatch):
    article = put("a.md", "# A balm\n\nThis balm is 100% safe.\n")
    check = ("check", article, *QUICK, "--format", "json")
    assert json.loads(run(*check, "--run-id", "build/7").stdout)["run"]["id"] == "build/7"
    monkeypatch.setenv("CLAIMLINT_RUN_ID", "nightly-8")
    # In the environment it changes no report that says nothing of its run.
    assert json.loads(run(*check).stdout)["run"] is None
    assert json.loads(run(*check, "--run-info").stdout)["run"]["id"] == "nightly-8"
    assert json.loads(run(*check, "--run-id", "7").stdout)["run"]["id"] == "7"
    for wrong in ("", " ", "a b", "-x", "é", "x" * 101, "a\n"):
        result = run(*check, "--run-id", wrong)
        assert result.exit_code == 2 and "is no id of a run" in result.stderr, wrong
    monkeypatch.setenv("CLAIMLINT_RUN_ID", "<b>")
    result = run("check", article, *QUICK)
    assert result.exit_code == 2 and "CLAIMLINT_RUN_ID" in result.stderr
