"""Only what a change brought: findings on changed lines, or new in changed files."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.changes import changed_lines
from tests.conftest import SAMPLES

pytestmark = pytest.mark.usefixtures("kept_linters")
CLAIM, OTHER, FINE = "Garlic cures cancer.\n", "This balm is 100% safe.\n", "Bread is baked from flour.\n"
LONG = "".join(f"Sentence {n} of the article tells how the bread was baked.\n\n" for n in range(9))
SELECT = ("--select", "claims/cure-claim,claims/absolute-safety")
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    for name in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(name, value)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A Writer")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "writer@example.org")

    def call(*arguments: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        return done.stdout

    call("init", "--quiet", "--initial-branch=main")
    return call


@pytest.fixture
def commit(git: Git) -> Callable[[], None]:
    def save() -> None:
        git("add", "--all")
        git("commit", "--quiet", "--message", "work", "--allow-empty")

    return save


@pytest.fixture
def new(run) -> Callable[..., dict[str, list[str]]]:
    """What is reported of each file since a revision."""

    def since(*arguments: str, code: int | None = None) -> dict[str, list[str]]:
        result = run("check", *(arguments or (".",)), "--changed-since", "HEAD", *SELECT, "--format", "json")
        assert code is None or result.exit_code == code, result.output
        return {f["path"]: [x["excerpt"] for x in f["findings"]] for f in json.loads(result.stdout)["files"]}

    return since


def test_nothing_changed(run, put, commit):
    put("a.md", CLAIM)
    commit()
    result = run("check", ".", "--changed-since", "HEAD", *SELECT)
    assert result.exit_code == 0 and "nothing changed since “HEAD”" in result.stderr
    assert "0 files checked" in result.stdout
    assert run("check", ".", "--changed-since", "HEAD", *SELECT, "--quiet").output == ""


def test_a_changed_line_counts_and_an_old_one_does_not(run, put, commit, new):
    put("a.md", f"{CLAIM}\n{FINE}")
    put("b.md", CLAIM)
    commit()
    put("a.md", f"{FINE}\n{CLAIM}\n{OTHER}")
    assert new(code=1) == {"a.md": ["100% safe"]}
    result = run("check", ".", "--changed-since", "HEAD", *SELECT)
    assert "left out 1 older finding" in result.stderr
    put("a.md", f"{CLAIM}\nAnd more.\n{FINE}")
    assert new(code=0) == {"a.md": []}


def test_an_old_finding_on_a_changed_line_counts(put, commit, new):
    put("a.md", CLAIM)
    commit()
    put("a.md", "So " + CLAIM)
    assert new() == {"a.md": ["cures cancer"]}


def test_the_same_words_again_count_once(put, commit, new):
    put("a.md", f"{FINE}\n{CLAIM}")
    commit()
    put("a.md", f"{CLAIM}\n{FINE}\n{CLAIM}")
    assert new() == {"a.md": ["cures cancer"]}


def test_a_fault_that_comes_with_a_deletion_counts(run, put, commit):
    text = (SAMPLES / "clean" / "health-service-page.md").read_text(encoding="utf-8")
    put("a.md", text)
    commit()
    put("a.md", "".join(line for line in text.splitlines(keepends=True) if "doctor" not in line.lower()))
    old = json.loads(run("check", "a.md", "--format", "json").stdout)["files"][0]["findings"]
    found = json.loads(run("check", "a.md", "--changed-since", "HEAD", "--format", "json").stdout)
    fresh = {f["rule"] for f in found["files"][0]["findings"]}
    assert fresh <= {f["rule"] for f in old}


def test_new_files_are_new_whole_tracked_or_not(git, put, commit, new):
    put("a.md", FINE)
    put(".gitignore", "build/\n")
    commit()
    put("staged.md", CLAIM)
    git("add", "staged.md")
    put("untracked.md", CLAIM)
    put("build/ignored.md", CLAIM)
    assert new(".", "build/ignored.md", code=1) == {
        name: ["cures cancer"] for name in ("build/ignored.md", "staged.md", "untracked.md")
    }


@pytest.mark.parametrize("staged", [False, True])
def test_a_renamed_file_is_held_against_its_old_self(git, put, commit, new, tmp_path, staged):
    put("a.md", LONG + CLAIM)
    commit()
    (tmp_path / "a.md").unlink()
    put("deep/b.md", LONG + OTHER + "\n" + CLAIM)
    if staged:
        git("add", "--all")
    assert new() == {"deep/b.md": ["100% safe"]}


def test_deletions_are_no_error(put, commit, new, tmp_path):
    for name in ("a.md", "in/b.md", "in/README.md", "kept.md"):
        put(name, CLAIM)
    commit()
    (tmp_path / "a.md").unlink()
    (tmp_path / "in/b.md").unlink()
    assert new("a.md", "in", "in/*.md", "kept.md", code=0) == {}
    (tmp_path / "in/README.md").unlink()
    (tmp_path / "in").rmdir()
    assert new("in", code=0) == {}
    assert list(new("never.md", code=2)) == ["never.md"]


def test_an_unread_file_stays_unread(put, commit, new):
    put("a.md", CLAIM)
    commit()
    put("a.md", b"\0\1\2")
    new(code=2)
    commit()
    put("a.md", CLAIM)
    assert new(code=1) == {"a.md": ["cures cancer"]}


def test_word_files_are_compared_by_their_text(put, commit, new):
    data = (SAMPLES / "formats" / "honey-for-a-cough.docx").read_bytes()
    put("a.docx", data)
    commit()
    put("a.docx", data + b"\0")
    assert set(new()) == {"a.docx"} and new()["a.docx"] == []


def test_line_ends_are_no_change(put, commit, new):
    put("a.md", f"{CLAIM}\n{FINE}")
    commit()
    put("a.md", f"{CLAIM}\n{FINE}".replace("\n", "\r\n"))
    assert new() == {"a.md": []}


def test_since_a_branch_was_left(run, git, put, commit):
    put("a.md", f"{CLAIM}\n{FINE}")
    commit()
    git("checkout", "--quiet", "-b", "topic")
    put("b.md", CLAIM)
    commit()
    git("checkout", "--quiet", "main")
    put("a.md", FINE)
    commit()
    git("checkout", "--quiet", "topic")
    shown = {
        revision: sorted(
            f["path"]
            for f in json.loads(
                run("check", ".", "--changed-since", revision, *SELECT, "--format", "json").stdout
            )["files"]
        )
        for revision in ("main", "main...", "HEAD~1", "topic")
    }
    assert shown == {"main": ["a.md", "b.md"], "main...": ["b.md"], "HEAD~1": ["b.md"], "topic": []}


def test_from_any_folder_and_in_a_work_tree(git, put, commit, new, tmp_path, monkeypatch):
    put("repo/sub/a.md", FINE)
    git("init", "--quiet", "repo")
    for arguments in (("add", "."), ("commit", "--quiet", "-m", "work")):
        git(*arguments, cwd=tmp_path / "repo")
    git("worktree", "add", "--quiet", "../tree", cwd=tmp_path / "repo")
    put("tree/sub/a.md", CLAIM)
    assert new("repo", code=0) == {}
    assert new("tree", code=1) == {"tree/sub/a.md": ["cures cancer"]}
    monkeypatch.chdir(tmp_path / "tree/sub")
    assert new("a.md", code=1) == {"a.md": ["cures cancer"]}
    monkeypatch.chdir("/")
    assert new(str(tmp_path / "tree"), code=1)


def test_names_with_spaces_and_signs(put, commit, new):
    names = ["with space.md", "ünï.md", 'quo"te.md', "-dash.md", "[a].md"]
    for name in names:
        put(name, FINE)
    commit()
    for name in names:
        put(name, FINE + "\n" + CLAIM)
    assert new(code=1) == {name: ["cures cancer"] for name in sorted(names)}


def test_what_git_hands_to_its_hooks_does_not_mislead(put, commit, new, monkeypatch):
    put("a.md", FINE)
    commit()
    put("a.md", CLAIM)
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert new(code=1) == {"a.md": ["cures cancer"]}


def test_nothing_is_written_to_the_repository(git, put, commit, new, tmp_path):
    put("a.md", FINE)
    commit()
    os.utime(tmp_path / "a.md", (1, 1))
    index = (tmp_path / ".git/index").read_bytes()
    put("b.md", CLAIM)
    new()
    assert (tmp_path / ".git/index").read_bytes() == index


def test_a_baseline_goes_with_it(run, put, commit):
    put("a.md", FINE)
    commit()
    put("a.md", CLAIM)
    run("baseline", "a.md", "--output", "b.json", *SELECT)
    since = ("check", "a.md", "--changed-since", "HEAD", "--baseline", "b.json", *SELECT)
    assert run(*since).exit_code == 0
    put("a.md", CLAIM + "\n" + OTHER)
    assert run(*since).exit_code == 1


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "no revision “nowhere”"),
        ("nowhere...", "no revision “nowhere”"),
        ("", "is no revision"),
        ("...", "is no revision"),
        ("--output=x", "is no revision"),
        ("main..HEAD", "is no revision"),
        ("HEAD:a.md", "no revision"),
        ("lost...", "no commit in common"),
    ],
)
def test_revisions_that_are_none(run, git, put, commit, tmp_path, revision, said):
    put("a.md", CLAIM)
    commit()
    git("checkout", "--quiet", "--orphan", "lost")
    git("commit", "--quiet", "--message", "of another origin")
    git("checkout", "--quiet", "main")
    result = run("check", "a.md", f"--changed-since={revision}", *SELECT)
    assert result.exit_code == 2 and said in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "a.md"]


def test_without_a_repository_a_commit_or_git(run, put, git, monkeypatch, tmp_path):
    put("a.md", CLAIM)
    result = run("check", "a.md", "--changed-since", "HEAD", *SELECT)
    assert result.exit_code == 2 and "no revision “HEAD”" in result.output
    (tmp_path / ".git").rename(tmp_path / "git")
    result = run("check", "a.md", "--changed-since", "HEAD", *SELECT)
    assert result.exit_code == 2 and "No work tree of git" in result.output
    monkeypatch.setenv("PATH", "")
    result = run("check", "a.md", "--changed-since", "HEAD", *SELECT)
    assert result.exit_code == 2 and "git cannot be run" in result.output


def test_outside_the_repository(run, git, put, tmp_path):
    put("x.md", CLAIM)
    git("init", "--quiet", "inner")
    put("inner/a.md", FINE)
    for arguments in (("add", "."), ("commit", "--quiet", "-m", "work")):
        git(*arguments, cwd=tmp_path / "inner")
    result = run("check", "inner", "x.md", "--changed-since", "HEAD", *SELECT)
    assert result.exit_code == 2 and "does not lie in the repository" in result.output
    result = run("check", "-", "--changed-since", "HEAD", *SELECT, stdin=b"x")
    assert result.exit_code == 2 and "Standard input" in result.output


LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=12)


@given(LINES, LINES)
def test_changed_lines_are_those_beyond_what_there_was(old, new):
    changed = changed_lines("\n".join(old), "\r\n".join(new))
    kept = [line for number, line in enumerate("\n".join(new).split("\n"), 1) if number not in changed]
    rest = "\n".join(old).split("\n")
    for line in kept:
        rest.remove(line)
    assert not {"\n".join(new).split("\n")[number - 1] for number in changed} & set(rest)


@pytest.mark.parametrize("after", [None, "disable: [claims/absolute-safety]\n"])
def test_a_file_beside_an_article_is_part_of_it(put, commit, new, tmp_path, after):
    put("a.txt", CLAIM + OTHER)
    put("a.txt.claimlint.yml", "disable: [claims/cure-claim, claims/serious-disease-claim]\n")
    put("b.txt", OTHER)
    commit()
    assert new() == {}
    if after is None:
        (tmp_path / "a.txt.claimlint.yml").unlink()
    else:
        put("a.txt.claimlint.yml", after)
    since = new(code=1)
    assert [words for words in since["a.txt"] if "cure" in words] and list(since) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("claimlint.toml", None, "root = true\n", True),
        ("claimlint.toml", "root = true\n", None, True),
        ("claimlint.toml", "root = true\n", 'profile = "eu-food"\n', True),
        ("ok.yml", "accepted: []\n", "accepted: \n  []\n", True),
        (".claimlintignore", "in/\n", "", True),
        ("rules/lists/x.txt", "a\n", "b\n", True),
        ("pyproject.toml", "[project]\n", "[project]\nname = 'x'\n", False),
        (".gitignore", "in/\n", "", False),
    ],
)
def test_settings_that_changed_are_told(run, put, commit, tmp_path, name, before, after, told):
    put("a.md", CLAIM)
    run("rules", "new", "language/words")
    put("sub/claimlint.toml", "root = true\n")
    options = ("--accepted", "ok.yml") if name == "ok.yml" else ()
    options += ("--rules-dir", "rules") if name == "rules/lists/x.txt" else ()
    if before is not None:
        put(name, before)
    commit()
    since = ("check", "a.md", "--changed-since", "HEAD", "--quiet", *SELECT, *options)
    assert run(*since).output == ""
    if after is None:
        (tmp_path / name).unlink()
    else:
        put(name, after)
    put("sub/claimlint.toml", "")
    result = run(*since)
    assert result.exit_code == 0
    said = f"claimlint: changed since “HEAD”: {name}. What that brings up in unchanged text is not reported"
    assert result.stderr.startswith(said) if told else result.stderr == ""
    commit()
    assert run(*since).output == ""


@pytest.fixture
def submodule(git, put, commit, tmp_path, monkeypatch) -> Path:
    """A repository with a submodule ``sub``, which holds ``old.md``, ``in/b.md`` and a submodule of its own."""
    for key, value in {"COUNT": "1", "KEY_0": "protocol.file.allow", "VALUE_0": "always"}.items():
        monkeypatch.setenv(f"GIT_CONFIG_{key}", value)

    def made(name: str, *steps: tuple[str, ...]) -> None:
        put(f"{name}/old.md", f"{CLAIM}\n{FINE}")
        put(f"{name}/in/b.md", FINE)
        git("init", "--quiet", "--initial-branch=main", name)
        for step in (*steps, ("add", "."), ("commit", "--quiet", "-m", "work")):
            git(*step, cwd=tmp_path / name)

    made("upstream/deep")
    made("upstream/sub", ("submodule", "--quiet", "add", str(tmp_path / "upstream/deep"), "deep"))
    put(".gitignore", "upstream\n")
    put("a.md", FINE)
    git("submodule", "--quiet", "add", "./upstream/sub", "sub")
    git("submodule", "--quiet", "update", "--init", "--recursive")
    commit()
    return tmp_path / "sub"


def test_a_submodule_is_held_against_its_recorded_commit(git, put, commit, new, submodule):
    assert new(code=0) == {}
    put("sub/old.md", f"{CLAIM}\n{FINE}\n{OTHER}")
    put("sub/deep/in/b.md", CLAIM)
    put("sub/new.md", OTHER)
    expected = {
        "sub/deep/in/b.md": ["cures cancer"],
        "sub/new.md": ["100% safe"],
        "sub/old.md": ["100% safe"],
    }
    assert new(code=1) == new("sub", code=1) == new("a.md", "sub", code=1) == expected
    # What is committed in the submodule is new until the repository records it.
    for place in (submodule / "deep", submodule):
        git("add", "--all", cwd=place)
        git("commit", "--quiet", "-m", "more", cwd=place)
    assert new(code=1) == expected
    commit()
    assert new(code=0) == {}


def test_in_a_submodule_its_own_revisions_count(git, put, commit, new, submodule, monkeypatch):
    put("sub/old.md", f"{CLAIM}\n{OTHER}")
    git("commit", "--quiet", "--all", "-m", "more", cwd=submodule)
    assert list(new(code=1)) == ["sub/old.md"]
    monkeypatch.chdir(submodule)
    assert new(code=0) == {}


def test_files_that_left_a_submodule(git, put, new, submodule):
    (submodule / "old.md").rename(submodule / "moved.md")
    (submodule / "in/b.md").unlink()
    assert new(".", "sub/in/b.md", code=0) == {"sub/moved.md": []}


def test_a_submodule_without_its_recorded_commit_is_no_green_job(
    run, git, put, commit, new, submodule, tmp_path
):
    git("update-index", "--cacheinfo", f"160000,{'1' * 40},sub")
    git("commit", "--quiet", "-m", "ahead")
    assert new("a.md", code=0) == {}
    result = run("check", ".", "--changed-since", "HEAD", *SELECT)
    assert (
        result.exit_code == 2 and "The submodule sub lacks the commit 111111111111 of “HEAD”" in result.output
    )


def test_a_submodule_that_is_new_or_not_checked_out(run, git, put, commit, new, submodule):
    empty = git("hash-object", "-w", "-t", "tree", "--stdin").strip()
    before = git("commit-tree", "-m", "before there was any", empty).strip()
    result = run("check", "sub", "--changed-since", before, *SELECT, "--format", "json")
    paths = [file["path"] for file in json.loads(result.stdout)["files"]]
    assert paths == ["sub/deep/in/b.md", "sub/deep/old.md", "sub/in/b.md", "sub/old.md"]
    git("submodule", "--quiet", "deinit", "--force", "sub")
    assert new(code=0) == {}
