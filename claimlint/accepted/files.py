"""Files of accepted claims, YAML or TOML, as a compliance desk keeps them."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from claimlint.accepted.entry import ENTRY, Acceptance, acceptance
from claimlint.accepted.scope import globs
from claimlint.errors import RuleError, UsageError
from claimlint.shape import Problem, first_problem
from claimlint.yamlfile import LARGEST, Lines, read_mapping

KEY = "accepted"
_FILE: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [KEY],
    "properties": {KEY: {"type": "array", "items": {"type": "object"}}},
}
_HINT = "It holds a list, “accepted:”, of entries with “text” and “evidence”."
_PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")
_TOML_ENTRY = re.compile(r"\s*\[\[\s*[\"']?accepted[\"']?\s*\]\]")


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of accepted claims, for editors."""
    entries = {"type": "array", "items": dict(ENTRY), "description": "The approved wordings."}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Accepted claims of claimlint",
        **_FILE,
        "properties": {KEY: entries},
    }


def accepted_claims(path: Path) -> tuple[Acceptance, ...]:
    """Read a file of accepted claims, as TOML where its name says so, else as YAML.

    Raises UsageError ``bad-accepted`` with file and line for what cannot be used.
    """
    data, lines = _read_toml(path) if path.suffix.lower() == ".toml" else _read_yaml(path)
    if problem := first_problem(data, _FILE):
        _fail(path, lines, problem)
    return tuple(_entries(path, data[KEY], lines))


def _entries(path: Path, entries: list[Mapping[str, Any]], lines: Lines) -> Iterator[Acceptance]:
    folder = os.path.realpath(path.parent)
    for index, entry in enumerate(entries):
        where = f"{path}:{lines.get((KEY, index), 1)}"
        found = acceptance(plain(entry), where, folder=folder, schema=ENTRY)
        if isinstance(found, Problem):
            _fail(path, lines, Problem((KEY, index, *found.path), found.message, found.hint))
        try:
            globs(found.paths)
        except ValueError as error:
            message = f"paths: {str(error).rstrip('.')}."
            _fail(path, lines, Problem((KEY, index, "paths"), message, "Globs are read as in .gitignore."))
        yield found


def plain(value: Any) -> Any:
    """Return parsed data with days as the texts that they were written as."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def _fail(path: Path, lines: Lines, problem: Problem) -> NoReturn:
    where = problem.path
    line = next((lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in lines), 1)
    raise UsageError("bad-accepted", problem.message, f"{path}:{line}", problem.hint or _hint(problem))


def _hint(problem: Problem) -> str:
    return _HINT if len(problem.path) < 2 else ""


def _read_yaml(path: Path) -> tuple[Mapping[str, Any], Lines]:
    try:
        return read_mapping(path, hint=_HINT, dates=False)
    except RuleError as error:
        raise UsageError("bad-accepted", error.message, error.where, error.hint) from error


def _read_toml(path: Path) -> tuple[Mapping[str, Any], Lines]:
    text = _text(path)
    try:
        return tomllib.loads(text), _toml_lines(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        problem = _PLACE.sub("", str(error)) or "nested too deep"
        raise UsageError("bad-accepted", f"Broken TOML: {problem}.", f"{path}:{line}", _HINT) from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise UsageError("bad-accepted", f"Larger than {LARGEST:,} bytes.", str(path), "Part it.")
        return raw.decode("utf-8-sig")
    except OSError as error:
        message = f"Cannot be read: {error.strerror}."
        raise UsageError("bad-accepted", message, str(path), "Check the path.") from error
    except UnicodeDecodeError as error:
        raise UsageError("bad-accepted", "Not UTF-8 text.", str(path), "Save the file as UTF-8.") from error


def _toml_lines(text: str) -> Lines:
    """Return the lines of entries and of their keys: TOML keeps none, and each stands at the start of its line."""
    lines: dict[tuple[Any, ...], int] = {}
    index = -1
    for number, line in enumerate(text.splitlines(), 1):
        if _TOML_ENTRY.match(line):
            index += 1
            lines[(KEY, index)] = number
        elif "=" in line:
            key = line.partition("=")[0].strip().strip("\"'")
            lines.setdefault((KEY, index, key) if index >= 0 else (key,), number)
    return lines
