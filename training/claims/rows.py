"""The labelled sentences: written singly (data/style_*.jsonl) and in whole pages (data/pages/*.txt)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
#: One family of wordings in so many, and one page in so many, is kept out of training.
KEPT_FAMILIES, KEPT_PAGES = 7, 6
Row = dict[str, Any]


def rows() -> list[Row]:
    """Return every labelled sentence.

    A row has text, label (1 for a claim), style (``a`` to ``c`` or the name of a file of
    pages), page ("" for single sentences) with its kind, and held_out: style c, some families, some pages.
    """
    return [*_sentences(), *_pages()]


def _kept(name: str, share: int) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % share == 0


def _sentences() -> Iterator[Row]:
    for path in sorted(DATA.glob("style_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            kept = row["style"] == "c" or _kept(row["family"], KEPT_FAMILIES)
            yield {**row, "page": "", "kind": "sentence", "held_out": kept}


def _pages() -> Iterator[Row]:
    for path in sorted((DATA / "pages").glob("*.txt")):
        for page in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, *lines = page.splitlines()
            kind, _, genre = (part.strip() for part in head.partition("|"))
            kept = _kept(f"{path.stem} {genre}", KEPT_PAGES)
            about = {"style": path.stem, "page": f"{path.stem}: {genre}", "kind": kind, "held_out": kept}
            yield from _lines([line for line in lines if line.strip()], about)


def _lines(lines: list[str], about: Row) -> Iterator[Row]:
    for line in lines:
        text = line[1:].lstrip("#* ").strip()
        if text:
            yield {**about, "text": text, "label": int(line[0] == "+")}
