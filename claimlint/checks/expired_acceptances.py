"""Wordings of an article that somebody accepted for a time which is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
VALUES = ("expires", "evidence", "where")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit lies on the wording."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for place in analysis.outcome.expired:
            one = place.of
            data = {"expires": str(one.expires), "evidence": one.evidence, "where": one.where}
            yield Hit(place.start, place.end, data, 1.0)

    return check
