"""The only door to onnxruntime and tokenizers: one small encoder that judges how a sentence is worded.

It reads a sentence with its surroundings and returns the probability that it is an unsupported health claim. The
weights lie in ``models/encoder`` (its card says how they were made); nothing is loaded before the first sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "models" / "encoder"
#: Tokens of a sentence and its surroundings that are read, as in training.
LENGTH = 72
BATCH = 32


@lru_cache(maxsize=1)
def _loaded() -> tuple[Any, Any]:
    """Load tokenizer and session, one thread each way: the linter runs its files in turn."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH, strategy="longest_first")
    tokenizer.enable_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(FOLDER / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )
    return tokenizer, session


def claim_probabilities(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return for each (sentence, surroundings) the probability, 0 to 1, of an unsupported health claim.

    Surroundings: heading, sentence before, "|", sentence after, joined by spaces. The result does not depend on how
    the pairs are put into batches beyond rounding: it is cut to four places.
    """
    import numpy as np

    if not pairs:
        return []
    tokenizer, session = _loaded()
    found = [0.0] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        encoded = tokenizer.encode_batch([pairs[i] for i in chosen])
        names = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
        inputs = {
            name: np.array([getattr(e, part) for e in encoded], dtype=np.int64)
            for name, part in names.items()
        }
        (scores,) = session.run(None, inputs)
        for i, score in zip(chosen, scores, strict=True):
            found[i] = round(float(score), 4)
    return found
