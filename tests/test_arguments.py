"""Which paths arguments stand for, whether there are such files or not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from claimlint.arguments import covers

pytestmark = pytest.mark.usefixtures("kept_linters")
CLAIM = "Garlic cures cancer.\n"
signs = pytest.mark.parametrize(
    "folder",
    ["plain", "a[1]", pytest.param("b*", marks=pytest.mark.skipif(os.name == "nt", reason="no such names"))],
)


@signs
@pytest.mark.parametrize(
    ("argument", "held", "others"),
    [
        ("x.md", ["x.md"], ["y.md", "x.mdx", "in/x.md"]),
        ("in", ["in", "in/x.md", "in/deep/x.md"], ["inn/x.md", "x.md"]),
        (".", ["x.md", "in/x.md"], []),
        ("*.md", ["x.md"], ["x.txt", "in/x.md"]),
        ("in/*", ["in/x.md", "in/deep/x.md"], ["x.md"]),
        ("in/*.md", ["in/x.md"], ["in/deep/x.md"]),
        ("**/*.md", ["x.md", "in/x.md", "in/deep/x.md"], ["in/x.txt"]),
        ("in/**", ["in/x.md", "in/deep/x.md"], ["x.md"]),
        ("./in/../[xy].md", ["x.md", "y.md"], ["z.md", "in/x.md"]),
    ],
)
def test_what_arguments_cover(tmp_path: Path, monkeypatch, folder, argument, held, others):
    (tmp_path / folder / "in").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / folder)
    here = os.path.realpath(tmp_path / folder)
    assert [name for name in (*held, *others) if covers([argument], os.path.join(here, name))] == held
    assert not covers([argument], os.path.join(os.path.dirname(here), "x.md"))


def test_a_name_that_looks_like_a_glob_is_that_file_though_it_is_gone(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert covers(["a[1].md"], os.path.realpath("a[1].md")) and covers(["a[1].md"], os.path.realpath("a1.md"))


@signs
def test_patterns_of_files_count_from_their_folder_whatever_it_is_called(
    run, put, tmp_path, monkeypatch, folder
):
    keys = 'exclude = ["old/"]\naccepted = ["ok.yml"]\nselect = ["claims/cure-claim"]\n'
    put(f"{folder}/claimlint.toml", keys + '[[overrides]]\npaths = ["sub/*.txt"]\nfail-on = "never"\n')
    put(f"{folder}/ok.yml", 'accepted: [{text: Garlic cures cancer, evidence: x, paths: ["y.txt"]}]\n')
    for name in ("y.txt", "sub/x.txt", "old/z.txt"):
        put(f"{folder}/{name}", CLAIM)
    for place, argument in ((folder, "."), (".", folder)):
        monkeypatch.chdir(tmp_path / place)
        result = run("check", argument, "--format", "json")
        files = json.loads(result.stdout)["files"]
        said = [(file["path"].rpartition("/")[2], file["findings"][0]["suppressed"]) for file in files]
        assert (result.exit_code, sorted(said)) == (0, [("x.txt", None), ("y.txt", "accepted")])


@signs
def test_a_baseline_forgets_what_is_gone_whatever_its_folder_is_called(
    run, put, tmp_path, monkeypatch, folder
):
    for name in ("a.txt", "b.txt", "in/c.txt"):
        put(f"{folder}/{name}", CLAIM)
    monkeypatch.chdir(tmp_path / folder)
    run("baseline", ".", "--output", "b.json", "--select", "claims")
    for name in ("b.txt", "in/c.txt"):
        (tmp_path / folder / name).unlink()
    result = run("baseline", "*.txt", "--output", "b.json", "--select", "claims", "--shrink")
    assert " dropped" in result.output and not result.output.startswith("b.json: 0 ")
    kept = {row["path"] for row in json.loads((tmp_path / folder / "b.json").read_text())["findings"]}
    assert kept == {"a.txt", "in/c.txt"}
