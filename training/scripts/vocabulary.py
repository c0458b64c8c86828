"""Prune an encoder's vocabulary to what it will meet.

Kept are the word pieces that occur in given texts, every single character, and the special tokens: a rare word falls into smaller pieces.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer


def kept_pieces(tokenizer: Tokenizer, special: set[str], texts: Sequence[str], fewest: int) -> list[str]:
    """Return the pieces to keep, in their old order; fewest: how often a piece must occur."""
    count: Counter[str] = Counter()
    for start in range(0, len(texts), 2_000):
        for encoded in tokenizer.encode_batch(texts[start : start + 2_000]):
            count.update(encoded.tokens)
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    single = {piece for piece, _ in vocabulary if len(piece.removeprefix("##")) == 1}
    return [p for p, _ in vocabulary if p in special or p in single or count[p] >= fewest]


def pruned(base: Path, out: Path, texts: Sequence[str], fewest: int) -> list[int]:
    """Write out/tokenizer.json, the tokenizer of base with the kept pieces; return their old places."""
    old = Tokenizer.from_file(str(base / "tokenizer.json"))
    old.no_truncation()
    spec = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    pieces = kept_pieces(old, {token["content"] for token in spec["added_tokens"]}, texts, fewest)
    spec["model"]["vocab"] = {piece: i for i, piece in enumerate(pieces)}
    spec["truncation"] = spec["padding"] = None
    for token in spec["added_tokens"]:
        token["id"] = spec["model"]["vocab"][token["content"]]
    for name, special in spec["post_processor"].get("special_tokens", {}).items():
        special["ids"] = [spec["model"]["vocab"][name]]
    (out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    return [old.token_to_id(piece) for piece in pieces]
