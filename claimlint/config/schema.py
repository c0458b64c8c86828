"""The JSON Schema of a configuration, for editors; ``claimlint/config.schema.json`` is what it gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from claimlint.config.keys import KEYS, OVERRIDE_KEYS, Key


def config_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``claimlint.toml``. Draft 7, which the TOML language servers know."""
    entry = {**_table(OVERRIDE_KEYS), "required": ["paths"]}
    properties = _properties(KEYS)
    properties["overrides"] = {**properties["overrides"], "items": entry}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A claimlint configuration",
        **_table(KEYS),
        "properties": properties,
    }


def rendered() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(config_schema(), ensure_ascii=False, indent=2) + "\n"


def _table(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": _properties(keys)}


def _properties(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {name: _property(key) for name, key in keys.items()}


def _property(key: Key) -> dict[str, Any]:
    default = {} if key.default is None or key.default == () else {"default": key.default}
    return {**key.schema, "description": key.about, **default}
