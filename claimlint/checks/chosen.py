"""Which of many finders are worth asking about a sentence: one look at its words instead of one for each finder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from claimlint.analysis import Sentence
from claimlint.checks.surroundings import Find


def chooser(finds: Sequence[Find]) -> Callable[[Sentence], Sequence[int]]:
    """Return a function from a sentence to the numbers of the finders that may match in it, in order."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, find in enumerate(finds):
        for word in find.words or ():
            by_word[word].append(number)
    words = frozenset(by_word)
    anywhere = [number for number, find in enumerate(finds) if find.words is None]

    def choose(sentence: Sentence) -> Sequence[int]:
        return sorted(
            {number for word in words & sentence.vocabulary for number in by_word[word]}.union(anywhere)
        )

    return choose
