"""Weigh a sentence's own score with its neighbours and its page, on the plain pages kept out of training.

Usage: python calibrate.py (in an environment with claimlint, its encoder exported, and scikit-learn)

Writes claimlint/models/encoder/claims.json and prints, cross-fitted by page, what thresholds find and at what cost.
"""

from __future__ import annotations

import json

import numpy as np
from rows import Row, rows
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from claimlint.classifier import log_odds
from claimlint.company import EVEN, features
from claimlint.encoder import FOLDER, readings

THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)


def table_of(pages: list[list[Row]]) -> np.ndarray:
    """Return the features of every sentence, in order: (own score, neighbours, level of the page)."""
    asked = [readings([row["text"] for row in page]) for page in pages]
    return np.array([entry for read in asked for entry in features([log_odds(one.claim) for one in read])])


def main() -> None:
    """Fit, compare, write."""
    kept = [row for row in rows() if row["held_out"] and row["page"] and row["style"].startswith("plain")]
    names = list(dict.fromkeys(row["page"] for row in kept))
    pages = [[row for row in kept if row["page"] == name] for name in names]
    table = table_of(pages)
    labels = np.array([row["label"] for page in pages for row in page])
    junk = np.array([row["kind"] == "junk" for page in pages for row in page])
    groups = np.repeat(np.arange(len(pages)), [len(page) for page in pages])
    joined = np.zeros(len(labels))
    for train, test in GroupKFold(8).split(table, labels, groups):
        joined[test] = LogisticRegression().fit(table[train], labels[train]).predict_proba(table[test])[:, 1]
    own = 1 / (1 + np.exp(-table[:, 0]))
    joined = np.where(own >= EVEN, joined, np.minimum(own, joined))
    print(f"{len(pages)} pages, {len(labels)} sentences, {labels.sum()} claims")
    for name, found in (("own score", own), ("with the page", joined)):
        print(
            f"{name}: AUC {roc_auc_score(labels, found):.3f}, on junk pages {roc_auc_score(labels[junk], found[junk]):.3f}"
        )
        for threshold in THRESHOLDS:
            hit = found >= threshold
            print(
                f"  {threshold}: recall {hit[labels == 1].mean():.3f}, sound sentences hit on junk pages"
                f" {hit[(labels == 0) & junk].mean():.3f}, on sound pages {hit[(labels == 0) & ~junk].mean():.4f}"
            )
    model = LogisticRegression().fit(table, labels)
    weights = dict(
        zip(("bias", "own", "neighbours", "page"), (model.intercept_[0], *model.coef_[0]), strict=True)
    )
    rounded = {name: round(float(value), 4) for name, value in weights.items()}
    (FOLDER / "claims.json").write_text(json.dumps(rounded) + "\n", encoding="utf-8")
    print(rounded)


if __name__ == "__main__":
    main()
