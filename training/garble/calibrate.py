"""Turn the exported detector's scores into probabilities, alone and in company, on pages kept out of training.

Usage: python calibrate.py SHARED (in an environment with claimlint, its detector exported, and scikit-learn)

Kept out are every sixth written page and the development parts of the treebanks (EWT, GUM), whose sentences stand for
sound text as it is found. Writes claimlint/models/garble/calibration.json:

- ``base``, ``sentence``: a sentence's own log-odds from the encoder's (logistic regression);
- ``bias``, ``own``, ``neighbours``, ``page``, ``known``: the same in company (claimlint/company.py);
- ``notable``: own log-odds that one in twenty sound sentences reaches.

Prints what thresholds find and at what cost, cross-fitted by page.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from public import treebank
from rows import Row, pages
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from claimlint.company import EVEN, features
from claimlint.encoder import FOLDER, readings
from claimlint.garble import FEWEST, MOST, OUTSTANDING

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)
#: Sentences of a treebank that make a page, and of pages cut short: a sentence must be judged alone, too.
PAGE, SHORT = 25, (1, 3)


def judged(row: Row) -> bool:
    """Whether the linter would ask: running text of ordinary length."""
    text = row["text"]
    return FEWEST <= len(text.split()) <= MOST and text[-1:] in '.!?:"”)'


def seen(texts: Sequence[str]) -> np.ndarray:
    """Return the encoder's log-odds of each text. (The likeliest places beside them made it worse on sound web text.)"""
    return np.array([[reading.odds] for reading in readings(texts)])


def company(own: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return the features of each sentence in company, page by page."""
    return np.array(
        [entry for group in dict.fromkeys(groups) for entry in features(list(own[groups == group]))]
    )


def windows(own: np.ndarray, labels: np.ndarray, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the features and labels of all sentences on their pages, and again on pages cut short to a few sentences."""
    tables, told = [company(own, groups)], [labels]
    for size in SHORT:
        cut = np.concatenate(
            [np.arange((groups == g).sum()) // size + 1000 * i for i, g in enumerate(dict.fromkeys(groups))]
        )
        tables.append(company(own, cut))
        told.append(labels)
    return np.concatenate(tables), np.concatenate(told)


def main() -> None:
    """Fit, compare, write."""
    shared = Path(sys.argv[1])
    written = [[row for row in page if judged(row)] for _, page in pages(kept=True)]
    found = []
    for name in ("ewt", "gum"):
        texts = [
            t
            for t in treebank(shared / f"treebank/{name}-dev.conllu.gz")
            if judged({"text": t}) and t[0].isupper()
        ]
        rows = [{"text": text, "label": 0, "kind": name} for text in texts]
        found += [rows[i : i + PAGE] for i in range(0, len(rows), PAGE)]
    every = [page for page in (*written, *found) if page]
    groups = np.repeat(np.arange(len(every)), [len(page) for page in every])
    labels = np.array([row["label"] for page in every for row in page])
    kinds = np.array([row["kind"].split()[0] for page in every for row in page])
    table = seen([row["text"] for page in every for row in page])
    own, joined = np.zeros(len(labels)), np.zeros(len(labels))
    for train, test in GroupKFold(8).split(table, labels, groups):
        alone = LogisticRegression().fit(table[train], labels[train])
        odds = alone.decision_function(table)
        together = LogisticRegression().fit(*windows(odds[train], labels[train], groups[train]))
        own[test] = odds[test]
        joined[test] = together.predict_proba(company(odds[test], groups[test]))[:, 1]
    likely = 1 / (1 + np.exp(-own))
    joined = np.where(likely >= EVEN, joined, np.minimum(likely, joined))
    good = np.isin(groups, [i for i, page in enumerate(every) if not any(row["label"] for row in page)])
    print(f"{len(every)} pages, {len(labels)} sentences, {labels.sum()} broken; {good.sum()} on sound pages")
    for name, scores in (("encoder alone", table[:, 0]), ("own", likely), ("in company", joined)):
        own_pages = kinds == "written"
        print(
            f"{name}: AUC {roc_auc_score(labels, scores):.3f}, on written pages {roc_auc_score(labels[own_pages], scores[own_pages]):.3f}"
        )
        if name == "encoder alone":
            continue
        for threshold in THRESHOLDS:
            hit = scores >= threshold
            print(f"  {threshold}: recall {hit[labels == 1].mean():.3f}, precision {labels[hit].mean():.3f}, sound sentences hit on mixed pages"
                  f" {hit[(labels == 0) & ~good].mean():.4f}, on sound ones {hit[good].mean():.4f}")  # fmt: skip
    alone = LogisticRegression().fit(table, labels)
    odds = alone.decision_function(table)
    together = LogisticRegression().fit(*windows(odds, labels, groups))
    weights = {
        **dict(zip(("base", "sentence"), (alone.intercept_[0], *alone.coef_[0]), strict=True)),
        **dict(
            zip(
                ("bias", "own", "neighbours", "page", "known"),
                (together.intercept_[0], *together.coef_[0]),
                strict=True,
            )
        ),
        "notable": np.quantile(odds[good], 1 - OUTSTANDING),
    }
    rounded = {name: round(float(value), 4) for name, value in weights.items()}
    (FOLDER / "garble" / "calibration.json").write_text(json.dumps(rounded) + "\n", encoding="utf-8")
    print(rounded)


if __name__ == "__main__":
    main()
