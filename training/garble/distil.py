"""Teach a small encoder what the large one has learnt: it learns the large one's scores, beside the labels.

Usage: python distil.py --student DIR [--start WEIGHTS] --shared DIR --rows ROWS.jsonl --out DIR [--steps N] [--rate R]
                        [--base DIR --teacher WEIGHTS --count N]

base, teacher: the large encoder, all-mpnet-base-v2 (Apache-2.0), as fine-tuned by train.py; it scores about so many rows, mixed
as told here. Without them, and beside them, the scores kept in the project count (told.py). Nothing that train.py keeps out is
used. A run that was cut short goes on from its last checkpoint in --out.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from network import SEED, Detector, Mix, fit, scores
from rows import Row
from told import ask, key, load
from train import judged, kept_out
from transformers import AutoTokenizer

#: Weight of the teacher's score beside the label.
TRUST = 0.8
#: A small encoder learns written pages by heart; of the rest there is more.
TAUGHT: Mix = {"written": 0.1, "trip": 0.28, "mt": 0.2, "damage": 0.24, "plain": 0.18}


def picked(rows: Sequence[Row], count: int) -> list[Row]:
    """Return about so many rows, mixed as in training; of a kind that has fewer, all."""
    chance = random.Random(SEED)
    found: list[Row] = []
    for kind, share in TAUGHT.items():
        own = [row for row in rows if row["kind"].split()[0] == kind]
        found += chance.sample(own, min(len(own), int(share * count)))
    chance.shuffle(found)
    return found


def asked(base: Path, weights: Path, rows: Sequence[Row]) -> None:
    """Let the teacher score rows."""
    teacher = Detector(base)
    teacher.load_state_dict(torch.load(weights))
    tokenizer = AutoTokenizer.from_pretrained(base)
    ask([row["text"] for row in rows], lambda texts: scores(teacher, tokenizer, texts)[:, 0])


def goal(row: Row, odds: float) -> float:
    """Return what the student should say of a row: what the teacher says, and the label."""
    own = row.get("goal", row["label"])
    trust = TRUST if row["weight"] == 1.0 else 1.0
    return trust / (1 + math.exp(-odds)) + (1 - trust) * own


def main() -> None:
    """Let the teacher score, train the student, report."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--student", "--shared", "--rows", "--out"):
        options.add_argument(name, type=Path, required=True)
    for name in ("--base", "--teacher", "--start"):
        options.add_argument(name, type=Path)
    options.add_argument("--layers", type=int)
    options.add_argument("--count", type=int, default=110_000)
    options.add_argument("--steps", type=int, default=10_000)
    options.add_argument("--rate", type=float, default=1.5e-4)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with args.rows.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if args.teacher:
        asked(args.base, args.teacher, picked(rows, args.count))
    told = load()
    rows = [
        {**row, "goal": goal(row, told[k]), "weight": 1.0} for row in rows if (k := key(row["text"])) in told
    ]
    print(f"{len(rows)} rows with scores", flush=True)
    kept = kept_out(args.shared)
    torch.manual_seed(SEED)
    student = Detector(args.student, args.layers)
    if args.start:
        student.load_state_dict(torch.load(args.start))
    fit(
        student,
        args.student,
        rows,
        TAUGHT,
        lambda score: judged(kept, score),
        args.out,
        args.steps,
        args.rate,
    )


if __name__ == "__main__":
    main()
