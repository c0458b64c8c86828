"""Fit what the encoder's reading of a sentence says: that it disclaims, sends to a professional, cites, names an author or a date, sells, warns.

Usage: python fit.py

In an environment with claimlint and scikit-learn. A logistic regression for each statement on the mean of the sentence's pieces, over all rows of ``data``
(rows of other statements weigh ``OTHERS``). Writes ``claimlint/models/encoder/statements.npz``: for each statement its weights and, last, the constant,
so put that a sum above 0 means that the sentence says it. Prints what five-fold cross-fitting gives.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from claimlint.encoder import FOLDER, means

HERE = Path(__file__).parent
#: Strength of the penalty (inverse) and weight of rows that were written for another statement.
LOOSE, OTHERS = 0.01, 0.3
#: Probability from which a sentence says it. Many sentences of a page are read: at .5, seven of 77 labelled pages had a disclaimer that is none, at .8 none (of .5, .8, .9).
FROM = 0.8
SEED = 0


def main() -> None:
    """Read, fit, write, report."""
    rows = [
        json.loads(line)
        for path in sorted((HERE / "data").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    seen = means([" ".join(row["text"].split()) for row in rows])
    middle, spread = seen.mean(0), seen.std(0)
    scaled, found = (seen - middle) / spread, {}
    for name in sorted({row["concept"] for row in rows}):
        own = np.array([row["concept"] == name for row in rows])
        label = np.array([row["concept"] == name and row["label"] for row in rows])
        weight = np.where(own, 1.0, OTHERS)
        if name == "professional":
            # A warning sign with where to go sends readers to a professional, too.
            weight[[row["concept"] == "warning-sign" and row["label"] for row in rows]] = 0
        model = LogisticRegression(C=LOOSE, max_iter=2000)
        folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
        chance = cross_val_predict(
            model, scaled, label, cv=folds, method="predict_proba", params={"sample_weight": weight}
        )
        said = chance[own, 1] >= FROM
        right = (said & label[own]).sum()
        print(
            f"{name}: precision {right / said.sum():.2f}, recall {right / label.sum():.2f} of {label.sum()}"
        )
        model.fit(scaled, label, sample_weight=weight)
        weights = model.coef_[0] / spread
        constant = model.intercept_[0] - (weights * middle).sum() - np.log(FROM / (1 - FROM))
        found[name] = np.append(weights, constant).astype(np.float32)
    np.savez(FOLDER / "statements.npz", **found)


if __name__ == "__main__":
    main()
