"""Teach a small encoder what the large one has learnt: it learns the large one's scores, beside the labels.

Usage: python distil.py --base DIR --teacher WEIGHTS (--layers 6 | --student DIR) --prose FILE… --everyday FILE… --out DIR

base, teacher: the large encoder, all-mpnet-base-v2 (Apache-2.0), as fine-tuned by train.py. The student is its lowest layers
(Sajjad et al., On the effect of dropping layers of pre-trained transformer models, CSL 77, 2023) or another encoder.
Nothing that train.py keeps out is used. A run that was cut short goes on from its last checkpoint in --out.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from network import SEED, Classifier, fit, scores
from public import everyday, prose
from rows import Row, rows
from train import kept_out, used
from transformers import AutoTokenizer

#: Weight of the teacher's score beside the label, where there is one; everyday text has none.
TRUST = 0.7


def taught(base: Path, weights: Path, found: Sequence[Row], cache: Path) -> np.ndarray:
    """Return the teacher's probabilities, row by row; they are kept in a file."""
    if cache.exists():
        return np.load(cache)
    teacher = Classifier(base)
    teacher.load_state_dict(torch.load(weights))
    tokenizer = AutoTokenizer.from_pretrained(base)
    order = sorted(range(len(found)), key=lambda i: len(found[i]["text"]))
    given = np.zeros(len(found), dtype=np.float32)
    began = time.time()
    for start in range(0, len(order), 2048):
        part = order[start : start + 2048]
        given[part] = scores(teacher, tokenizer, [found[i] for i in part])
        print(f"taught {start + len(part)}/{len(order)} {time.time() - began:.0f} s", flush=True)
    np.save(cache, given)
    return given


def main() -> None:
    """Let the teacher score, train the student, report."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--base", "--teacher", "--out"):
        options.add_argument(name, type=Path, required=True)
    kind = options.add_mutually_exclusive_group(required=True)
    kind.add_argument("--layers", type=int)
    kind.add_argument("--student", type=Path)
    options.add_argument("--prose", type=Path, nargs="*", default=[])
    options.add_argument("--everyday", type=Path, nargs="*", default=[])
    options.add_argument("--epochs", type=int, default=1)
    options.add_argument("--rate", type=float, default=5e-5)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(SEED)
    written = rows()
    train = used(written)
    train += prose(args.prose) + everyday(args.everyday)
    told = taught(args.base, args.teacher, train, args.out / "taught.npy")
    for row, probability in zip(train, told, strict=True):
        trust = TRUST if "label" in row else 1.0
        row["goal"] = trust * float(probability) + (1 - trust) * row.get("label", 0)
    torch.manual_seed(SEED)
    base = args.student or args.base
    student = Classifier(base, args.layers)
    if args.layers:
        # Strict would mind the weights of the layers that were dropped.
        student.load_state_dict(torch.load(args.teacher), strict=False)
    tokenizer = AutoTokenizer.from_pretrained(base)
    fit(student, tokenizer, train, kept_out(written), args.out, args.epochs, args.rate)


if __name__ == "__main__":
    main()
