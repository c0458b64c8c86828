"""Patterns as in a ``.gitignore``, each with where it stands."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claimlint.config.tomlfile import fail
from claimlint.globs import glob

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern


@dataclass(frozen=True)
class Patterns:
    """Patterns that count from one folder, each with its ``file:line``; of those that fit a path the last holds."""

    patterns: tuple[tuple[GitIgnoreSpecPattern, str], ...] = ()

    def match(self, relative: str) -> bool:
        """Whether a file, relative to the folder they count from, is meant."""
        said = self.said(relative)
        return bool(said and said[0])

    def said(self, relative: str, *, folder: bool = False) -> tuple[bool, str] | None:
        """Return whether a path is meant and which pattern says so; None when none fits, or it lies elsewhere."""
        name = _name(relative, folder)
        said = self._spec.check_file(name) if name else None
        if said is None or said.include is None or said.index is None:
            return None
        return said.include, self.patterns[said.index][1]

    @property
    def takes_back(self) -> bool:
        """Whether some of them (``!``) take back what others mean."""
        return any(not pattern.include for pattern, _ in self.patterns)

    def without(self, relative: str) -> Patterns:
        """Return them without those that mean a folder as a whole: whoever names it wants what is in it."""
        name = _name(relative, folder=True)
        if name is None:
            return self
        kept = [(p, w) for p, w in self.patterns if not p.include or p.match_file(name) is None]
        return Patterns(tuple(kept))

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec([pattern for pattern, _ in self.patterns], backend="simple")


def _name(relative: str, folder: bool) -> str | None:
    if relative in (os.curdir, os.pardir):
        return None
    name = relative.replace(os.sep, "/")
    return f"{name}/" if folder else name


def patterns_of(lines: Iterable[tuple[str, str]], *, strict: bool = True) -> Patterns:
    """Read patterns, each (text, ``file:line``); empty lines and comments are passed over.

    Raises UsageError ``bad-config`` for one that is none; with ``strict`` off it is passed over too, as git does.
    """
    patterns: list[tuple[GitIgnoreSpecPattern, str]] = []
    for text, where in lines:
        if not text.strip() or text.startswith("#"):
            continue
        try:
            pattern = glob(text)
        except ValueError:
            pattern = None
        if pattern is not None and pattern.include is not None:
            patterns.append((pattern, where))
        elif strict:
            fail(where, f"“{text}” is no pattern.", "Patterns are written as in a .gitignore.")
    return Patterns(tuple(patterns))


def relative(place: str, folder: str) -> str:
    """Return a real, absolute path from a folder; ".." where it does not lie in it, "." for the folder itself."""
    within = os.path.join(folder, "")
    if place.startswith(within):
        return place[len(within) :]
    return os.curdir if place == folder else os.pardir
