"""The rules and tables of an installed package in one JSON file beside them, which is read much quicker than their YAML.

The build of the wheel makes it (``hatch_build.py``). What was shipped was checked before, and nobody edits it; in a checkout there is no such
file, and YAML is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from claimlint.lists import rules_dir, shipped
from claimlint.yamlfile import Lines, read_mapping

NAME = "packed.json"


def read_rules_file(path: Path) -> tuple[dict[str, Any], Lines]:
    """Return the mapping that a rule or table holds, and the line of each of its keys and entries. Errors as ``read_mapping``."""
    if not shipped(path):
        return read_mapping(path)
    known = _packed().get(path.relative_to(rules_dir()).as_posix())
    return (known[0], _Lines(known[1])) if known else read_mapping(path, measured=True)


def pack(folder: Path) -> str:
    """Return a folder's YAML files as JSON, by their paths in it. Raises ValueError for one that JSON cannot hold as it is."""
    return json.dumps(dict(_files(folder)), ensure_ascii=False, separators=(",", ":"))


def _files(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.rglob("*.yml")):
        data, lines = read_mapping(path)
        told = [data, _nested(data, lines, ())]
        if json.loads(json.dumps(told)) != told or dict(_Lines(told[1])) != dict(lines):
            raise ValueError(f"{path}: JSON does not hold all of it")
        yield path.relative_to(folder).as_posix(), told


def _nested(data: Any, lines: Lines, where: tuple[Any, ...]) -> Any:
    """Return a value's line; with those inside it, where it has any."""
    if isinstance(data, Mapping):
        return [lines[where], {key: _nested(value, lines, (*where, key)) for key, value in data.items()}]
    if isinstance(data, list):
        return [lines[where], [_nested(value, lines, (*where, at)) for at, value in enumerate(data)]]
    return lines[where]


@cache
def _packed() -> dict[str, Any]:
    try:
        packed: dict[str, Any] = json.loads((rules_dir() / NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return packed


class _Lines(Mapping[tuple[Any, ...], int]):
    """Lines by key path, looked up where they are nested: hardly any is ever asked for."""

    def __init__(self, nested: Any):
        self._nested = nested

    def __getitem__(self, where: tuple[Any, ...]) -> int:
        node = self._nested
        for part in where:
            try:
                node = node[1][part]
            except (TypeError, LookupError):
                raise KeyError(where) from None
        line: int = node if isinstance(node, int) else node[0]
        return line

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return _paths(self._nested, ())

    def __len__(self) -> int:
        return sum(1 for _ in _paths(self._nested, ()))


def _paths(node: Any, where: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield where
    if not isinstance(node, int):
        inside = node[1]
        for key in inside if isinstance(inside, Mapping) else range(len(inside)):
            yield from _paths(inside[key], (*where, key))
