"""Titles that make a habit or remedy the cause of health or illness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.exposure import OPTIONS as OPTIONS
from claimlint.checks.exposure import acts
from claimlint.checks.title_strength import MOST_TITLES, about
from claimlint.finding import Hit, Severity
from claimlint.strength import Strength

if TYPE_CHECKING:
    from spacy.language import Language

#: Designs that can bear such a title, in it or below it.
_TESTED = re.compile(
    r"\b(?:randomi[sz]ed|placebo|clinical trials?|controlled trials?|trials? (?:finds?|shows?|of)|mendelian|meta-?analys[ie]s|systematic review|cochrane|guidelines?)\b",
    re.I,
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the title, an error where the body only speaks of a link."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        titles = [sentence for sentence in analysis.prose if sentence.scope == "title"]
        for title in titles[:MOST_TITLES]:
            said = None if title.text.rstrip().endswith("?") else acts(analysis, title, options)
            if said is not None and not any(_TESTED.search(s.text) for s in analysis.prose):
                yield Hit(title.start, title.end, {}, 0.7, severity=_severity(analysis, title, said))

    return check


def _severity(analysis: Analysis, title: Sentence, said: Strength) -> Severity | None:
    """Return ``error`` where all that the body says of the pair is weaker than a cause, else the rule's own."""
    labels = {found.label for _, found in about(analysis, title, said)}
    return "error" if labels and "direct" not in labels else None
