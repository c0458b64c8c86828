"""From files, folders and globs that somebody names to article files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimlint.config.ignored import Ignored
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
#: By what reports of claimlint's own are known, within their first bytes; and the folder of a dashboard.
OWN = (b'<meta name="generator" content="claimlint">', b"<!-- claimlint-report -->")
OWN_WITHIN = 400
DASHBOARD = ".claimlint-dashboard.json"


@dataclass
class Found:
    """What the arguments name. missing: (argument, why). papers: project papers that a search left out. own: reports of claimlint's that it
    left out.

    ignored: (file or folder, ``file:line`` of the pattern) that a search left out. named: the same of files that were named
    all the same; they are among ``files`` unless the search was with ``force``.
    """

    files: list[Path] = field(default_factory=list)
    missing: list[tuple[str, ClaimlintError]] = field(default_factory=list)
    papers: list[Path] = field(default_factory=list)
    own: list[Path] = field(default_factory=list)
    ignored: list[tuple[Path, str]] = field(default_factory=list)
    named: list[tuple[Path, str]] = field(default_factory=list)


def articles(arguments: Sequence[str], ignored: Ignored, *, force: bool = False) -> Found:
    """Return the files that files, directories and globs name, sorted, each once, and what is missing.

    Directories are searched for files with a known suffix, but for hidden ones, those Word writes beside an open
    file ("~$…"), folders of other people's files, project papers, reports of claimlint's own and what ``ignored`` leaves out. What is named, or matched
    by a glob, is always read; with ``force`` only if ``ignored`` does not leave it out.
    """
    search = _Search(ignored, force)
    for argument in arguments:
        search.expand(argument)
    found = search.found
    found.files = _once(found.files)
    read = set(found.files)
    found.papers = [path for path in _once(found.papers) if path not in read]
    found.own = [path for path in _once(found.own) if path not in read]
    found.named.sort()
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


class _Search:
    """What has been found so far."""

    def __init__(self, ignored: Ignored, force: bool):
        self.found = Found()
        self._ignored, self._force = ignored, force

    def expand(self, argument: str) -> None:
        if not argument:
            error = ReadError("missing-file", "An empty name is no file.", "", "Check the path.")
            self.found.missing.append(("(empty)", error))
        elif os.path.isdir(argument):
            self._search(argument, named=True)
        elif os.path.lexists(argument) or not glob.has_magic(argument):
            self._take(Path(argument))
        else:
            self._match(argument)

    def _take(self, path: Path) -> None:
        """Take a file that was named."""
        where = self._ignored.left_out(path)
        if where:
            self.found.named.append((path, where))
        if not (where and self._force):
            self.found.files.append(path)

    def _match(self, pattern: str) -> None:
        """Take what a glob matches as if each match had been named."""
        matches = sorted(glob.glob(pattern, recursive=True))
        for match in matches:
            if os.path.isdir(match):
                self._search(match, named=False)
            else:
                self._take(Path(match))
        if not matches:
            error = ReadError("missing-file", "The pattern matches no file.", pattern, "Check the path.")
            self.found.missing.append((pattern, error))

    def _search(self, folder: str, *, named: bool) -> None:
        """Search a folder. Links that lead nowhere, pipes and the like are taken, too: reading them says what is wrong."""
        before = len(self.found.ignored)
        inside = list(self._inside(folder))
        papers = [path for path in inside if is_paper(path.name)]
        rest = [path for path in inside if not is_paper(path.name)]
        own = [path for path in rest if _is_own(path)]
        self.found.papers += papers
        self.found.own += own
        self.found.files += [path for path in rest if path not in set(own)] if own else rest
        failed = any(place == folder for place, _ in self.found.missing)
        if named and len(papers) + len(own) == len(inside) and not failed:
            hint = f"Files are read by suffix: {', '.join(SUFFIXES)}."
            if papers:
                hint += f" Project papers ({papers[0].name}) are read only when named."
            if own:
                hint += f" Reports of claimlint ({own[0].name}) are read only when named."
            if ignored := self.found.ignored[before:]:
                hint += f" {ignored[0][0]} is left out by {ignored[0][1]}; --no-ignore takes it in."
            error = ReadError("no-articles", "No articles in this directory.", folder, hint)
            self.found.missing.append((folder, error))

    def _inside(self, folder: str) -> Iterator[Path]:
        def failed(error: OSError) -> None:
            place = str(error.filename or folder)
            message = f"The directory cannot be read: {error.strerror}."
            self.found.missing.append(
                (place, ReadError("unreadable", message, place, "Check its permissions."))
            )

        for place, folders, names in os.walk(folder, onerror=failed):
            near = sorted(name for name in folders if not _foreign(place, name))
            folders[:] = [name for name in near if self._counts(Path(place, name), folder, is_folder=True)]
            for name in sorted(names):
                if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES:
                    path = Path(place, name)
                    if self._counts(path, folder, is_folder=False):
                        yield path

    def _counts(self, path: Path, searched: str, *, is_folder: bool) -> bool:
        where = self._ignored.pattern(path, folder=is_folder, named=Path(searched))
        if where:
            self.found.ignored.append((path, where))
        return not where


def _is_own(path: Path) -> bool:
    """Whether a file is a page or a comment that claimlint made. What cannot be read is none; reading it says what is wrong."""
    if path.suffix.lower() not in (".html", ".htm", ".md") or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            start = file.read(OWN_WITHIN)
    except OSError:
        return False
    return any(mark in start for mark in OWN)


def _foreign(place: str, name: str) -> bool:
    if name.startswith(".") or name in FOREIGN:
        return True
    return any(os.path.isfile(os.path.join(place, name, known)) for known in ("pyvenv.cfg", DASHBOARD))
