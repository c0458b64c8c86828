"""``claimlint serve`` says what keeps it from starting, and leaves with exit code 2."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.server_app import TOKEN


@pytest.fixture(autouse=True)
def no_token(monkeypatch):
    monkeypatch.delenv("CLAIMLINT_TOKEN", raising=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
def test_other_machines_need_a_token(run, host):
    done = run("serve", "--host", host)
    assert done.exit_code == 2 and "--token-file" in done.stderr and "127.0.0.1" in done.stderr


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("short", "16 characters"),
        ("two words of some length", "one word"),
        ("ein-längeres-kennwort", "one word"),
    ],
)
def test_a_token_must_be_one(run, tmp_path, monkeypatch, token, said):
    (tmp_path / "token").write_text(token, encoding="utf-8")
    done = run("serve", "--token-file", "token")
    assert done.exit_code == 2 and said in done.stderr and "token" in done.stderr
    monkeypatch.setenv("CLAIMLINT_TOKEN", token)
    done = run("serve")
    assert done.exit_code == 2 and said in done.stderr and "CLAIMLINT_TOKEN" in done.stderr


def test_what_is_not_there_or_taken(run, tmp_path):
    for arguments, said in (
        (("--token-file", "none"), "No such file"),
        (("--config", "none.toml"), "none.toml"),
        (("--select", "claims/cure-clam"), "Did you mean"),
        (("--cors-origin", "*"), "no origin"),
        (("--cors-origin", "https://a.example.org/path"), "no origin"),
        (("--model", "no_such_model"), "no_such_model"),
        (("--host", "192.0.2.1", "--token-file", "token"), "Cannot listen"),
    ):
        (tmp_path / "token").write_text(TOKEN)
        done = run("serve", "--port", "0", "--jobs", "1", *arguments)
        assert done.exit_code == 2 and said in done.stderr, done.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]))
        assert done.exit_code == 2 and "Address already in use" in done.stderr


def test_without_the_extra_it_says_how_to_get_it(tmp_path):
    code = "import sys\nsys.modules['uvicorn'] = None\nfrom claimlint.cli import main\nmain(['serve'])\n"
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 2 and 'pip install "claimlint-health[server]"' in done.stderr
    assert "Traceback" not in done.stderr
