"""Export the trained encoder: vocabulary pruned, weights as int8 ONNX.

Usage: python export.py --base DIR [--layers N] --weights model.pt --rows ROWS.jsonl --out claimlint/models/encoder --whole MODEL.onnx

The network goes to MODEL.onnx, to be divided (../exits/split.py), its pieces of words to the folder. Kept are the word pieces that occur in sound text or in the written pages (../scripts/vocabulary.py). Prints how far the exported
scores are from the trained ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from network import LENGTH, Detector, encode
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import AutoTokenizer

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from vocabulary import pruned

#: Pieces that occur less often fall apart into smaller ones.
FEWEST = 5
#: So many rows, four times, show how large features get.
SMOOTHED = 128
#: One row in so many is compared before and after.
COMPARED = 400


class SmallTable(torch.nn.Module):
    """A table of word pieces in 8 bits, each row with a scale of its own: one scale for all costs accuracy."""

    def __init__(self, table: torch.Tensor) -> None:
        """table: shape (pieces, width)."""
        super().__init__()
        scale = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Return the rows of the pieces."""
        return self.table[ids].float() * self.scale[ids]


def smooth(model: Detector, batches: Sequence[Mapping[str, torch.Tensor]]) -> None:
    """Make what the linear layers are given easier to round to 8 bits: each feature is divided, and its weights are multiplied, by a factor.

    A few features are far larger than the others, and one scale for all would round those away (Xiao et al., SmoothQuant, ICML 2023; their
    strength 0.5). Nothing else changes.
    """
    largest: dict[torch.nn.Module, torch.Tensor] = {}

    def watch(module: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        seen = given[0].detach().abs().flatten(0, -2).amax(0)
        largest[module] = torch.maximum(largest.get(module, seen), seen)

    attentions = [layer.attention.attn for layer in model.encoder.encoder.layer]
    # Queries, keys and values are made of the same features. What the wide layer gives is left: a factor there costs more time than it is worth.
    watched = {attention: [attention.q, attention.k, attention.v] for attention in attentions}
    watched |= {layer.intermediate.dense: [layer.intermediate.dense] for layer in model.encoder.encoder.layer}
    watched |= {attention.o: [attention.o] for attention in attentions}
    hooks = [module.register_forward_pre_hook(watch) for module in watched]
    with torch.no_grad():
        for batch in batches:
            model(**batch)
    for hook in hooks:
        hook.remove()
    values = {attention.o: attention.v for attention in attentions}
    for module, linears in watched.items():
        weights = torch.stack([linear.weight.detach().abs().amax(0) for linear in linears]).amax(0)
        factor = (largest[module].clamp(min=1e-4) / weights.clamp(min=1e-4)).sqrt()
        for linear in linears:
            linear.weight.data *= factor
        if module in values:
            # What comes here is a mean of values: they take the factor, and no step is added.
            values[module].weight.data /= factor.unsqueeze(1)
            values[module].bias.data /= factor
        else:
            module.register_forward_pre_hook(lambda _, given, by=1 / factor: (given[0] * by, *given[1:]))


class Whole(torch.nn.Module):
    """All that the encoder says in one pass."""

    def __init__(self, detector: Detector) -> None:
        """detector: as it was trained."""
        super().__init__()
        self.detector = detector

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the logits of a claim and of a broken sentence, of shape (rows,), of its places (rows, pieces, 2), of a claim by piece, and the mean."""
        return self.detector.whole(input_ids, attention_mask)


def write(model: Detector, path: Path) -> None:
    """Write the model as int8 ONNX: token ids and mask in; log-odds of a claim, of a broken sentence and of its places out.

    The heads stay as they are: they are small, and all else goes through them.
    """
    full = path.with_name("full.onnx")
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in range(2))
    inputs, outputs = ["input_ids", "attention_mask"], ["claim", "sentence", "places", "shares", "mean"]
    axes = {name: {0: "batch", 1: "length"} for name in (*inputs, "places", "shares")}
    axes |= {name: {0: "batch"} for name in ("claim", "sentence", "mean")}
    torch.onnx.export(Whole(model).eval(), example, str(full), input_names=inputs, output_names=outputs,
                      dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    names = ("/claim", "/sentence/", "/place/")
    # Quantising makes a MatMul of each Gemm first, under a name of its own.
    heads = [
        name
        for n in onnx.load(str(full)).graph.node
        if n.name.startswith(names)
        for name in (n.name, f"{n.name}_MatMul")
    ]
    if len(heads) < len(names):
        raise SystemExit("the heads are not where they were in the graph")
    quantize_dynamic(
        full,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=heads,
    )
    full.unlink()


def _batch(tokenizer: Tokenizer, rows: Sequence[Mapping[str, Any]]) -> dict[str, torch.Tensor]:
    """Return rows as the network takes them; 1 is the number of the padding."""
    encoded = tokenizer.encode_batch([row["text"] for row in rows])
    longest = max(len(one.ids) for one in encoded)
    ids = [one.ids + [1] * (longest - len(one.ids)) for one in encoded]
    mask = [one.attention_mask + [0] * (longest - len(one.ids)) for one in encoded]
    return {"input_ids": torch.tensor(ids), "attention_mask": torch.tensor(mask)}


def main() -> None:
    """Prune, export, quantise, compare."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--base", "--weights", "--rows", "--out", "--whole"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--layers", type=int, default=6)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in args.rows.open(encoding="utf-8")]
    texts = [row["text"] for row in rows if not row["label"] or row["kind"].startswith("written")]
    places = pruned(args.base, args.out, texts, FEWEST)
    model = Detector(args.base, args.layers)
    model.load_state_dict(torch.load(args.weights, map_location="cpu"))
    model.eval()
    slow, sample = AutoTokenizer.from_pretrained(args.base), rows[::COMPARED]
    encoded = encode(slow, sample)
    encoded.pop("offset_mapping")
    with torch.no_grad():
        trained = model(**encoded)[0].numpy()
    table = model.encoder.embeddings.word_embeddings.weight.data[places].clone()
    model.encoder.embeddings.word_embeddings = SmallTable(table)
    # Positions are counted from the number of the padding.
    positions = model.encoder.embeddings.position_embeddings.weight.data[: LENGTH + 2].clone()
    model.encoder.embeddings.position_embeddings = torch.nn.Embedding.from_pretrained(positions)
    model.encoder.config.vocab_size = len(places)
    new = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    new.enable_truncation(LENGTH)
    smooth(model, [_batch(new, rows[start :: len(rows) // SMOOTHED]) for start in range(4)])
    write(model, args.whole)
    session = onnxruntime.InferenceSession(str(args.whole))
    exported = []
    for row in sample:
        one = new.encode(row["text"])
        feed = {"input_ids": one.ids, "attention_mask": one.attention_mask}
        exported.append(session.run(["sentence"], {k: np.array([v]) for k, v in feed.items()})[0][0])
    gap = np.abs(trained - np.array(exported))
    size = args.whole.stat().st_size / 1e6
    print(
        f"{len(places)} pieces, {size:.1f} MB, log-odds differ by {gap.mean():.3f} on average, {gap.max():.2f} at most"
    )


if __name__ == "__main__":
    main()
