"""One configuration: ``claimlint.toml``, or the table ``[tool.claimlint]`` of a ``pyproject.toml``, checked key by key."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimlint.config.keys import KEYS, OVERRIDE_KEYS, Key
from claimlint.config.tomlfile import Lines, fail, read_toml
from claimlint.errors import nearest


@dataclass(frozen=True)
class ConfigFile:
    """A file's settings. path: real and absolute. name: the file as messages show it. values: by key, as they stand there.

    lines: 1-based line of each key and entry.
    """

    path: Path
    name: str
    values: Mapping[str, Any]
    lines: Lines

    def where(self, *place: str | int) -> str:
        """Return ``file:line`` of a key, or of what it stands in."""
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.name}:{self.lines.get(place, 1)}"

    def beside(self, name: str) -> str:
        """Return the absolute path of what the file names relative to itself."""
        return os.path.normpath(self.path.parent / os.path.expanduser(name))


def read_config(path: Path) -> ConfigFile:
    """Read a configuration file.

    Raises UsageError ``bad-config`` with file and line: no such file, broken TOML, an unknown key (with the nearest known
    one), a value of the wrong kind, or a ``pyproject.toml`` without a table ``[tool.claimlint]``.
    """
    name = shown(path)
    data, lines = read_toml(path, name)
    if path.name == "pyproject.toml":
        data, lines = _table(name, data, lines)
    config = ConfigFile(Path(os.path.realpath(path)), name, data, lines)
    _check_all(config, data, KEYS)
    for number, entry in enumerate(data.get("overrides", ())):
        if not isinstance(entry, dict) or not entry.get("paths"):
            hint = 'For example: [[overrides]] with paths = ["drafts/**"].'
            fail(config.where("overrides", number), "Each of the overrides is a table with paths.", hint)
        _check_all(config, entry, OVERRIDE_KEYS, "overrides", number)
    return config


def has_table(path: Path) -> bool:
    """Whether a ``pyproject.toml`` has a table ``[tool.claimlint]``; others are not even parsed.

    Raises UsageError ``bad-config`` when it names claimlint and is no TOML.
    """
    try:
        if b"claimlint" not in path.read_bytes():
            return False
    except OSError:
        return False
    tool = read_toml(path, shown(path))[0].get("tool")
    return isinstance(tool, dict) and "claimlint" in tool


def shown(path: Path) -> str:
    """Return a path as messages show it: from the working directory where it lies below, else whole."""
    real, here = os.path.realpath(path), os.path.realpath(os.curdir)
    if not path.is_absolute():
        return str(path)
    return os.path.relpath(real, here) if real.startswith(os.path.join(here, "")) else str(path)


def _table(name: str, data: Mapping[str, Any], lines: Lines) -> tuple[dict[str, Any], Lines]:
    tool = data.get("tool")
    table = tool.get("claimlint") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        fail(name, "There is no table [tool.claimlint].", "Add it, or name another file.")
    return table, {place[2:]: line for place, line in lines.items() if place[:2] == ("tool", "claimlint")}


def _check_all(
    config: ConfigFile, table: Mapping[str, Any], keys: Mapping[str, Key], *place: str | int
) -> None:
    for name, value in table.items():
        where = config.where(*place, name)
        if name not in keys:
            inside = " in overrides" if place and name in KEYS else ""
            message = f"{name} cannot stand{inside}." if inside else f"Unknown key “{name}”."
            fail(where, message, "Move it above them." if inside else nearest(name, keys))
        _check(config, keys[name], value, *place, name)


def _check(config: ConfigFile, key: Key, value: Any, *place: str | int) -> None:
    if _plainly_right(value, key.schema):
        return
    import jsonschema

    problem = next(jsonschema.Draft202012Validator(key.schema).iter_errors(value), None)
    # JSON has one kind of number, TOML two.
    if problem is None and not (isinstance(value, float) and key.schema["type"] == "integer"):
        return
    name, inside = str(place[-1]), list(problem.absolute_path) if problem else []
    broken: Any = problem.schema if problem else key.schema
    where = config.where(*place, *inside)
    if problem and "enum" in broken:
        wrong, of = problem.instance, ".".join((name, *map(str, inside)))
        fail(where, f"“{wrong}” is no valid {of}.", nearest(str(wrong), broken["enum"]))
    if "pattern" in broken and isinstance(value, str):
        fail(where, f"“{value}” is no version.", f"For example: {name} = {key.example}.")
    kind = "a list of tables" if name == "overrides" else _KINDS[key.schema["type"]]
    least = f" of at least {key.schema['minimum']}" if "minimum" in key.schema else ""
    fail(where, f"{name} must be {kind}{least}.", f"For example: {name} = {key.example}.")


def _plainly_right(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a value is all that a simple schema asks for; to say no is for jsonschema, which takes long to import."""
    known = {"type", "enum", "items", "minLength", "minimum", "additionalProperties"}
    if not schema.keys() <= known or value not in schema.get("enum", (value,)):
        return False
    if isinstance(value, list):
        return schema.get("type") == "array" and all(
            _plainly_right(one, schema.get("items", {})) for one in value
        )
    if isinstance(value, dict):
        inside = schema.get("additionalProperties", {})
        return schema.get("type") == "object" and all(_plainly_right(one, inside) for one in value.values())
    if isinstance(value, str):
        return schema.get("type", "string") == "string" and bool(len(value) >= schema.get("minLength", 0))
    if isinstance(value, bool):
        return schema.get("type") == "boolean"
    least: int = schema.get("minimum", 0)
    return isinstance(value, int) and schema.get("type") == "integer" and value >= least


_KINDS: Mapping[str, str] = {
    "array": "a list of texts",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "a table of rules with their severities",
}
