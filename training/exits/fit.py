"""Fit the exits: what the encoder's lower layers guess that the whole will say, to stop there where that is almost surely nothing.

Usage: python fit.py --rows ROWS.jsonl --claims CLAIMS.jsonl

In an environment with claimlint and scikit-learn, after split.py. rows, claims: made by ../garble/rows.py and ../claims/tell.py; the sentences
written for the statements come on top. For each of three groups of tasks a network with one hidden layer guesses, from the pooled pieces of a
sentence after the lower layers, what the whole encoder says of it (the idea: Schwartz et al., The Right Tool for the Job, ACL 2020). Writes
claimlint/models/encoder/exits.npz (``hidden``, ``hidden_bias``, ``out``, ``out_bias``: one network made of the three) and exits.json: for
each task, in the order of the outputs, the guess from which a sentence is read on. That is chosen on rows kept out of the fit: so low that of
the sentences the whole encoder is sure of one in ``LOST`` is not read on. Prints what share of the others is read then.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.neural_network import MLPRegressor

from claimlint import encoder
from claimlint.classifier import log_odds

STATEMENTS = Path(__file__).parents[1] / "statements" / "data"
#: One sentence in so many may be lost of those of which the whole is sure: a claim that is likelier than not may be reported in the company of
#: others, a broken sentence by itself only with more.
LOST: Mapping[str, int] = {"claims": 100}
LOST_OTHERWISE = 50
SURE: Mapping[str, float] = {"garble": 1.0}
#: Rows of broken and sound sentences, and of claims, that are looked at.
BROKEN, CLAIMS = 28_000, 16_000
#: Sums beyond these count as these; units of the hidden layer of each group; penalty on the squares of weights.
CLIPPED, UNITS, PENALTY = 5.0, 64, 1.0
#: Passes over the rows, at most (it stops where rows kept out gain no more), and rows to a step.
PASSES, STEP = 30, 500
KEPT, SEED = 8, 0


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def texts_of(rows: Path, claims: Path) -> list[str]:
    """Return the sentences, each once, mixed."""
    chance = random.Random(SEED)
    broken = _rows(rows)
    written = [row["text"] for row in broken if row["kind"].startswith("written")]
    others = [row["text"] for row in broken if not row["kind"].startswith("written")]
    claimed = [row["text"] for row in _rows(claims)]
    stated = [row["text"] for path in sorted(STATEMENTS.glob("*.jsonl")) for row in _rows(path)]
    drawn = written + chance.sample(others, min(len(others), BROKEN - len(written)))
    drawn += chance.sample(claimed, min(len(claimed), CLAIMS)) + stated
    found = list(dict.fromkeys(" ".join(text.split()) for text in drawn))
    chance.shuffle(found)
    return found


def looked_at(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return the pooled pieces of each sentence, what the whole says of it (log-odds and sums), and the names of the tasks."""
    names = ["claims", "garble", *encoder.statement_names()]
    pooled, said = [], []
    for text in texts:
        seen = encoder.looked_through(text)
        pooled.append(seen.pooled.astype(np.float16))
        said.append([log_odds(seen.claim), seen.odds, *seen.sums])
    return np.array(pooled, dtype=np.float32), np.array(said, dtype=np.float32), names


def network(seen: np.ndarray, goals: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return weights and biases of a network with one hidden layer that guesses goals (rows, tasks) from features (rows, features)."""
    middle, spread = seen.mean(0), seen.std(0) + 1e-6
    model = MLPRegressor(
        hidden_layer_sizes=(UNITS,),
        alpha=PENALTY,
        batch_size=STEP,
        early_stopping=True,
        max_iter=PASSES,
        random_state=SEED,
    )
    model.fit((seen - middle) / spread, goals if goals.shape[1] > 1 else goals[:, 0])
    hidden = model.coefs_[0] / spread[:, None]
    return hidden, model.intercepts_[0] - middle @ hidden, model.coefs_[1], model.intercepts_[1]


def joined(parts: Sequence[tuple[np.ndarray, ...]]) -> dict[str, np.ndarray]:
    """Return networks side by side as one: no hidden unit of one reaches an output of another."""
    out = np.zeros((UNITS * len(parts), sum(part[2].shape[1] for part in parts)))
    column = 0
    for at, (_, _, weights, _) in enumerate(parts):
        out[at * UNITS : (at + 1) * UNITS, column : column + weights.shape[1]] = weights
        column += weights.shape[1]
    made = {
        "hidden": np.concatenate([part[0] for part in parts], axis=1),
        "hidden_bias": np.concatenate([part[1] for part in parts]),
        "out": out,
        "out_bias": np.concatenate([part[3] for part in parts]),
    }
    return {name: values.astype(np.float32) for name, values in made.items()}


def main() -> None:
    """Look, fit, choose the bars, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=Path, required=True)
    options.add_argument("--claims", type=Path, required=True)
    args = options.parse_args()
    seen, said, names = looked_at(texts_of(args.rows, args.claims))
    kept = np.arange(len(seen)) % KEPT == 0
    goals = np.clip(said, -CLIPPED, CLIPPED)
    made = joined(
        [network(seen[~kept], goals[~kept, part]) for part in (slice(0, 1), slice(1, 2), slice(2, None))]
    )
    guess = np.maximum(seen @ made["hidden"] + made["hidden_bias"], 0) @ made["out"] + made["out_bias"]
    bars = {}
    for at, name in enumerate(names):
        likely = said[:, at] >= SURE.get(name, 0.0)
        bar = float(np.quantile(guess[kept & likely, at], 1 / LOST.get(name, LOST_OTHERWISE)))
        bars[name] = round(bar, 3)
        print(
            f"{name}: {likely.sum()} of {len(seen)} likely; correlation {np.corrcoef(guess[kept, at], goals[kept, at])[0, 1]:.3f}; read from "
            f"{bar:.2f}: {(guess[kept & likely, at] >= bar).mean():.3f} of the likely, {(guess[kept & ~likely, at] >= bar).mean():.3f} of the others",
            flush=True,
        )
    np.savez_compressed(encoder.FOLDER / "exits.npz", **made)
    (encoder.FOLDER / "exits.json").write_text(json.dumps(bars, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
