"""Finds percentages of a bleach that are above what readers may use at home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from claimlint.analysis import Analysis, Check
from claimlint.finding import Hit

#: JSON Schemas of the keys that a rule of this kind may have, beside those of every rule.
OPTIONS: Mapping[str, Any] = {
    "bleaches": {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "description": "Names of bleaches; each must follow its percentage.",
    },
    "limit": {"type": "number", "description": "The highest percentage that is left alone."},
}
#: Keys that a rule must have.
REQUIRED = ("bleaches", "limit")
#: Values that hits carry for the message of a rule.
VALUES = ("percent", "limit")


def build(options: Mapping[str, Any], nlp: object) -> Check:
    """Compile the options of a rule; a hit spans the percentage and the name."""
    names = "|".join(re.escape(name) for name in options["bleaches"])
    strength = re.compile(rf"\b(\d{{1,3}}(?:\.\d)?) ?% (?:{names})\b", re.IGNORECASE)

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            for match in strength.finditer(sentence.text):
                if float(match[1]) > options["limit"]:
                    values = {"percent": match[1], "limit": options["limit"]}
                    yield Hit(sentence.start + match.start(), sentence.start + match.end(), values)

    return check
