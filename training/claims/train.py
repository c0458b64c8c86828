"""Fine-tune an encoder to tell unsupported health claims from sound sentences, by the labels.

Usage: python train.py --base DIR --prose FILE… --out DIR [--epochs 1] [--rate 4e-5]

Data: the sentences and pages of rows.py, written for the project, and sound prose as further negatives. Kept out: style c
whole (one way of writing), every family of wordings whose name has a hash divisible by seven, and every sixth page in the
same way. A run that was cut short goes on from its last checkpoint in --out.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from network import SEED, Classifier, fit
from public import prose
from rows import Row, rows
from transformers import AutoTokenizer

#: Share of the pages in lively prose that is used: real pages are plainer, and plain ones are to weigh more.
LIVELY = 0.3
#: What a label is worth as a probability.
SURE = 0.97


def used(written: list[Row]) -> list[Row]:
    """Return the written rows to be trained on."""
    lively = [row for row in written if row["page"] and not row["style"].startswith("plain")]
    dropped = {id(row) for row in lively if random.random() >= LIVELY}
    return [row for row in written if not row["held_out"] and id(row) not in dropped]


def kept_out(written: list[Row]) -> dict[str, list[Row]]:
    """Return the written rows to be judged by."""
    return {
        "style c": [row for row in written if row["style"] == "c"],
        "families": [row for row in written if row["held_out"] and not row["page"] and row["style"] != "c"],
        "pages": [row for row in written if row["held_out"] and row["page"]],
        "plain pages": [row for row in written if row["held_out"] and row["style"].startswith("plain")],
    }


def main() -> None:
    """Train, checkpoint, report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--prose", type=Path, nargs="*", default=[])
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=1)
    options.add_argument("--rate", type=float, default=4e-5)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(SEED)
    written = rows()
    train = used(written) + prose(args.prose)
    for row in train:
        row["goal"] = SURE if row["label"] else 1 - SURE
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    torch.manual_seed(SEED)
    fit(Classifier(args.base), tokenizer, train, kept_out(written), args.out, args.epochs, args.rate)


if __name__ == "__main__":
    main()
