"""By what a text is known again after its file was renamed: a small sample of its sentences, and how alike two samples are."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

#: Sentences in a sample: those with the smallest hashes, so that texts which share sentences share samples (bottom-k
#: sketch; Cohen and Kaplan 2007). The share of a longer text is then known to about 0.09.
SIZE = 32
#: Share of sentences (of those in either) from which two texts are the same, edited: of texts of one length, two
#: sentences in three stand in both.
ALIKE = 0.5

#: A sentence that more files share (a disclaimer, a line on the author) leads to none of them.
COMMON = 20

Sketch = tuple[str, ...]


def sketch(sentences: Iterable[str]) -> Sketch:
    """Return the sample of a text, sorted. White space and case do not count."""
    return tuple(sorted({_hash(" ".join(sentence.lower().split())) for sentence in sentences})[:SIZE])


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def likeness(one: Sketch, other: Sketch) -> float:
    """Return the share of sentences, of those in either text, that stand in both: 0 to 1, exact for short texts."""
    shared = set(one) & set(other)
    smallest = sorted(set(one) | set(other))[:SIZE]
    return sum(entry in shared for entry in smallest) / len(smallest) if smallest else 0.0


def renamed(gone: Mapping[str, Sketch], new: Mapping[str, Sketch]) -> dict[str, str]:
    """Return which new file is which one that is gone: new name to old name.

    The most alike are paired first, and none is paired twice, so that a copy is never taken for the original.
    """
    pairs = sorted((-score, old, name) for name, old, score in _candidates(gone, new) if score >= ALIKE)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, old, name in pairs:
        if old not in taken and name not in found:
            found[name] = old
            taken.add(old)
    return found


def _candidates(gone: Mapping[str, Sketch], new: Mapping[str, Sketch]) -> Sequence[tuple[str, str, float]]:
    """Return the pairs that share a sentence at all; two long lists are not held against each other."""
    holders: dict[str, list[str]] = defaultdict(list)
    for old, sample in gone.items():
        for entry in sample:
            holders[entry].append(old)
    telling = {entry: old for entry, old in holders.items() if len(old) <= COMMON}
    pairs = {
        (name, old) for name, sample in new.items() for entry in sample for old in telling.get(entry, ())
    }
    return [(name, old, likeness(gone[old], new[name])) for name, old in sorted(pairs)]
