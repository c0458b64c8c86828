"""What a large encoder said of each sentence, kept in the project: nobody need train it again to teach a small one.

Kept as ``data/told.npz`` beside its training: ``key`` (the first eight bytes of the SHA-256 of a text, ascending) and ``odds`` (log-odds,
in steps of 1/16, at most 8 either way).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

STEP, MOST = 16, 127
#: Texts scored before the scores are written down.
PART = 4096


def key(text: str) -> int:
    """Return the number a text is kept under."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def load(path: Path) -> dict[int, float]:
    """Return the log-odds by key."""
    if not path.exists():
        return {}
    held = np.load(path)
    return dict(zip(held["key"].tolist(), (held["odds"] / STEP).tolist(), strict=True))


def save(told: dict[int, float], path: Path) -> None:
    """Write the log-odds."""
    keys = np.array(sorted(told), dtype=np.uint64)
    odds = np.array([told[k] for k in sorted(told)])
    np.savez_compressed(path, key=keys, odds=np.clip(np.round(odds * STEP), -MOST, MOST).astype(np.int8))


def ask(texts: Iterable[str], score: Callable[[Sequence[str]], np.ndarray], path: Path) -> dict[int, float]:
    """Let the large encoder score the texts it has not scored; written down now and then, so that a run may be cut short."""
    told = load(path)
    left = list({k: text for text in texts if (k := key(text)) not in told}.values())
    for start in range(0, len(left), PART):
        part = left[start : start + PART]
        told.update(zip(map(key, part), score(part).tolist(), strict=True))
        save(told, path)
        print(f"{start + len(part)} of {len(left)} scored", flush=True)
    return told
