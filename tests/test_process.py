"""The program as a process: signals that end it, streams that are closed, folders that are not there or cannot be written."""

from __future__ import annotations

import errno
import os
import pwd
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from claimlint.cache import cache_folder
from claimlint.errors import UsageError
from tests.conftest import ROOT
from tests.disks import obeying_modes
from tests.test_workers import FINE, ID, PERILOUS, RULE, perilous  # noqa: F401

# ruff: noqa: F811

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, streams and modes of POSIX")
CLAIM = "A new balm\n\nThis balm is 100% safe.\n"
QUICK = "--select claims/absolute-safety --no-config"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def shell(line: str, folder: Path, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """Run a line in which ``claimlint`` is the program."""
    given = {name: value for name, value in {**ENVIRONMENT, **environment}.items() if value is not None}
    program = f'claimlint() {{ "{sys.executable}" -m claimlint "$@"; }}; {line}'
    return subprocess.run(
        ["sh", "-c", program], cwd=folder, env=given, text=True, capture_output=True, preexec_fn=obeying_modes
    )


# --- signals ----------------------------------------------------------------------------------------


def running(group: int) -> bool:
    """Whether a process of a group is left after a while; one that is dead and not yet fetched is none."""
    for _ in range(50):
        states = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True).stdout
        if not any(line.split()[0] == str(group) and "Z" not in line for line in states.splitlines()):
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder for temporary files with a short name: that of a socket of processes has at most 108 characters."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.parametrize(
    ("arguments", "number", "whole"),
    [
        ("check in --jobs 2", signal.SIGTERM, False),
        ("check in --jobs 2", signal.SIGTERM, True),
        ("check in --jobs 1", signal.SIGHUP, False),
        ("corpus in -o out --format jsonl --jobs 1", signal.SIGTERM, False),
    ],
    ids=["processes", "their group", "one", "archive"],
)
def test_a_signal_ends_all_and_leaves_nothing(tmp_path, short_folder, perilous, arguments, number, whole):
    for name in "ab":
        (tmp_path / "in" / f"{name}.txt").write_text("hang here")
    command = [sys.executable, "-m", "claimlint", *arguments.split(), "--rules-dir", "pack", "--select", ID]
    with subprocess.Popen(command, cwd=tmp_path, env={**perilous, "TMPDIR": str(short_folder)}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                          # Whoever starts the tests may have it ignored.
                          preexec_fn=lambda: signal.signal(number, signal.SIG_DFL)) as process:  # fmt: skip
        while process.poll() is None and not (tmp_path / "hanging").exists():
            time.sleep(0.1)
        assert process.poll() is None, process.communicate()
        # Twice, as an impatient hand would; the first may have ended it.
        for _ in range(2):
            with suppress(ProcessLookupError):
                (os.killpg if whole else os.kill)(process.pid, number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (128 + number, "", "")
    assert list(short_folder.iterdir()) == [] and not running(process.pid)


def test_a_signal_that_is_to_be_ignored_is(tmp_path):
    code = "import signal; from claimlint.cli.process import orderly\nwith orderly(): print(signal.getsignal(signal.SIGHUP).name)"
    done = shell(f"trap '' HUP; '{sys.executable}' -c '{code}'", tmp_path)
    assert done.stdout == "SIG_IGN\n"


def test_what_the_signals_did_before_they_do_after():
    from claimlint.cli.process import orderly

    before = signal.getsignal(signal.SIGTERM)
    with orderly():
        assert before is not signal.SIG_DFL or signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


# --- streams ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (f"claimlint check a.txt {QUICK} >&-", 2, "<stdout>: The report cannot be written"),
        (f"claimlint check a.txt {QUICK} --format json --output r.json --history h.db <&- >&- 2>&-", 1, ""),
        (f"claimlint check a.txt gone.txt {QUICK} >/dev/null 2>&-", 2, ""),
        (f"claimlint check {' '.join(['gone.txt'] + [f'g{n}.txt' for n in range(9)])} >/dev/null 2>&-", 2, ""),
        ("claimlint check a.txt --select no/rule 2>/dev/full", 2, ""),
        ("claimlint rules list >&-", 2, "Bad file descriptor"),
        ("claimlint --help >/dev/full", 2, "No space left on device"),
        ("claimlint explain claims/cure-claim >/dev/full", 2, "No space left on device"),
        ("{ claimlint schema; echo $? >code; } | true; exit $(cat code)", 141, ""),
    ],
)  # fmt: skip
def test_streams_that_are_closed_or_full(tmp_path, line, code, said):
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    (tmp_path / "a.txt").write_text(CLAIM)
    done = shell(line, tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr and "Traceback" not in done.stderr and done.stderr.count("\n") == bool(said)
    if "r.json" in line:
        # What was opened in the place of a stream got nothing that was meant for the stream.
        assert (tmp_path / "r.json").read_bytes().startswith(b"{")
        assert (tmp_path / "h.db").read_bytes().startswith(b"SQLite format 3\0")


# --- folders ----------------------------------------------------------------------------------------


def test_a_run_leaves_nothing_in_home_and_temporary_folders_but_the_cache(tmp_path):
    """Nor do the libraries: onnxruntime keeps what it would report of its use there, unless told not to."""
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "a.txt").write_text(CLAIM)
    places = {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp"), "XDG_CACHE_HOME": None}
    done = shell("claimlint check a.txt --no-config", tmp_path, CLAIMLINT_CACHE_DIR=None, **places)
    assert done.returncode == 1 and done.stderr == ""
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "a.txt"]
    assert left and not [
        path for path in left if "claimlint" not in path.relative_to(cache(tmp_path)).parts[0]
    ]


