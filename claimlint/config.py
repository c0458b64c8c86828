"""Settings from a file: ``claimlint.toml``, or ``[tool.claimlint]`` of a ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from claimlint.errors import UsageError, nearest
from claimlint.profiles import PROFILES
from claimlint.readership import AUDIENCES, REGIONS

_TEXTS: Mapping[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}}
#: JSON Schema of each key; they are the options of ``claimlint check`` and are spelt like them.
KEYS: Mapping[str, Mapping[str, Any]] = {
    "select": {**_TEXTS, "description": "Run only these rules: ids, families or globs."},
    "ignore": {**_TEXTS, "description": "Leave these rules out."},
    "rules-dir": {**_TEXTS, "description": "Folders with rules of your own; relative to the file."},
    "profile": {"enum": list(PROFILES), "description": "Where the articles are to appear."},
    "audience": {"enum": list(AUDIENCES), "description": "For whom the articles are written."},
    "region": {"enum": list(REGIONS), "description": "Where their readers live."},
    "model": {
        "type": "string",
        "minLength": 1,
        "description": "A spaCy pipeline instead of the bundled one.",
    },
    "fail-on": {
        "enum": ["error", "warning", "info", "never"],
        "description": "Lowest severity that gives exit code 1.",
    },
    "max-warnings": {
        "type": "integer",
        "minimum": 0,
        "description": "More warnings than this give exit code 1.",
    },
    "max-bytes": {"type": "integer", "minimum": 1, "description": "Refuse larger files."},
}
_PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


@dataclass(frozen=True)
class Config:
    """A file's settings. values: by key, folders made absolute. lines: 1-based line of each key."""

    path: Path
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def where(self, key: str) -> str:
        """Return ``file:line`` of a key."""
        return f"{self.path}:{self.lines.get(key, 1)}"


def read_config(path: Path) -> Config:
    """Read a configuration file.

    Raises UsageError ``bad-config`` with file and line: no such file, broken TOML, an unknown key (with the nearest known
    one), a value of the wrong kind, or a ``pyproject.toml`` without a table ``[tool.claimlint]``.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        _fail(str(path), f"The configuration cannot be read: {error.strerror}.", "Check the path.")
    except UnicodeDecodeError:
        _fail(str(path), "The configuration is not UTF-8 text.", "Save it as UTF-8.")
    table = _table(path, _parse(path, text))
    config = Config(path, table, _lines(text, table))
    for key, value in table.items():
        _check(config, key, value)
    folders = [str(path.resolve().parent / folder) for folder in table.get("rules-dir", ())]
    return Config(path, {**table, **({"rules-dir": folders} if folders else {})}, config.lines)


def _fail(where: str, message: str, hint: str = "") -> NoReturn:
    raise UsageError("bad-config", message, where, hint)


def _parse(path: Path, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        problem = _PLACE.sub("", str(error)) or "nested too deep"
        _fail(f"{path}:{line}", f"Broken TOML: {problem}.", "Texts need quotes around them.")


def _table(path: Path, data: Mapping[str, Any]) -> Mapping[str, Any]:
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool")
    table = tool.get("claimlint") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        _fail(str(path), "There is no table [tool.claimlint].", "Add it, or name another file.")
    return table


def _lines(text: str, table: Mapping[str, Any]) -> dict[str, int]:
    """Return the line of each key: TOML keeps none, and a key stands at the start of its line."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        name = line.partition("=")[0].strip().strip("[]\"'").partition(".")[0].strip("\"' ")
        if name in table:
            found.setdefault(name, number)
    return found


def _check(config: Config, key: str, value: Any) -> None:
    import jsonschema

    if key not in KEYS:
        _fail(config.where(key), f"Unknown key “{key}”.", nearest(key, KEYS))
    problem = next(jsonschema.Draft202012Validator(KEYS[key]).iter_errors(value), None)
    if problem is None and not (isinstance(value, bool) and KEYS[key].get("type") == "integer"):
        return
    if "enum" in KEYS[key]:
        _fail(config.where(key), f"“{value}” is no valid {key}.", nearest(str(value), KEYS[key]["enum"]))
    kind = {"array": "a list of texts", "string": "a text", "integer": "a whole number"}[KEYS[key]["type"]]
    least = f" of at least {KEYS[key]['minimum']}" if "minimum" in KEYS[key] else ""
    _fail(
        config.where(key),
        f"{key} must be {kind}{least}.",
        f"For example: {_EXAMPLES[KEYS[key]['type']].format(key)}.",
    )


_EXAMPLES: Mapping[str, str] = {"array": '{} = ["claims"]', "string": '{} = "name"', "integer": "{} = 10"}
