"""From the arguments of ``check`` to article files."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from claimlint.errors import ClaimlintError, ReadError
from claimlint.readers import SUFFIXES

Missing = list[tuple[str, ClaimlintError]]


def articles(arguments: Sequence[str]) -> tuple[list[Path], Missing]:
    """Return the files that files, directories and globs name, sorted, each once, and what is missing.

    Directories are searched for files with a known suffix; hidden ones, and those Word writes
    beside an open file ("~$…"), are left out.
    """
    found: set[Path] = set()
    missing: Missing = []
    for argument in arguments:
        paths, error = _expand(argument)
        found |= set(paths)
        if error is not None:
            missing.append((argument, error))
    return sorted(found, key=str), missing


def _expand(argument: str) -> tuple[list[Path], ClaimlintError | None]:
    path = Path(argument)
    if path.is_dir():
        inside = _inside(path)
        known = ", ".join(SUFFIXES)
        error = ReadError(
            "no-articles", "No articles in this directory.", argument, f"Files are read by suffix: {known}."
        )
        return inside, None if inside else error
    if path.exists() or not glob.has_magic(argument):
        return [path], None
    matches = [Path(match) for match in sorted(glob.glob(argument, recursive=True))]
    files = [file for match in matches for file in ([match] if match.is_file() else [])]
    error = ReadError("missing-file", "The pattern matches no file.", argument, "Check the path.")
    return files, None if files else error


def _inside(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not path.name.startswith("~$")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
