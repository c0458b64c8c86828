"""What is shipped: rules, model, schema and licences in the wheel, and the program running from it alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("claimlint_health-*.whl")
    return built


def test_everything_is_inside(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "rules").rglob("*"):
        if path.is_file():
            assert f"claimlint/rules/{path.relative_to(ROOT / 'rules').as_posix()}" in names
    for path in (
        "lexicon/NOTICE.md",
        "models/SHA256SUMS",
        "models/encoder/lower.onnx",
        "models/encoder/upper.onnx",
        "models/encoder/exits.npz",
        "models/encoder/exits.json",
        "models/encoder/statements.npz",
        "models/encoder/hints.json",
        "models/encoder/tokenizer.json",
        "models/encoder/claims.json",
        "models/encoder/garble.json",
        "models/encoder/LICENSE",
        "models/encoder/NOTICE.md",
        "models/screen/weights.npz",
        "models/screen/thresholds.json",
        "models/screen/NOTICE.md",
        "lexicon/terms.txt.gz",
        "reports/report.schema.json",
        "evaluation/evaluation.schema.json",
        "measured.json",
        "py.typed",
        "starters/phrases.yml",
        "models/en_claimlint/meta.json",
        "models/en_claimlint/NOTICE.md",
        "models/en_claimlint/parser/model",
    ):
        assert f"claimlint/{path}" in names
    packed = json.loads(zipfile.ZipFile(wheel).read("claimlint/rules/packed.json"))
    assert {*packed} == {p.relative_to(ROOT / "rules").as_posix() for p in (ROOT / "rules").rglob("*.yml")}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    points = next(name for name in names if name.endswith("entry_points.txt"))
    assert b"[spacy_factories]" in zipfile.ZipFile(wheel).read(points)
    assert not any(name.startswith(("tests", "training", "samples", "benchmarks")) for name in names)


def test_it_runs_away_from_the_checkout(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "a.md").write_text(
        "# Balm\n\nThis balm is 100% safe and cures gout. Garlic cures fibrous dysplasia.\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "claimlint", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    where = subprocess.run(
        [sys.executable, "-c", "import claimlint; print(claimlint.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert where.stdout.startswith(str(tmp_path / "site"))
    # Its packed rules are those that their files hold.
    rules = run("rules", "list").stdout
    (tmp_path / "site/claimlint/rules/packed.json").unlink()
    assert rules and rules == run("rules", "list").stdout
    checked = run("check", "a.md")
    assert checked.returncode == 1, checked.stderr
    assert "claims/absolute-safety" in checked.stdout and "claims/cure-claim" in checked.stdout
    assert "cures fibrous dysplasia" in checked.stdout
    assert run("explain", "claims/cure-claim").returncode == 0
    assert run("schema").returncode == 0
    assert run("rules", "new", "language/mine", "--dir", "pack").returncode == 0
    assert run("rules", "test", "pack").returncode == 0
    documented = run("rules", "docs", "--dir", "pages")
    assert documented.returncode == 0, documented.stderr
    assert (tmp_path / "pages/claims/cure-claim.md").is_file()
