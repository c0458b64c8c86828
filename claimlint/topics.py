"""What an article is about: its health terms, weighed by how often and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from claimlint.analysis import Analysis

#: Conditions that only the large lexicon names.
RARE_KINDS = frozenset({"condition", "symptom"})
CONDITION_KINDS = frozenset({"serious-condition", "chronic-condition", "minor-condition", *RARE_KINDS})
#: Weight of a mention by the kind of block it stands in; prose counts 1 (an editorial choice).
MENTION_WEIGHTS: Mapping[str, int] = {"title": 5, "heading": 3}
MAX_TOPICS = 5


@dataclass(frozen=True)
class Topic:
    """A term the article is about; weight: weighted mentions as a share of all of them, 0 to 1.

    rare: a condition that no list of ``rules/lists`` names.
    """

    term: str
    kind: str
    weight: float
    mentions: int
    in_title: bool
    rare: bool = False


def topics_of(analysis: Analysis) -> tuple[Topic, ...]:
    """Return what the article is about: health terms by weighted mentions, strongest first."""
    weights: Counter[tuple[str, str]] = Counter()
    mentions: Counter[tuple[str, str]] = Counter()
    titled: set[tuple[str, str]] = set()
    rare: set[tuple[str, str]] = set()
    for sentence in analysis.prose:
        for term in analysis.terms.get(sentence.index, ()):
            key = (term.name, "condition" if term.kind in CONDITION_KINDS else term.kind)
            weights[key] += MENTION_WEIGHTS.get(sentence.scope, 1)
            mentions[key] += 1
            if sentence.scope == "title":
                titled.add(key)
            if term.kind in RARE_KINDS:
                rare.add(key)
    total = sum(weights.values())
    ranked = sorted(weights, key=lambda key: (-weights[key], key))[:MAX_TOPICS]
    return tuple(
        Topic(*key, round(weights[key] / total, 3), mentions[key], key in titled, key in rare)
        for key in ranked
    )
