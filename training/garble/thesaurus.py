"""Replacement words as article spinners choose them: of the same part of speech, often of another sense.

From WordNet 3.0 (Debian package ``wordnet-base``) and from the word pairs hidden in the public list of tortured phrases
("profound learning" for "deep learning" tells that a spinner takes "profound" for "deep").
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

from lemminflect import getInflection, getLemma

WORDNET = Path("/usr/share/wordnet")
FILES = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj", "ADV": "adv"}
PARTS = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}
#: Too common and too bare to be spun.
LEFT = frozenset(
    "be have do can will may not also very more most so then there here just even only get go make take".split()
)
Senses = dict[str, list[list[str]]]


@lru_cache(maxsize=4)
def senses(part: str) -> Senses:
    """Return lemma to its senses, commonest first, each the list of its synonyms (with those of the hypernym behind)."""
    synsets, parents = {}, {}
    for line in (WORDNET / f"data.{FILES[part]}").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        words = [re.sub(r"\(\w+\)$", "", w).replace("_", " ") for w in fields[4 : 4 + 2 * count : 2]]
        synsets[fields[0]] = words
        links = fields[4 + 2 * count + 1 :]
        parents[fields[0]] = [links[i + 1] for i in range(len(links) - 1) if links[i] in ("@", "&")]
    found: Senses = {}
    for line in (WORDNET / f"index.{FILES[part]}").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        offsets = fields[-int(fields[2]) :]
        found[fields[0].replace("_", " ")] = [
            synsets[o] + [w for p in parents[o][:2] for w in synsets.get(p, [])[:2]]
            for o in offsets
            if o in synsets
        ]
    return found


@lru_cache(maxsize=1)
def spinners(path: Path) -> dict[str, Counter[str]]:
    """Return word to what spinners wrote for it, from phrases that differ word by word."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            bad, good = row["tortured"].lower().split(), row["correct"].lower().split()
            if len(bad) == len(good):
                for wrong, right in zip(bad, good, strict=True):
                    if wrong != right and wrong.isalpha() and right.isalpha():
                        found[right][wrong] += 1
    return found


def replacement(word: str, tag: str, chance: random.Random, phrases: Path, rare: bool) -> str | None:
    """Return another word in the same form, or None. rare: not of the commonest sense."""
    part = PARTS.get(tag[:2])
    if part is None or not word.isalpha() or tag.startswith("NNP"):
        return None
    spun = spinners(phrases).get(word.lower())
    if spun and chance.random() < 0.6:
        return _cased(chance.choices(list(spun), list(spun.values()))[0], word)
    lemma = (getLemma(word.lower(), upos=part) or (word.lower(),))[0]
    if lemma in LEFT:
        return None
    known = senses(part).get(lemma, [])
    if rare and len(known) > 1:
        known = known[1:]
    options = [w for sense in known for w in sense if w.lower() != lemma and w.islower() and w.count(" ") < 2]
    if not options:
        return None
    chosen = chance.choice(options)
    head, _, rest = chosen.partition(" ")
    if part == "VERB":
        head = (getInflection(head, tag=tag) or (head,))[0]
        chosen = f"{head} {rest}".strip()
    elif part == "NOUN" and tag == "NNS":
        *before, last = chosen.split()
        chosen = " ".join([*before, (getInflection(last, tag="NNS") or (last,))[0]])
    return _cased(chosen, word)


def _cased(new: str, old: str) -> str:
    return new.capitalize() if old[0].isupper() else new
