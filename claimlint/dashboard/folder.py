"""The output folder: built beside its place, then put there whole; only a dashboard of before is ever replaced."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claimlint.errors import UsageError

#: The file that marks a folder as a dashboard; it lists what was written.
MARKER = ".claimlint-dashboard.json"
_ELSEWHERE = "Name another folder with -o."


def check(output: Path, inputs: Iterable[Path]) -> None:
    """Raise UsageError for an output folder that must not be written to.

    ``same-place``: it is, holds, or lies in what is read. ``unwritable``: it is a file, or has no folder above it.
    ``not-ours``: it holds what no dashboard wrote.
    """
    real = _real(output)
    for path in inputs:
        read = _real(path)
        if real == read or real in read.parents or (path.is_dir() and read in real.parents):
            message = f"The dashboard would be written where {path} is read."
            raise UsageError("same-place", message, str(output), _ELSEWHERE)
    if real.exists() and not real.is_dir():
        raise UsageError(
            "unwritable", "The dashboard needs a folder; this is a file.", str(output), _ELSEWHERE
        )
    if not real.parent.is_dir():
        message = f"The dashboard cannot be written: there is no folder {output.parent}."
        raise UsageError("unwritable", message, str(output), "Make it first.")
    if foreign := _foreign(real):
        message = f"The folder holds what no dashboard wrote: {foreign}. It was left as it is."
        raise UsageError("not-ours", message, str(output), "Move that away, or name another folder with -o.")


@contextmanager
def replaced(output: Path) -> Iterator[Path]:
    """Give an empty folder to write to, which takes the output's place at the end; if anything fails, nothing is changed.

    Raises UsageError ``unwritable``.
    """
    real = _real(output)
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{real.name}.new-", dir=real.parent))
        try:
            yield beside
            _mark(beside)
            _permit(real, beside)
            _swap(beside, real)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        message = f"The dashboard cannot be written: {error.strerror or error}."
        raise UsageError("unwritable", message, str(output), _ELSEWHERE) from error


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _written(folder: Path) -> set[str]:
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if not file.is_dir() or file.is_symlink()
    }


def _mark(folder: Path) -> None:
    listed = {"dashboard": 1, "files": sorted(_written(folder))}
    (folder / MARKER).write_text(json.dumps(listed, indent=0) + "\n", encoding="utf-8")


def _foreign(folder: Path) -> str:
    """Return the first thing in a folder that no dashboard wrote, or ""."""
    if not folder.exists():
        return ""
    known = {MARKER, *_listed(folder / MARKER)}
    return min(_written(folder) - known if len(known) > 1 else _written(folder), default="")


def _listed(marker: Path) -> list[str]:
    try:
        listed = json.loads(marker.read_text(encoding="utf-8"))["files"]
        return [name for name in listed if isinstance(name, str)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _permit(old: Path, new: Path) -> None:
    """Give the new folder the old one's permissions, or those any new folder has: a temporary one is private."""
    if old.exists():
        shutil.copymode(old, new)
        return
    mask = os.umask(0)
    os.umask(mask)
    new.chmod(0o777 & ~mask)


def _swap(new: Path, place: Path) -> None:
    """Put a folder in a place. The old one steps aside first, and back again if the new one cannot come."""
    if not place.exists():
        new.rename(place)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{place.name}.old-", dir=place.parent))
    kept = aside / place.name
    try:
        place.rename(kept)
        try:
            new.rename(place)
        except BaseException:
            with suppress(OSError):
                kept.rename(place)
            raise
    finally:
        # What could not step back must not be thrown away.
        if place.exists():
            shutil.rmtree(aside, ignore_errors=True)
