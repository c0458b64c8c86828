"""How a sentence's score is weighed with those of its neighbours and of its page: scores are surer in company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

#: One in so many sentences of a page, the strongest, make its level; other sentences from which a page has one.
TOP, ENOUGH = 4, 8
#: Log-odds that stand for the neighbours and the page of a text too short to have them.
UNKNOWN = 0.0
#: Probability from which a sentence is likelier what is sought than not.
EVEN = 0.5
#: Log-odds beyond these count as these, so that no one sentence speaks for its page.
MOST = 6.9


def weighed(odds: Sequence[float], told: Mapping[str, float]) -> list[float]:
    """Return a page's probabilities in their order, each sentence's log-odds weighed with its neighbours and the page's level.

    told: weights of ``own``, ``neighbours`` and ``page``, and the ``bias``. Company makes nothing of a sentence that is likelier sound by
    itself: there the lower of both probabilities counts.
    """
    weights = (told["own"], told["neighbours"], told["page"])
    joined = (
        probability(sum(w * x for w, x in zip(weights, row, strict=True)) + told["bias"])
        for row in features(odds)
    )
    own = (probability(value) for value in odds)
    return [round(j if o >= EVEN else min(o, j), 4) for o, j in zip(own, joined, strict=True)]


def features(odds: Sequence[float]) -> list[tuple[float, float, float]]:
    """Return for each sentence of a page, in log-odds: its own score, its neighbours' mean, the level of the page.

    The level is the mean of the strongest quarter of the others; a few sentences make no page, and their level
    is drawn towards ``UNKNOWN``.
    """
    odds = [min(max(value, -MOST), MOST) for value in odds]
    strongest = sorted(range(len(odds)), key=lambda i: -odds[i])
    top = max(1, (len(odds) - 1) // TOP)
    found = []
    for i, own in enumerate(odds):
        beside = [*odds[max(0, i - 1) : i], *odds[i + 1 : i + 2]]
        others = [odds[j] for j in strongest[: top + 1] if j != i][:top]
        known = min(1.0, (len(odds) - 1) / ENOUGH)
        level = (known * sum(others) / len(others) if others else 0.0) + (1 - known) * UNKNOWN
        found.append((own, sum(beside) / len(beside) if beside else UNKNOWN, level))
    return found


def probability(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + exp(-odds))
