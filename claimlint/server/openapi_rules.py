"""What the service says of rules, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimlint.finding import SEVERITIES
from claimlint.rule import FAMILIES, SCOPES

_TEXT: Mapping[str, Any] = {"type": "string"}
_TEXTS: Mapping[str, Any] = {"type": "array", "items": _TEXT}
_SHORT: Mapping[str, Any] = {
    "id": {"type": "string", "pattern": "^[a-z]+/[a-z0-9-]+$"},
    "family": {"enum": list(FAMILIES)},
    "title": _TEXT,
    "severity": {
        "enum": list(SEVERITIES),
        "description": "As the rule, or the service's configuration, says.",
    },
    "summary": _TEXT,
    "url": {**_TEXT, "description": "Of the first standard it rests on; empty where none has one."},
}


def _object(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_GUARDS = {"type": "array", "items": _object({"guard": _TEXT, "when": _TEXT})}
#: A list of rules.
RULES = _object({"rules": {"type": "array", "items": _object(_SHORT)}})
#: All about one.
RULE = _object(
    {
        **_SHORT,
        "why": _TEXT,
        "fix": _TEXT,
        "references": {"type": "array", "items": _object({"text": _TEXT, "url": _TEXT})},
        "since": {**_TEXT, "description": "The version it came with."},
        "scope": {"type": "array", "items": {"enum": list(SCOPES)}},
        "suggestion": {"type": ["string", "null"], "description": "Words to put in."},
        "profiles": {"type": "object", "additionalProperties": {"enum": [*SEVERITIES, "off"]}},
        "silent_when": _GUARDS,
        "milder_when": _GUARDS,
        "examples": _object({"bad": _TEXTS, "good": _TEXTS}),
        "aliases": {**_TEXTS, "description": "Former ids."},
        "origin": {"type": ["string", "null"], "description": "The plugin that brings it."},
    }
)
