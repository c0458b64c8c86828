"""The house's floors: a room imports only from lower ones, and heavy libraries stay behind one door each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "textstat",
    "jsonschema",
    "rich",
    "markdown_it",
    "charset_normalizer",
    "py3langid",
    "docx",
    "jinja2",
    "lxml",
)

#: What a run needs only for files that it does not know yet.
UNKNOWN = (
    *HEAVY, "onnxruntime", "tokenizers", "yaml", "pebble", "multiprocessing", "importlib.metadata", "claimlint.rulebase", "claimlint.checks", "claimlint.linter",
)  # fmt: skip


def test_rooms_import_only_from_lower_floors():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("arguments", "light"),
    [
        (["--help"], HEAVY),
        (["--version"], HEAVY),
        (["check", "--help"], HEAVY),
        (["explain", "claims/cure-claim"], ("spacy", "thinc", "numpy", "textstat")),
        (["rules", "list"], ("spacy", "thinc", "numpy", "textstat")),
        (["rules", "--help"], HEAVY),
        (["rules", "new", "--help"], HEAVY),
        (["rules", "docs", "--check"], ("spacy", "thinc", "numpy", "textstat")),
        (["schema"], ("spacy", "thinc", "numpy", "textstat")),
        (["schema", "rule"], ("spacy", "thinc", "numpy", "textstat")),
        (["schema", "evaluation"], ("spacy", "thinc", "numpy", "textstat")),
        (["evaluate", "--help"], HEAVY),
        (["config", "--help"], HEAVY),
        (["config", "no/such/article.md"], ("spacy", "thinc", "numpy", "textstat")),
        (["init", "--help"], HEAVY),
        (["serve", "--help"], (*HEAVY, "starlette", "uvicorn", "prometheus_client")),
        (["schema", "config"], (*HEAVY, "pathspec")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_light_commands_import_nothing_heavy(arguments, light):
    code = (
        "import sys\nfrom claimlint.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit as leave:\n    assert not leave.code, leave.code\n"
        f"loaded = [name for name in {light!r} if name in sys.modules]\nassert not loaded, loaded\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "github", "gitlab", "junit", "markdown"])
def test_a_file_that_is_known_is_reported_by_little(form, tmp_path):
    """What it costs to say again what was said before: no rule is read, no model loaded, nothing large imported."""
    article, config = tmp_path / "a.md", tmp_path / "claimlint.toml"
    article.write_text("# Beans\n\nThese magic beans cure arthritis in 7 seconds.\n")
    config.write_text('fail-on = "never"\nignore = ["readability"]\n')
    arguments = ["check", str(article), "--format", form, "--config", str(config)]
    code = (
        "import sys\nfrom claimlint.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit as leave:\n    assert not leave.code, leave.code\n"
        f"loaded = [name for name in {UNKNOWN!r} if name in sys.modules]\n"
        "print(loaded, file=sys.stderr)\n"
    )
    environment = {**os.environ, "CLAIMLINT_CACHE_DIR": str(tmp_path / "cache")}
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=environment
        )
        for _ in "12"
    )
    assert "spacy" in first.stderr
    assert second.stderr == "[]\n" and second.stdout == first.stdout


def test_checking_does_not_open_the_network(tmp_path):
    """Every socket is refused; a check of a file must not notice."""
    article = tmp_path / "a.txt"
    article.write_text("Ear wax\n\n" + "Wax is normal and keeps your ears clean. " * 30)
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k):\n    raise OSError('network used')\n"
        "socket.socket.connect = refuse\nsocket.getaddrinfo = refuse\nsocket.create_connection = refuse\n"
        "from claimlint.cli import main\n"
        f"main(['check', {str(article)!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
