"""Shares and rates with 95 % intervals that respect that sentences of a page belong together."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

#: Resamples of whole pages, and the seed that makes them the same each time.
RESAMPLES = 1_000
SEED = 0
#: Below this many pages with something to count, resampling pages says little: an editorial choice.
FEW_PAGES = 10
#: The 97.5 % point of the normal distribution.
Z = 1.959964

#: What was counted on a page: (hits, out of).
Count = tuple[int, int]
#: A resample: page number to how often it was drawn.
Draw = Mapping[int, int]


@dataclass(frozen=True)
class Share:
    """hits out of total with the ends of its 95 % interval.

    method: ``bootstrap`` by pages (Efron 1979, percentiles), or ``wilson`` (Wilson 1927) where few pages count or
    resampling knows no spread, as it does when every finding is right.
    """

    hits: int
    total: int
    low: float
    high: float
    method: Literal["bootstrap", "wilson"]

    @property
    def value(self) -> float:
        """The share itself."""
        return self.hits / self.total


def draws(pages: int) -> list[Draw]:
    """Return resamples of so many pages with replacement: always the same ones."""
    source = random.Random(SEED)
    made: list[Draw] = []
    for _ in range(RESAMPLES):
        times: dict[int, int] = {}
        for at in source.choices(range(pages), k=pages):
            times[at] = times.get(at, 0) + 1
        made.append(times)
    return made


def share(counts: Sequence[Count], resamples: Sequence[Draw]) -> Share | None:
    """Return the share over pages; None where there is nothing to count. counts: one a page, in the order drawn from."""
    hits, total = (sum(count[of] for count in counts) for of in (0, 1))
    if not total:
        return None
    telling = {at: count for at, count in enumerate(counts) if count[1]}
    if len(telling) >= FEW_PAGES:
        low, high = _bootstrap(telling, resamples)
        if low < high:
            return Share(hits, total, low, high, "bootstrap")
    return Share(hits, total, *wilson(hits, total), "wilson")


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of hits out of total, which must not be 0."""
    p = min(hits / total, 1.0)
    centre = (p + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z * math.sqrt(p * (1 - p) / total + Z * Z / (4 * total * total)) / (1 + Z * Z / total)
    # Rounding must not leave nothing a little above 0, nor everything a little below 1.
    low = 0.0 if hits == 0 else max(centre - half, 0.0)
    high = 1.0 if hits >= total else min(centre + half, 1.0)
    return low, high


def gap(one: Share, other: Share) -> tuple[float, float, float]:
    """Return the difference of two independent shares with its interval (Newcombe 1998, square and add)."""
    difference = one.value - other.value
    down = math.hypot(one.value - one.low, other.high - other.value)
    up = math.hypot(one.high - one.value, other.value - other.low)
    return difference, difference - down, difference + up


def _bootstrap(telling: Mapping[int, Count], resamples: Sequence[Draw]) -> tuple[float, float]:
    """Return the 2.5 % and 97.5 % points of the share over resamples; those with nothing to count are left out."""
    values = []
    for times in resamples:
        hits = total = 0
        for at, (on_hits, on_total) in telling.items():
            drawn = times.get(at)
            if drawn:
                hits += drawn * on_hits
                total += drawn * on_total
        if total:
            values.append(hits / total)
    values.sort()
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]
