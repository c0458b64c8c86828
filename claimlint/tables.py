"""Tables of medical facts in ``rules/lists``, one YAML file each: read strictly, with the line of a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimlint.lists import rules_dir, shipped
from claimlint.packed import read_rules_file
from claimlint.yamlfile import fail

#: Who says what a row says: a document that a reader can find.
SOURCE: Mapping[str, Any] = {
    "type": "object",
    "description": "Who says so.",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "description": "The document, for the message."},
        "url": {"type": "string", "description": "Where it can be read."},
    },
}


def read_table(path: Path, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Read a table. Raises RuleError ``bad-rule`` naming file and line for what its schema does not allow."""
    data, lines = read_rules_file(path)
    if shipped(path):
        return data
    import jsonschema

    errors = sorted(
        jsonschema.Draft202012Validator(schema).iter_errors(data),
        key=lambda error: lines.get(tuple(error.absolute_path), 1),
    )
    for error in errors[:1]:
        place = tuple(error.absolute_path)
        named = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
        fail(path, lines.get(place, 1), f"{named or 'The table'}: {error.message[:200]}.")
    return data


def bundled_path(name: str) -> Path:
    """Return where a bundled table stands."""
    return rules_dir() / "lists" / f"{name}.yml"
