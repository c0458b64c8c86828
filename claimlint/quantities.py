"""Amounts in a sentence, normalised: times ("seven seconds", "half an hour"), weights, lengths, points, shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from claimlint.dictionary import fold

UNIT_SECONDS: Mapping[str, float] = {
    "second": 1,
    "sec": 1,
    "minute": 60,
    "min": 60,
    "hour": 3600,
    "hr": 3600,
    "day": 86_400,
    "night": 86_400,
    "week": 604_800,
    "weekend": 172_800,
    "fortnight": 1_209_600,
    "month": 2_629_746,
    "year": 31_556_952,
}
#: Wording that stands for a time without a number (8 hours for a night; an editorial choice).
FIXED_SECONDS: Mapping[str, float] = {
    "overnight": 28_800,
    "instantly": 1,
    "immediately": 1,
    "in an instant": 1,
    "in the blink of an eye": 1,
    "in no time": 60,
    "in a flash": 1,
    "within moments": 30,
    "in moments": 30,
    "in seconds": 30,
    "within seconds": 30,
    "in minutes": 600,
    "within minutes": 600,
    "instant relief": 1,
    "immediate relief": 1,
}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS: Mapping[str, float] = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **{
        f"{t}{s}{w}": 10 * i + j
        for i, t in enumerate(_TENS, 2)
        for j, w in enumerate(_SMALL[:10])
        if j
        for s in " -"
    },
    "a": 1,
    "an": 1,
    "half a": 0.5,
    "half an": 0.5,
    "a couple of": 2,
    "a few": 3,
    "a dozen": 12,
    "hundred": 100,
    "a hundred": 100,
}
#: All number words: "seventy-three" is no alternative of its own, of which there would be 144.
_WORD = "|".join(
    [
        rf"(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_SMALL[1:10])})",
        *sorted(
            (
                re.escape(word)
                for word in NUMBER_WORDS
                if word.partition("-")[0].partition(" ")[0] not in _TENS or word in _TENS
            ),
            key=len,
            reverse=True,
        ),
    ]
)
_UNIT = "|".join(sorted(UNIT_SECONDS, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,4}}(?:[.,]\d{{1,3}})?|{_WORD})"
_TIME = re.compile(
    rf"\b(?:(?P<low>{NUMBER})\s?(?:-|–|—|to|or)\s?)??(?P<number>{NUMBER})(?P<join>[\s-]{{1,2}})(?:short |single |quick |mere )?"
    rf"(?P<unit>{_UNIT})s?\b(?! old\b|-old\b)"
)
#: Most sentences name no unit; finding that out first is cheaper than trying a number at every word.
_UNIT_HINT = re.compile(rf"[\s-](?:{_UNIT})s?\b")
_FIXED = re.compile(r"\b(?:" + "|".join(sorted(FIXED_SECONDS, key=len, reverse=True)) + r")\b")


UNIT_KILOGRAMS: Mapping[str, float] = {
    "pound": 0.4536,
    "lb": 0.4536,
    "kilogram": 1,
    "kilo": 1,
    "kg": 1,
    "stone": 6.35,
    "ounce": 0.0283,
    "oz": 0.0283,
}
_MASS = "|".join(sorted(UNIT_KILOGRAMS, key=len, reverse=True))
_WEIGHT = re.compile(
    rf"\b(?:(?P<low>{NUMBER})\s?(?:-|–|—|to|or)\s?)??(?P<number>{NUMBER})[\s-]{{0,2}}(?P<unit>{_MASS})s?\b"
)


def _names(lower: str, units: Iterable[str]) -> bool:
    """Whether a lower-case text may name a unit: most sentences name none."""
    return any(unit in lower for unit in units)


@dataclass(frozen=True)
class Weight:
    """An amount of body weight at ``start:end`` of the text it was read from. kilograms: the upper bound."""

    start: int
    end: int
    kilograms: float


def weights(text: str) -> Iterator[Weight]:
    """Yield the amounts of weight in a text in order: "10 lb", "two stone", "half a kilo"."""
    lower = fold(text)
    for match in _WEIGHT.finditer(lower) if _names(lower, UNIT_KILOGRAMS) else ():
        yield Weight(*match.span(), value(match["number"]) * UNIT_KILOGRAMS[match["unit"]])


#: Units of change: name and size in it. Height and waist are read in cm, blood pressure and HbA1c in points;
#: a dress size is some 5 cm of waist.
UNIT_CHANGES: Mapping[str, tuple[str, float]] = {
    "inches": ("cm", 2.54),
    "inch": ("cm", 2.54),
    "feet": ("cm", 30.48),
    "foot": ("cm", 30.48),
    "centimetres": ("cm", 1),
    "centimetre": ("cm", 1),
    "centimeters": ("cm", 1),
    "centimeter": ("cm", 1),
    "cms": ("cm", 1),
    "cm": ("cm", 1),
    "millimetres of mercury": ("point", 1),
    "mm hg": ("point", 1),
    "mmhg": ("point", 1),
    "percentage points": ("point", 1),
    "percentage point": ("point", 1),
    "points": ("point", 1),
    "point": ("point", 1),
    "mg/dl": ("mg/dL", 1),
    "mmol/l": ("mmol/L", 1),
    "percent": ("percent", 1),
    "per cent": ("percent", 1),
    "%": ("percent", 1),
    "dress sizes": ("cm", 5),
    "dress size": ("cm", 5),
    "jean sizes": ("cm", 5),
    "clothes sizes": ("cm", 5),
}
_CHANGE_UNIT = "|".join(sorted(map(re.escape, UNIT_CHANGES), key=len, reverse=True))
_CHANGE = re.compile(
    rf"\b(?:(?P<low>{NUMBER})\s?(?:-|–|—|to|or)\s?)??(?P<number>{NUMBER})[\s-]{{0,2}}(?:full |whole )?(?P<unit>{_CHANGE_UNIT})(?!\w)"
)


@dataclass(frozen=True)
class Amount:
    """An amount of something at ``start:end`` of the text it was read from. number: the upper bound, in the unit."""

    start: int
    end: int
    number: float
    unit: str


def amounts(text: str) -> Iterator[Amount]:
    """Yield weights, lengths, points, percent and blood levels of a text in order, in kg, cm, point, percent, mg/dL, mmol/L."""
    found = [Amount(w.start, w.end, w.kilograms, "kg") for w in weights(text)]
    lower = fold(text)
    for match in _CHANGE.finditer(lower) if _names(lower, UNIT_CHANGES) else ():
        unit, size = UNIT_CHANGES[match["unit"]]
        found.append(Amount(*match.span(), value(match["number"]) * size, unit))
    yield from sorted(found, key=lambda amount: amount.start)


_PER_HUNDRED = re.compile(
    rf"\b(?P<percent>{NUMBER})\s?(?:%|percent\b|per cent\b)|\b(?P<some>{NUMBER}) (?:out of|in|of) (?:every )?(?P<all>{NUMBER})\b"
)


#: The same for shares.
_SHARE_HINT = re.compile(rf"%|per ?cent|(?:in|of) (?:every )?{NUMBER}")


def shares(text: str) -> Iterator[Amount]:
    """Yield shares of a whole in order, in percent: "98 %", "nine out of ten", "9 in 10".

    Only of the wholes that people are counted in: 3, 4, 5, 10, 20 and 100.
    """
    lower = fold(text)
    for match in _PER_HUNDRED.finditer(lower) if _SHARE_HINT.search(lower) else ():
        if match["percent"]:
            yield Amount(*match.span(), value(match["percent"]), "percent")
        elif (whole := value(match["all"])) in (3, 4, 5, 10, 20, 100) and value(match["some"]) <= whole:
            yield Amount(*match.span(), 100 * value(match["some"]) / whole, "percent")


@dataclass(frozen=True)
class Duration:
    """A time expression at ``start:end`` of the text it was read from. seconds: the upper bound."""

    start: int
    end: int
    seconds: float
    unit: str
    number: float
    modifier: bool = False


def value(text: str) -> float:
    """Return the value of a number in digits or words; a comma before three digits groups thousands."""
    word = re.sub(r"\s+", " ", text.lower())
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    return float(re.sub(r",(?=\d{3}$)", "", word).replace(",", "."))


@lru_cache(maxsize=1024)
def durations(text: str) -> tuple[Duration, ...]:
    """Return the time expressions of a text in order; modifier: written like "7-second". Several rules ask for the same sentence's."""
    found: list[Duration] = []
    lower = fold(text)
    for match in _TIME.finditer(lower) if _UNIT_HINT.search(lower) else ():
        unit, number = match["unit"], value(match["number"])
        hyphened = "-" in match["join"]
        found.append(Duration(*match.span(), number * UNIT_SECONDS[unit], unit, number, hyphened))
    for match in _FIXED.finditer(lower) if _names(lower, FIXED_SECONDS) else ():
        if not any(d.start < match.end() and match.start() < d.end for d in found):
            found.append(Duration(*match.span(), FIXED_SECONDS[match[0]], "", 0))
    return tuple(sorted(found, key=lambda duration: duration.start))


def spoken(seconds: float) -> str:
    """Return a length of time in its largest whole unit: 604800 gives "1 week"."""
    for unit in ("week", "day", "hour", "minute", "second"):
        amount = seconds / UNIT_SECONDS[unit]
        if amount >= 1:
            return f"{amount:g} {unit}" + ("" if amount == 1 else "s")
    return f"{seconds:g} seconds"
