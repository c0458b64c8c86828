"""Write what the small encoder is to learn of claims: each sentence with a goal, from the large encoder's score and the label.

Usage: python tell.py --prose FILE… --everyday FILE… --out CLAIMS.jsonl [--base DIR --teacher WEIGHTS]

base, teacher: the large encoder, all-mpnet-base-v2 (Apache-2.0), as fine-tuned by train.py; it scores what has no score yet. Without them
only sentences whose scores are kept in the project (data/told.npz) are written. Nothing that train.py keeps out is used.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from pathlib import Path

import numpy as np
import torch
from network import SEED, Classifier, scores
from public import everyday, prose
from rows import rows
from train import used
from transformers import AutoTokenizer

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from told import ask, key, load

TOLD = Path(__file__).parent / "data" / "told.npz"
#: Weight of the large encoder's score beside the label, where there is one; everyday text has none.
TRUST = 0.7


def asked(base: Path, weights: Path, texts: list[str]) -> None:
    """Let the large encoder score sentences."""
    teacher = Classifier(base)
    teacher.load_state_dict(torch.load(weights))
    tokenizer = AutoTokenizer.from_pretrained(base)

    def odds(part: list[str]) -> np.ndarray:
        found = np.clip(scores(teacher, tokenizer, [{"text": text} for text in part]), 1e-4, 1 - 1e-4)
        return np.log(found / (1 - found))

    ask(texts, odds, TOLD)


def main() -> None:
    """Score and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--prose", type=Path, nargs="*", default=[])
    options.add_argument("--everyday", type=Path, nargs="*", default=[])
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--base", type=Path)
    options.add_argument("--teacher", type=Path)
    args = options.parse_args()
    random.seed(SEED)
    found = used(rows()) + prose(args.prose) + everyday(args.everyday)
    if args.teacher:
        asked(args.base, args.teacher, [row["text"] for row in found])
    told, count = load(TOLD), 0
    with args.out.open("w", encoding="utf-8") as file:
        for row in found:
            if (odds := told.get(key(row["text"]))) is None:
                continue
            trust = TRUST if "label" in row else 1.0
            goal = trust / (1 + math.exp(-odds)) + (1 - trust) * row.get("label", 0)
            file.write(json.dumps({"text": row["text"], "goal": round(goal, 4)}, ensure_ascii=False) + "\n")
            count += 1
    print(f"{count} of {len(found)} sentences have scores")


if __name__ == "__main__":
    main()
