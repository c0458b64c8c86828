"""Sound sentences, tagged: the text that is damaged, and the text that is to be left alone.

Usage: python public.py SHARED OUT.jsonl

SHARED: folder of the data pack. Health prose (MedQuAD, OpenStax), treebanks, human corrections of machine translation
(MLQE-PE) and the project's own pages of training/claims. Kept out for stress tests: the tenth of MedQuAD and OpenStax
that no model of the project has seen (training/scripts/prose.py), all of NHS beta, and a quarter of the MLQE-PE documents.

A row: ``source`` and ``tokens``: [text, Penn tag, whether a space follows]. Needs the package itself (its pipeline splits and tags).
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from prose import CAPPED, held_out
from rows import kept_document

from claimlint.nlp import load_pipeline, read

CLAIM_PAGES = Path(__file__).parents[1] / "claims" / "data" / "pages"
#: Pages of the classifier of claims that imitate broken English.
BROKEN = ("plain_broken", "plain_spun")
BROKEN_GENRE = re.compile(r"spun|translat|clumsy|garbled|broken", re.I)
#: Sentences of so many words.
FEWEST, MOST = 3, 60
#: A word that no other sentence has, in lower case, is likely one of MedQuAD's glued ones ("symptomsthe").
GLUED = 2


def medquad(path: Path) -> Iterator[str]:
    """Yield answers, their flattened lists cut into pieces."""
    chance = random.Random(7)
    for row in _rows(path):
        if not held_out(f"{row['source']}/{row['id']}") and chance.random() < CAPPED.get(row["source"], 1.0):
            yield from re.split(r"\s+-\s+", row["text"])


def openstax(path: Path) -> Iterator[str]:
    """Yield paragraphs."""
    for row in _rows(path):
        if not held_out(f"{row['book']}/{row['module']}"):
            yield row["text"]


def corrected(path: Path) -> Iterator[str]:
    """Yield human corrections; of Russian none, which is forum talk."""
    for row in _rows(path):
        if row["pair"][:2] != "ru" and not kept_document(row["pair"], row["doc"]):
            yield row["pe_text"]


def treebank(path: Path) -> Iterator[str]:
    """Yield the sentences of a treebank."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (line[9:].strip() for line in lines if line.startswith("# text = "))


def own_pages() -> Iterator[str]:
    """Yield the lines of the project's own pages, but for those that imitate broken English."""
    for path in sorted(CLAIM_PAGES.glob("*.txt")):
        if path.stem in BROKEN:
            continue
        for page in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, *lines = page.splitlines()
            if not BROKEN_GENRE.search(head):
                yield from (line[1:].lstrip("#* ").strip() for line in lines if line.strip())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sound(sentence: list[str], known: Counter[str]) -> bool:
    """Whether a sentence has an ordinary length, ordinary words and an ordinary start."""
    words = [w for w in sentence if w.isalpha()]
    if not len(words) >= FEWEST or len(sentence) > MOST:
        return False
    glued = any(w.islower() and known[w] < GLUED for w in words)
    return not glued and sum(w[0].isalpha() for w in sentence) >= 0.6 * len(sentence)


def main() -> None:
    """Write the rows."""
    shared, out = map(Path, sys.argv[1:])
    sources = {
        "medquad": medquad(shared / "prose/medquad.jsonl.gz"),
        "openstax": openstax(shared / "prose/openstax.jsonl.gz"),
        "mlqe": corrected(shared / "mt/mlqe-train.jsonl.gz"),
        "ewt": treebank(shared / "treebank/ewt-train.conllu.gz"),
        "gum": treebank(shared / "treebank/gum-train.conllu.gz"),
        "own": own_pages(),
    }
    nlp = load_pipeline()
    nlp.disable_pipes("morphologizer", "lemmatizer", "parser")
    rows, seen = [], set()
    for source, texts in sources.items():
        for doc in read(nlp, texts):
            for sent in doc.sents:
                if (text := sent.text.strip()) and text not in seen:
                    seen.add(text)
                    words = [(t.text, t.tag_, bool(t.whitespace_)) for t in sent if not t.is_space]
                    rows.append({"source": source, "tokens": words})
    known = Counter(word for row in rows for word in {token[0] for token in row["tokens"]})
    with out.open("w", encoding="utf-8") as file:
        for row in rows:
            if sound([t[0] for t in row["tokens"]], known):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
