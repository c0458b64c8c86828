"""Effects on health that are credited to a remedy: a food, herb, supplement, device, practice or "natural" method.

One hit a sentence, from the first effect to its last target. Standard care and people are no remedies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.claims import Claim, claims_of
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
#: What a remedy is called in the message when the sentence does not name it.
NAMELESS = {"natural": "a natural method", "unsaid": "what the page offers"}


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return a check that yields one hit for each sentence that credits a remedy with an effect."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for _, claims in groupby(claims_of(analysis), key=lambda claim: claim.sentence.index):
            yield _hit(list(claims))

    return check


def _hit(claims: list[Claim]) -> Hit:
    claim = claims[0]
    start, end = claim.sentence.range(min(c.first for c in claims), max(c.last for c in claims))
    agent = f"“{claim.agent.text}”" if claim.agent.text else NAMELESS.get(claim.agent.kind, "a remedy")
    data = {"remedy": agent, "effect": claim.effect, "target": claim.target}
    return Hit(start, end, data, confidence=0.8)
