"""Teach the small encoder what the large ones have learnt: to tell broken sentences, and claims, by their scores and the labels.

Usage: python distil.py --student DIR [--layers N] [--start WEIGHTS] --shared DIR --rows ROWS.jsonl --claims CLAIMS.jsonl --out DIR
                        [--steps N] [--rate R] [--teacher WEIGHTS --count N]

student: the encoder, all-mpnet-base-v2 (Apache-2.0), of which the lowest layers are kept (Sajjad et al., On the effect of dropping
layers of pre-trained transformer models, CSL 77, 2023). teacher: the whole of it as fine-tuned by train.py; it scores about so many rows,
mixed as told here, and the student starts from its lowest layers. Beside them the scores kept in the project count (told.npz).
claims: made by ../claims/tell.py. Nothing that train.py keeps out is used. A run that was cut short goes on from its last checkpoint in --out.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from network import BATCH, SEED, Detector, Mix, encode, fit, loss_of, scores
from rows import Row
from train import judged, kept_out
from transformers import AutoTokenizer

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from told import ask, key, load

TOLD = Path(__file__).parent / "data" / "told.npz"

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
    ask([row["text"] for row in rows], lambda texts: scores(teacher, tokenizer, texts)[:, 0], TOLD)


def goal(row: Row, odds: float) -> float:
    """Return what the student should say of a row: what the teacher says, and the label."""
    own = row.get("goal", row["label"])
    trust = TRUST if row["weight"] == 1.0 else 1.0
    return trust / (1 + math.exp(-odds)) + (1 - trust) * own


def claim_batches(path: Path) -> Iterator[list[Row]]:
    """Yield batches of sentences with a ``goal``, without end, half as large as those of broken sentences."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chance, size = random.Random(SEED), BATCH // 2
    while True:
        chance.shuffle(rows)
        for start in range(0, len(rows) - 8 * size + 1, 8 * size):
            big = sorted(rows[start : start + 8 * size], key=lambda row: len(row["text"]))
            parts = [big[i : i + size] for i in range(0, len(big), size)]
            chance.shuffle(parts)
            yield from parts


def both(model: Detector, tokenizer: Any, rows: Sequence[Row], claims: Iterator[list[Row]]) -> torch.Tensor:
    """Return the loss of a batch of broken and sound sentences and of one of claims."""
    batch = next(claims)
    encoded = encode(tokenizer, batch)
    encoded.pop("offset_mapping")
    with torch.autocast("cpu", torch.bfloat16):
        claim = model.claims(**encoded)
    goals = torch.tensor([row["goal"] for row in batch])
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    return loss_of(model, tokenizer, rows) + bce(claim.float(), goals)


def main() -> None:
    """Let the teacher score, train the student, report."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--student", "--shared", "--rows", "--claims", "--out"):
        options.add_argument(name, type=Path, required=True)
    for name in ("--teacher", "--start"):
        options.add_argument(name, type=Path)
    options.add_argument("--layers", type=int, default=6)
    options.add_argument("--count", type=int, default=110_000)
    options.add_argument("--steps", type=int, default=3000)
    options.add_argument("--rate", type=float, default=1e-4)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with args.rows.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if args.teacher:
        asked(args.student, args.teacher, picked(rows, args.count))
    told = load(TOLD)
    rows = [
        {**row, "goal": goal(row, told[k]), "weight": 1.0} for row in rows if (k := key(row["text"])) in told
    ]
    print(f"{len(rows)} rows with scores", flush=True)
    torch.manual_seed(SEED)
    student = Detector(args.student, args.layers)
    if start := args.start or args.teacher:
        # Strict would mind the layers that were dropped.
        student.load_state_dict(torch.load(start), strict=False)
    kept, claims = kept_out(args.shared), claim_batches(args.claims)
    fit(
        student,
        args.student,
        rows,
        TAUGHT,
        lambda score: judged(kept, score),
        args.out,
        args.steps,
        args.rate,
        lambda model, tokenizer, batch: both(model, tokenizer, batch, claims),
    )


if __name__ == "__main__":
    main()
