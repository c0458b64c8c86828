"""The only door to git: reads what was committed, changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claimlint.errors import UsageError

#: What a hook of git hands down, and would lead to another repository than the one the articles lie in.
_INHERITED = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE",
)  # fmt: skip
#: Nothing is locked, asked or fetched, and messages are English.
_QUIET: Mapping[str, str] = {
    "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C",
}  # fmt: skip
_SHALLOW = "Check its spelling; in CI, fetch the whole history (actions/checkout: fetch-depth: 0)."


def top_level(folder: str) -> str:
    """Return the top folder of the repository that a folder lies in.

    Raises UsageError: ``no-git`` where git cannot be run, ``no-repository`` with git's own words.
    """
    done = _run(folder, "rev-parse", "--show-toplevel")
    root = os.fsdecode(done.stdout).rstrip("\n")
    if done.returncode or not root:
        hint = "--changed-since compares files with what was committed."
        raise UsageError("no-repository", f"No work tree of git: {_said(done)}.", folder, hint)
    return str(Path(root))


def commit_of(root: str, revision: str) -> str:
    """Return the id of a commit: that of a revision, or for ``REV...`` that where HEAD left it.

    Raises UsageError ``unknown-revision``.
    """
    name = revision.removesuffix("...")
    if not name or name.startswith("-") or ".." in name or "\0" in name:
        hint = "Name a branch, tag or commit, such as origin/main, or origin/main... for where this branch left it."
        raise UsageError("unknown-revision", f"“{revision}” is no revision.", "", hint)
    commit = _commit(root, name)
    if not revision.endswith("..."):
        return commit
    done = _run(root, "merge-base", commit, "HEAD")
    if done.returncode:
        message = f"HEAD and “{name}” have no commit in common here."
        raise UsageError("unknown-revision", message, "", _SHALLOW)
    return done.stdout.decode("ascii").split()[0]


def head(folder: str) -> str | None:
    """Return the id of the commit that is checked out, or None: no repository, no commit yet, no git."""
    try:
        done = _run(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except UsageError:
        return None
    return done.stdout.decode("ascii", "replace").strip() or None if done.returncode == 0 else None


def _commit(root: str, name: str) -> str:
    done = _run(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if done.returncode:
        raise UsageError("unknown-revision", f"git knows no revision “{name}”.", "", _SHALLOW)
    return done.stdout.decode("ascii").strip()


def superproject(root: str) -> str:
    """Return the top folder of the repository that one is a submodule of, or nothing."""
    done = _run(root, "rev-parse", "--show-superproject-working-tree")
    return "" if done.returncode else os.fsdecode(done.stdout).rstrip("\n")


def has_commit(root: str, commit: str) -> bool:
    """Whether a commit, by its id, is in a repository."""
    return not _run(root, "cat-file", "-e", f"{commit}^{{commit}}").returncode


@dataclass(frozen=True)
class Tree:
    """What a commit holds, by path relative to the top folder, with ``/``. submodules: each with the commit recorded for it."""

    files: frozenset[str]
    submodules: Mapping[str, str]


def tree_at(root: str, commit: str) -> Tree:
    """Return the paths of all files in a commit, and its submodules."""
    listed = _needed(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    # MODE TYPE ID<tab>PATH
    rows = [(row.partition(b"\t")[0].split(), os.fsdecode(row.partition(b"\t")[2])) for row in listed if row]
    return Tree(
        frozenset(path for (_, kind, _), path in rows if kind != b"commit"),
        {path: name.decode("ascii") for (_, kind, name), path in rows if kind == b"commit"},
    )


def differing(root: str, commit: str) -> frozenset[str]:
    """Return the paths that differ between a commit and the files as they are now; not those git does not track."""
    arguments = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules")
    index = Path(root, os.fsdecode(_needed(root, "rev-parse", "--git-path", "index")).rstrip("\n"))
    with tempfile.TemporaryDirectory(prefix="claimlint-") as folder:
        # git diff writes into the index when each file was last looked at; a copy leaves the user's as it is.
        copy = Path(folder, "index")
        if index.exists():
            shutil.copyfile(index, copy)
        return _names(_needed(root, "diff", *arguments, commit, "--", index=copy))


def content_at(root: str, commit: str, path: str) -> bytes:
    """Return the bytes a file had in a commit."""
    return _needed(root, "cat-file", "blob", f"{commit}:{path}")


def _names(listed: bytes) -> frozenset[str]:
    return frozenset(os.fsdecode(name) for name in listed.split(b"\0") if name)


def _needed(root: str, *arguments: str, index: Path | None = None) -> bytes:
    done = _run(root, *arguments, index=index)
    if done.returncode:
        raise UsageError("git-failed", f"git {arguments[0]} failed: {_said(done)}.", root)
    return done.stdout


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line of what git said, without its prefix."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").rstrip(".") if lines else f"exit code {done.returncode}"


def _run(folder: str, *arguments: str, index: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in _INHERITED}
    environment |= {**_QUIET, **({"GIT_INDEX_FILE": str(index)} if index else {})}
    # A repository may name a program to be run to watch its files.
    command = ["git", "-C", folder, "--no-pager", "-c", "core.fsmonitor=false", *arguments]
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment)
    except OSError as error:
        message = f"git cannot be run: {error.strerror}."
        raise UsageError("no-git", message, "", "--changed-since needs git; install it.") from error
