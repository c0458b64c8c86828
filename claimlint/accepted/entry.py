"""An accepted claim: what it says, on what evidence, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from claimlint.accepted.wordings import words_of
from claimlint.shape import Problem, first_problem

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
#: JSON Schema of an entry in an article's own front matter or side file.
OWN_ENTRY: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text", "evidence"],
    "properties": {
        "text": {**_TEXT, "description": "The wording that was approved."},
        "rules": {**_TEXTS, "description": "Ids, families or globs of rules; without it, all."},
        "evidence": {**_TEXT, "description": "What it rests on: a note or a link."},
        "approved-by": {**_TEXT, "description": "Who approved it."},
        "approved": {**_DATE, "description": "The day it was approved."},
        "expires": {**_DATE, "description": "The last day on which it holds; without it, for good."},
    },
}
#: JSON Schema of an entry of a file of accepted claims.
ENTRY: Mapping[str, Any] = {
    **OWN_ENTRY,
    "properties": {
        **OWN_ENTRY["properties"],
        "paths": {**_TEXTS, "description": "Globs of articles, relative to the file; without it, all."},
    },
}


@dataclass(frozen=True)
class Acceptance:
    """An approved wording. where: ``file:line`` of its entry. folder: what its ``paths`` are relative to.

    rules: ids, families or globs; () for all. expires: the last day on which it holds.
    """

    text: str
    evidence: str
    where: str
    rules: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    folder: str = ""
    approved_by: str = ""
    approved: date | None = None
    expires: date | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its text, as they count when wordings are compared."""
        return words_of(self.text)

    def state(self, today: date) -> Literal["current", "expired"]:
        """Say whether it holds on a day; on the day it expires it still does."""
        return "expired" if self.expires and self.expires < today else "current"

    def note(self) -> dict[str, Any]:
        """Return what a finding's ``data`` say of it."""
        known = {
            "approved_by": self.approved_by,
            "approved": self.approved.isoformat() if self.approved else "",
            "expires": self.expires.isoformat() if self.expires else "",
        }
        return {
            "where": self.where,
            "reason": self.evidence,
            **{key: value for key, value in known.items() if value},
        }


def acceptance(
    data: Mapping[str, Any], where: str, *, folder: str = "", schema: Mapping[str, Any] = ENTRY
) -> Acceptance | Problem:
    """Return the acceptance that an entry declares, or what is wrong with the entry."""
    problem = first_problem(data, schema) or _meant(data)
    if problem:
        return problem
    return Acceptance(
        text=data["text"],
        evidence=data["evidence"],
        where=where,
        rules=tuple(data.get("rules", ())),
        paths=tuple(data.get("paths", ())),
        folder=folder,
        approved_by=data.get("approved-by", ""),
        approved=date.fromisoformat(data["approved"]) if "approved" in data else None,
        expires=date.fromisoformat(data["expires"]) if "expires" in data else None,
    )


def _meant(data: Mapping[str, Any]) -> Problem | None:
    """Return what no schema sees: a wording without words, a day that is in no calendar, an end before the beginning."""
    if not words_of(data["text"]):
        return Problem(("text",), "text holds no words.")
    days = []
    for key in ("approved", "expires"):
        try:
            days += [date.fromisoformat(data[key])] if key in data else []
        except ValueError:
            return Problem((key,), f"{key}: “{data[key]}” is in no calendar.")
    if len(days) == 2 and days[1] < days[0]:
        return Problem(("expires",), "It expires before it was approved.")
    return None
