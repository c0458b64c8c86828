"""The time that an amount goes with: "10 lb in a week", "two inches every month", "in 7 days you lose 5 kg"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimlint.quantities import UNIT_SECONDS, durations

WEEK = UNIT_SECONDS["week"]
_EVERY = re.compile(r"^\W*(?:\w+ ){0,2}?(?:a|per|each|every|/)\s?(?P<unit>day|week|month|night|fortnight)\b")
_BY = re.compile(
    r"\b(?:by (?:next |this |the )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)|this (?:week|weekend)|before the weekend|"
    r"overnight)\b"
)
_IN = re.compile(
    r"\b(?:in|within|under|over|after|during|before the)\s(?:just |only |as little as |less than |the first |about |around |a |one )*$"
)


@dataclass(frozen=True)
class Span:
    """An amount with its time at ``start:end`` of a text. every: the amount is that of every such time."""

    start: int
    end: int
    seconds: float
    every: bool


def spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the times an amount at ``start:end`` of a lower-case text goes with."""
    every = _EVERY.match(text[end:])
    if every:
        yield Span(start, end + every.end(), UNIT_SECONDS[every["unit"]], True)
        return
    for duration in durations(text):
        if not duration.unit or _IN.search(text[max(0, duration.start - 24) : duration.start]):
            yield Span(min(start, duration.start), max(end, duration.end), duration.seconds, False)
    by = _BY.search(text)
    if by:
        yield Span(min(start, by.start()), max(end, by.end()), WEEK, False)
