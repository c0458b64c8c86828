"""The only door to onnxruntime and tokenizers: a small encoder that judges how a sentence is worded.

It gives the probability that a sentence is an unsupported health claim, how likely it is broken, and where (``models/encoder``, whose card
says how it was made). Nothing is loaded before the first sentence.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

from claimlint.company import probability

FOLDER = Path(__file__).parent / "models" / "encoder"
#: Pieces of words of a sentence that are read, as in training.
LENGTH = 96
#: Sentences read at once; threads that read them, in a process that is not one of several, and where OMP_NUM_THREADS allows them: Ray and
#: Spark set it for their workers.
BATCH, THREADS = 16, 2
#: Batches whose readings are kept, and sentences whose pieces are: an article that is checked again after each change is mostly
#: the same (about 0.1 MB a batch, 10 KB a sentence).
KEPT, KEPT_SENTENCES = 64, 1024


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


def _threads() -> int:
    one_of_several = parent_process() or os.environ.get("OMP_NUM_THREADS") == "1"
    return 1 if one_of_several else THREADS


@lru_cache(maxsize=1)
def _loaded() -> tuple[Any, Any]:
    """Load tokenizer and session."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads()
    options.log_severity_level = 3
    # Threads that wait in a loop for the next step take the processor from the rest of the check.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
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
    """Return the mean of the pieces of each sentence, an array (sentences, width), each read alone: for training."""
    import numpy as np

    return np.concatenate([_outputs([one.ids])[-1] for one in _loaded()[0].encode_batch(list(sentences))])


def readings(sentences: Sequence[str]) -> list[Reading]:
    """Return what the encoder says of each sentence, in their order.

    The same sentences always give the same scores; in other company a score may differ by a little.
    """
    if not sentences:
        return []
    found: dict[int, Reading] = {}
    encoded = [_pieces(sentence) for sentence in sentences]
    # Sentences of about the same length together: little is padded.
    order = sorted(range(len(encoded)), key=lambda i: (len(encoded[i].ids), i))
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        found |= zip(part, _read(tuple(sentences[i] for i in part)), strict=True)
    return [found[i] for i in range(len(encoded))]


@lru_cache(maxsize=KEPT_SENTENCES)
def _pieces(sentence: str) -> Any:
    """Return the pieces of a sentence, with their ids and offsets."""
    return _loaded()[0].encode(sentence)


def _outputs(batch: Sequence[Sequence[int]]) -> Sequence[Any]:
    """Return what the network gives for a batch, the ids of each sentence's pieces: claim, sentence, places, shares, mean."""
    import numpy as np

    shape = len(batch), max(map(len, batch))
    ids, mask = np.ones(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, pieces in enumerate(batch):
        ids[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
    names = ["claim", "sentence", "places", "shares", "mean"]
    outputs: Sequence[Any] = _loaded()[1].run(names, {"input_ids": ids, "attention_mask": mask})
    return outputs


@lru_cache(maxsize=KEPT)
def _read(batch: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return what the encoder says of the sentences of a batch.

    Whole batches are kept, not sentences: what the network gives for one depends a little on the others.
    """
    encoded = [_pieces(sentence) for sentence in batch]
    claims, odds, places, shares, mean = _outputs([one.ids for one in encoded])
    names, weights, constants = _statements()
    sums = mean @ weights + constants
    return tuple(
        Reading(
            round(probability(float(claims[row])), 4),
            round(float(odds[row]), 3),
            one.offsets,
            places[row, : len(one.ids)].tolist(),
            shares[row, : len(one.ids)].tolist(),
            frozenset(name for name, total in zip(names, sums[row], strict=True) if total > 0),
        )
        for row, one in enumerate(encoded)
    )
