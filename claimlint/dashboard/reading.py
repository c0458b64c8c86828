"""From a source to what its reports hold: files first, one at a time, then what the report says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimlint.dashboard.sources import Source
from claimlint.dashboard.streamed import BrokenJson, members
from claimlint.errors import UsageError
from claimlint.reports.json_report import SCHEMA_VERSION

#: A key of a JSON report and its value; ``files`` once for each file.
Entry = tuple[str, Any]
_HINT = "Name a report of claimlint check --format json or jsonl, or a file of --history."


@dataclass
class Head:
    """What a report says of itself. run: None without ``--run-info``. rules: those that ran, by id."""

    tool: Mapping[str, Any] = field(default_factory=dict)
    run: Mapping[str, Any] | None = None
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def reports(source: Source) -> Iterator[Iterator[Entry]]:
    """Yield the reports of a source, each as its entries; a history has one for each of its runs.

    Raises UsageError ``bad-report`` for what is no report, and while entries are read.
    """
    if source.kind == "history":
        from claimlint.history import runs

        for run in runs(source.path):
            yield _of_history(run)
    else:
        yield _json(source.path) if source.kind == "json" else _jsonl(source.path)


def head_of(entries: Mapping[str, Any], place: str) -> Head:
    """Return what a report says of itself, by its entries but ``files``. Raises UsageError ``bad-report`` and ``newer-report``."""
    tool, version = entries.get("tool"), entries.get("schema_version")
    if (
        not isinstance(tool, Mapping)
        or tool.get("name", "claimlint") != "claimlint"
        or not isinstance(version, str)
    ):
        raise UsageError("bad-report", "This is no report of claimlint.", place, _HINT)
    major, known = version.partition(".")[0], SCHEMA_VERSION.partition(".")[0]
    if major != known:
        message = f"The report has version {version[:20]}; this claimlint reads version {known}."
        raise UsageError("newer-report", message, place, "Update claimlint: pip install -U claimlint-health.")
    run = entries.get("run")
    listed = entries.get("rules") or []
    rules = {
        rule["id"]: rule for rule in listed if isinstance(rule, Mapping) and isinstance(rule.get("id"), str)
    }
    return Head(tool, run if isinstance(run, Mapping) else None, rules)


def _of_history(run: Mapping[str, Any]) -> Iterator[Entry]:
    for file in run["files"]:
        yield "files", file
    yield "schema_version", SCHEMA_VERSION
    yield from ((key, run[key]) for key in ("tool", "run", "rules") if run.get(key))


def _json(path: Path) -> Iterator[Entry]:
    listed = False
    try:
        with path.open(encoding="utf-8-sig") as file:
            for key, value in members(file):
                listed = listed or key in ("files", "summary")
                yield key, value
    except BrokenJson as error:
        message = f"This is no JSON report: {error.problem} (character {error.position + 1})."
        raise UsageError("bad-report", message, str(path), _HINT) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    if not listed:
        raise UsageError("bad-report", "This is no report of claimlint: it lists no files.", str(path), _HINT)


def _jsonl(path: Path) -> Iterator[Entry]:
    """Yield a file when its line comes, with its findings, whose lines came before: of them only the places are kept."""
    places: dict[str, list[int]] = {}
    number, last = 0, None
    try:
        with path.open("rb") as lines, path.open("rb") as again:
            at = 0
            for number, raw in enumerate(lines, start=1):
                start, at = at, at + len(raw)
                if not raw.strip():
                    continue
                last = line = _line(raw, f"{path}:{number}")
                if line["type"] == "finding":
                    places.setdefault(str(line.get("path")), []).append(start)
                elif line["type"] == "file":
                    yield "files", {**line, "findings": _at(again, places.pop(str(line.get("path")), []))}
    except OSError as error:
        raise _unreadable(path, error) from error
    cut_off = last is None or last["type"] != "summary"
    if cut_off or places:
        wrong = (
            "it was cut off: its last line is no summary"
            if cut_off
            else "findings stand in it of files that do not"
        )
        hint = "Make the report anew with claimlint check."
        raise UsageError("bad-report", f"The report cannot be used: {wrong}.", f"{path}:{number}", hint)
    yield from ((key, value) for key, value in (last or {}).items() if key not in ("type", "files"))


def _line(raw: bytes, place: str) -> dict[str, Any]:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError("bad-report", "This line is no JSON.", place, _HINT) from error
    if not isinstance(line, dict) or line.get("type") not in ("finding", "file", "summary"):
        raise UsageError("bad-report", "This is no line of a report in JSON Lines.", place, _HINT)
    return line


def _at(file: Any, starts: list[int]) -> list[dict[str, Any]]:
    found = []
    for start in starts:
        file.seek(start)
        found.append(json.loads(file.readline().decode("utf-8-sig")))
    return found


def _unreadable(path: Path, error: OSError | UnicodeDecodeError) -> UsageError:
    reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
    return UsageError("bad-report", f"The report cannot be read: {reason}.", str(path), _HINT)
