"""Several processes: the same bytes as one, and a file that kills or stops its process costs no other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimlint.workers import MANY, _jobs, processors
from tests.conftest import ROOT
from tests.plugin_site import distribution
from tests.test_plugins import CHECK, MODULE
from tests.test_rulebase import GOOD

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
FINE = "Beans\n\nThese magic beans cure arthritis.\n"
#: A check that dies, or does not end, where the text asks for it.
PERILOUS = MODULE.replace("    BUILD\n", "    import os, time\n").replace(
    "        at =",
    '        if "kill me" in analysis.document.text: os.kill(os.getpid(), 9)\n'
    '        if "hang here" in analysis.document.text: open("hanging", "w").close(); time.sleep(600)\n'
    "        at =",
).replace("BODY", "yield Hit(at, at + 11)")  # fmt: skip
ID = "language/test-rule"
RULE = GOOD.replace('check: phrases\nphrases: ["magic beans"]', "check: odd\nwords: [beans]")


def check(
    folder: Path, *arguments: str, env: dict[str, str] = ENVIRONMENT
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "claimlint", "check", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env)


def test_how_many_processes_are_used():
    assert _jobs(0, MANY - 1) == 1 and _jobs(0, MANY) == min(processors(), MANY)
    assert _jobs(4, 2) == 2 and _jobs(1, 100) == 1


def test_the_same_bytes_whatever_the_number_of_processes(tmp_path):
    for path in sorted((ROOT / "samples" / "flawed").iterdir())[:2]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "claimlint.toml").write_text('[[overrides]]\npaths = ["calm*"]\nprofile = "strict"\n')
    one, three = (check(tmp_path, ".", "--details", "--format", "json", "--jobs", n) for n in "13")
    assert (one.returncode, one.stderr) == (three.returncode, three.stderr) == (2, "")
    assert one.stdout == three.stdout and json.loads(one.stdout)["summary"]["unread"] == 1


@pytest.fixture
def perilous(tmp_path: Path) -> dict[str, str]:
    """An environment in which the check above is installed; its rule lies in ``pack``, articles in ``in``."""
    distribution(tmp_path / "site", "perilous", CHECK, {"odd_check.py": PERILOUS})
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "odd.yml").write_text(RULE)
    (tmp_path / "in").mkdir()
    return {**ENVIRONMENT, "PYTHONPATH": os.pathsep.join((str(tmp_path / "site"), str(ROOT)))}


def test_a_process_that_dies_or_hangs_loses_only_its_file(tmp_path, perilous):
    texts = {"a": FINE, "b": "kill me", "c": FINE, "d": "hang here", "e": FINE, "f": FINE}
    for name, text in texts.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text)
    done = check(tmp_path, "in", "--rules-dir", "pack", "--select", ID, "--jobs", "2",
                 "--time-limit", "6", "--format", "json", env=perilous)  # fmt: skip
    report = json.loads(done.stdout)
    told = {
        Path(f["path"]).stem: f["error"]["code"] if f["error"] else len(f["findings"])
        for f in report["files"]
    }
    assert told == {"a": 1, "b": "died", "c": 1, "d": "too-slow", "e": 1, "f": 1}
    assert (done.returncode, done.stderr) == (2, "")
    said = {f["error"]["code"]: f["error"]["message"] for f in report["files"] if f["error"]}
    assert "--jobs 1" in said["died"] and "6 seconds" in said["too-slow"]


def test_a_mistake_that_only_a_process_finds_is_told_as_ever(tmp_path, perilous):
    (tmp_path / "pack" / "odd.yml").write_text(RULE.replace("words: [beans]", "wrods: [beans]"))
    for name in "ab":
        (tmp_path / "in" / f"{name}.txt").write_text(FINE)
    one, two = (check(tmp_path, "in", "--rules-dir", "pack", "--jobs", n, env=perilous) for n in "12")
    assert one.stderr == two.stderr and "pack/odd.yml:" in one.stderr
    assert one.returncode == two.returncode == 2 and "Traceback" not in two.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupt_ends_all_processes(tmp_path, perilous):
    for name in "ab":
        (tmp_path / "in" / f"{name}.txt").write_text("hang here")
    command = [sys.executable, "-m", "claimlint", "check", "in", "--rules-dir", "pack", "--select", ID,
               "--jobs", "2"]  # fmt: skip
    process = subprocess.Popen(command, cwd=tmp_path, env=perilous, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # fmt: skip
    while process.poll() is None and not (tmp_path / "hanging").exists():
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "claimlint: interrupted.\n")
    assert not _alive(process.pid)


def _alive(group: int) -> bool:
    """Whether a process of a group is left after a while."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


def test_the_python_api_has_them_too(put):
    from claimlint import check_paths, load_settings, to_json

    put("in/a.txt", FINE), put("in/b.txt", FINE)
    settings = load_settings(config=False, select=["claims"])
    assert to_json(check_paths("in", settings, jobs=2)) == to_json(check_paths("in", settings))
