"""The network that is trained: an encoder with a head for the sentence and one for its places; how it learns and scores."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rows import Row
from transformers import AutoModel, AutoTokenizer

BATCH, LENGTH, SEED = 32, 96, 0
#: Weights are averaged over about so many steps.
AVERAGED = 300
#: A checkpoint is written, and the model judged, every so many steps.
KEPT_EVERY, JUDGED_EVERY = 100, 1000
#: What a label is worth as a probability, and what the places count beside the sentence.
SURE, PLACES = 0.97, 0.5
#: Share of each kind of row in training (first word of ``kind``).
Mix = Mapping[str, float]
MIX: Mix = {"written": 0.26, "trip": 0.23, "mt": 0.13, "damage": 0.25, "plain": 0.13}


class Detector(torch.nn.Module):
    """An encoder; a logit that the sentence is broken; for each piece of a word one that it is wrong, and one that something is missing before it.

    Beside these a logit that the sentence is an unsupported claim: both tasks share the encoder.
    """

    def __init__(self, base: Path, layers: int | None = None, frozen: int = 0) -> None:
        """base: folder of an encoder. layers: how many of its layers are kept, the lowest; all by default.

        frozen: how many of the lowest layers, with the embeddings, are left as they are.
        """
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        if frozen:
            for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]):
                part.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.sentence = torch.nn.Linear(2 * width, 1)
        self.place = torch.nn.Linear(width, 2)
        self.claim = torch.nn.Linear(width, 1)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return logits of shape (rows,) and (rows, pieces, 2)."""
        hidden, own, mean = self._read(input_ids, attention_mask)
        return self._broken(hidden, own, mean), self.place(hidden)

    def whole(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return what ``claims`` and what ``forward`` return, read once; what each piece adds to the claim (rows, pieces); and the mean (rows, width).

        A claim's logit is the mean of what its pieces add: the head is linear and stands on their mean.
        """
        hidden, own, mean = self._read(input_ids, attention_mask)
        claim, shares = self.claim(mean)[:, 0], self.claim(hidden)[:, :, 0]
        return claim, self._broken(hidden, own, mean), self.place(hidden), shares, mean

    def _broken(self, hidden: torch.Tensor, own: torch.Tensor, mean: torch.Tensor) -> torch.Tensor:
        most = (hidden - 1e4 * (1 - own)).amax(1)
        return self.sentence(torch.cat((mean, most), 1))[:, 0]

    def claims(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the logits, of shape (rows,), that a sentence is an unsupported claim."""
        return self.claim(self._read(input_ids, attention_mask)[2])[:, 0]

    def _read(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the last layer, the mask in its shape, and its mean by row."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        own = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return hidden, own, (hidden * own).sum(1) / own.sum(1)


def encode(tokenizer: Any, rows: Sequence[Row]) -> dict[str, torch.Tensor]:
    """Tokenise rows; ``offset_mapping`` gives the characters of each piece."""
    return tokenizer(
        [row["text"] for row in rows],
        padding=True,
        truncation=True,
        max_length=LENGTH,
        return_tensors="pt",
        return_token_type_ids=False,
        return_offsets_mapping=True,
    )


def goals(rows: Sequence[Row], offsets: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what each piece should be told (rows, pieces, 2) and which pieces count (rows, pieces)."""
    told = torch.zeros(*offsets.shape[:2], 2)
    counted = (offsets[:, :, 1] > offsets[:, :, 0]).float()
    for i, row in enumerate(rows):
        if row["wrong"] or row["gap"]:
            for j, (low, high) in enumerate(offsets[i].tolist()):
                if low < high:
                    told[i, j, 0] = any(a < high and low < b for a, b in row["wrong"])
                    told[i, j, 1] = low in row["gap"]
    return told, counted


def loss_of(model: Detector, tokenizer: Any, rows: Sequence[Row]) -> torch.Tensor:
    """Return the loss of a batch."""
    encoded = encode(tokenizer, rows)
    told, counted = goals(rows, encoded.pop("offset_mapping"))
    with torch.autocast("cpu", torch.bfloat16):
        sentence, place = model(**encoded)
    goal = torch.tensor([row.get("goal", SURE if row["label"] else 1 - SURE) for row in rows])
    weight = torch.tensor([row["weight"] for row in rows])
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    own = (bce(sentence.float(), goal, reduction="none") * weight).sum() / weight.sum()
    places = bce(place.float(), told, reduction="none").mean(-1)
    return own + PLACES * (places * counted).sum() / counted.sum()


@torch.no_grad()
def scores(model: Detector, tokenizer: Any, texts: Sequence[str]) -> np.ndarray:
    """Return for each text: the logit of the sentence, the largest logit of a wrong piece and of a gap."""
    model.eval()
    found = np.zeros((len(texts), 3), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(order), 64):
        part = order[start : start + 64]
        encoded = encode(tokenizer, [{"text": texts[i]} for i in part])
        offsets = encoded.pop("offset_mapping")
        with torch.autocast("cpu", torch.bfloat16):
            sentence, place = model(**encoded)
        place = place.float().masked_fill((offsets[:, :, 1] <= offsets[:, :, 0]).unsqueeze(-1), -99.0)
        found[part] = torch.cat((sentence.float().unsqueeze(1), place.amax(1)), 1).numpy()
    model.train()
    return found


def batches(rows: Sequence[Row], mix: Mix, chance: random.Random) -> Iterator[list[Row]]:
    """Yield batches without end, mixed as told, of sentences of about the same length."""
    pools: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        pools[row["kind"].split()[0]].append(row)
    queues: dict[str, list[Row]] = {kind: [] for kind in pools}
    kinds = [kind for kind in mix if kind in pools]
    while True:
        big = []
        for kind in chance.choices(kinds, [mix[kind] for kind in kinds], k=8 * BATCH):
            if not queues[kind]:
                queues[kind] = chance.sample(pools[kind], len(pools[kind]))
            big.append(queues[kind].pop())
        big.sort(key=lambda row: len(row["text"]))
        parts = [big[i : i + BATCH] for i in range(0, len(big), BATCH)]
        chance.shuffle(parts)
        yield from parts


def fit(
    model: torch.nn.Module,
    base: Path,
    rows: Sequence[Row],
    mix: Mix,
    judge: Callable[[Callable[[Sequence[str]], np.ndarray]], str],
    out: Path,
    steps: int,
    rate: float,
    loss: Callable[[Any, Any, Sequence[Row]], torch.Tensor] = loss_of,
) -> None:
    """Train and write model.pt (weights averaged); goes on from the checkpoint in out.

    model: a detector, or what holds one as ``detector``. judge: told how to score texts, says how well it does.
    loss: of a model, its tokenizer and a batch.
    """
    tokenizer = AutoTokenizer.from_pretrained(base)
    averaged = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(1 - 1 / AVERAGED)
    )
    optimiser = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad], lr=rate, weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.06)
    parts = {"model": model, "averaged": averaged, "optimiser": optimiser, "schedule": schedule}
    checkpoint, done, began, total = out / "checkpoint.pt", 0, time.time(), 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        done = state["step"]
        for name, part in parts.items():
            part.load_state_dict(state[name])
    stream = batches(rows, mix, random.Random(SEED + done))
    for step in range(done + 1, steps + 1):
        found = loss(model, tokenizer, next(stream))
        optimiser.zero_grad()
        found.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        averaged.update_parameters(model)
        total += found.item()
        if step % KEPT_EVERY == 0:
            print(
                f"step {step}/{steps} loss {total / KEPT_EVERY:.3f} {time.time() - began:.0f} s", flush=True
            )
            total = 0.0
            state = {name: part.state_dict() for name, part in parts.items()}
            torch.save({**state, "step": step}, checkpoint)
        if step % JUDGED_EVERY == 0 or step == steps:
            detector = getattr(averaged.module, "detector", averaged.module)
            torch.save(detector.state_dict(), out / "model.pt")
            print(judge(lambda texts, detector=detector: scores(detector, tokenizer, texts)), flush=True)
