"""Short articles for benchmarks of archives: as many as are wanted, all different, each with words that no other has.

An archive goes on bringing new words, such as names of people and products, and what remembers words grows with them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences")
#: Sentences of an article, and new names among them.
LENGTH, NAMES = 8, 3
_SYLLABLES = "ba ce di fo gu la me ni ro su ta ve zi ko pla tri ster mond".split()


def articles(count: int, seed: int = 1) -> Iterator[str]:
    """Yield articles of about 150 words. seed: another one gives others."""
    chosen, known = random.Random(seed), _sentences()
    for number in range(count):
        names = ["".join(chosen.choices(_SYLLABLES, k=4)).title() for _ in range(NAMES)]
        told = [f"{name} spoke of {chosen.randint(2, 900)} visits to the clinic." for name in names]
        lines = [*chosen.sample(known, LENGTH), *told]
        chosen.shuffle(lines)
        yield f"What {names[0]} asked, part {number + 1}\n\n{' '.join(lines[:6])}\n\n{' '.join(lines[6:])}\n"


def write(path: Path, count: int, seed: int = 1) -> None:
    """Write articles as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(articles(count, seed)):
            file.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")


def _sentences() -> list[str]:
    rows = [
        json.loads(line)
        for file in sorted(SENTENCES.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return sorted({row["text"] for row in rows if row["text"].endswith(".") and "\n" not in row["text"]})
