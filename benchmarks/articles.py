"""Articles for benchmarks: as many as are wanted, of about 775 words, all different, made of open text.

Sentences of the evaluation pages (``../shared/eval``), or of the samples where those are not there, are put together into new paragraphs:
no paragraph and no article stands twice, so that nothing that a program remembers of one helps it with another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Words of an article and sentences of a paragraph, at least.
WORDS, SENTENCES = 775, 4


def write(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write articles into a folder as Markdown, and return their paths. seed: another one gives other articles."""
    chosen = random.Random(seed)
    sentences = sorted(set(_sentences()))
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"article-{number:05}.md"
        path.write_text(_article(sentences, chosen, number), encoding="utf-8")
        paths.append(path)
    return paths


def _article(sentences: list[str], chosen: random.Random, number: int) -> str:
    parts, words = [f"# Questions about your health, part {number + 1}"], 0
    while words < WORDS:
        paragraph = " ".join(chosen.sample(sentences, SENTENCES))
        words += len(paragraph.split())
        parts.append(paragraph)
    return "\n\n".join(parts) + "\n"


def _sentences() -> Iterator[str]:
    pages = sorted((ROOT.parent / "shared" / "eval" / "pages").glob("*/*.txt"))
    for page in pages or sorted((ROOT / "samples").glob("*/*.txt")):
        for line in page.read_text(encoding="utf-8").splitlines():
            for sentence in re.split(r"(?<=[.!?])\s+", line.strip()):
                if 6 <= len(sentence.split()) <= 40 and sentence[-1:] in ".!?":
                    yield sentence
