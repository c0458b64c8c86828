"""Export the trained encoder: vocabulary pruned, weights as int8 ONNX.

Usage: python export.py --base DIR [--layers N] --weights model.pt --rows ROWS.jsonl --out claimlint/models/encoder

Kept are the word pieces that occur in sound text or in the written pages (../scripts/vocabulary.py). Prints how far the exported
scores are from the trained ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

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


class Whole(torch.nn.Module):
    """All that the encoder says in one pass."""

    def __init__(self, detector: Detector) -> None:
        """detector: as it was trained."""
        super().__init__()
        self.detector = detector

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the logits of a claim and of a broken sentence, of shape (rows,), and of its places (rows, pieces, 2)."""
        return self.detector.whole(input_ids, attention_mask)


def write(model: Detector, path: Path) -> None:
    """Write the model as int8 ONNX: token ids and mask in; log-odds of a claim, of a broken sentence and of its places out.

    The heads stay as they are: they are small, and all else goes through them.
    """
    full = path.with_name("full.onnx")
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in range(2))
    inputs, outputs = ["input_ids", "attention_mask"], ["claim", "sentence", "places"]
    axes = {name: {0: "batch", 1: "length"} for name in (*inputs, "places")}
    axes |= {name: {0: "batch"} for name in ("claim", "sentence")}
    torch.onnx.export(Whole(model).eval(), example, str(full), input_names=inputs, output_names=outputs,
                      dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    names = ("/detector/claim/", "/detector/sentence/", "/detector/place/")
    heads = [n.name for n in onnx.load(str(full)).graph.node if n.name.startswith(names)]
    quantize_dynamic(
        full,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=heads,
    )
    full.unlink()


def main() -> None:
    """Prune, export, quantise, compare."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--base", "--weights", "--rows", "--out"):
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
    write(model, args.out / "model.onnx")
    new = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    new.enable_truncation(LENGTH)
    session = onnxruntime.InferenceSession(str(args.out / "model.onnx"))
    exported = []
    for row in sample:
        one = new.encode(row["text"])
        feed = {"input_ids": one.ids, "attention_mask": one.attention_mask}
        exported.append(session.run(["sentence"], {k: np.array([v]) for k, v in feed.items()})[0][0])
    gap = np.abs(trained - np.array(exported))
    size = sum(path.stat().st_size for path in args.out.iterdir()) / 1e6
    print(
        f"{len(places)} pieces, {size:.1f} MB, log-odds differ by {gap.mean():.3f} on average, {gap.max():.2f} at most"
    )


if __name__ == "__main__":
    main()
