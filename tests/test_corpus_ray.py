"""``claimlint corpus --engine ray``: the parts that this machine alone makes, also when a worker is killed. Skipped where there is no Ray."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time

import pytest

from tests.archives import RULES, contents, json_lines, rows
from tests.conftest import ROOT
from tests.test_corpus_resume import COMMAND, parts

pytest.importorskip("ray", reason='needs Ray: pip install "claimlint-health[ray]"')

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_worker_niceness": "0"}
OPTIONS = ["--jobs", "2", "--batch-size", "3", *RULES]
RAY = ["--engine", "ray"]


def start(folder, output: str, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen([*COMMAND, output, *OPTIONS, *more], cwd=folder, env=ENVIRONMENT, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A folder with an archive, and what this machine alone makes of it, in ``whole``."""
    folder = tmp_path_factory.mktemp("archive")
    json_lines(folder / "in.jsonl", [*rows(30), {"id": "bad"}])
    assert start(folder, "whole").wait(120) == 2
    return folder


def test_a_worker_that_is_killed_loses_and_repeats_nothing(archive):
    import psutil

    process = start(archive, "killed", *RAY)
    while process.poll() is None and parts(archive / "killed") < 2:
        time.sleep(0.05)
    own = psutil.Process(process.pid).children(recursive=True)
    workers = [one for one in own if one.cmdline()[:1] and "_Checker" in one.cmdline()[0]]
    workers[0].kill()
    process.communicate(timeout=300)
    assert process.returncode == 2
    assert contents(archive / "killed") == contents(archive / "whole")


def test_a_run_that_is_killed_goes_on_without_ray(archive):
    import psutil

    process = start(archive, "stopped", *RAY)
    while process.poll() is None and parts(archive / "stopped") < 2:
        time.sleep(0.05)
    own = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    _, left = psutil.wait_procs(own, timeout=30)
    for one in left:
        one.kill()
    assert parts(archive / "stopped") < 11
    assert start(archive, "stopped").wait(120) == 2
    assert contents(archive / "stopped") == contents(archive / "whole")


def test_mistakes_are_told(archive):
    process = start(archive, "other", *RAY, "--ray-address", "127.0.0.1:1")
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 2 and "No Ray cluster answers" in said and "Traceback" not in said


def test_a_mistake_that_only_a_worker_finds_is_told(archive, tmp_path):
    change = "import claimlint.corpus.on_ray as on_ray; on_ray.__version__ = '9.9'"
    code = f"{change}; from claimlint.cli import main; main()"
    command = [sys.executable, "-c", code, *COMMAND[3:], tmp_path / "out", *OPTIONS, *RAY]
    done = subprocess.run(command, cwd=archive, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 2 and "Install the same on all machines." in done.stderr
    assert "Traceback" not in done.stderr and "Ray gave up" not in done.stderr, done.stderr


def test_the_example_of_the_guide():
    guide = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
    example = re.search(r"<!-- ray -->\n```python\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    assert example
    code = f"{example[1]}\nassert result == {{'a': 1, 'b': 0}}, result\n"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
