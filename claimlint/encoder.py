"""The only door to onnxruntime and tokenizers: small encoders that judge how a sentence is worded.

One gives the probability that a sentence is an unsupported health claim (``models/claims``), the other how likely it is
broken, and where (``models/garble``); their cards say how they were made. Nothing is loaded before the first sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from claimlint.company import probability

FOLDER = Path(__file__).parent / "models"
#: Pieces of words of a sentence that are read, as in training.
LENGTHS = {"claims": 72, "garble": 96}
#: Scores that are kept: pages of one site share sentences.
KEPT = 10_000


@dataclass(frozen=True)
class Piece:
    """A piece of a word at ``start:end`` of its sentence. wrong, gap: probability that it is, and that something is missing before it."""

    start: int
    end: int
    wrong: float
    gap: float


@dataclass(frozen=True)
class Reading:
    """How broken a sentence looks. odds: log-odds that it is broken; pieces: where."""

    odds: float
    pieces: tuple[Piece, ...]


@lru_cache(maxsize=2)
def _loaded(name: str) -> tuple[Any, Any]:
    """Load tokenizer and session, one thread each way: the linter runs its files in turn."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / name / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTHS[name])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(FOLDER / name / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )
    return tokenizer, session


@lru_cache(maxsize=2)
def calibration(name: str) -> Mapping[str, float]:
    """Return the weights of a model's calibration, in log-odds: ``bias``, and those of what its room weighs."""
    return dict(json.loads((FOLDER / name / "calibration.json").read_text(encoding="utf-8")))


def claim_probabilities(sentences: Sequence[str]) -> list[float]:
    """Return for each sentence the probability, 0 to 1 and cut to four places, of an unsupported health claim."""
    return [_claim(sentence) for sentence in sentences]


def readings(sentences: Sequence[str]) -> list[Reading]:
    """Return for each sentence how broken it looks, and where."""
    return [_reading(sentence) for sentence in sentences]


@lru_cache(maxsize=KEPT)
def _claim(sentence: str) -> float:
    _, (scores,) = _run("claims", sentence)
    return round(float(scores[0]), 4)


@lru_cache(maxsize=KEPT)
def _reading(sentence: str) -> Reading:
    encoded, (odds, places) = _run("garble", sentence)
    pieces = (
        Piece(start, end, round(probability(wrong), 3), round(probability(gap), 3))
        for (start, end), (wrong, gap) in zip(encoded.offsets, places[0].tolist(), strict=True)
        if start < end
    )
    return Reading(round(float(odds[0]), 3), tuple(pieces))


def _run(name: str, sentence: str) -> tuple[Any, Any]:
    """Run a model on one sentence: quantised scores depend on what else is in a batch, and reports must not."""
    import numpy as np

    tokenizer, session = _loaded(name)
    encoded = tokenizer.encode(sentence)
    inputs = {"input_ids": encoded.ids, "attention_mask": encoded.attention_mask}
    return encoded, session.run(None, {key: np.array([ids], dtype=np.int64) for key, ids in inputs.items()})
