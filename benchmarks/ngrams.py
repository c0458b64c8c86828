"""A plain trigram model of sound prose, for baselines: how surprising a sentence is, and how many of its words are unknown.

Interpolated, with absolute discounting (Ney, Essen and Kneser 1994); words seen once count as unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log

DISCOUNT = 0.75
UNKNOWN = "<unknown>"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]")


def words(text: str) -> list[str]:
    """Return the words and signs of a text in lower case, numbers as one sign."""
    return ["#" if word.isdigit() else word for word in _WORD.findall(text.lower())]


class Trigrams:
    """Counts of a text; scores in nats."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Count the words of sentences."""
        split = [words(sentence) for sentence in sentences]
        count = Counter(word for sentence in split for word in sentence)
        self.known = {word for word, times in count.items() if times > 1}
        self.counts: tuple[Counter[tuple[str, ...]], ...] = (Counter(), Counter(), Counter())
        for sentence in split:
            row = self._row(sentence)
            for size, counts in enumerate(self.counts, 1):
                counts.update(tuple(row[i : i + size]) for i in range(3 - size, len(row) - size + 1))
        self.heads = [Counter(), Counter(), Counter()]
        self.kinds = [Counter(), Counter(), Counter()]
        for size in (1, 2, 3):
            for gram, times in self.counts[size - 1].items():
                self.heads[size - 1][gram[:-1]] += times
                self.kinds[size - 1][gram[:-1]] += 1

    def _row(self, sentence: list[str]) -> list[str]:
        return ["<", "<", *(word if word in self.known else UNKNOWN for word in sentence), ">"]

    def _probability(self, gram: tuple[str, ...]) -> float:
        size = len(gram)
        if size == 0:
            return 1 / (len(self.known) + 3)
        head = gram[:-1]
        total = self.heads[size - 1][head]
        lower = self._probability(gram[1:])
        if not total:
            return lower
        spare = DISCOUNT * self.kinds[size - 1][head] / total
        return max(self.counts[size - 1][gram] - DISCOUNT, 0) / total + spare * lower

    def slor(self, sentence: str) -> float:
        """Return the syntactic log-odds ratio: log-probability less that of its words alone, by the word (Pauls and Klein 2012)."""
        row = self._row(words(sentence))
        grams = [tuple(row[i - 2 : i + 1]) for i in range(2, len(row))]
        return sum(log(self._probability(g)) - log(self._probability(g[-1:])) for g in grams) / len(grams)

    def unknown(self, sentence: str) -> float:
        """Return the share of words that the model does not know."""
        found = [word for word in words(sentence) if word.isalpha()]
        return sum(word not in self.known for word in found) / max(1, len(found))
