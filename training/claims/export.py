"""Export the trained classifier: vocabulary pruned, weights as int8 ONNX.

Usage: python export.py --base DIR [--layers N] --weights model.pt --prose FILE… --out claimlint/models/claims

Kept are the word pieces that occur in the prose and the written sentences (../scripts/vocabulary.py). Prints how far the exported
scores are from the trained ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from network import LENGTH, Classifier, encode
from onnxruntime.quantization import QuantType, quantize_dynamic
from rows import rows
from tokenizers import Tokenizer
from transformers import AutoTokenizer

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from vocabulary import pruned

#: Pieces that occur less often fall apart into smaller ones.
FEWEST = 3


def main() -> None:
    """Prune, export, quantise, compare."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--base", "--weights", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--layers", type=int)
    options.add_argument("--prose", type=Path, nargs="+", required=True)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    written = rows()
    texts = [row["text"] for row in written]
    for path in args.prose:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    places = pruned(args.base, args.out, texts, FEWEST)
    model = Classifier(args.base, args.layers)
    model.load_state_dict(torch.load(args.weights, map_location="cpu"))
    model.eval()
    slow = AutoTokenizer.from_pretrained(args.base)
    sample = written[::40]
    with torch.no_grad():
        trained = torch.sigmoid(model(**encode(slow, sample))).numpy()
    table = model.encoder.embeddings.word_embeddings.weight.data[places].clone()
    model.encoder.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(table)
    model.encoder.config.vocab_size = len(places)

    class Probability(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            return torch.sigmoid(self.inner(input_ids, attention_mask))

    full = args.out / "full.onnx"
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in range(2))
    names = ["input_ids", "attention_mask"]
    axes = {name: {0: "batch", 1: "length"} for name in names}
    torch.onnx.export(Probability().eval(), example, str(full), input_names=names, output_names=["probability"],
                      dynamic_axes={**axes, "probability": {0: "batch"}}, opset_version=17, dynamo=False)  # fmt: skip
    # Weights in blocks of 4 bits came out at two thirds of the size, no nearer to the scores, and half as fast.
    quantize_dynamic(full, args.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    new = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    new.enable_truncation(LENGTH)
    new.enable_padding()
    encoded = new.encode_batch([r["text"] for r in sample])
    inputs = {
        "input_ids": np.array([e.ids for e in encoded]),
        "attention_mask": np.array([e.attention_mask for e in encoded]),
    }
    (exported,) = onnxruntime.InferenceSession(str(args.out / "model.onnx")).run(None, inputs)
    size = sum(path.stat().st_size for path in args.out.iterdir()) / 1e6
    gap = np.abs(trained - exported)
    print(f"{len(places)} pieces, {size:.1f} MB, mean gap {gap.mean():.4f}, largest {gap.max():.3f}")


if __name__ == "__main__":
    main()
