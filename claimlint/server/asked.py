"""What a request says beside its article: parameters of the address, or keys beside ``text`` in JSON. One table for both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from claimlint.document import Media
from claimlint.errors import nearest
from claimlint.profiles import PROFILES
from claimlint.readership import AUDIENCES, REGIONS
from claimlint.server.problem import Problem
from claimlint.server.settings import UNNAMED
from claimlint.server.task import Asked

#: Formats that an article may have here; a Word file is bytes, and none of them.
MEDIA: tuple[Media, ...] = ("text", "markdown", "html")
#: Names of articles: relative paths with ``/``, without ``..``, control characters and what only Windows takes for a way elsewhere.
NAME = r"^(?!/)(?!(.*/)?\.\.(/|$))[^\u0000-\u001f\u007f-\u009f\\:]+$"
_FLAG: Mapping[str, Any] = {"type": "boolean", "default": False}
#: JSON Schema of each, with what it means.
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "name": {
        "type": "string",
        "minLength": 1,
        "maxLength": 500,
        "pattern": NAME,
        "default": UNNAMED,
        "description": "What the article is called: the report's `path`, and what overrides of the configuration go by, as `blog/knees.md`. No file is looked for.",
        "examples": ["blog/knees.md"],
    },
    "profile": {"enum": list(PROFILES), "description": "Where the article is to appear."},
    "audience": {"enum": list(AUDIENCES), "description": "For whom it is written."},
    "region": {"enum": list(REGIONS), "description": "Where its readers live."},
    "excerpt": {
        **_FLAG,
        "description": "It is a part of an article, which cannot carry an author, a date, sources or warnings: what is merely missing stays at info.",
    },
    "details": {**_FLAG, "description": "List every sentence in the report."},
    "with_text": {**_FLAG, "description": "Put the article's text into the report."},
}
#: The body of a request in JSON.
BODY: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "description": "The article."},
        "media": {"enum": list(MEDIA), "default": "text", "description": "Its format."},
        **OPTIONS,
    },
    "required": ["text"],
    "additionalProperties": False,
}
_FLAGS: Mapping[str, bool] = {"true": True, "false": False}


def of_query(pairs: list[tuple[str, str]], media: Media) -> Asked:
    """Return what the parameters of an address ask for. Raises Problem 400."""
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise _bad(f"“{_short(key)}” is given twice.")
        if OPTIONS.get(key, {}).get("type") == "boolean" and value not in _FLAGS:
            raise _bad(f"{key} must be true or false, not “{_short(value)}”.")
        values[key] = _FLAGS[value] if OPTIONS.get(key, {}).get("type") == "boolean" else value
    return replace(_checked(values, {"properties": OPTIONS}), media=media)


def of_json(body: bytes) -> tuple[str, Asked]:
    """Return the article of a body in JSON, and what is asked beside it. Raises Problem 400."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        place = (
            f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        )
        raise _bad(f"The body is no JSON{place}.") from None
    if not isinstance(data, dict):
        raise _bad("The body must be a JSON object with the key “text”.")
    if "text" not in data:
        raise _bad("The body has no key “text”, which holds the article.")
    text = data.pop("text")
    if not isinstance(text, str):
        raise _bad("text must be a string.")
    return text, _checked(data, BODY)


def _checked(values: Mapping[str, Any], schema: Mapping[str, Any]) -> Asked:
    known = schema["properties"]
    for key in values:
        if key not in known:
            raise _bad(f"There is no option “{_short(key)}”. {nearest(_short(key), known)}")
    for key, value in values.items():
        if fault := _fault(known[key], value):
            raise _bad(f"{key} {fault}")
    return Asked(**values)


def _fault(schema: Mapping[str, Any], value: Any) -> str:
    """Say what is wrong with a value, or nothing."""
    if "enum" in schema:
        if value in schema["enum"] and isinstance(value, str):
            return ""
        return f"must be one of {', '.join(schema['enum'])}."
    if schema["type"] == "boolean":
        return "" if isinstance(value, bool) else "must be true or false."
    if not isinstance(value, str):
        return "must be a string."
    if len(value) > schema["maxLength"]:
        return f"must have at most {schema['maxLength']} characters."
    if not re.match(schema["pattern"], value) or re.search("[\n\ud800-\udfff]", value):
        return (
            "must be a relative path such as blog/knees.md: without “..”, “\\”, “:” and control characters."
        )
    return ""


def _bad(detail: str) -> Problem:
    return Problem(400, "bad-request", detail)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
