"""Teach a small encoder what the large one has learnt: it learns the large one's scores, beside the labels.

Usage: python distil.py --base DIR --teacher WEIGHTS --student DIR [--start WEIGHTS] --shared DIR --rows ROWS.jsonl --out DIR
                        [--count N] [--steps N] [--rate R]

base, teacher: the large encoder, all-mpnet-base-v2 (Apache-2.0), as fine-tuned by train.py; it scores so many rows, mixed as in
training, and its scores are kept in --out. Nothing that train.py keeps out is used. A run that was cut short goes on from
its last checkpoint in --out.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from network import MIX, SEED, Detector, fit, scores
from rows import Row
from train import judged, kept_out
from transformers import AutoTokenizer

#: Weight of the teacher's score beside the label.
TRUST = 0.8
#: Rows scored before the scores are written down.
PART = 4096


def picked(rows: Sequence[Row], count: int) -> list[Row]:
    """Return about so many rows, mixed as in training; of a kind that has fewer, all."""
    chance = random.Random(SEED)
    found: list[Row] = []
    for kind, share in MIX.items():
        own = [row for row in rows if row["kind"].split()[0] == kind]
        found += chance.sample(own, min(len(own), int(share * count)))
    chance.shuffle(found)
    return found


def taught(base: Path, weights: Path, rows: Sequence[Row], cache: Path) -> np.ndarray:
    """Return the teacher's probability for each row; goes on where an earlier run stopped."""
    told = np.load(cache) if cache.exists() else np.zeros(0, dtype=np.float32)
    if len(told) < len(rows):
        teacher = Detector(base)
        teacher.load_state_dict(torch.load(weights))
        tokenizer = AutoTokenizer.from_pretrained(base)
        began = time.time()
        while len(told) < len(rows):
            texts = [row["text"] for row in rows[len(told) : len(told) + PART]]
            odds = scores(teacher, tokenizer, texts)[:, 0]
            told = np.concatenate([told, 1 / (1 + np.exp(-odds))])
            np.save(cache, told)
            print(f"taught {len(told)}/{len(rows)} {time.time() - began:.0f} s", flush=True)
    return told[: len(rows)]


def main() -> None:
    """Let the teacher score, train the student, report."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--base", "--teacher", "--student", "--shared", "--rows", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--start", type=Path)
    options.add_argument("--count", type=int, default=110_000)
    options.add_argument("--steps", type=int, default=5000)
    options.add_argument("--rate", type=float, default=1.5e-4)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with args.rows.open(encoding="utf-8") as lines:
        rows = picked([json.loads(line) for line in lines], args.count)
    for row, probability in zip(
        rows, taught(args.base, args.teacher, rows, args.out / "taught.npy"), strict=True
    ):
        own = row.get("goal", row["label"])
        trust = TRUST if row["weight"] == 1.0 else 1.0
        row["goal"], row["weight"] = trust * float(probability) + (1 - trust) * own, 1.0
    kept = kept_out(args.shared)
    torch.manual_seed(SEED)
    student = Detector(args.student)
    if args.start:
        student.load_state_dict(torch.load(args.start))
    fit(student, args.student, rows, lambda score: judged(kept, score), args.out, args.steps, args.rate)


if __name__ == "__main__":
    main()
