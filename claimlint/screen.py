"""A quick look at every sentence, so that the encoder reads first, or only, those that may turn out badly.

A sum of weights of a sentence's words, pairs and triples of words, and tags, fitted to what an encoder says of claims and of broken sentences
(training/screen). Nothing is reported on its word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint.columns import word_and_tag_ids

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

FOLDER = Path(__file__).parent / "models" / "screen"
#: Features share so many weights (a power of two, as bits).
BITS = 18
#: Odd numbers that spread feature values over the weights (SplitMix64; Steele, Lea and Flood, 2014).
_FIRST, _SECOND, _THIRD = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def features(spans: Sequence[Doc | Span]) -> tuple[Any, Any]:
    """Return the features of sentences: words, pairs, triples, tags and tags with words.

    Two numpy arrays of the same length: the index of a weight, and the index of the sentence it belongs to.
    """
    import numpy as np

    # A start (zeros) and an end (ones) stand around each sentence.
    sizes = np.array([len(span) + 2 for span in spans])
    ends = np.cumsum(sizes)
    table = np.zeros((ends[-1], 2), dtype=np.uint64)
    table[ends - 1] = 1
    for span, end in zip(spans, ends.tolist(), strict=True):
        table[end - len(span) - 1 : end - 1] = word_and_tag_ids(span)
    word, tag = table.T.copy()
    owner = np.repeat(np.arange(len(sizes)), sizes)
    pairs, tags = _mixed(word[:-1], word[1:]), _mixed(tag[:-1] + np.uint64(7), tag[1:])
    parts = (
        _mixed(word, word),
        pairs,
        _mixed(pairs[:-1], word[2:]),
        _mixed(tags[:-1], tag[2:]),
        _mixed(tag[:-1], word[1:]),
        _mixed(word[:-1] + np.uint64(5), tag[1:]),
        _mixed(_mixed(tags[:-2], tag[2:-1]), tag[3:]),
    )
    indices, owners = [], []
    for part in parts:
        reach = len(owner) - len(part)
        whole = owner[: len(part)] == owner[reach:]
        indices.append((part[whole] >> np.uint64(64 - BITS)).astype(np.int64))
        owners.append(owner[: len(part)][whole])
    return np.concatenate(indices), np.concatenate(owners)


def _mixed(one: Any, other: Any) -> Any:
    """Return arrays of 64-bit numbers mixed; they wrap around."""
    import numpy as np

    with np.errstate(over="ignore"):
        mixed = one * np.uint64(_FIRST) + other * np.uint64(_SECOND)
        mixed ^= mixed >> np.uint64(29)
        return mixed * np.uint64(_THIRD)


@lru_cache(maxsize=1)
def _loaded() -> tuple[Mapping[str, Any], Mapping[str, Mapping[str, float]]]:
    import numpy as np

    with np.load(FOLDER / "weights.npz") as held:
        weights = {name: held[name] for name in held.files}
    return weights, json.loads((FOLDER / "thresholds.json").read_text(encoding="utf-8"))


def suspicions(name: str, spans: Sequence[Doc | Span]) -> list[float]:
    """Return for each sentence what a first look makes of it, on the scale of the encoder's log-odds; name: ``claims`` or ``garble``."""
    import numpy as np

    if not spans:
        return []
    weights, told = _loaded()
    indices, owners = features(spans)
    totals = np.bincount(owners, weights[name][indices], len(spans)) / np.sqrt(np.bincount(owners))
    return [float(total) * told[name]["step"] + told[name]["base"] for total in totals]


def clears(name: str, suspicion: float) -> bool:
    """Whether a sentence that looks so need not be read: the encoder would almost surely find nothing."""
    _, told = _loaded()
    return suspicion < told[name]["from"]
