"""What is plausible, how fast and how much, and who says so: ``rules/lists/outcomes.yml``, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claimlint.deferred import deferred
from claimlint.errors import nearest
from claimlint.finding import SEVERITIES, Severity
from claimlint.lists import rules_dir
from claimlint.packed import read_rules_file
from claimlint.quantities import UNIT_SECONDS
from claimlint.yamlfile import Lines, fail

UNITS = ("kg", "cm", "point", "mg/dL", "percent")
WEEK = UNIT_SECONDS["week"]
#: Stands where an entry names no words.
NEVER_OCCURS = deferred(r"(?!)")
_TIME = deferred(rf"(\d+) ({'|'.join(UNIT_SECONDS)})s?")
_REQUIRED = ("outcome", "words", "plausible", "source", "verified")
_ENTRY = (
    *_REQUIRED,
    "basis",
    "time",
    "reversal",
    "amounts",
    "rate",
    "verbs",
    "fast",
    "unless",
)
_AMOUNT = ("unit", "per", "over", "under", "warning", "error", "mmol")


@dataclass(frozen=True)
class Limit:
    """A change above ``warning`` or ``error`` is implausible; None: no floor.

    unit: one of UNITS. weekly: the change is one a week. least, most: spans (seconds) it holds for, half-open.
    mmol: what one mmol/L is in the unit, 0 where that unit is not used.
    """

    unit: str
    weekly: bool
    least: float
    most: float
    warning: float | None
    error: float | None
    mmol: float

    def severity(self, change: float, seconds: float | None) -> Severity | None:
        """Grade a change within a span; None where it is plausible, or a weekly one has no span."""
        if self.weekly and not seconds:
            return None
        if seconds and not self.least <= seconds < self.most:
            return None
        size = change / (seconds / WEEK) if self.weekly and seconds else change
        if self.error is not None and size > self.error:
            return "error"
        return "warning" if self.warning is not None and size > self.warning else None


@dataclass(frozen=True)
class Outcome:
    """What may be promised. A time below ``time`` (seconds; warning, error) is implausible, 0: none is.

    fallback: the entry without words. rate: (warning, error) in percent of people helped. A pattern of an entry
    that names no such words matches nothing.
    """

    name: str
    words: re.Pattern[str]
    fallback: bool
    plausible: str
    source: str
    verified: bool
    basis: str
    time: tuple[float, float] | None
    reversal: bool
    limits: tuple[Limit, ...]
    rate: tuple[float, float] | None
    verbs: re.Pattern[str]
    fast: re.Pattern[str]
    unless: re.Pattern[str]

    @property
    def own_verbs(self) -> bool:
        """Whether it names verbs of its own."""
        return self.verbs is not NEVER_OCCURS

    @property
    def said(self) -> str:
        """What is plausible and who says so, as a sentence; cautious where no document was read for it."""
        if self.verified:
            return f"Plausible: {self.plausible} ({self.source})."
        return f"As far as is generally known, {self.plausible} (from {self.basis}; please verify)."


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Return the bundled outcomes in the order of their file; raises RuleError at the line of a mistake in it."""
    return read_outcomes(rules_dir() / "lists" / "outcomes.yml")


def outcome(name: str) -> Outcome:
    """Return the bundled outcome of a name. Raises KeyError for another one."""
    return {entry.name: entry for entry in outcomes()}[name]


def worst(limits: Sequence[Limit], unit: str, change: float, seconds: float | None) -> Severity | None:
    """Return the most serious grade that limits of a unit give a change within a span (seconds), if any."""
    given = {limit.severity(change, seconds) for limit in limits if limit.unit == unit}
    return next((severity for severity in SEVERITIES if severity in given), None)


def read_outcomes(path: Path) -> tuple[Outcome, ...]:
    """Read a file of outcomes. Raises RuleError ``bad-rule`` naming file and line for whatever is not as it should be."""
    data, lines = read_rules_file(path)
    _keys(data, ("fast", "outcomes"), ("fast", "outcomes"), (), lines, path)
    if not isinstance(data["outcomes"], list):
        fail(path, lines[("outcomes",)], "“outcomes” is a list of entries.")
    fast = _words(data["fast"], ("fast",), lines, path)
    return tuple(_entry(row, ("outcomes", at), fast, lines, path) for at, row in enumerate(data["outcomes"]))


