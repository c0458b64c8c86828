"""Turn the exported detector's scores into ratios of likelihood, and measure how far the sentences of a page go together.

Usage: python calibrate.py SHARED (in an environment with claimlint, its detector exported, and scikit-learn)

Kept out of training are every sixth written page, a quarter of the documents of MLQE-PE, and the development parts of the
treebanks (EWT, GUM), whose sentences stand for sound text as it is found. Writes claimlint/models/encoder/garble.json:

- ``base``, ``sentence``: the log of how much likelier a score is for a broken sentence than for a sound one, from the
  encoder's log-odds (logistic regression, broken and sound ones weighing the same);
- ``cleared``: the same for a sentence that the first look (claimlint/screen.py) or the encoder's lower layers clear;
- ``mean``, ``between``, ``within``: mean of the weights of sentences of sound pages (claimlint/mixture.py), its variance between pages and
  theirs within (one-way analysis of variance). Of edited pages, that is: letters and forum posts (EWT) go further apart;
- ``share``: how many sentences of garbled pages are broken.

Prints what thresholds find and at what cost on those pages.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from rows import Row, pages, plain, scored
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from claimlint.encoder import FOLDER, answers, readings
from claimlint.garble import FEWEST_SCORED
from claimlint.mixture import SoundPages, chance, probabilities, weight
from claimlint.mixture import broken as broken_of
from claimlint.nlp import load_pipeline
from claimlint.running_text import FEWEST, MOST
from claimlint.screen import clears, suspicions

THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
THERE = (0.2, 0.25, 0.3, 0.4, 0.5)
#: A page with such a share of broken sentences is garbled.
BROKEN = 0.2
CHANCES = (1e-2, 1e-3, 1e-4, 1e-5)


def judged(row: Row) -> bool:
    """Whether the linter would ask: running text of ordinary length."""
    text = row["text"]
    return FEWEST <= len(text.split()) <= MOST and text[-1:] in '.!?:"”)'


def documents(path: Path, kind: str) -> Iterator[list[Row]]:
    """Yield the documents of a treebank, of each the sentences that start like one."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for part in lines.read().split("# newdoc")[1:]:
            texts = [line[9:].strip() for line in part.splitlines() if line.startswith("# text = ")]
            yield [plain(text, kind) for text in texts if text[0].isupper()]


def variances(groups: Sequence[np.ndarray]) -> SoundPages:
    """Return mean and variances of values in groups."""
    sizes, values = np.array([len(group) for group in groups]), np.concatenate(groups)
    between = sum(len(g) * (g.mean() - values.mean()) ** 2 for g in groups) / (len(groups) - 1)
    within = sum(((g - g.mean()) ** 2).sum() for g in groups) / (len(values) - len(groups))
    size = (len(values) - (sizes**2).sum() / len(values)) / (len(groups) - 1)
    return SoundPages(float(values.mean()), float(max(0.0, (between - within) / size)), float(within))


def odds_of(rows: Sequence[Row]) -> np.ndarray:
    """Return the encoder's log-odds of each row."""
    return np.array([reading.odds for reading in readings([row["text"] for row in rows])])


def main() -> None:
    """Fit, measure, write."""
    shared = Path(sys.argv[1])
    written = [[row for row in page if judged(row)] for _, page in pages(kept=True)]
    found = [
        [row for row in page if judged(row)]
        for name in ("ewt", "gum")
        for page in documents(shared / f"treebank/{name}-dev.conllu.gz", name)
    ]
    translated = [row for row in scored(shared / "mt/mlqe-train.jsonl.gz", kept=True) if judged(row)]
    every = [page for page in (*written, *found) if page]
    rows = [row for page in every for row in page] + translated
    labels = np.array([row["label"] for row in rows])
    odds = odds_of(rows)
    looks = suspicions("garble", list(load_pipeline().pipe(row["text"] for row in rows)))
    said = answers([(row["text"], ("garble",)) for row in rows])
    read = np.array([not clears("garble", look) and bool(one) for look, one in zip(looks, said, strict=True)])
    fitted = LogisticRegression(class_weight="balanced").fit(odds[:, None], labels)
    told = {"base": float(fitted.intercept_[0]), "sentence": float(fitted.coef_[0][0])}
    told["cleared"] = float(
        np.log((1 + (~read & (labels == 1)).sum()) / labels.sum()) - np.log((~read)[labels == 0].mean())
    )
    ratios = np.where(read, told["base"] + told["sentence"] * odds, told["cleared"])
    by_page = np.split(ratios, np.cumsum([len(page) for page in every]))[:-1]
    good = np.array([not any(row["label"] for row in page) for page in every])
    edited = good & (np.arange(len(every)) < sum(map(bool, written)))
    edited |= good & np.array([page[0]["kind"] == "gum" for page in every])
    sound = variances([np.array([*map(weight, r)]) for r, g in zip(by_page, edited, strict=True) if g])
    told |= {"mean": sound.mean, "between": sound.between, "within": sound.within}
    shares = np.array([np.mean([row["label"] for row in page]) for page in every])
    told["share"] = float(shares[shares >= BROKEN].mean())
    rounded = {name: round(value, 4) for name, value in told.items()}
    print(f"{len(rows)} sentences, {labels.sum()} broken, AUC {roc_auc_score(labels, odds):.3f}; read {read[labels == 1].mean():.3f} of the broken,"
          f" {read[labels == 0].mean():.3f} of the sound; alike {sound.alike:.3f}; {rounded}")  # fmt: skip
    (FOLDER / "garble.json").write_text(json.dumps(rounded) + "\n", encoding="utf-8")
    report([np.array([row["label"] for row in page]) for page in every], by_page, sound, told["share"])


def report(
    labels: Sequence[np.ndarray], ratios: Sequence[np.ndarray], sound: SoundPages, share: float
) -> None:
    """Print what is found on these pages, and what on the sound ones by mistake."""
    likely = np.concatenate([probabilities(list(page), sound.alike) for page in ratios])
    good = np.array([not page.any() for page in labels])
    lone, broken = np.repeat(good, [len(page) for page in labels]), np.concatenate(labels) == 1
    for threshold in THRESHOLDS:
        hit = likely >= threshold
        print(f"  {threshold}: recall {hit[broken].mean():.3f}, precision {broken[hit].mean():.3f}, sound sentences hit on mixed pages"
              f" {hit[~broken & ~lone].mean():.4f}, on sound ones {hit[lone].mean():.4f}")  # fmt: skip
    there = np.repeat([page.mean() >= BROKEN for page in labels], [len(page) for page in labels])
    by_share = np.concatenate([[broken_of(ratio, share) for ratio in page] for page in ratios])
    for threshold in THERE:
        hit = there & (by_share >= threshold)
        print(
            f"  garbled pages, {threshold}: recall {hit[broken & there].mean():.3f}, precision {broken[hit].mean():.3f}"
        )
    long = np.array([len(page) >= FEWEST_SCORED for page in labels])
    shares = np.array([chance(list(page), sound) for page in ratios])
    for bar in CHANCES:
        over = shares < bar
        print(
            f"  chance below {bar}: {(over & good & long).sum()} of {(good & long).sum()} sound pages, {(over & ~good & long).sum()} of {(~good & long).sum()} others"
        )


if __name__ == "__main__":
    main()
