"""Train an encoder to tell broken sentences from sound ones, and where they break.

Usage: python train.py --base DIR [--layers N] [--frozen N] --shared DIR --rows ROWS.jsonl --out DIR [--steps N] [--rate R]

Judged by every sixth written page and a quarter of the documents of MLQE-PE, both kept out. A run that was cut short goes on from
its checkpoint in --out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from network import MIX, SEED, Detector, fit
from rows import Row, pages, scored
from sklearn.metrics import roc_auc_score

Scorer = Callable[[Sequence[str]], np.ndarray]


def kept_out(shared: Path) -> dict[str, list[Row]]:
    """Return the rows to be judged by: written pages, and machine translation by language."""
    written = [row for _, page in pages(kept=True) for row in page]
    poor = list(scored(shared / "mt/mlqe-train.jsonl.gz", kept=True))
    languages = {pair: [row for row in poor if row["kind"] == f"mt {pair}"] for pair in ("si", "ne", "et")}
    return {"written": written, **languages}


def judged(kept: dict[str, list[Row]], score: Scorer) -> str:
    """Return areas under the curve, and for the written pages recall at 1 and 3 % false alarms, by letter."""
    lines = []
    for name, rows in kept.items():
        found = score([row["text"] for row in rows])[:, 0]
        labels = np.array([row["label"] for row in rows])
        line = f"  {name}: {labels.sum()} of {len(rows)}, AUC {roc_auc_score(labels, found):.3f}"
        if name == "written":
            sound = np.sort(found[labels == 0])[::-1]
            for share in (0.01, 0.03):
                caught = found > sound[int(share * len(sound))]
                line += f", at {share:.0%}: {caught[labels == 1].mean():.3f}"
                for letter in "smlwf":
                    own = np.array([row["kind"].endswith(f" {letter}") for row in rows])
                    line += f" {letter} {caught[own].mean():.2f}"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    """Train, checkpoint, report."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--base", "--shared", "--rows", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--layers", type=int)
    options.add_argument("--frozen", type=int, default=0)
    options.add_argument("--steps", type=int, default=6000)
    options.add_argument("--rate", type=float, default=5e-5)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in args.rows.open(encoding="utf-8")]
    kept = kept_out(args.shared)
    torch.manual_seed(SEED)
    model = Detector(args.base, args.layers, args.frozen)
    fit(model, args.base, rows, MIX, lambda score: judged(kept, score), args.out, args.steps, args.rate)


if __name__ == "__main__":
    main()