def _entry(row: Any, place: tuple[Any, ...], fast: Sequence[str], lines: Lines, path: Path) -> Outcome:
    _keys(row, _ENTRY, _REQUIRED, place, lines, path)
    if not isinstance(row["verified"], bool) or (not row["verified"] and not row.get("basis")):
        fail(path, lines[(*place, "verified")], "“verified” is true, or false with a basis.")

    def words(key: str, more: Sequence[str] = ()) -> re.Pattern[str]:
        return pattern([*_words(row.get(key, []), (*place, key), lines, path), *more])

    source = row["source"]
    _keys(source, ("name", "year", "url"), ("name",), (*place, "source"), lines, path)
    return Outcome(
        name=row["outcome"],
        words=words("words"),
        fallback=not row["words"],
        plausible=row["plausible"],
        source=", ".join(str(source[key]) for key in ("name", "year") if key in source),
        verified=row["verified"],
        basis=row.get("basis", ""),
        time=_times(row["time"], (*place, "time"), lines, path) if "time" in row else None,
        reversal=row.get("reversal", False),
        limits=tuple(
            _limit(entry, (*place, "amounts", at), lines, path)
            for at, entry in enumerate(row.get("amounts", []))
        ),
        rate=_floors(row["rate"], (*place, "rate"), lines, path) if "rate" in row else None,
        verbs=words("verbs"),
        fast=words("fast", fast),
        unless=words("unless"),
    )


def _keys(
    data: Any,
    known: Sequence[str],
    required: Sequence[str],
    place: tuple[Any, ...],
    lines: Lines,
    path: Path,
) -> None:
    """Refuse what is no mapping, a key that is not known and one that is missing."""
    line = lines.get(place, 1)
    if not isinstance(data, dict):
        fail(path, line, "A mapping of keys belongs here.")
    for key in data:
        if key not in known:
            fail(path, lines[(*place, key)], f"Unknown key “{key}”.", nearest(key, known))
    for key in required:
        if key not in data:
            fail(path, line, f"The key “{key}” is missing.")


def _words(value: Any, place: tuple[Any, ...], lines: Lines, path: Path) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        fail(path, lines[place], "A list of words belongs here.", "Put words like “off” and “no” in quotes.")
    return value


def pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds whole words of lower-case text, ``*`` standing for the rest of one."""
    if not words:
        return NEVER_OCCURS
    choices = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return deferred(rf"\b(?:{choices})(?!\w)")


def _times(value: Any, place: tuple[Any, ...], lines: Lines, path: Path) -> tuple[float, float]:
    _keys(value, ("warning", "error"), ("warning", "error"), place, lines, path)
    return (
        _seconds(value["warning"], (*place, "warning"), lines, path),
        _seconds(value["error"], (*place, "error"), lines, path),
    )


def _seconds(value: Any, place: tuple[Any, ...], lines: Lines, path: Path) -> float:
    if value == "never":
        return 0
    match = _TIME.fullmatch(str(value))
    if not match:
        fail(path, lines[place], f"“{value}” is no time.", "Write it like “3 days”, or “never”.")
    return int(match[1]) * UNIT_SECONDS[match[2]]


def _floors(value: Any, place: tuple[Any, ...], lines: Lines, path: Path) -> tuple[float, float]:
    _keys(value, ("warning", "error"), ("warning", "error"), place, lines, path)
    return (
        _number(value["warning"], (*place, "warning"), lines, path),
        _number(value["error"], (*place, "error"), lines, path),
    )


def _number(value: Any, place: tuple[Any, ...], lines: Lines, path: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
        fail(path, lines[place], f"“{value}” is no number above 0.")
    return float(value)


def _limit(row: Any, place: tuple[Any, ...], lines: Lines, path: Path) -> Limit:
    _keys(row, _AMOUNT, ("unit",), place, lines, path)
    if row["unit"] not in UNITS:
        fail(
            path, lines[(*place, "unit")], f"Unknown unit “{row['unit']}”.", nearest(str(row["unit"]), UNITS)
        )
    if row.get("per", "week") != "week":
        fail(path, lines[(*place, "per")], "“per” can only be “week”.")
    if "warning" not in row and "error" not in row:
        fail(path, lines[place], "An amount needs a floor: “warning”, “error” or both.")
    numbers: Mapping[str, float] = {
        key: _number(row[key], (*place, key), lines, path)
        for key in ("warning", "error", "mmol")
        if key in row
    }
    return Limit(
        unit=row["unit"],
        weekly="per" in row,
        least=_seconds(row["over"], (*place, "over"), lines, path) if "over" in row else 0,
        most=_seconds(row["under"], (*place, "under"), lines, path) if "under" in row else float("inf"),
        warning=numbers.get("warning"),
        error=numbers.get("error"),
        mmol=numbers.get("mmol", 0),
    )
