"""Which paths the arguments of a command stand for, whether there are such files or not (any more)."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from fnmatch import fnmatchcase


def covers(arguments: Sequence[str], path: str) -> bool:
    """Whether a path (absolute, links followed) is one of the arguments, lies in one, or matches one that is a glob."""
    return any(_covers(argument, path) for argument in arguments if argument)


def _covers(argument: str, path: str) -> bool:
    real = os.path.realpath(argument)
    if glob.has_magic(argument) and not os.path.lexists(argument):
        return fnmatchcase(path, real.replace(f"**{os.sep}", "*"))
    return path == real or path.startswith(real.rstrip(os.sep) + os.sep)


def folder_of(argument: str) -> str:
    """Return the nearest folder there is at or above an argument, links followed; for a glob, above its first sign."""
    path = os.path.realpath(argument)
    while not os.path.isdir(path) and os.path.dirname(path) != path:
        path = os.path.dirname(path)
    return path
