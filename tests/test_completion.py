"""Shell completion: the scripts, and what is offered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete

from claimlint.cli import main
from tests.conftest import ROOT


def offered(arguments: list[str], incomplete: str) -> list[tuple[str, str]]:
    completer = ShellComplete(main, {}, "claimlint", "_CLAIMLINT_COMPLETE")
    return [(item.type, item.value) for item in completer.get_completions(arguments, incomplete)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(run, shell):
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("needs bash, whose version Click asks for")
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"_CLAIMLINT_COMPLETE={shell}_complete" in result.stdout


def test_another_shell(run):
    result = run("completion", "tcsh")
    assert result.exit_code == 2 and "'bash', 'zsh', 'fish'" in result.output


def test_the_help_says_where_scripts_go(run):
    said = run("completion", "--help").output
    for place in (
        "~/.local/share/bash-completion/completions/claimlint",
        "~/.zfunc/_claimlint",
        "completions/claimlint.fish",
    ):
        assert place in said  # fmt: skip


def test_what_is_offered():
    assert ("plain", "check") in offered([], "ch")
    assert ("plain", "--watch") in offered(["check"], "--w")
    assert offered(["check"], "drafts/") == [("file", "drafts/")]
    assert offered(["check", "--select"], "claims/absolute-s") == [("plain", "claims/absolute-safety")]
    assert offered(["check", "--ignore"], "garble,claims/absolute-s") == [
        ("plain", "garble,claims/absolute-safety")
    ]
    assert ("plain", "claims") in offered(["check", "--select"], "cl")
    assert offered(["explain"], "claims/absolute-s") == [("plain", "claims/absolute-safety")]
    assert offered(["explain"], "draft") == [("file", "draft")]


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="needs bash")
def test_bash_itself(run, tmp_path):
    program = tmp_path / "claimlint"
    program.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "from claimlint.cli import main; main(prog_name=\'claimlint\')" "$@"\n'
    )
    program.chmod(0o755)
    (tmp_path / "script").write_text(run("completion", "bash").stdout)
    line = (
        "source ./script; COMP_WORDS=(claimlint che); COMP_CWORD=1; _claimlint_completion claimlint;"
        ' echo "${COMPREPLY[*]}"; complete -p claimlint'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "--norc", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[0] == "check"
    assert "_claimlint_completion" in done.stdout.splitlines()[1]
