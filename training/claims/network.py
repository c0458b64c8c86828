"""The network that is trained: an encoder with one linear head; how it reads rows, learns, and is judged."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rows import Row
from sklearn.metrics import roc_auc_score
from transformers import AutoModel

BATCH, LENGTH, SEED = 32, 72, 0
#: Weights are averaged over about so many steps: one epoch's end overfits less than the last step does.
AVERAGED = 200
#: A checkpoint is written every so many steps.
KEPT_EVERY = 100


class Classifier(torch.nn.Module):
    """The encoder with one linear head on the mean of the sentence's tokens."""

    def __init__(self, base: Path, layers: int | None = None) -> None:
        """base: folder of an encoder. layers: how many of its layers are kept, the lowest; all by default."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return one logit a row."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        own = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return self.head((hidden * own).sum(1) / own.sum(1))[:, 0]


def encode(tokenizer: Any, rows: Sequence[Row]) -> dict[str, torch.Tensor]:
    """Tokenise rows, each alone: shown their neighbours, models found fewer claims on real pages."""
    return tokenizer(
        [row["text"] for row in rows],
        padding=True,
        truncation=True,
        max_length=LENGTH,
        return_tensors="pt",
        return_token_type_ids=False,
    )


def scores(model: Classifier, tokenizer: Any, rows: Sequence[Row]) -> np.ndarray:
    """Return probabilities."""
    model.eval()
    # Half the time of full precision, where the processor knows it; the same in training below.
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        parts = [
            torch.sigmoid(model(**encode(tokenizer, rows[i : i + 64])).float()).numpy()
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


def fit(
    model: Classifier,
    tokenizer: Any,
    rows: list[Row],
    kept: Mapping[str, Sequence[Row]],
    out: Path,
    epochs: int,
    rate: float,
) -> None:
    """Train on rows, each with a ``goal`` (probability), and write model.pt; goes on from the checkpoint in out.

    kept: rows to be judged by after each epoch.
    """
    torch.manual_seed(SEED)
    averaged = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(1 - 1 / AVERAGED)
    )
    steps = epochs * (len(rows) // BATCH)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.1)
    parts = {"model": model, "averaged": averaged, "optimiser": optimiser, "schedule": schedule}
    checkpoint, done, step, began = out / "checkpoint.pt", 0, 0, time.time()
    if checkpoint.exists():
        state = torch.load(checkpoint)
        done = state["step"]
        for name, part in parts.items():
            part.load_state_dict(state[name])
    for epoch in range(epochs):
        random.Random(SEED + epoch).shuffle(rows)
        for batch in _batches(rows):
            step += 1
            if step <= done or step > steps:
                continue
            goal = torch.tensor([row["goal"] for row in batch])
            with torch.autocast("cpu", torch.bfloat16):
                found = model(**encode(tokenizer, batch))
            loss = torch.nn.functional.binary_cross_entropy_with_logits(found.float(), goal)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(model)
            if step % KEPT_EVERY == 0:
                print(f"step {step}/{steps} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)
                state = {name: part.state_dict() for name, part in parts.items()}
                torch.save({**state, "step": step}, checkpoint)
        torch.save(averaged.module.state_dict(), out / f"epoch{epoch}.pt")
        for name, judged in kept.items():
            found = scores(averaged.module, tokenizer, judged)
            print(f"epoch {epoch}", report(name, judged, found), flush=True)
    torch.save(averaged.module.state_dict(), out / "model.pt")


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield batches of sentences of about the same length."""
    for start in range(0, len(rows), BATCH * 8):
        big = sorted(rows[start : start + BATCH * 8], key=lambda row: len(row["text"]))
        for i in range(0, len(big) - BATCH + 1, BATCH):
            yield big[i : i + BATCH]
