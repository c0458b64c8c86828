"""The only door to onnxruntime and tokenizers: one small encoder that judges how a sentence is worded.

It reads a sentence and returns the probability that it is an unsupported health claim. The
weights lie in ``models/encoder`` (its card says how they were made); nothing is loaded before the first sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "models" / "encoder"
#: Tokens of a sentence that are read, as in training.
LENGTH = 72
#: Scores that are kept: pages of one site share sentences.
KEPT = 10_000


@lru_cache(maxsize=1)
def _loaded() -> tuple[Any, Any]:
    """Load tokenizer and session, one thread each way: the linter runs its files in turn."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(FOLDER / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )
    return tokenizer, session


@lru_cache(maxsize=1)
def calibration() -> Mapping[str, float]:
    """Return the weights of ``bias``, of a sentence's ``own`` score, its ``neighbours`` and its ``page`` (log-odds)."""
    return dict(json.loads((FOLDER / "calibration.json").read_text(encoding="utf-8")))


def claim_probabilities(sentences: Sequence[str]) -> list[float]:
    """Return for each sentence the probability, 0 to 1 and cut to four places, of an unsupported health claim."""
    return [_probability(sentence) for sentence in sentences]


@lru_cache(maxsize=KEPT)
def _probability(sentence: str) -> float:
    """Return the probability of one sentence: quantised scores depend on what else is in a batch, and reports must not."""
    import numpy as np

    tokenizer, session = _loaded()
    encoded = tokenizer.encode(sentence)
    inputs = {"input_ids": encoded.ids, "attention_mask": encoded.attention_mask}
    (scores,) = session.run(None, {name: np.array([ids], dtype=np.int64) for name, ids in inputs.items()})
    return round(float(scores[0]), 4)
