"""Dates as pages write them, and their ISO form where they can be read in one way only."""

from __future__ import annotations

import re
from datetime import date

from claimlint.deferred import deferred

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_ISO = deferred(r"(\d{4})-(\d\d)(?:-(\d\d))?(?![\d-])(?:[T ]\d\d:.*)?$")
_COMPACT = deferred(r"(\d{4})(\d\d)(\d\d)$")
_YEAR_FIRST = deferred(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DAY_FIRST = deferred(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?({_MONTH})\.?,?[ -]((?:19|20)\d\d)\b", re.I)
_MONTH_FIRST = deferred(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b", re.I)
_MONTH_ONLY = deferred(rf"\b({_MONTH})\.?,? ((?:19|20)\d\d)\b", re.I)
_NUMBERS = deferred(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")
#: A date in running text.
DATE = deferred(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}\.?,?[ -](?:19|20)\d\d\b|\b{_MONTH}\.? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d(?:-\d\d)?(?:T[\d:.+Z-]+)?(?![\d-])|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d[/.]\d{1,2}[/.]\d{1,2}\b",
    re.I,
)


def normal_date(text: str) -> str:
    """Return "2024-06-04" or "2025-03" where the text says one date without ambiguity, else the text itself.

    12/03/2024 is the third of December in one country and the twelfth of March in another: it stays.
    """
    text = " ".join(text.split())
    return _whole(text) or _worded(text) or _numbers(text) or text


def _whole(text: str) -> str | None:
    found = _ISO.match(text) or _COMPACT.match(text) or _YEAR_FIRST.match(text)
    return _iso(found[1], found[2], found[3]) if found else None


def _worded(text: str) -> str | None:
    if found := _DAY_FIRST.search(text):
        return _iso(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.search(text):
        return _iso(found[3], _month(found[1]), found[2])
    if found := _MONTH_ONLY.search(text):
        return _iso(found[2], _month(found[1]), None)
    return None


def _numbers(text: str) -> str | None:
    found = _NUMBERS.search(text)
    if found is None:
        return None
    one, other = int(found[1]), int(found[2])
    if one > 12 or one == other:
        return _iso(found[3], other, one)
    return _iso(found[3], one, other) if other > 12 else None


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _iso(year: str, month: str | int, day: str | int | None) -> str | None:
    """Return the ISO form, or None for a day that no calendar has."""
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