def cache(folder: Path) -> Path:
    return folder / ("home/Library/Caches" if sys.platform == "darwin" else "home/.cache")


@pytest.mark.parametrize(
    "places",
    [
        {"HOME": None, "XDG_CACHE_HOME": None},
        {"HOME": "/nonexistent/home", "XDG_CACHE_HOME": None},
        {"XDG_CACHE_HOME": "/dev/null/cache"},
        {"HOME": "ro", "XDG_CACHE_HOME": "ro/cache", "TMPDIR": "/nonexistent"},
    ],
    ids=["no home", "a home that is not there", "no folder", "nothing can be written"],
)
def test_a_check_needs_no_folder_that_can_be_written(tmp_path, places):
    """Thirteen files: as many as would be checked by several processes, which need temporary files."""
    place = tmp_path / "ro"
    place.mkdir()
    for number in range(13):
        (place / f"{number}.txt").write_text(CLAIM)
    given = {
        name: str(tmp_path / value) if value and value.startswith("ro") else value
        for name, value in places.items()
    }
    place.chmod(0o555)
    try:
        if "TMPDIR" in places:
            # Python would take these, and the working folder, in the place of TMPDIR.
            given["PYTHONPATH"] = os.pathsep.join((str(_no_temporary_folder(tmp_path)), str(ROOT)))
        line = f"claimlint check . {QUICK}" + ("" if "TMPDIR" in places else " --jobs 1")
        done = shell(line, place, CLAIMLINT_CACHE_DIR=None, **given)
    finally:
        place.chmod(0o755)
    assert (done.returncode, done.stderr) == (1, "") and "13 files checked: 13 errors" in done.stdout


def _no_temporary_folder(folder: Path) -> Path:
    """Return a folder of a module that is imported at the start, and takes all places for temporary files away."""
    (folder / "site").mkdir()
    code = "import tempfile\ntempfile._candidate_tempdir_list = lambda: ['/nonexistent']\n"
    (folder / "site" / "usercustomize.py").write_text(code)
    (folder / "site" / "sitecustomize.py").write_text(code)
    return folder / "site"


def test_processes_that_were_asked_for_need_temporary_files(run, put, monkeypatch):
    put("in/a.txt", CLAIM), put("in/b.txt", CLAIM)
    monkeypatch.setattr(tempfile, "mkdtemp", _refuse)
    result = run("check", "in", *QUICK.split(), "--jobs", "2")
    assert result.exit_code == 2
    assert "Processes that check cannot be started: No usable temporary directory" in result.stderr
    assert "--jobs 1" in result.stderr


def _refuse(*_: object, **__: object) -> None:
    raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")


def test_a_user_without_a_home_has_no_cache(run, put, monkeypatch):
    def unknown(_: int) -> None:
        raise KeyError

    for name in ("HOME", "XDG_CACHE_HOME", "CLAIMLINT_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    with pytest.raises(UsageError, match="CLAIMLINT_CACHE_DIR"):
        cache_folder()
    put("claimlint.toml", 'accepted = ["~nobody-here/claims.yml"]\n')
    result = run("check", put("a.txt", CLAIM), *QUICK.split()[:2])
    assert result.exit_code == 2 and "~nobody-here/claims.yml" in result.stderr
    put("claimlint.toml", "")
    result = run("check", "a.txt", *QUICK.split()[:2])
    assert (result.exit_code, result.stderr) == (1, "")
    assert [path.name for path in Path().iterdir()] == ["claimlint.toml", "a.txt"] or not Path("~").exists()
    result = run("cache", "stats")
    assert result.exit_code == 2 and "Name one with CLAIMLINT_CACHE_DIR" in result.stderr


def test_a_working_folder_that_is_gone(tmp_path):
    (tmp_path / "gone").mkdir()
    done = shell("rmdir ../gone; claimlint check a.txt", tmp_path / "gone")
    assert (done.returncode, done.stderr) == (
        2,
        "claimlint: The working folder is gone. Go to one that is there.\n",
    )


def test_what_the_system_refuses_is_told_whatever_command_met_it(run, monkeypatch):
    import claimlint.rulebase

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error", "rules/a.yml")

    monkeypatch.setattr(claimlint.rulebase, "load_rules", refuse)
    result = run("rules", "list")
    assert result.exit_code == 2
    assert result.stderr.startswith("claimlint: rules/a.yml: Input/output error. See whether")
