"""How a claim is put: how strongly, of how much, within what time, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from claimlint.claims import Claim
from claimlint.context import Context
from claimlint.negation import negated
from claimlint.quantities import amounts, durations
from claimlint.strength import Label, strength

#: Modal and reporting words that leave a claim open, as they stand before its effect.
_MODAL = re.compile(
    r"\b(?:may|might|can|could|should|will|would|must|seems? to|appears? to|is said to|is thought to)\b"
)
#: Whom an effect is said to be seen in. ``standards.md``, E005: animals and cells are no people.
_POPULATION = re.compile(
    r"\b(?:in|for|among|of) ((?:\w+ ){0,2}?(?:mice|mouse models?|rats|rabbits|dogs|animals|animal models?|cell cultures?|vitro"
    r"|children|kids|babies|infants|toddlers|teenagers|adults|seniors|athletes|men|women|mothers|people|patients|smokers"
    r"|diabetics|sufferers|volunteers)(?: (?:with|over|under|aged) [\w-]+(?: \w+)?)?)\b"
)


@dataclass(frozen=True)
class ClaimDetails:
    """strength: the label of Yu, Li and Wang (``strength.py``). The texts are as written, "" for none."""

    strength: Label
    polarity: Literal["affirmed", "denied"]
    modality: str
    quantity: str
    time: str
    population: str


def details_of(claim: Claim, context: Context) -> ClaimDetails:
    """Return how a claim is put, read in its clause. context: of the claim's own range."""
    low, high = context.clause
    start = claim.sentence.range(low, low)[0] - claim.sentence.start
    end = claim.sentence.range(high - 1, high - 1)[1] - claim.sentence.start
    text = claim.sentence.text[start:end]
    lowered = text.lower().replace("’", "'")
    modal = _MODAL.search(lowered)
    population = _POPULATION.search(lowered)
    words = [word.replace("’", "'") for word in claim.sentence.lower[low:high]]
    return ClaimDetails(
        strength=strength(words).label,
        polarity="denied" if negated(context) else "affirmed",
        modality=modal[0] if modal else "",
        quantity=next((text[a.start : a.end] for a in amounts(text)), ""),
        time=next((text[d.start : d.end] for d in durations(text)), ""),
        population=population[1] if population else "",
    )
