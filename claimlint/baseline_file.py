"""The baseline file: findings that are known and accepted for now, an entry a line, so that it reads well in a diff."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from claimlint.errors import UsageError
from claimlint.finding import SEVERITIES, Severity
from claimlint.sketch import Sketch

VERSION = 1


@dataclass(frozen=True, order=True)
class Entry:
    """A known finding. path: of its article, relative to the baseline file, with ``/``."""

    path: str
    rule: str
    fingerprint: str
    severity: Severity
    excerpt: str


@dataclass(frozen=True)
class Baseline:
    """Known findings. contents: by what each article with entries is known again when it was renamed."""

    entries: tuple[Entry, ...] = ()
    contents: Mapping[str, Sketch] = field(default_factory=dict)


def render(baseline: Baseline) -> bytes:
    """Return the file: sorted, so that the same findings give the same bytes."""
    files = [
        {"path": path, "content": " ".join(baseline.contents.get(path, ()))} for path in _paths(baseline)
    ]
    findings = [
        {name: getattr(entry, name) for name in ("path", "rule", "severity", "fingerprint", "excerpt")}
        for entry in sorted(baseline.entries)
    ]
    text = (
        f'{{\n  "version": {VERSION},\n  "files": {_listed(files)},\n  "findings": {_listed(findings)}\n}}\n'
    )
    # A file name that is no UTF-8 is written with JSON's own escapes.
    return text.encode("utf-8", "backslashreplace")


def _paths(baseline: Baseline) -> list[str]:
    return sorted({entry.path for entry in baseline.entries})


def _listed(rows: Sequence[Mapping[str, str]]) -> str:
    lines = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n  ]" if rows else "[]"


def read_baseline(path: Path) -> Baseline:
    """Read a baseline file.

    Raises UsageError ``bad-baseline``, with the line where there is one: no such file, broken JSON, another version,
    or an entry that is none.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = json.loads(text)
    except OSError as error:
        hint = "“claimlint baseline PATHS --output FILE” writes one."
        _fail(str(path), f"The baseline cannot be read: {error.strerror}.", hint)
    except json.JSONDecodeError as error:
        hint = "If a merge left its marks in it, write it anew with claimlint baseline."
        _fail(f"{path}:{error.lineno}", f"The baseline is broken JSON: {error.msg}.", hint)
    except (ValueError, RecursionError):
        _fail(str(path), "The baseline is no JSON text in UTF-8.", "Write it anew with claimlint baseline.")
    return _baseline(path, text, data)


def _baseline(path: Path, text: str, data: Any) -> Baseline:
    if not isinstance(data, dict) or not {"version", "files", "findings"} <= set(data):
        _fail(str(path), "This is no claimlint baseline.", "Name the file that claimlint baseline wrote.")
    if data["version"] != VERSION:
        message = f"This baseline has version {data['version']}; known here: {VERSION}."
        _fail(str(path), message, "Write it anew, or update claimlint.")
    entries = tuple(_entry(row) for row in _rows(path, text, data["findings"], Entry.__annotations__))
    files = _rows(path, text, data["files"], ("path", "content"))
    return Baseline(entries, {row["path"]: tuple(row["content"].split()) for row in files})


def _entry(row: Mapping[str, str]) -> Entry:
    severity: Any = row["severity"]
    return Entry(row["path"], row["rule"], row["fingerprint"], severity, row["excerpt"])


def _rows(path: Path, text: str, rows: Any, keys: Any) -> Iterator[Mapping[str, str]]:
    """Yield the entries of a list, each with these texts. Keys that are not known are left to later versions."""
    for row in rows if isinstance(rows, list) else [rows]:
        fits = isinstance(row, dict) and all(isinstance(row.get(key), str) for key in keys)
        if not fits or row.get("severity", "info") not in SEVERITIES or not _is_path(row["path"]):
            shown = json.dumps(row, ensure_ascii=False)
            line = text.count("\n", 0, text.find(shown)) + 1 if shown in text else 1
            hint = "Write it anew with claimlint baseline."
            _fail(f"{path}:{line}", f"This is no entry of a baseline: {shown[:80]}.", hint)
        yield row


def _is_path(text: str) -> bool:
    """Whether a text can name a file at all."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


def _fail(where: str, message: str, hint: str) -> NoReturn:
    raise UsageError("bad-baseline", message, where, hint)
