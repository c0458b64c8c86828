"""Whom readers can call where they live: ``rules/lists/helplines.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimlint.outcomes import pattern
from claimlint.readership import REGIONS
from claimlint.tables import SOURCE, bundled_path, read_table

#: Serves readers of every region, and those of whom nobody has said where they live.
ANYWHERE = "anywhere"
_TEXT = {"type": "string", "minLength": 1}
_REGION: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["emergency", "urgent", "crisis", "crisis_words", "source"],
    "properties": {
        **{key: _TEXT for key in ("emergency", "urgent", "crisis")},
        "crisis_words": {"type": "array", "items": _TEXT, "minItems": 1},
        "source": SOURCE,
    },
}
_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["reviewed", "regions"],
    "properties": {
        "reviewed": _TEXT,
        "regions": {
            "type": "object",
            "additionalProperties": False,
            "required": [ANYWHERE, *REGIONS],
            "properties": {name: _REGION for name in (ANYWHERE, *REGIONS)},
        },
    },
}
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")


@dataclass(frozen=True)
class Help:
    """What readers of a region can do: in an emergency, soon, in a crisis; and what names help in a crisis there."""

    emergency: str
    urgent: str
    crisis: str
    names: re.Pattern[str]


@cache
def helplines() -> Mapping[str, Help]:
    """Return the help by region; raises RuleError at the line of a mistake in the table."""
    regions = read_table(bundled_path("helplines"), _SCHEMA)["regions"]
    return {
        name: Help(row["emergency"], row["urgent"], row["crisis"], pattern(row["crisis_words"]))
        for name, row in regions.items()
    }


def help_for(region: str | None) -> Help:
    """Return the help for readers of a region, or of one that nobody has named."""
    return helplines()[region or ANYWHERE]


def worded(text: str, region: str | None) -> str:
    """Fill in ``{emergency}``, ``{urgent}`` and ``{crisis}`` for a region; sentences begin with a capital."""
    given = help_for(region)
    filled = text.format(emergency=given.emergency, urgent=given.urgent, crisis=given.crisis)
    return _SENTENCE.sub(lambda match: match[0].upper(), filled)
