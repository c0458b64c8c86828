"""Reads a YAML file strictly: one mapping, no key twice, bounded in size and depth, with the line of each key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from claimlint.errors import RuleError

#: Larger files, deeper nesting and more entries (aliases counted each time they stand for something) are refused:
#: libyaml's composer overflows the stack on deep nesting, and aliases of aliases grow without bound.
LARGEST = 1_000_000
DEEPEST = 40
MOST_ENTRIES = 50_000
#: Key path to line, such as ``("examples", "bad", 0)``; the whole file is ``()``.
Lines = Mapping[tuple[Any, ...], int]
#: What PyYAML raises for a value that its tag does not fit, such as "!!timestamp soon".
_TAGGED_WRONGLY = (ValueError, AttributeError, TypeError, LookupError, ArithmeticError)
_NEW_RULE = "Make a rule with “claimlint rules new FAMILY/NAME”."
_TAB_HINT = "Indent with spaces; YAML takes no tabs."
_QUOTE_HINT = "Texts with : # [ ] { } or quotes in them need quotes around them."


def read_mapping(
    path: Path, *, hint: str = _NEW_RULE, dates: bool = True, measured: bool = False
) -> tuple[dict[str, Any], Lines]:
    """Return the mapping that a YAML file holds and the line of each of its keys and entries.

    hint: how such a file is made. dates: False to leave them the texts that they are written as. measured: whether its
    nesting is known to be no deeper than may be.
    Raises RuleError ``bad-rule`` naming file and line for anything else.
    """
    text = _read(path)
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader = loader if dates else _without_dates(loader)
    try:
        if not measured:
            _measure(yaml, text, loader, path)
        reader = loader(text)
        node = reader.get_single_node()
        lines = dict(_lines(node, path)) if node is not None else {}
        data = reader.construct_document(node) if node is not None else None
    except (yaml.YAMLError, *_TAGGED_WRONGLY) as error:
        _broken(path, text, error)
    if data is None:
        fail(path, 1, "The file is empty.", hint)
    if not isinstance(data, dict):
        fail(path, 1, "The file is no mapping of keys.", hint)
    return data, lines


def _without_dates(loader: Any) -> Any:
    """Return a loader to which 2026-01-31 is a text: a date that is none can then be refused at its own line."""
    kept = {
        first: [(tag, pattern) for tag, pattern in known if not tag.endswith(":timestamp")]
        for first, known in loader.yaml_implicit_resolvers.items()
    }
    return type("WithoutDates", (loader,), {"yaml_implicit_resolvers": kept})


def fail(path: Path, line: int, message: str, hint: str = "") -> NoReturn:
    """Raise RuleError ``bad-rule`` at a line of a file."""
    raise RuleError("bad-rule", message, f"{path}:{line}", hint)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        message = f"Cannot be read: {error.strerror}."
        raise RuleError("bad-rule", message, str(path), "Check the path.") from error
    if len(raw) > LARGEST:
        raise RuleError(
            "bad-rule", f"Larger than {LARGEST:,} bytes.", str(path), "Part it into several files."
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fail(path, raw[: error.start].count(b"\n") + 1, "Not UTF-8 text.", "Save the file as UTF-8.")


def _measure(yaml: Any, text: str, loader: Any, path: Path) -> None:
    """Refuse nesting that the composer, which recurses, cannot be trusted with."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            fail(path, event.start_mark.line + 1, f"Nested more than {DEEPEST} levels deep.")


def _lines(root: Any, path: Path) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Yield key paths with their lines, an entry of a mapping with its key's. Refuses keys that stand twice."""
    stack: list[tuple[Any, tuple[Any, ...], int]] = [(root, (), root.start_mark.line + 1)]
    entries = 0
    while stack:
        node, where, line = stack.pop()
        yield where, line
        entries += 1
        if entries > MOST_ENTRIES or len(where) > DEEPEST:
            fail(path, line, "Too many entries.", "Aliases that stand for aliases multiply.")
        if node.id == "mapping":
            _check_keys(node, path)
            stack.extend((value, (*where, key.value), key.start_mark.line + 1) for key, value in node.value)
        elif node.id == "sequence":
            stack.extend(
                (value, (*where, i), value.start_mark.line + 1) for i, value in enumerate(node.value)
            )


def _check_keys(node: Any, path: Path) -> None:
    """Refuse what YAML readers pass over in silence: keys that stand twice, and words read as true or false."""
    first: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if key.id != "scalar" or not key.tag.endswith((":str", ":merge")):
            shown = f"“{key.value}” is" if key.id == "scalar" else "This is"
            fail(path, line, f"{shown} no plain word, and so no key.", "Put it in quotes if it is meant.")
        if key.value in first:
            also = f"The key “{key.value}” stands twice, first in line {first[key.value]}."
            fail(path, line, also, "Take one of them out.")
        first[key.value] = line


def _broken(path: Path, text: str, error: Exception) -> NoReturn:
    """Raise what a YAML error says, at its line."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else text.count("\n", 0, position or 0) + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid YAML"
    if "nesting" in problem:
        fail(path, line, f"Nested more than {DEEPEST} levels deep.")
    at = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    hint = _TAB_HINT if at[: len(at) - len(at.lstrip())].count("\t") else _QUOTE_HINT
    raise RuleError("bad-rule", f"Broken YAML: {problem}.", f"{path}:{line}", hint) from error
