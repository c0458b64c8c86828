"""Public text: sound health prose as sentences without claims, and everyday web text without labels.

Everyday text is not taken for negatives: a model that was told so found fewer claims on real pages (recall .59 instead of .73 at
as many clean sentences hit; it had eight more files of pages, too, and the two were not told apart). Text of the web must
not come to mean "no claim", and our own "claim".
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path

from rows import Row

#: Passages taken of each file of prose; everyday sentences taken of each treebank, and the fewest words of one.
PASSAGES, EVERYDAY, FEWEST = 700, 4000, 4


def prose(paths: Sequence[Path]) -> list[Row]:
    """Return negatives from sound prose (JSON lines with ``text``): sentences, items of lists, and headings."""
    found: list[str] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            passages = [json.loads(line) for line in lines]
        random.shuffle(passages)
        for passage in passages[:PASSAGES]:
            parts = [p.strip() for p in passage["text"].split(". ") if 20 < len(p) < 300]
            if parts:
                found.append(random.choice(parts) + ".")
            items = [p.strip() for p in passage["text"].split(" - ")[1:] if 8 < len(p) < 120]
            if items and random.random() < 0.4:
                found.append(random.choice(items))
            if random.random() < 0.1:
                found.append(passage.get("section") or passage.get("focus", passage.get("title", "")))
    return [{"text": text, "label": 0} for text in found]


def everyday(paths: Sequence[Path]) -> list[Row]:
    """Return sentences of treebanks (CoNLL-U), whatever they say."""
    found = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [line[9:].strip() for line in lines if line.startswith("# text = ")]
        long = [text for text in texts if len(text.split()) >= FEWEST]
        found += random.sample(long, min(EVERYDAY, len(long)))
    return [{"text": text} for text in found]
