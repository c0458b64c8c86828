"""From the arguments of ``check`` to article files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimlint.errors import ClaimlintError, ReadError
from claimlint.readers import SUFFIXES

#: Papers of a project, no articles, whatever the case of their names.
PAPERS = frozenset(
    (
        "readme changelog license licence contributing contributors code_of_conduct code-of-conduct copying"
        " pull_request_template issue_template requirements constraints cmakelists robots humans llms"
    ).split()
)
#: These are papers only in capitals: an article may well be called "history.md" or "support.md".
PAPERS_IN_CAPITALS = frozenset(
    (
        "AUTHORS CHANGES CITATION COPYRIGHT FAQ GOVERNANCE HISTORY INSTALL MAINTAINERS NEWS NOTICE RELEASES"
        " ROADMAP SECURITY SUPPORT TODO UPGRADING AGENTS CLAUDE"
    ).split()
)
#: Folders of other people's files; a virtual environment is known by its ``pyvenv.cfg``.
FOREIGN = frozenset({"node_modules", "bower_components", "site-packages", "__pycache__"})


@dataclass
class Found:
    """What the arguments name. missing: (argument, why). papers: project papers that a search left out."""

    files: list[Path] = field(default_factory=list)
    missing: list[tuple[str, ClaimlintError]] = field(default_factory=list)
    papers: list[Path] = field(default_factory=list)


def articles(arguments: Sequence[str]) -> Found:
    """Return the files that files, directories and globs name, sorted, each once, and what is missing.

    Directories are searched for files with a known suffix, but for hidden ones, those Word writes beside an open
    file ("~$…"), folders of other people's files and project papers. What is named, or matched by a glob, is always read.
    """
    found = Found()
    for argument in arguments:
        _expand(argument, found)
    found.files = _once(found.files)
    read = set(found.files)
    found.papers = [path for path in _once(found.papers) if path not in read]
    return found


def is_paper(name: str) -> bool:
    """Whether a file name is that of a project paper ("README.md", "readme.de.md", "LICENSE.txt")."""
    stem = name.partition(".")[0]
    return stem.lower() in PAPERS or stem in PAPERS_IN_CAPITALS


def _once(paths: Iterable[Path]) -> list[Path]:
    """Return each file once, by its shortest name, whatever way leads to it."""
    names: dict[str, Path] = {}
    for path in sorted(set(paths), key=lambda path: (len(str(path)), str(path))):
        names.setdefault(os.path.realpath(path), path)
    return sorted(names.values(), key=str)


def _expand(argument: str, found: Found) -> None:
    if not argument:
        error = ReadError("missing-file", "An empty name is no file.", "", "Check the path.")
        found.missing.append(("(empty)", error))
    elif os.path.isdir(argument):
        _search(argument, found, named=True)
    elif os.path.lexists(argument) or not glob.has_magic(argument):
        found.files.append(Path(argument))
    else:
        _match(argument, found)


def _match(pattern: str, found: Found) -> None:
    """Take what a glob matches as if each match had been named."""
    matches = sorted(glob.glob(pattern, recursive=True))
    for match in matches:
        if os.path.isdir(match):
            _search(match, found, named=False)
        else:
            found.files.append(Path(match))
    if not matches:
        error = ReadError("missing-file", "The pattern matches no file.", pattern, "Check the path.")
        found.missing.append((pattern, error))


def _search(folder: str, found: Found, *, named: bool) -> None:
    """Search a folder. Links that lead nowhere, pipes and the like are taken, too: reading them says what is wrong."""
    inside = list(_inside(folder, found))
    papers = [path for path in inside if is_paper(path.name)]
    found.papers += papers
    found.files += [path for path in inside if not is_paper(path.name)]
    failed = any(place == folder for place, _ in found.missing)
    if named and len(papers) == len(inside) and not failed:
        hint = f"Files are read by suffix: {', '.join(SUFFIXES)}."
        if papers:
            hint += f" Project papers ({papers[0].name}) are read only when named."
        error = ReadError("no-articles", "No articles in this directory.", folder, hint)
        found.missing.append((folder, error))


def _inside(folder: str, found: Found) -> Iterator[Path]:
    def failed(error: OSError) -> None:
        place = str(error.filename or folder)
        message = f"The directory cannot be read: {error.strerror}."
        found.missing.append((place, ReadError("unreadable", message, place, "Check its permissions.")))

    for place, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not _foreign(place, name))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES:
                yield Path(place, name)


def _foreign(place: str, name: str) -> bool:
    return name.startswith(".") or name in FOREIGN or os.path.isfile(os.path.join(place, name, "pyvenv.cfg"))
