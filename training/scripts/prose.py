"""Clean prose for ``spacy pretrain``, one text a line.

Usage: python prose.py OUT.jsonl MEDQUAD.jsonl.gz OPENSTAX.jsonl.gz MLQE.jsonl.gz TREEBANK.conllu.gz ...

Health prose (MedQuAD answers, OpenStax paragraphs), then general English: human corrections of MLQE-PE (not
those from Russian, which are forum talk) and the text of the training treebanks.

Every tenth MedQuAD answer and every tenth OpenStax module (by hash of their ids) are kept out, for
stress tests that no weight has seen. Templated sources (GHR, GARD) are capped and repeated sentences dropped.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

#: Share of each templated MedQuAD source that is kept.
CAPPED = {"GHR": 0.3, "GARD": 0.3}
LONGEST = 1500
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def held_out(key: str) -> bool:
    """Whether a text belongs to the tenth that training never sees; decided by its id alone."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10 == 0


def texts(medquad: Path, openstax: Path, mlqe: Path, treebanks: list[Path]) -> Iterator[str]:
    """Yield the texts that may be used."""
    chance = random.Random(7)
    for row in rows(medquad):
        key = f"{row['source']}/{row['id']}"
        if not held_out(key) and chance.random() < CAPPED.get(row["source"], 1.0):
            yield row["text"]
    for row in rows(openstax):
        if not held_out(f"{row['book']}/{row['module']}"):
            yield row["text"]
    for row in rows(mlqe):
        if not row["pair"].startswith("ru"):
            yield row["pe_text"]
    for path in treebanks:
        yield " ".join(sentences(path))


def sentences(path: Path) -> Iterator[str]:
    """Yield the sentences of a treebank."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (line[9:].strip() for line in lines if line.startswith("# text = "))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def without_repeats(source: Iterator[str]) -> Iterator[str]:
    """Drop sentences seen twice already and cut what remains to pieces of moderate length."""
    seen: Counter[str] = Counter()
    for text in source:
        kept, length = [], 0
        for sentence in _SENTENCE.split(text):
            seen[sentence] += 1
            if seen[sentence] > 2:
                continue
            if length + len(sentence) > LONGEST and kept:
                yield " ".join(kept)
                kept, length = [], 0
            kept.append(sentence[:LONGEST])
            length += len(sentence)
        if kept:
            yield " ".join(kept)


def main() -> None:
    """Write the file."""
    out, medquad, openstax, mlqe, *treebanks = map(Path, sys.argv[1:])
    lines = list(without_repeats(texts(medquad, openstax, mlqe, treebanks)))
    random.Random(7).shuffle(lines)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps({"text": line}, ensure_ascii=False) + "\n")
    print(f"{out}: {len(lines)} texts, {sum(len(line.split()) for line in lines)} words")


if __name__ == "__main__":
    main()
