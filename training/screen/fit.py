"""Fit the quick look (claimlint/screen.py) to what the encoders say.

Usage: python fit.py --rows ROWS.jsonl --claims CLAIMS.jsonl

In an environment with claimlint and scikit-learn. rows, claims: made by ../garble/rows.py and ../claims/tell.py; it learns what the large
encoders said of them (../scripts/told.py). Writes weights.npz (8 bits a weight) and thresholds.json to claimlint/models/screen: for each
task ``step`` (what a weight's unit is worth) and ``base``, which give the encoder's log-odds as the quick look guesses them, and ``from``, the guess from
which a sentence is read. That is chosen on rows kept out of the fit: so low that of the sentences the shipped encoder finds
likely (``LIKELY``) one in ``LOST`` is not read. Prints what share of the others is read then.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import Ridge

from claimlint.classifier import log_odds
from claimlint.encoder import Reading, readings
from claimlint.nlp import load_pipeline
from claimlint.screen import BITS, FOLDER, features

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from told import key, load

HERE = Path(__file__).parent
#: One sentence the encoder finds likely in so many may be lost.
LOST = 100
#: Log-odds of the encoder from which a sentence counts as likely: such sentences are reported, alone or in company.
LIKELY = {"claims": 0.0, "garble": 0.0}
#: Log-odds beyond these count as these.
CLIPPED = 5.0
KEPT, SEED = 8, 4
#: Weight of the squares of weights (ridge).
PENALTY = 3.0


def rows_with(folder: str, path: Path) -> tuple[list[str], np.ndarray]:
    """Return the sentences of a file of rows that a large encoder scored, mixed, and its log-odds; folder: its training."""
    told = load(HERE.parent / folder / "data" / "told.npz")
    with path.open(encoding="utf-8") as lines:
        texts = list(dict.fromkeys(json.loads(line)["text"] for line in lines))
    texts = [text for text in texts if key(text) in told]
    random.Random(SEED).shuffle(texts)
    return texts, np.array([told[key(text)] for text in texts])


def table(texts: Sequence[str]) -> csr_matrix:
    """Return the counts of features by text, over the root of how many there are."""
    nlp = load_pipeline()
    nlp.disable_pipes(*[name for name in nlp.pipe_names if name not in ("tok2vec", "tagger")])
    indices, owners = features(list(nlp.pipe(texts)))
    order = np.argsort(owners, kind="stable")
    sizes = np.bincount(owners)
    edges = np.concatenate([[0], np.cumsum(sizes)])
    return csr_matrix((1 / np.sqrt(sizes)[owners[order]], indices[order], edges), shape=(len(texts), 2**BITS))


def fitted(
    name: str, texts: Sequence[str], odds: np.ndarray, said_of: Callable[[Reading], float]
) -> tuple[np.ndarray, dict[str, float]]:
    """Return weights in 8 bits and what they mean; said_of: what the shipped encoder says of a sentence."""
    counts = table(texts)
    kept = np.arange(len(texts)) % KEPT == 0
    likely = odds >= LIKELY[name]
    balance = np.where(likely, 0.5 / likely.mean(), 0.5 / (1 - likely.mean()))
    model = Ridge(alpha=PENALTY, solver="lsqr", tol=1e-4).fit(
        counts[~kept], np.clip(odds, -CLIPPED, CLIPPED)[~kept], sample_weight=balance[~kept]
    )
    step = float(np.quantile(np.abs(model.coef_[model.coef_ != 0]), 0.9999) / 127)
    weights = np.clip(np.round(model.coef_ / step), -127, 127).astype(np.int8)
    guess = counts[kept] @ (weights * step) + model.intercept_
    read = readings([text for text, own in zip(texts, kept, strict=True) if own])
    said = np.array([said_of(reading) for reading in read])
    found = said >= LIKELY[name]
    bar = float(np.quantile(guess[found], 1 / LOST))
    print(
        f"{name}: {len(texts)} sentences, {likely.sum()} likely; correlation {np.corrcoef(guess, said)[0, 1]:.3f}; read from {bar:.2f}: "
        f"{(guess >= bar)[found].mean():.3f} of the likely, {(guess >= bar)[~found].mean():.3f} of the others",
        flush=True,
    )
    return weights, {"step": step, "base": float(model.intercept_), "from": bar}


def main() -> None:
    """Score, fit, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=Path, required=True)
    options.add_argument("--claims", type=Path, required=True)
    args = options.parse_args()
    results = {
        "garble": fitted("garble", *rows_with("garble", args.rows), lambda reading: reading.odds),
        "claims": fitted(
            "claims", *rows_with("claims", args.claims), lambda reading: log_odds(reading.claim)
        ),
    }
    FOLDER.mkdir(exist_ok=True)
    np.savez_compressed(FOLDER / "weights.npz", **{name: weights for name, (weights, _) in results.items()})
    told = {name: {k: round(v, 6) for k, v in means.items()} for name, (_, means) in results.items()}
    (FOLDER / "thresholds.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
