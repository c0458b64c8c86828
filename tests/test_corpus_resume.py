"""A corpus run that was stopped goes on: nothing is lost, nothing is done twice, and the bytes are those of one that was not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimlint.corpus.folder import Folder, locked
from claimlint.errors import UsageError
from tests.archives import RULES, contents, json_lines, read, rows
from tests.conftest import ROOT
from tests.plugin_site import distribution
from tests.test_plugins import CHECK
from tests.test_workers import FINE, ID, PERILOUS, RULE

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
COMMAND = [sys.executable, "-m", "claimlint", "corpus", "in.jsonl", "-o"]
OPTIONS = ["--jobs", "2", "--batch-size", "2", *RULES]


def start(folder: Path, output: str, *more: str) -> subprocess.Popen[str]:
    command = [*COMMAND, output, *OPTIONS, *more]
    # A shell lets its background jobs ignore interrupts, and children inherit that.
    return subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # fmt: skip


def parts(folder: Path) -> int:
    try:
        return (folder / "parts.jsonl").read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_run_that_is_killed_again_and_again_ends_as_one_that_was_not(tmp_path):
    json_lines(tmp_path / "in.jsonl", [*rows(40), {"id": "bad"}])
    whole = start(tmp_path, "whole")
    assert whole.wait(120) == 2
    # Before anything is there, then after some parts, each time a few more.
    kills = 0
    for wanted in (0, 1, 8):
        process = start(tmp_path, "killed")
        while process.poll() is None and parts(tmp_path / "killed") < wanted:
            time.sleep(0.005)
        kills += process.poll() is None
        process.kill()
        process.communicate()
    assert kills >= 2
    for junk in ("articles/.part-00020.parquet.partial", "findings/part-00099.parquet"):
        (tmp_path / "killed" / junk).write_bytes(b"cut off")
    with (tmp_path / "killed" / "parts.jsonl").open("ab") as journal:
        journal.write(b'{"part": 20, "arti')
    last = start(tmp_path, "killed")
    said = last.communicate(timeout=120)[1]
    assert last.returncode == 2 and "going on after" in said
    assert contents(tmp_path / "whole") == contents(tmp_path / "killed")


def test_a_run_that_is_complete_does_nothing_and_says_so(run, tmp_path):
    json_lines(tmp_path / "in.jsonl", rows(3))
    arguments = ("corpus", "in.jsonl", "-o", "out", "--format", "jsonl", *OPTIONS)
    assert run(*arguments).exit_code == 0
    before = contents(tmp_path / "out")
    again = run(*arguments)
    assert again.exit_code == 0 and "complete already" in again.stderr
    assert contents(tmp_path / "out") == before
    (tmp_path / "out" / "findings" / "part-00001.jsonl").unlink()
    assert run(*arguments, "--quiet").stderr == ""
    assert contents(tmp_path / "out") == before


def test_what_differs_is_named(run, tmp_path):
    json_lines(tmp_path / "in.jsonl", rows(3))
    arguments = ("corpus", "in.jsonl", "-o", "out", "--format", "jsonl", *OPTIONS)
    run(*arguments)
    before = contents(tmp_path / "out")
    for more, said in (
        (("--batch-size", "3"), "--batch-size (was 2, is 3)"),
        (("--select", "trust"), "the settings"),
        (("--region", "uk"), "the settings"),
        (("--today", "2026-01-31"), "--today (was not given, is 2026-01-31)"),
        (("--media", "html"), "--media (was text, is html)"),
    ):
        done = run(*arguments, *more)
        assert done.exit_code == 2 and said in done.stderr and "--restart" in done.stderr, done.stderr
    json_lines(tmp_path / "in.jsonl", rows(4))
    assert "differs: the input." in run(*arguments).stderr
    assert contents(tmp_path / "out") == before
    assert run(*arguments, "--restart").exit_code == 0
    assert len(read(tmp_path / "out", "articles")) == 4


def test_the_day_is_that_of_the_beginning(run, tmp_path):
    json_lines(tmp_path / "in.jsonl", rows(3))
    arguments = ("corpus", "in.jsonl", "-o", "out", "--format", "jsonl", *OPTIONS)
    run(*arguments)
    manifest = tmp_path / "out" / "manifest.json"
    whole = json.loads(manifest.read_bytes())
    assert "day" not in whole and whole["summary"]["articles"] == 3
    manifest.write_text(
        json.dumps({**whole, "parts": whole["parts"][:1], "complete": False, "day": "2020-02-02"})
    )
    assert run(*arguments).exit_code == 0
    assert json.loads(manifest.read_bytes()) == whole


def test_one_run_at_a_time_and_the_lock_of_a_dead_one_is_free(run, tmp_path):
    json_lines(tmp_path / "in.jsonl", rows(1))
    with locked(tmp_path / "out"):
        done = run("corpus", "in.jsonl", "-o", "out", "--format", "jsonl")
        assert done.exit_code == 2 and "Another run is writing" in done.stderr
    (tmp_path / "out" / ".lock").touch()
    with locked(tmp_path / "out") as folder:
        assert isinstance(folder, Folder)


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"), locked(tmp_path / "file" / "out"):
        pass


def test_an_article_that_kills_or_stops_its_process_is_one_row(tmp_path):
    distribution(tmp_path / "site", "perilous", CHECK, {"odd_check.py": PERILOUS})
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "odd.yml").write_text(RULE)
    told = [FINE, "kill me", FINE, "hang here", FINE]
    json_lines(tmp_path / "in.jsonl", [{"text": text} for text in told])
    env = {**ENVIRONMENT, "PYTHONPATH": os.pathsep.join((str(tmp_path / "site"), str(ROOT)))}
    command = [*COMMAND, "out", "--rules-dir", "pack", "--select", ID, "--time-limit", "6", "--format", "jsonl",
               "--jobs", "1"]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=env)
    codes = [one["error_code"] for one in read(tmp_path / "out", "articles")]
    assert codes == [None, "died", None, "too-slow", None] and done.returncode == 2
    assert len(read(tmp_path / "out", "findings")) == 3


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupt_leaves_what_is_done(tmp_path):
    json_lines(tmp_path / "in.jsonl", rows(60))
    process = start(tmp_path, "out")
    while process.poll() is None and parts(tmp_path / "out") < 2:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130 and said == "claimlint: interrupted.\n" and parts(tmp_path / "out") >= 2
