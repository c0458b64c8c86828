"""Reads a TOML file with the line of each key and list entry, which tomllib does not keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from claimlint.errors import UsageError

#: Larger files are refused (bytes).
LARGEST = 1_000_000
#: Key path to 1-based line, such as ``("overrides", 0, "paths")``.
Lines = dict[tuple[str | int, ...], int]
_PLACE = r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)"
#: The words of a text that is valid TOML; a string is one word, whatever stands in it.
_WORD = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'|#[^\n]*|[\n\[\]{}=,]|[^\s\[\]{}=,"\'#]+'


def read_toml(path: Path, name: str) -> tuple[dict[str, Any], Lines]:
    """Return what a TOML file holds, and the lines. name: the file as messages show it.

    Raises UsageError ``bad-config`` naming file and line for a file that cannot be read or is no TOML.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        fail(name, f"The configuration cannot be read: {error.strerror}.", "Check the path.")
    if len(raw) > LARGEST:
        fail(name, f"The configuration is larger than {LARGEST:,} bytes.", "It is a page or two.")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fail(f"{name}:{line}", "The configuration is not UTF-8 text.", "Save it as UTF-8.")
    import tomllib

    try:
        return tomllib.loads(text), _lines(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(_PLACE, str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        problem = re.sub(_PLACE, "", str(error)) or "nested too deep"
        fail(f"{name}:{line}", f"Broken TOML: {problem}.", "Texts need quotes around them.")


def fail(where: str, message: str, hint: str = "") -> NoReturn:
    """Raise UsageError ``bad-config``."""
    raise UsageError("bad-config", message, where, hint)


def _lines(text: str) -> Lines:
    """Return the line of each table, key and entry of a list; what stands in one line with its key has none of its own."""
    lines: Lines = {}
    table: tuple[str | int, ...] = ()
    tables: dict[tuple[str | int, ...], int] = {}
    for number, words in _statements(text):
        if words[0][1] == "[":
            of_many = words[1][1] == "["
            names = _path("".join(word for _, word in words if word not in "[]"))
            table = _within(names, tables, of_many)
            lines.setdefault(table, number)
            if of_many:
                lines.setdefault(table[:-1], number)
            continue
        equals = next(at for at, (_, word) in enumerate(words) if word == "=")
        key = (*table, *_path("".join(word for _, word in words[:equals])))
        lines.setdefault(key, number)
        for index, line in enumerate(_entries(words[equals + 1 :])):
            lines[(*key, index)] = line
    return lines


def _statements(text: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Yield tables and key-value pairs as (line, words), each word with its line; without comments and line ends."""
    words: list[tuple[int, str]] = []
    depth, line, at = 0, 1, 0
    for match in re.finditer(_WORD, text, re.DOTALL):
        word = match[0]
        line += text.count("\n", at, match.start())
        at = match.start()
        depth += (word in ("[", "{")) - (word in ("]", "}"))
        if word == "\n" and depth == 0 and words:
            yield words[0][0], words
            words = []
        elif word != "\n" and word[0] != "#":
            words.append((line, word))
    if words:
        yield words[0][0], words


def _path(key: str) -> tuple[str, ...]:
    """Return the names of a dotted key as TOML reads them."""
    import tomllib

    inside: Any = tomllib.loads(f"{key} = 0")
    names: list[str] = []
    while isinstance(inside, dict):
        name, inside = next(iter(inside.items()))
        names.append(name)
    return tuple(names)


def _within(
    names: tuple[str, ...], tables: dict[tuple[str | int, ...], int], of_many: bool
) -> tuple[str | int, ...]:
    """Return the path of a table, with the number of each table in a list of them; counts the list that it is one of."""
    path: tuple[str | int, ...] = ()
    for position, name in enumerate(names, 1):
        path = (*path, name)
        if of_many and position == len(names):
            tables[path] = tables.get(path, -1) + 1
        if path in tables:
            path = (*path, tables[path])
    return path


def _entries(words: list[tuple[int, str]]) -> Iterator[int]:
    """Yield the line of each entry of a list."""
    if words[0][1] != "[":
        return
    depth, starts = 0, True
    for line, word in words:
        if depth == 1 and starts and word not in (",", "]"):
            yield line
            starts = False
        depth += (word in ("[", "{")) - (word in ("]", "}"))
        starts = starts or (depth == 1 and word == ",")
