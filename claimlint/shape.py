"""What is wrong with the shape of data that people write: the first problem, in plain words, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claimlint.errors import near

_KINDS: Mapping[str, str] = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping of keys",
    "integer": "a whole number",
}


@dataclass(frozen=True)
class Problem:
    """path: keys and numbers of entries that lead to it. hint: what to do."""

    path: tuple[Any, ...]
    message: str
    hint: str = ""


def first_problem(data: Any, schema: Mapping[str, Any]) -> Problem | None:
    """Return the first thing that a JSON Schema does not allow, in the order of the data's keys, or None."""
    import jsonschema

    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(data))
    return _said(min(errors, key=_order)) if errors else None


def _order(error: Any) -> list[str]:
    return [f"{part:09}" if isinstance(part, int) else str(part) for part in error.absolute_path]


def close(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return a question that names the known word nearest to one, or nothing where none is near."""
    found = near(word, known, cutoff=0.6)
    return f"Did you mean “{found}”?" if found else ""


def _said(error: Any) -> Problem:
    where = tuple(error.absolute_path)
    name = next((part for part in reversed(where) if isinstance(part, str)), "it")
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        key = next(str(key) for key in error.instance if key not in known)
        hint = close(key, known) or f"Known: {', '.join(known)}."
        return Problem((*where, key), f"Unknown key “{key}”.", hint)
    if error.validator == "required":
        missing = next(key for key in error.validator_value if key not in error.instance)
        return Problem(where, f"The key “{missing}” is missing.")
    if error.validator == "anyOf":
        keys = " or ".join(f"“{entry['required'][0]}”" for entry in error.validator_value)
        return Problem(where, f"It needs {keys}.")
    if error.validator == "type":
        hint = "Put it in quotes." if error.validator_value == "string" else ""
        return Problem(where, f"{name} must be {_KINDS[error.validator_value]}.", hint)
    if error.validator == "pattern":
        return Problem(where, f"{name}: “{error.instance}” is no date.", "Write it as 2026-01-31.")
    if error.validator in ("minLength", "minItems"):
        return Problem(where, f"{name} is empty.")
    return Problem(where, f"{name}: {error.message[:200]}.")
