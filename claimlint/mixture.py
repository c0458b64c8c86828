"""How much of a page is broken, and what that says of each of its sentences.

For each sentence it is known how much likelier its score is where it is broken than where it is sound (a ratio, as a logarithm). On a sound page
next to no sentence is broken, on a garbled one some share; which share, says Bayes' rule over a few of them, and with it how
likely each sentence is broken.

Sentences of one page resemble each other: a style is no fault. So n of them tell as much as n / (1 + (n - 1) * alike) that do not
(the design effect of Kish, Survey Sampling, 1965), where ``alike`` is how far sound pages' sentences go together. For the same reason the test of a
page sets its mean beside those of sound pages, which lie further apart than chance alone would have them (one-way random effects).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, log, sqrt

#: Share of broken sentences on a page, and how common such pages are. The least is what a slip here and there makes.
PAGES = {0.003: 0.9, 0.05: 0.04, 0.2: 0.02, 0.4: 0.02, 0.6: 0.01, 0.8: 0.01}
#: A ratio beyond these counts as these for the page, so that no one sentence speaks for it.
LEAST, MOST = -4.0, 4.0
#: The share of sentences that look broken, as the test of a page supposes of a garbled one: of the shares .1, .2 and .4 the one that told
#: written pages kept out of training best from sound ones. (Many a broken sentence does not look it by itself.)
SUPPOSED = 0.1


@dataclass(frozen=True)
class SoundPages:
    """What the weights of sentences come to on sound pages: their mean, its variance between pages, and theirs within."""

    mean: float
    between: float
    within: float

    @property
    def alike(self) -> float:
        """How far sentences of a page go together (intraclass correlation)."""
        return self.between / (self.between + self.within)


def weight(ratio: float, share: float = SUPPOSED) -> float:
    """Return how much a sentence speaks for a page with that share of broken ones, rather than with none (a log-likelihood)."""
    return log(1 - share + share * exp(min(max(ratio, LEAST), MOST)))


def chance(ratios: Sequence[float], sound: SoundPages) -> float:
    """Return on what share of sound pages the sentences would weigh as much on average, or more (normal, one-sided)."""
    mean = sum(map(weight, ratios)) / len(ratios)
    departure = (mean - sound.mean) / sqrt(sound.between + sound.within / len(ratios))
    return erfc(departure / sqrt(2)) / 2


def probabilities(ratios: Sequence[float], alike: float) -> list[float]:
    """Return for each sentence the probability that it is broken, on a page of which nothing is known."""
    worth = 1 / (1 + (len(ratios) - 1) * alike) if ratios else 1.0
    likely = {share: worth * sum(weight(ratio, share) for ratio in ratios) for share in PAGES}
    most = max(likely.values())
    weights = {share: common * exp(likely[share] - most) for share, common in PAGES.items()}
    total = sum(weights.values())
    return [
        round(sum(own / total * broken(ratio, share) for share, own in weights.items()), 4)
        for ratio in ratios
    ]


def broken(ratio: float, share: float) -> float:
    """Return the probability that a sentence is broken on a page where that share is."""
    return 1 / (1 + (1 - share) / share * exp(-ratio))
