"""Sentences of public text that make no health claim: sound health prose, and everyday web text of any kind.

Everyday text matters: a model that had read our own pages alone took one sentence in twenty-five of reviews, weblogs and
newsgroups for a health claim. The few health claims in it are listed in data/treebank_claims.tsv.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

LISTED = Path(__file__).parent / "data" / "treebank_claims.tsv"
#: Fewest words of an everyday sentence; passages taken of each file of prose, sentences of all treebanks, of each file of translations.
FEWEST, PASSAGES, EVERYDAY, TRANSLATED = 4, 700, 8000, 1500
Row = dict[str, Any]


def add_inputs(options: argparse.ArgumentParser) -> None:
    """Add the options that name the files of public text."""
    for name in ("--prose", "--treebank", "--translations"):
        options.add_argument(name, type=Path, nargs="*", default=[])


def public(args: argparse.Namespace) -> list[Row]:
    """Return the rows of all files that ``add_inputs`` lets name."""
    return prose(args.prose) + treebank(args.treebank) + translations(args.translations)


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


def treebank(paths: Sequence[Path]) -> list[Row]:
    """Return the sentences of CoNLL-U files, claims as they are listed and those of doubtful documents left out."""
    with LISTED.open(encoding="utf-8") as lines:
        listed = {row["id"]: row["what"] for row in csv.DictReader(lines, delimiter="\t")}
    found = []
    for path in paths:
        for name, text in _sentences(path):
            what = listed.get(name) or listed.get(name.rpartition("-")[0], "other")
            if what != "doubtful" and len(text.split()) >= FEWEST:
                found.append({"text": text, "label": int(what == "claim")})
    claims = [row for row in found if row["label"]]
    others = [row for row in found if not row["label"]]
    return claims + random.sample(others, min(EVERYDAY, len(others)))


def _sentences(path: Path) -> Iterator[tuple[str, str]]:
    name = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.rstrip("\n").partition(" = ")
            if key == "# sent_id":
                name = value
            elif key == "# text":
                yield name, value


def translations(paths: Sequence[Path]) -> list[Row]:
    """Return machine translations (JSON lines with ``mt_text``), as everyday text that is badly put."""
    found = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["mt_text"] for line in lines]
        found += [
            {"text": text, "label": 0}
            for text in random.sample(texts, min(TRANSLATED, len(texts)))
            if len(text.split()) >= FEWEST
        ]
    return found
