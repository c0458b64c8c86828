"""The VS Code extension: it says what the server understands, and it compiles and packages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest

from claimlint import __version__
from claimlint.lsp.settings import CHOICES, ClientSettings, read_settings
from tests.conftest import ROOT

HOME = ROOT / "editors/vscode"
#: Seconds that the registry has to answer, and that installing and packaging may take.
ANSWER, LONGEST = 30, 600

if not HOME.is_dir():
    pytest.skip("the extension is not part of the source archive", allow_module_level=True)

MANIFEST = json.loads((HOME / "package.json").read_text(encoding="utf-8"))
SETTINGS = {
    name.removeprefix("claimlint."): of for name, of in MANIFEST["contributes"]["configuration"]["properties"].items()
}  # fmt: skip


def test_its_settings_are_those_of_the_server():
    own = {"command", "trace.server"}
    server = {re.sub(r"_(.)", lambda m: m[1].upper(), field.name) for field in fields(ClientSettings)}
    assert set(SETTINGS) - own == server
    for name, words in CHOICES.items():
        assert SETTINGS[name]["enum"] == ["", *words]


def test_as_it_is_installed_it_sets_nothing():
    assert read_settings({name: of["default"] for name, of in SETTINGS.items()}) == (ClientSettings(), [])


def test_it_has_the_version_of_the_server():
    locked = json.loads((HOME / "package-lock.json").read_text(encoding="utf-8"))
    assert MANIFEST["version"] == locked["version"] == __version__


def npm(folder: Path, *arguments: str, seconds: int = LONGEST) -> subprocess.CompletedProcess[str]:
    program = shutil.which("npm")
    assert program
    return subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, timeout=seconds, check=False
    )


def test_it_compiles_and_packages(tmp_path):
    if not shutil.which("npm") or not shutil.which("node"):
        pytest.skip("needs node and npm")
    try:
        reached = npm(tmp_path, "view", "esbuild", "version", "--fetch-retries=0", seconds=ANSWER).returncode
    except subprocess.TimeoutExpired:
        reached = 1
    if reached != 0:
        pytest.skip("the npm registry cannot be reached")
    folder = tmp_path / "vscode"
    shutil.copytree(HOME, folder, ignore=shutil.ignore_patterns("node_modules", "dist", "*.vsix"))
    installed = npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
    assert installed.returncode == 0, installed.stderr
    packaged = npm(folder, "run", "package")
    assert packaged.returncode == 0, packaged.stdout + packaged.stderr
    with zipfile.ZipFile(folder / "claimlint.vsix") as archive:
        names = {name.lower() for name in archive.namelist() if name.startswith("extension/")}
        assert names == {
            f"extension/{name}"
            for name in ("package.json", "readme.md", "license.txt", "notice.txt", "dist/extension.js")
        }
        code = archive.read("extension/dist/extension.js").decode()
    assert 'args:["lsp"]' in code and "activate" in code
