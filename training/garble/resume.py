"""Turn the exported weights back into weights to train on from, when nothing else is left of a training.

Usage: python resume.py --base DIR [--layers N] --model claimlint/models/encoder --out model.pt

base: folder of the encoder the model was made from, for its pieces that were pruned. Weights come back as exact as 8 bits
hold them; pass the result to ``distil.py --start``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx
import torch
from network import Detector
from onnx import numpy_helper
from transformers import AutoTokenizer


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """Return the weights of an exported model under the names they had before."""
    graph = onnx.load(str(path)).graph
    held = {i.name: torch.tensor(numpy_helper.to_array(i)) for i in graph.initializer}
    found = {
        name.removeprefix("detector."): value
        for name, value in held.items()
        if "::" not in name and not name.endswith(("_scale", "_zero_point"))
    }
    for name in [n for n in held if n.endswith(".weight_quantized")]:
        stem = name.removesuffix("_quantized")
        found[stem.removeprefix("detector.")] = (
            held[name].float() - held[f"{stem}_zero_point"].float()
        ) * held[f"{stem}_scale"]
    for node in graph.node:
        place = node.name.strip("/").rpartition("/")[0].replace("/", ".").removeprefix("detector.")
        if node.op_type == "MatMulInteger":
            stem = node.input[1].removesuffix("_quantized")
            found[f"{place}.weight"] = (held[node.input[1]].float() * held[f"{stem}_scale"]).T
        elif node.op_type == "MatMul" and node.input[1] in held:
            found[f"{place}.weight"] = held[node.input[1]].T
        elif node.op_type == "Gemm" and node.input[1] in held:
            found[f"{place}.weight"] = held[node.input[1]]
    return found


def main() -> None:
    """Read, put pruned pieces back, write."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--base", "--model", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--layers", type=int, default=6)
    args = options.parse_args()
    model = Detector(args.base, args.layers)
    state = model.state_dict()
    found = weights_of(args.model / "lower.onnx") | weights_of(args.model / "upper.onnx")
    pieces = json.loads((args.model / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    places = AutoTokenizer.from_pretrained(args.base).convert_tokens_to_ids(list(pieces))
    words = "encoder.embeddings.word_embeddings"
    state[f"{words}.weight"][places] = found[f"{words}.table"].float() * found[f"{words}.scale"]
    positions = "encoder.embeddings.position_embeddings.weight"
    state[positions][: len(found[positions])] = found[positions]
    told = 2
    for name in state:
        if name in found and found[name].shape == state[name].shape:
            state[name] = found[name]
            told += 1
    left = [
        n
        for n in state
        if n not in found and "pooler" not in n and "position_ids" not in n and words not in n
    ]
    torch.save(state, args.out)
    print(f"{told} of {len(state)} weights read; not found: {left}")


if __name__ == "__main__":
    main()
