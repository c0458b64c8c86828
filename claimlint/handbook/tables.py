"""The tables of ``rules/README.md``: what stands between their markers is made from schema, checks and guards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimlint.checks import CHECKS
from claimlint.errors import RuleError, nearest
from claimlint.guards import GUARDS
from claimlint.handbook.markdown import escape, table
from claimlint.handbook.page import rule_table
from claimlint.handbook.plain import guard_says
from claimlint.lists import list_files, word_list
from claimlint.rule import FAMILIES, Rule
from claimlint.rule_schema import RULE_SCHEMA

_MARKED = re.compile(r"(<!-- made: (?P<name>[\w-]+) -->\n).*?(<!-- /made -->)", re.DOTALL)
#: Longer lists of values are not repeated; the text says where they stand.
MOST_VALUES = 8


def fill(text: str, rules: Sequence[Rule], pages: str, pack: Path) -> str:
    """Return a README with the tables between its markers made anew; other text stays.

    pages: the folder of the rule pages as the README links to it. Raises RuleError for an unknown marker.
    """
    made: dict[str, Callable[[], list[str]]] = {
        "keys": lambda: _keys(RULE_SCHEMA["properties"], RULE_SCHEMA["required"]),
        "checks": _checks,
        "guards": _guards,
        "lists": lambda: _lists(pack),
        "rules": lambda: _rules(rules, pages),
    }
    return filled(text, made, pack / "README.md")


def filled(text: str, made: Mapping[str, Callable[[], list[str]]], path: Path) -> str:
    """Return text with what stands between its markers made anew. Raises RuleError for an unknown marker in the file."""

    def fresh(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in made:
            raise RuleError("bad-marker", f"No table “{name}”.", str(path), nearest(name, made))
        return match[1] + "\n" + "\n".join(made[name]()) + "\n\n" + match[3]

    return _MARKED.sub(fresh, text)


def _keys(properties: Mapping[str, Any], required: Sequence[str]) -> list[str]:
    return table(("key", "meaning"), _key_rows(properties, required, ""))


def _key_rows(
    properties: Mapping[str, Any], required: Sequence[str], above: str
) -> Iterator[tuple[str, str]]:
    """Yield keys with their meaning, and below them the keys of mappings they hold."""
    for key, schema in properties.items():
        needed = " Needed." if key in required else ""
        yield f"`{above}{key}`", f"{schema.get('description', '')}{_values(schema)}{needed}".strip()
        inside = schema.get("items", schema)
        if isinstance(inside.get("properties"), Mapping):
            yield from _key_rows(inside["properties"], inside.get("required", ()), f"{above}{key}.")


def _values(schema: Mapping[str, Any]) -> str:
    """List the values a key may have, unless its text names them."""
    values = schema.get("enum") or schema.get("items", {}).get("enum") or []
    if len(values) > MOST_VALUES or all(f"`{value}`" in schema.get("description", "") for value in values):
        return ""
    return f" One of {', '.join(f'`{value}`' for value in values)}."


def _checks() -> list[str]:
    lines: list[str] = []
    for name, kind in CHECKS.items():
        values = ", ".join(f"`{{{value}}}`" for value in ("excerpt", *kind.data))
        lines += [f"### `{name}`", "", kind.about, ""]
        lines += (
            [*_keys(kind.options, kind.required), ""] if kind.options else ["It has no keys of its own.", ""]
        )
        lines += [f"Values for the message: {values}.", ""]
    return lines[:-1]


def _guards() -> list[str]:
    return table(("guard", "speaks when"), ((f"`{name}`", guard_says(name)) for name in GUARDS))


def _lists(pack: Path) -> list[str]:
    rows = [
        (f"`@{name}`", f"{len(word_list(name, pack)):,}", _first_comment(path))
        for name, path in sorted(list_files(pack).items())
    ]
    return table(("list", "terms", "holds"), rows)


def _first_comment(path: Path) -> str:
    first = path.read_text(encoding="utf-8-sig").partition("\n")[0]
    return escape(first.lstrip("# ")) if first.startswith("#") else ""


def _rules(rules: Sequence[Rule], pages: str) -> list[str]:
    ordered = sorted(rules, key=lambda rule: (FAMILIES.index(rule.family), rule.id))
    return rule_table(ordered, pages)
