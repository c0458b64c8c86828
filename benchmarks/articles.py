"""Articles for benchmarks: as many as are wanted, of about 775 words, all different, made of open text.

Sentences that follow each other on an evaluation page (``../shared/eval``), or in a sample where those are not there, make a paragraph; from
where to where is drawn by chance. No paragraph and no article stands twice, so that nothing that a program remembers of one helps it
with another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Words of an article, at least; sentences of a paragraph, at least and at most.
WORDS, SENTENCES = 775, (3, 6)


def write(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write articles into a folder as Markdown, and return their paths. seed: another one gives other articles."""
    chosen, pages = random.Random(seed), list(_pages())
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    paths = []
    for number in range(count):
        path = folder / f"article-{number:05}.md"
        path.write_text(_article(pages, chosen, number, taken), encoding="utf-8")
        paths.append(path)
    return paths


def _article(pages: Sequence[Sequence[str]], chosen: random.Random, number: int, taken: set[str]) -> str:
    parts, words = [f"# Questions about your health, part {number + 1}"], 0
    # Each page once, as long as there are: what is said twice in an article is found as such.
    order = chosen.sample(pages, len(pages))
    while words < WORDS:
        order = order or chosen.sample(pages, len(pages))
        page = order.pop()
        start = chosen.randrange(len(page))
        paragraph = " ".join(page[start : start + chosen.randint(*SENTENCES)])
        if paragraph in taken:
            # Taken already: a new number makes it another.
            paragraph += f" This is note {len(taken)}."
        taken.add(paragraph)
        words += len(paragraph.split())
        parts.append(paragraph)
    return "\n\n".join(parts) + "\n"


def _pages() -> Iterator[list[str]]:
    pages = sorted((ROOT.parent / "shared" / "eval" / "pages" / "good").glob("*.txt"))
    for page in pages or sorted((ROOT / "samples" / "clean").glob("*.txt")):
        lines = page.read_text(encoding="utf-8").splitlines()
        sentences = [one for line in lines for one in re.split(r"(?<=[.!?])\s+", line.strip())]
        if kept := [one for one in sentences if 4 <= len(one.split()) <= 40 and one[-1:] in ".!?"]:
            yield kept
