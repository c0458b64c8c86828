"""What the arguments of the dashboard stand for: report files, folders of them, history files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from claimlint.errors import UsageError

Kind = Literal["json", "jsonl", "history"]
#: How an SQLite file begins.
_SQLITE = b"SQLite format 3\0"
_SUFFIXES = (".json", ".jsonl", ".ndjson")


@dataclass(frozen=True)
class Source:
    """A file that holds one report, or the history of many runs."""

    path: Path
    kind: Kind


def sources(paths: Sequence[Path]) -> tuple[list[Source], list[str]]:
    """Return the files that arguments stand for, in their order, and what is to be said of them.

    A folder stands for the reports in and below it. Raises UsageError ``missing-file``, ``unreadable`` and ``no-reports``.
    """
    found: list[Source] = []
    said: list[str] = []
    seen: dict[str, Path] = {}
    for path in [file for argument in paths for file in _files(argument)]:
        real = os.path.realpath(path)
        if real in seen:
            said.append(f"{path} was named twice and is counted once.")
            continue
        seen[real] = path
        found.append(Source(path, _kind(path)))
    return found, said


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(
        Path(folder) / name
        for folder, _, names in os.walk(path)
        for name in names
        if name.lower().endswith(_SUFFIXES) and not name.startswith(".")
    )
    if not files:
        message = "The folder holds no report: no .json or .jsonl file is in it."
        raise UsageError(
            "no-reports", message, str(path), "Make one: claimlint check … --format json --output FILE."
        )
    return files


def _kind(path: Path) -> Kind:
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE))
    except FileNotFoundError as error:
        raise UsageError("missing-file", "There is no such file.", str(path), "Check the path.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            "unreadable", f"The report cannot be read: {reason}.", str(path), "Check the path."
        ) from error
    if start == _SQLITE:
        return "history"
    return "jsonl" if path.suffix.lower() in (".jsonl", ".ndjson") else "json"
