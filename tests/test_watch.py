"""``check --watch`` in a process of its own, and what it watches."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from claimlint.cli.watch import compared, watched
from claimlint.errors import UsageError
from tests.conftest import ROOT

CLAIM = "A new balm\n\nThis balm is 100% safe.\n"
FINE = "Ear wax\n\nWax is normal. It keeps your ears clean.\n"
LONGEST = 300


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_a_session(tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d/a.txt").write_text(FINE)
    process = subprocess.Popen(
        [sys.executable, "-m", "claimlint", "check", "d", "--watch"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        # A shell lets its background jobs ignore interrupts, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    end = threading.Timer(LONGEST, process.kill)
    end.start()

    def report() -> str:
        lines = []
        while "helps editors" not in "".join(lines[-1:]):
            lines.append(process.stdout.readline())
            assert lines[-1], process.stderr.read()
        return "".join(lines)

    def note() -> str:
        return process.stderr.readline().strip()

    try:
        assert "1 file checked: 0 errors" in report()
        assert note() == "claimlint: watching for changes; Ctrl-C ends it."
        (tmp_path / "d/a.txt").write_text(CLAIM)
        assert "d/a.txt:3:14  error  claims/absolute-safety" in report()
        assert note() == "claimlint: changed: d/a.txt"
        (tmp_path / "d/notes.bin").write_text(CLAIM)
        # As many editors save: a new file takes the old one's place.
        (tmp_path / "d/draft").write_text(CLAIM)
        (tmp_path / "d/draft").rename(tmp_path / "d/b.md")
        assert "d/b.md:3:14  error" in report()
        assert note() == "claimlint: changed: d/b.md"
        (tmp_path / "d/a.txt").unlink()
        assert note() == "claimlint: gone: d/a.txt"
        (tmp_path / "d/b.md").write_text("NUL \0")
        assert "could not be read" in report()
        assert note() == "claimlint: changed: d/b.md"
        (tmp_path / "d/b.md").write_text(FINE)
        assert "0 errors" in report()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert "Traceback" not in process.stderr.read()
    finally:
        end.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def test_what_is_new_changed_or_gone():
    a, b, c = Path("a"), Path("b"), Path("c")
    before, now = {a: (1, 1), b: (1, 1)}, {b: (1, 2), c: (1, 1)}
    assert compared(before, now) == ([a], [b, c])
    assert compared(now, now) == ([], [])


def test_folders_are_watched_with_all_below_them_and_files_by_their_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d/e").mkdir(parents=True)
    (tmp_path / "d/a.md").write_text(FINE)
    assert watched(["d/a.md"]) == (["d"], False)
    assert watched(["a.md"]) == (["."], False)
    assert watched(["d"]) == (["d"], True)
    assert watched(["d/**/*.md"]) == (["d"], True)
    assert watched(["*.md"]) == (["."], True)
    assert watched(["d/e", "d/a.md"]) == (["d/a.md", "d/e"], True)
    with pytest.raises(UsageError):
        watched(["nowhere/a.md"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "Standard input"),
        (["a.txt", "--format", "json"], "terminal"),
        (["a.txt", "--output", "report.txt"], "terminal"),
        (["a.txt", "--select", "clams"], "clams"),
    ],
)
def test_what_cannot_be_watched(run, put, arguments, said):
    put("a.txt", FINE)
    result = run("check", "--watch", *arguments)
    assert result.exit_code == 2 and said in result.output


@pytest.mark.usefixtures("kept_linters")
def test_settings_wherever_they_lie_have_all_checked_anew(run, put, monkeypatch):
    put("d/a.txt", CLAIM)
    put("claimlint.toml", 'select = ["claims"]\nbaseline = "kept/b.json"\n')
    run("baseline", "d", "--output", put("kept/b.json", '{"version": 1, "files": [], "findings": []}'))
    known = Path("kept/b.json").read_text()
    steps = [
        ("kept/b.json", '{"version": 1, "files": [], "findings": []}'),
        ("d/a.txt.claimlint.yml", "disable: [claims/absolute-safety]\n"),
        ("claimlint.toml", 'selekt = ["claims"]\n'),
        ("other.toml", ""),
        ("claimlint.toml", 'select = ["garble"]\nbaseline = "kept/b.json"\n'),
        ("kept/b.json", known),
    ]

    def signs(_):
        for name, text in steps:
            put(name, text)
            yield
        raise KeyboardInterrupt

    monkeypatch.setattr("claimlint.cli.watch._signs", signs)
    lines = run("check", "d", "--watch").output.splitlines()
    assert [line for line in lines if line.startswith(("claimlint: ", "1 file"))] == [
        "1 file checked: 0 errors, 0 warnings, 0 notes; 1 suppressed.",
        "claimlint: watching for changes; Ctrl-C ends it.",
        "claimlint: changed: kept/b.json",
        "1 file checked: 1 error, 0 warnings, 0 notes.",
        "claimlint: changed: d/a.txt.claimlint.yml",
        "1 file checked: 0 errors, 0 warnings, 0 notes; 1 suppressed.",
        "claimlint: claimlint.toml:1: Unknown key “selekt”. Did you mean “select”?",
        "claimlint: changed: claimlint.toml",
        "1 file checked: 0 errors, 0 warnings, 0 notes.",
        "claimlint: changed: kept/b.json",
        "1 file checked: 0 errors, 0 warnings, 0 notes.",
        "claimlint: interrupted.",
    ]
