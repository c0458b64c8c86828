"""The only door to onnxruntime and tokenizers: a small encoder that judges how a sentence is worded.

It gives the probability that a sentence is an unsupported health claim, how likely it is broken, and where (``models/encoder``, whose card
says how it was made). Nothing is loaded before the first sentence.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

from claimlint.company import probability

FOLDER = Path(__file__).parent / "models" / "encoder"
#: Pieces of words of a sentence that are read, as in training.
LENGTH = 96
#: Sentences read at the same time, in a process that is not one of several, and where OMP_NUM_THREADS allows it: Ray and Spark set it for
#: their workers.
THREADS = 2
#: Sentences whose readings are kept: an article that is checked again after each change is mostly the same (about 10 KB a sentence).
KEPT = 1024


@dataclass(frozen=True)
class Piece:
    """A piece of a word at ``start:end`` of its sentence. wrong, gap: probability that it is, and that something is missing before it."""

    start: int
    end: int
    wrong: float
    gap: float


@dataclass(frozen=True)
class Reading:
    """What the encoder says of a sentence.

    claim: probability, cut to four places, that it is an unsupported health claim. odds: log-odds that it is broken, cut to three. offsets,
    places: start and end of each piece of a word, and the log-odds that it is wrong and that something is missing before it. shares: what each
    piece adds to the log-odds of a claim, which are their mean. says: the statements (``statements.npz``) it makes, such as "disclaimer".
    """

    claim: float
    odds: float
    offsets: Sequence[tuple[int, int]] = ()
    places: Sequence[Sequence[float]] = ()
    shares: Sequence[float] = ()
    says: frozenset[str] = frozenset()

    @property
    def pieces(self) -> list[Piece]:
        """Its pieces of words, in order."""
        pairs = zip(self.offsets, self.places, strict=True)
        return [
            Piece(start, end, round(probability(wrong), 3), round(probability(gap), 3))
            for (start, end), (wrong, gap) in pairs
            if start < end
        ]


def _alone() -> bool:
    """Whether this process is not one of several that share the processors."""
    return not parent_process() and os.environ.get("OMP_NUM_THREADS") != "1"


@lru_cache(maxsize=1)
def _loaded() -> tuple[Any, Any]:
    """Load tokenizer and session."""
    # Newer versions report their use over the network, and keep a database of that in the home folder, unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    options = onnxruntime.SessionOptions()
    # One sentence is too little work to be divided; several are read at the same time instead.
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(FOLDER / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )
    return tokenizer, session


@lru_cache(maxsize=2)
def calibration(name: str) -> Mapping[str, float]:
    """Return the weights that turn the encoder's scores into probabilities, by what they are of: ``claims`` or ``garble``."""
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _statements() -> tuple[tuple[str, ...], Any, Any]:
    """Return the names of the statements, their weights (width, statements) and constants."""
    import numpy as np

    with np.load(FOLDER / "statements.npz", allow_pickle=False) as file:
        names = tuple(sorted(file))
        table = np.stack([file[name] for name in names], axis=1)
    return names, table[:-1], table[-1]


def means(sentences: Sequence[str]) -> Any:
    """Return the mean of the pieces of each sentence, an array (sentences, width): for training."""
    import numpy as np

    return np.concatenate([_outputs(one.ids)[-1] for one in _loaded()[0].encode_batch(list(sentences))])


def readings(sentences: Sequence[str]) -> list[Reading]:
    """Return what the encoder says of each sentence, in their order. What it says of one depends on no other."""
    if len(sentences) < THREADS or not _alone():
        return [_read(sentence) for sentence in sentences]
    _loaded()
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(_read, sentences))


def _outputs(ids: Sequence[int]) -> Sequence[Any]:
    """Return what the network gives for a sentence, the ids of its pieces: claim, sentence, places, shares, mean.

    One sentence at a time: what is quantised depends on all that is read together. Batches of 16 are a fifth faster a piece and read a third more
    pieces: sentences are padded, and asked for again in other batches.
    """
    import numpy as np

    row = np.array([ids], dtype=np.int64)
    names = ["claim", "sentence", "places", "shares", "mean"]
    outputs: Sequence[Any] = _loaded()[1].run(names, {"input_ids": row, "attention_mask": np.ones_like(row)})
    return outputs


@lru_cache(maxsize=KEPT)
def _read(sentence: str) -> Reading:
    """Return what the encoder says of a sentence."""
    one = _loaded()[0].encode(sentence)
    claims, odds, places, shares, mean = _outputs(one.ids)
    names, weights, constants = _statements()
    sums = mean[0] @ weights + constants
    return Reading(
        round(probability(float(claims[0])), 4),
        round(float(odds[0]), 3),
        one.offsets,
        places[0].tolist(),
        shares[0].tolist(),
        frozenset(name for name, total in zip(names, sums, strict=True) if total > 0),
    )
