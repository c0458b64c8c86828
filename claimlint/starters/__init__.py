"""Starter rules, one YAML file a kind of check: whole, and passing as they stand. The schema comments them."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

from claimlint.errors import UsageError, nearest
from claimlint.plugins import kinds
from claimlint.rule import CITING_FAMILIES, FAMILIES
from claimlint.rule_schema import rule_schema
from claimlint.yamlfile import read_mapping

#: A starter without a reference gets this one in families whose rules must name the standard they rest on.
REFERENCE = """references:
  - {name: "Name the standard, guideline or law", year: 2024, clause: "where in it", url: "https://example.org"}
"""
#: Where an editor finds the schema of rule files when it lies in the pack (``claimlint schema rule``).
SCHEMA_FILE = "rule.schema.json"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WIDTH = 100


def starter_file(check: str) -> Path:
    """Return the starter of a kind of check."""
    return Path(__file__).with_name(f"{check}.yml")


def check_id(rule: str) -> None:
    """Raise UsageError ``bad-id`` unless a text is a rule id of a known family."""
    family, slash, name = rule.partition("/")
    if not slash or not name:
        hint = f"Families: {', '.join(FAMILIES)}."
        raise UsageError("bad-id", f"“{rule}” is no rule id: write FAMILY/NAME.", "", hint)
    if family not in FAMILIES:
        raise UsageError("unknown-family", f"No family “{family}”.", "", nearest(family, FAMILIES))
    if not _NAME.fullmatch(name):
        words = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
        hint = f"Try “{family}/{words}”." if words else "Name the fault: claims/cure-claim."
        raise UsageError("bad-id", f"“{name}” is not small letters, digits and single hyphens.", "", hint)


def starter(rule: str, check: str) -> str:
    """Return the text of a new rule file: whole, commented, and passing its own examples.

    Raises UsageError ``no-starter`` for a check of a plugin, which has none.
    """
    path = starter_file(check)
    if not path.is_file():
        message = f"There is no starter for “{check}”, a check that comes with {kinds()[check].origin}."
        raise UsageError("no-starter", message, "", "Start from one of the rules that come with it.")
    text = path.read_text(encoding="utf-8")
    data, _ = read_mapping(path)
    if rule.partition("/")[0] in CITING_FAMILIES and "references" not in data:
        text = text.replace("scope:", REFERENCE + "scope:", 1)
    return _commented(f"id: {rule}\n{text}", check)


def _commented(text: str, check: str) -> str:
    """Put each key's description above it, where the key stands for the first time."""
    schema = rule_schema(check)
    out: list[str] = []
    seen: set[tuple[str, ...]] = set()
    stack: list[tuple[int, str]] = []
    quiet = -1
    for line in text.splitlines():
        match = re.match(r"( *(?:- )?)(\w+):(?: |$)", line)
        indent = len(line) - len(line.lstrip(" "))
        if quiet >= 0 and (not line.strip() or indent > quiet):
            out.append(line)
            continue
        quiet = indent if line.rstrip().endswith("|-") else -1
        if match:
            depth = len(match[1])
            stack = [(d, key) for d, key in stack if d < depth] + [(depth, match[2])]
            where = tuple(key for _, key in stack)
            if where not in seen:
                seen.add(where)
                out += _comment(_description(schema, where), " " * indent)
        out.append(line)
    about = [f"# {line}" for line in textwrap.wrap(f"{check}: {kinds()[check].about}", _WIDTH)]
    return "\n".join([*about, *out]) + "\n"


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in textwrap.wrap(text.replace("`", ""), _WIDTH - len(indent))]


def _description(schema: dict[str, Any], where: tuple[str, ...]) -> str:
    """Return what the schema says on a key path; entries of lists are passed through."""
    part = schema
    for key in where:
        part = part.get("items", part)
        part = part.get("properties", {}).get(key, {})
    return str(part.get("description", ""))
