"""What a search leaves out, and that what is named is read."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from claimlint.articles import articles
from claimlint.config import Configs
from claimlint.config.ignored import Ignored
from claimlint.errors import UsageError
from claimlint.globs import glob

FINE = "Ear wax\n\nWax is normal.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*arguments: str, force: bool = False, none: bool = False, **how) -> list[str]:
    ignored = Ignored(Configs(**how), none=none)
    return [path.as_posix() for path in articles(arguments, ignored, force=force).files]


@pytest.fixture
def tree(home, put):
    for name in ("a.md", "a.draft.md", "old/b.md", "old/keep.md", "x/c.md", "x/old/d.md", "x/build/e.html"):
        put(name, FINE)


ALL = ["a.draft.md", "a.md", "old/b.md", "old/keep.md", "x/build/e.html", "x/c.md", "x/old/d.md"]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["*.draft.md"], ["a.draft.md"]),
        (["/old/"], ["old/b.md", "old/keep.md"]),
        (["old"], ["old/b.md", "old/keep.md", "x/old/d.md"]),
        (["old/*", "!old/keep.md"], ["old/b.md"]),
        (["x/**/*.html"], ["x/build/e.html"]),
        (["# comment", "", "*", "!*/", "!*.html"], [name for name in ALL if not name.endswith("html")]),
    ],
)
@pytest.mark.parametrize("way", ["exclude", ".claimlintignore", ".gitignore"])
def test_patterns_are_those_of_git_wherever_they_stand(home, tree, put, patterns, left, way):
    (home / ".git").mkdir()
    put(
        *(
            ("claimlint.toml", f"exclude = {[p for p in patterns if p]}\n")
            if way == "exclude"
            else (way, "\n".join(patterns))
        )
    )
    assert found(".") == [name for name in ALL if name not in left]
    assert found(".", none=True) == ALL


def test_gitignore_counts_only_in_a_repository_and_unless_it_is_switched_off(home, tree, put):
    put(".gitignore", "old/\n!\n")
    put("x/.gitignore", "!old/\n*.html\n")
    assert found(".") == ALL
    put("x/.git", "gitdir: elsewhere\n")
    assert found("x") == ["x/c.md", "x/old/d.md"]
    (home / ".git").mkdir()
    (home / "x/.git").unlink()
    assert found(".") == ["a.draft.md", "a.md", "x/c.md", "x/old/d.md"]
    put("claimlint.toml", "respect-gitignore = false\n")
    assert found(".") == ALL


def test_root_keeps_settings_in_and_not_the_ignore_files_of_git(home, tree, put):
    (home / ".git").mkdir()
    put(".gitignore", "old/\n")
    put(".claimlintignore", "*.html\n")
    put("x/claimlint.toml", "root = true\n")
    assert found("x") == ["x/build/e.html", "x/c.md"]


def test_claimlintignore_takes_back_what_git_leaves_out(home, tree, put):
    (home / ".git").mkdir()
    put(".gitignore", "build/\nold/\n")
    put("x/.claimlintignore", "!build/\n")
    assert found(".") == ["a.draft.md", "a.md", "x/build/e.html", "x/c.md"]


def test_a_folder_that_is_named_is_searched(home, tree, put):
    put(".claimlintignore", "old\n*.draft.md\n")
    put("old/b.draft.md", FINE)
    assert found("old") == ["old/b.md", "old/keep.md"]
    assert found("old", "x") == ["old/b.md", "old/keep.md", "x/build/e.html", "x/c.md"]
    assert found("x/old") == ["x/old/d.md"]


def test_a_file_that_is_named_is_read_but_for_force(home, tree, put):
    put(".claimlintignore", "\nold\n")
    assert found("old/b.md", "a.md", "old/*.md") == ["a.md", "old/b.md", "old/keep.md"]
    assert found("old/b.md", "a.md", force=True) == ["a.md"]
    told = articles(["old/b.md", "a.md"], Ignored(Configs()))
    assert told.named == [(Path("old/b.md"), ".claimlintignore:2")]


def test_only_one_configuration_leaves_out_what_lies_below_it(home, tree, put):
    put("claimlint.toml", 'exclude = ["*.html"]\n')
    put("ci/c.toml", 'exclude = ["*.md"]\n')
    put("x/c.toml", 'exclude = ["old"]\n')
    assert found(".", only=Path("ci/c.toml")) == ALL
    assert found(".", only=Path("x/c.toml")) == [name for name in ALL if name != "x/old/d.md"]
    assert found(".", none=True) == ALL


def test_a_pattern_that_is_none_is_an_error_but_in_a_gitignore(home, tree, put):
    put(".claimlintignore", "old\n!\n")
    with pytest.raises(UsageError, match=r"\.claimlintignore:2: “!” is no pattern"):
        found(".")
    put(".claimlintignore", "[a--z]\n")
    with pytest.raises(UsageError, match=r"“\[a--z\]” is no pattern"):
        found(".")
    put(".claimlintignore", "")
    put(".gitignore", "[a--z]\n[[a]\n")
    assert found(".") == ALL


# --- on the command line -----------------------------------------------------------------------------


def test_what_is_left_out_and_what_is_read_all_the_same_is_said(run, put):
    put("old/b.md", FINE)
    put("a.md", FINE)
    put(".claimlintignore", "old/*\n")
    named = run("check", "old/b.md", "--select", "claims")
    assert (named.exit_code, "1 file checked" in named.stdout) == (0, True)
    assert "excluded but named, and so checked: old/b.md (.claimlintignore:1)" in named.stderr
    forced = run("check", "old/b.md", "--select", "claims", "--force-exclude", "--format", "json")
    assert (forced.exit_code, json.loads(forced.stdout)["files"]) == (0, [])
    assert "left out as excluded: old/b.md (.claimlintignore:1)" in forced.stderr
    assert run("check", "old/b.md", "--select", "claims", "--quiet").stderr == ""
    piped = ("check", "-", "--stdin-filename", "old/b.md", "--select", "claims", "--format", "json")
    assert len(json.loads(run(*piped, stdin=FINE.encode()).stdout)["files"]) == 1
    assert json.loads(run(*piped, "--force-exclude", stdin=FINE.encode()).stdout)["files"] == []


def test_a_folder_in_which_all_is_left_out_says_by_what(run, put):
    put("d/b.md", FINE)
    put(".claimlintignore", "\n*.md\n")
    result = run("check", "d", "--select", "claims")
    assert result.exit_code == 2
    assert "d/b.md is left out by .claimlintignore:2; --no-ignore takes it in." in result.stdout
    assert run("check", "d", "--select", "claims", "--no-ignore").exit_code == 0


# --- time --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*" * 40 + "x", "a" * 200),
        ("*a" * 30 + "b", "a" * 200),
        ("a*/" * 9 + "*b*c*d*e*f", "a/" * 9 + "b" * 200),
    ],
)
def test_stars_cost_no_more_than_a_path_is_long(pattern, path):
    assert glob(pattern).match_file(path) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "a*b*c",
        "*a*b*",
        "**/a*b*/c*",
        "a*/b*c*d",
        "[ab]*?c*",
        "*.a*",
        "a*b*/",
        "***a***b",
        "!a*b*c",
        "a/**/b*c*d",
    ],
)
def test_stars_mean_what_they_mean_to_pathspec(pattern):
    plain, ours = GitIgnoreSpecPattern(pattern), glob(pattern)
    drawn = random.Random(3)
    for _ in range(3000):
        path = "".join(drawn.choices("abcd/.", k=drawn.randint(1, 14))).strip("/")
        assert bool(plain.match_file(path)) == bool(ours.match_file(path)), path
