"""Fit what the encoder's reading of a sentence says: that it disclaims, sends to a professional, cites, names an author or a date, sells, warns.

Usage: python fit.py ../../../shared/data/prose

In an environment with claimlint and scikit-learn. A logistic regression for each statement on the mean of the sentence's pieces, over all rows of ``data``
(rows of other statements weigh ``OTHERS``), sentences of textbooks and health answers (OpenStax, MedQuAD) and those written for the claims: none of them says it where patterns see none
(they weigh ``PROSE``). Writes ``claimlint/models/encoder/statements.npz``: for each statement its weights and, last, the constant, so put that a sum above 0 means
that the sentence says it; and ``hints.json``: weights of single words that pick the sentences worth reading (a logistic regression with few weights, its bar
so put that ``KEPT`` of the true rows pass in cross-fitting). Prints what five-fold cross-fitting gives, and how many sentences of the prose would say it.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from claimlint.care import advises_care
from claimlint.disclaimer import is_disclaimer
from claimlint.encoder import FOLDER, means
from claimlint.nlp import load_pipeline
from claimlint.sources import cites, names_researcher, names_source, quotes_authority
from claimlint.stance import selling_signs
from claimlint.statements import marks

HERE = Path(__file__).parent
#: Strength of the penalty (inverse), and weights of rows that were written for another statement and of sentences of sound prose.
LOOSE, OTHERS, PROSE = 0.03, 0.3, 0.1
#: Probability from which a sentence says it: where precision and recall are about equal on rows in manners of speaking that were left out of the fit (of .2 to .7, folds by ``style``),
#: a little higher where many sentences of a page are asked.
FROM: Mapping[str, float] = {
    "byline": 0.35, "citation": 0.7, "disclaimer": 0.65, "professional": 0.3, "selling": 0.6, "warning-sign": 0.65,
}  # fmt: skip
#: The same for the words that hint at a statement: here a true row weighs much, since what no hint picks is lost. Rows a word must stand in; share of the true rows to be kept.
FEW, TRUE, OWN, SOUND = 0.3, 5.0, 0.5, 1.0
RARE, KEPT = 3, 0.95
SEED, SENTENCES = 0, 2500
SOURCES = ("openstax", "medquad")
CLAIMS = HERE.parent / "claims" / "data"
#: Sentences of the prose that may well make the statement: left out.
PATTERNS: Mapping[str, Callable[[str], bool]] = {
    "selling": lambda text: bool(selling_signs(text)),
    "disclaimer": lambda text: is_disclaimer(text.lower()),
    "professional": lambda text: advises_care(text.lower()),
    "warning-sign": lambda text: advises_care(text.lower()),
    "citation": lambda text: any(f(text) for f in (cites, names_researcher, names_source, quotes_authority)),
}


def prose(folder: Path) -> list[str]:
    """Return sentences of sound prose and of claims, the same ones each time."""
    drawn: list[str] = []
    for name in SOURCES:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            texts = [row.get("text") or row.get("answer") or "" for row in map(json.loads, file)]
        sentences = sorted(
            {s for text in texts for s in re.split(r"(?<=[.!?])\s+|\n+", text) if 4 <= len(s.split()) <= 45}
        )
        drawn += random.Random(SEED).sample(sentences, SENTENCES)
    for path in sorted(CLAIMS.glob("*.jsonl")):
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
        drawn += random.Random(SEED).sample(texts, SENTENCES // 5)
    return drawn


def hint(words: Any, names: Sequence[str], label: Any, own: Any, sound: Any) -> dict[str, Any]:
    """Fit the words that hint at a statement. words: an array (texts, words) of zeros and ones."""
    weight = np.where(label, TRUE, np.where(own, OWN, np.where(sound, SOUND, OTHERS)))
    model = LogisticRegression(l1_ratio=1, solver="liblinear", C=FEW, random_state=SEED, max_iter=1000)
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    sums = cross_val_predict(
        model, words, label, cv=folds, method="decision_function", params={"sample_weight": weight}
    )
    bar = float(np.quantile(sums[label], 1 - KEPT))
    print(f"  hints: {(sums[sound] >= bar).mean():.3f} of other sentences are read")
    model.fit(words, label, sample_weight=weight)
    weights = {
        name: round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True) if value
    }
    return {"bar": round(bar - float(model.intercept_[0]), 3), "words": weights}


def main() -> None:
    """Read, fit, write, report."""
    rows: list[dict[str, Any]] = [
        json.loads(line)
        for path in sorted((HERE / "data").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    sound = prose(Path(sys.argv[1]))
    concepts = np.array([row["concept"] for row in rows] + [""] * len(sound))
    labels = np.array([row["label"] for row in rows] + [False] * len(sound))
    texts = [" ".join(text.split()) for text in (*(row["text"] for row in rows), *sound)]
    seen = means(texts)
    nlp = load_pipeline()
    counter = CountVectorizer(
        analyzer=lambda text: marks(t.text for t in nlp.make_doc(text)), binary=True, min_df=RARE
    )
    words = counter.fit_transform(texts)
    middle, spread = seen.mean(0), seen.std(0)
    scaled, found, picked = (seen - middle) / spread, {}, {}
    for name, bar in FROM.items():
        own = concepts == name
        label = own & labels
        weight = np.where(own, 1.0, np.where(concepts == "", PROSE, OTHERS))
        unsure = np.array([False] * len(rows) + list(map(PATTERNS.get(name, lambda _: False), sound)))
        weight[unsure] = 0
        if name == "professional":
            # A warning sign with where to go sends readers to a professional, too.
            weight[(concepts == "warning-sign") & labels] = 0
        model = LogisticRegression(C=LOOSE, max_iter=3000)
        folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
        chance = cross_val_predict(
            model, scaled, label, cv=folds, method="predict_proba", params={"sample_weight": weight}
        )
        said = chance[:, 1] >= bar
        right, false = (said & label).sum(), (said & (concepts == "") & ~unsure).sum()
        print(
            f"{name}: precision {right / (said & own).sum():.2f}, recall {right / label.sum():.2f} of {label.sum()}; "
            f"{false} of {len(sound) - unsure.sum()} other sentences"
        )
        model.fit(scaled, label, sample_weight=weight)
        weights = model.coef_[0] / spread
        constant = model.intercept_[0] - (weights * middle).sum() - np.log(bar / (1 - bar))
        found[name] = np.append(weights, constant).astype(np.float32)
        picked[name] = hint(words, counter.get_feature_names_out(), label, own, concepts == "")
    np.savez(FOLDER / "statements.npz", **found)
    (FOLDER / "hints.json").write_text(
        json.dumps(picked, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
