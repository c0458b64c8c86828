"""Real machine translation of sound sentences, there and back.

Usage: python roundtrip.py SOUND.jsonl OUT.jsonl

Translators: Apertium (rules, much like those whose output fills old web pages), Debian packages ``apertium`` with
``apertium-eng-spa -eng-cat -en-gl -eo-en -hbs-eng``. A row: ``source`` (the chain), ``sound``, ``broken``. Sentences that
come back whole, or with words the translator did not know, are left out.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

#: Chains of translators, and the share of the sentences each gets. Serbo-Croatian loses the most.
CHAINS = {
    ("eng-spa", "spa-eng"): 0.24,
    ("eng-cat", "cat-eng"): 0.22,
    ("en-gl", "gl-en"): 0.18,
    ("en-eo", "eo-en"): 0.16,
    ("eng-hbs", "hbs-eng"): 0.06,
    ("eng-spa", "spa-eng", "eng-cat", "cat-eng"): 0.07,
    ("en-gl", "gl-en", "en-eo", "eo-en"): 0.07,
}
SEED, MOST = 5, 120_000
_MARKS = re.compile(r"[*#@\\^$]")
_WORD = re.compile(r"[a-z]+")


def text(tokens: Sequence[Sequence[object]]) -> str:
    """Return the text of a row of public.py."""
    return "".join(f"{word} " if space else str(word) for word, _, space in tokens).strip()


def translated(sentences: Sequence[str], chain: Sequence[str]) -> list[str]:
    """Return the sentences after all translators of the chain."""
    for pair in chain:
        joined = "\n\n".join(sentences)
        done = subprocess.run(
            ["apertium", "-u", pair], input=joined, capture_output=True, text=True, check=True
        )
        found = [" ".join(part.split()) for part in done.stdout.strip("\n").split("\n\n")]
        if len(found) != len(sentences):
            return []
        sentences = found
    return list(sentences)


def main() -> None:
    """Write the rows, a thousand sentences at a time."""
    source, out = map(Path, sys.argv[1:])
    rows = [json.loads(line) for line in source.open(encoding="utf-8")]
    sound = [text(row["tokens"]) for row in rows]
    known = {word for sentence in sound for word in _WORD.findall(sentence.lower())}
    chance = random.Random(SEED)
    picked = [s for s in sound if 5 <= len(s.split()) <= 45 and s[0].isupper() and s[-1] in ".:!?"]
    chance.shuffle(picked)
    with out.open("w", encoding="utf-8") as file:
        for start in range(0, min(MOST, len(picked)), 500):
            chain = chance.choices(list(CHAINS), list(CHAINS.values()))[0]
            batch = picked[start : start + 500]
            for sentence, broken in zip(batch, translated(batch, chain), strict=False):
                if broken == sentence or _MARKS.search(broken):
                    continue
                if all(word in known for word in _WORD.findall(broken.lower())):
                    row = {"source": ">".join(chain), "sound": sentence, "broken": broken}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
