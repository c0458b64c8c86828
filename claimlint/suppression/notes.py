"""What stands under ``claimlint`` in an article's front matter, or in the file beside it: rules disabled, wordings accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimlint.accepted.entry import OWN_ENTRY, Acceptance, acceptance
from claimlint.accepted.files import plain
from claimlint.accepted.wordings import words_of
from claimlint.shape import Problem, first_problem

_TEXT = {"type": "string", "minLength": 1}
#: JSON Schema of an entry of ``disable``; a mere text stands for its ``rules``.
DISABLED: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "anyOf": [{"required": ["rules"]}, {"required": ["text"]}],
    "properties": {
        "rules": {"type": "array", "items": _TEXT, "minItems": 1, "maxItems": 20},
        "text": _TEXT,
        "occurrence": {"type": "integer", "minimum": 1},
        "reason": _TEXT,
    },
}
_LISTS: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "disable": {"type": "array", "maxItems": 500},
        "accepted": {"type": "array", "maxItems": 500, "items": {"type": "object"}},
    },
}
#: How such a file is made.
HINT = "It holds lists “disable:” and “accepted:”; see docs/suppressing.md."


@dataclass(frozen=True)
class Disabled:
    """An entry of ``disable``. path: keys that lead to it. text: words of the excerpt; "" for any. occurrence: which of them, from 1."""

    path: tuple[Any, ...]
    rules: tuple[str, ...]
    text: str = ""
    occurrence: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Notes:
    """What was understood, and what is wrong with the rest. accepted: with the path of each entry."""

    disabled: tuple[Disabled, ...] = ()
    accepted: tuple[tuple[tuple[Any, ...], Acceptance], ...] = ()
    problems: tuple[Problem, ...] = ()


def notes_of(data: object) -> Notes:
    """Read what stands under ``claimlint``. The ``where`` of acceptances is left empty."""
    given = plain(data)
    if isinstance(given, dict) and isinstance(given.get("disable"), str):
        given = {**given, "disable": [given["disable"]]}
    if problem := first_problem(given, _LISTS):
        return Notes(problems=(problem,))
    disabled = list(_disabled(given.get("disable", ())))
    accepted = list(_accepted(given.get("accepted", ())))
    return Notes(
        tuple(entry for entry in disabled if isinstance(entry, Disabled)),
        tuple((path, entry) for path, entry in accepted if isinstance(entry, Acceptance)),
        tuple(entry for entry in (*disabled, *(e for _, e in accepted)) if isinstance(entry, Problem)),
    )


def _disabled(entries: list[Any]) -> Iterator[Disabled | Problem]:
    for index, entry in enumerate(entries):
        path = ("disable", index)
        given: Any = {"rules": [entry]} if isinstance(entry, str) else entry
        if isinstance(given, dict) and isinstance(given.get("rules"), str):
            given = {**given, "rules": [given["rules"]]}
        if problem := first_problem(given, DISABLED):
            yield Problem((*path, *problem.path), problem.message, problem.hint)
        elif "text" in given and not words_of(given["text"]):
            yield Problem((*path, "text"), "text holds no words.")
        elif "occurrence" in given and "text" not in given:
            yield Problem((*path, "occurrence"), "occurrence counts places of a “text”.", "Add the text.")
        else:
            yield Disabled(
                path,
                tuple(given.get("rules", ("",))),
                given.get("text", ""),
                given.get("occurrence"),
                given.get("reason", ""),
            )


def _accepted(entries: list[Any]) -> Iterator[tuple[tuple[Any, ...], Acceptance | Problem]]:
    for index, entry in enumerate(entries):
        path = ("accepted", index)
        found = acceptance(entry, "", schema=OWN_ENTRY)
        if isinstance(found, Problem):
            found = Problem((*path, *found.path), found.message, found.hint)
        yield path, found
