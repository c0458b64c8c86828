"""Which paths the arguments of a command stand for, whether there are such files or not (any more)."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path


def covers(arguments: Sequence[str], path: str) -> bool:
    """Whether a path (absolute, links followed) is one of the arguments, lies in one, or matches one that is a glob."""
    return any(_covers(argument, path) for argument in arguments if argument)


def _covers(argument: str, path: str) -> bool:
    # A file called "a[1].md" that is gone is still meant by its name.
    if path == os.path.realpath(argument) or _inside(path, argument) is not None:
        return True
    if not glob.has_magic(argument) or os.path.lexists(argument):
        return False
    parts = Path(argument).parts
    # What looks like signs of a glob in the names of folders above it is none.
    plain = list(takewhile(lambda part: not glob.has_magic(part), parts))
    pattern = Path(os.path.normpath(os.path.join(*parts[len(plain) :]))).parts
    inside = _inside(path, os.path.join(os.curdir, *plain))
    return inside is not None and _matches(Path(inside).parts, pattern)


def _inside(path: str, folder: str) -> str | None:
    """Return a path relative to a folder that it lies in, or None."""
    within = os.path.join(os.path.realpath(folder), "")
    return path[len(within) :] if path.startswith(within) else None


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a pattern fits a path, or a folder that the path lies in: that is searched, too."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_matches(parts[at:], pattern[1:]) for at in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


def folder_of(argument: str) -> str:
    """Return the nearest folder there is at or above an argument, links followed; for a glob, above its first sign."""
    path = os.path.realpath(argument)
    while not os.path.isdir(path) and os.path.dirname(path) != path:
        path = os.path.dirname(path)
    return path
