"""How the files of a repository, and of its submodules, differ from a commit."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimlint.arguments import covers, folder_of
from claimlint.errors import UsageError
from claimlint.filename import is_gone
from claimlint.git import Tree, commit_of, content_at, differing, has_commit, superproject, top_level, tree_at
from claimlint.readers import SUFFIXES
from claimlint.readers.side_file import ENDING


@dataclass(frozen=True)
class Changes:
    """A repository and how its files differ from a commit. Paths are relative to ``root``, with ``/``.

    commits: with what each part is compared: the repository itself ("") and its submodules (their paths, with "/" at the end).
    before: files in the commits. differing: those of them that differ now, or are gone. lacking: submodules in which the
    commit that was recorded is not there.
    """

    root: str
    revision: str
    commits: Mapping[str, str]
    before: frozenset[str]
    differing: frozenset[str]
    lacking: Mapping[str, str] = field(default_factory=dict)

    def path_of(self, path: str | Path) -> str:
        """Return a file's path in the repository. Raises UsageError ``outside`` for one that lies elsewhere."""
        real = os.path.realpath(path)
        root = os.path.realpath(self.root)
        if not real.startswith(root.rstrip(os.sep) + os.sep):
            hint = "Check the files of one repository at a time."
            message = f"The file does not lie in the repository {root}."
            raise UsageError("outside", message, str(path), hint)
        return Path(real).relative_to(root).as_posix()

    def touched(self, path: str | Path) -> bool:
        """Whether a file is new or differs, or the file beside it does; one that git does not track is new.

        Raises UsageError ``unknown-revision`` for one in a submodule of which the old state is not there.
        """
        name = self.path_of(path)
        for module, commit in self.lacking.items():
            if name.startswith(module):
                message = f"The submodule {module[:-1]} lacks the commit {commit[:12]} of “{self.revision}”."
                hint = "Fetch its whole history; in CI, fetch-depth: 0 with submodules: true."
                raise UsageError("unknown-revision", message, os.path.join(self.root, module), hint)
        return name in self.differing or name not in self.before or name + ENDING in self.differing

    def settings_touched(self, path: Path) -> bool:
        """Whether a file that says how articles are checked is new, differs or is gone; not one that lies elsewhere."""
        try:
            name = self.path_of(path)
        except UsageError:
            return False
        return name in self.differing or (name not in self.before and os.path.isfile(path))

    def beside(self, path: str) -> bytes | None:
        """Return what the file beside an article of the commit held in it, or None where there was none."""
        name = path + ENDING
        return self.content(name) if name in self.before else None

    def content(self, path: str) -> bytes:
        """Return what a file held at the revision."""
        module = max((prefix for prefix in self.commits if path.startswith(prefix)), key=len)
        return content_at(os.path.join(self.root, module), self.commits[module], path[len(module) :])

    def deleted(self, argument: str) -> bool:
        """Whether an argument stands for articles that there were, and for none that there are."""
        places = (os.path.realpath(os.path.join(self.root, name)) for name in self.gone)
        return any(covers([argument], place) for place in places)

    @property
    def gone(self) -> list[str]:
        """The articles that there were and that are gone, sorted."""
        articles = (n for n in self.differing & self.before if Path(n).suffix.lower() in SUFFIXES)
        return sorted(name for name in articles if is_gone(os.path.join(self.root, name)))


def changes_since(revision: str, arguments: Sequence[str]) -> Changes:
    """Ask git what differs from a revision in the repository of the first argument, and in the submodules that it had then.

    Of an argument in a submodule that is the repository it is part of, where the working directory lies there, too.
    Raises UsageError as ``git.py``.
    """
    root = top_level(folder_of(arguments[0]))
    while not _is_within(os.path.realpath(os.curdir), root) and (above := superproject(root)):
        root = above
    commit = commit_of(root, revision)
    commits, lacking = {}, {}
    before: set[str] = set()
    changed: set[str] = set()
    for prefix, recorded, tree in _parts(root, "", commit):
        if tree is None:
            lacking[prefix] = recorded
            continue
        commits[prefix] = recorded
        before.update(prefix + path for path in tree.files)
        changed.update(prefix + path for path in differing(os.path.join(root, prefix), recorded))
    return Changes(root, revision, commits, frozenset(before), frozenset(changed), lacking)


def _parts(root: str, prefix: str, commit: str) -> Iterator[tuple[str, str, Tree | None]]:
    """Yield a repository and its submodules as (path with "/" at the end, commit, its tree or None where that commit is not there)."""
    folder = os.path.join(root, prefix)
    if not has_commit(folder, commit):
        yield prefix, commit, None
        return
    tree = tree_at(folder, commit)
    yield prefix, commit, tree
    for path, recorded in sorted(tree.submodules.items()):
        # One that is not checked out, or was replaced by a folder, is no repository of its own.
        if os.path.exists(os.path.join(folder, path, ".git")):
            yield from _parts(root, f"{prefix}{path}/", recorded)


def _is_within(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(os.path.realpath(folder), ""))
