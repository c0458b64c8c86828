"""Which files and folders a search leaves out: ``.claimlintignore`` first, then ``exclude``, then ``.gitignore``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from claimlint.config.file import shown
from claimlint.config.patterns import Patterns, patterns_of, relative
from claimlint.config.search import Configs, Found, upward
from claimlint.config.tomlfile import fail

IGNORE_FILE = ".claimlintignore"


class Ignored:
    """Says what is left out. Of the patterns on a path the nearest file's count first, and in a file the last; the first to say anything decides.

    none: leave nothing out (``--no-ignore``).
    """

    def __init__(self, configs: Configs, *, none: bool = False):
        self._configs, self._none = configs, none
        self._read: dict[Path, Patterns] = {}
        self._heard: dict[tuple[str, str | None], tuple[tuple[str, Patterns], ...]] = {}
        self._places: dict[str, str] = {}

    def pattern(self, path: Path, *, folder: bool = False, named: Path | None = None) -> str | None:
        """Return ``file:line`` of the pattern that leaves out a file, or a folder with all that is in it; else None.

        named: the folder whose search was asked for; patterns that mean it, or what it lies in, do not count.
        """
        if self._none:
            return None
        parent = str(path.parent)
        heard = self._hear(parent, str(named) if named else None)
        if not heard or (folder and any(patterns.takes_back for _, patterns in heard)):
            return None
        place = os.path.join(self._real(parent), path.name)
        for base, patterns in heard:
            said = patterns.said(relative(place, base), folder=folder)
            if said:
                return said[1] if said[0] else None
        return None

    def left_out(self, path: Path) -> str | None:
        """Return ``file:line`` of the pattern by which a search leaves out a file, wherever it starts."""
        return self.pattern(Path(os.path.realpath(path)))

    def _hear(self, parent: str, named: str | None) -> tuple[tuple[str, Patterns], ...]:
        """Return the patterns that speak of what is in a folder, with the folder they count from, first to last."""
        key = (parent, named)
        if key not in self._heard:
            searched = self._real(named) if named else None
            self._heard[key] = tuple(
                (base, patterns.without(relative(searched, base)) if searched else patterns)
                for base, patterns in self._all(Path(self._real(parent)))
                if patterns.patterns
            )
        return self._heard[key]

    def _all(self, folder: Path) -> Iterator[tuple[str, Patterns]]:
        for place in self._configs.stretch(folder):
            yield str(place), self._file(place / IGNORE_FILE, strict=True)
        found = self._configs.found(folder)
        for one in reversed(found):
            yield str(one.folder), _excluded(one)
        repository = list(upward(folder))
        if _respects_gitignore(found) and os.path.exists(repository[-1] / ".git"):
            for place in repository:
                yield str(place), self._file(place / ".gitignore", strict=False)

    def _real(self, folder: str) -> str:
        if folder not in self._places:
            self._places[folder] = os.path.realpath(folder)
        return self._places[folder]

    def _file(self, path: Path, *, strict: bool) -> Patterns:
        if path not in self._read:
            self._read[path] = (
                patterns_of(_lines(path), strict=strict) if os.path.isfile(path) else Patterns()
            )
        return self._read[path]


def _excluded(found: Found) -> Patterns:
    said = (
        (text, file.where("exclude", number))
        for file, _ in found.chain
        for number, text in enumerate(file.values.get("exclude", ()))
    )
    return patterns_of(said)


def _respects_gitignore(found: tuple[Found, ...]) -> bool:
    said = [file.values.get("respect-gitignore") for one in found for file, _ in one.chain]
    return next((value for value in reversed(said) if value is not None), True)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    name = shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        fail(name, f"The file cannot be read: {error.strerror}.", "Check its permissions.")
    for number, line in enumerate(text.splitlines(), 1):
        yield line, f"{name}:{number}"
