"""Treebanks to training data: CoNLL-U files in, spaCy DocBin files out, one document a paragraph.

Usage: python treebank.py OUT.spacy IN.conllu.gz [IN.conllu.gz ...] [--tags-only] [--limit SENTENCES]

Multiword tokens give their words without a space between them and take spacing from the range line;
empty nodes are skipped. ``--tags-only`` keeps XPOS and sentence starts alone (CRAFT: its UPOS,
lemmas and arcs follow other schemes). ``--limit`` keeps the first so many sentences.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

#: Sentences of a paragraph that go into one document at most.
LONGEST = 12


@dataclass
class Sentence:
    """Parallel columns of one sentence; heads are indices within it."""

    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)


def paragraphs(lines: Iterable[str]) -> Iterator[list[Sentence]]:
    """Yield the sentences of one paragraph after the other."""
    paragraph: list[Sentence] = []
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        line = line.rstrip("\n")
        if line.startswith(("# newpar", "# newdoc")) and paragraph:
            yield paragraph
            paragraph = []
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            paragraph.append(sentence(rows))
            rows = []
            if len(paragraph) == LONGEST:
                yield paragraph
                paragraph = []
    if paragraph:
        yield paragraph


def sentence(rows: Iterable[list[str]]) -> Sentence:
    """Read the rows of a sentence."""
    result, joined = Sentence(), {}
    for columns in rows:
        number, form, lemma, upos, xpos, feats, head, dep, _, misc = columns
        if "." in number:
            continue
        spaced = "SpaceAfter=No" not in misc.split("|")
        if "-" in number:
            first, last = map(int, number.split("-"))
            joined |= {word: spaced if word == last else False for word in range(first, last + 1)}
            continue
        result.words.append(form)
        result.lemmas.append("" if lemma == "_" and upos == "_" else lemma)
        result.upos.append("" if upos == "_" else upos)
        result.xpos.append(xpos)
        result.feats.append("" if feats == "_" else feats)
        result.heads.append(int(head) - 1 if head != "0" else int(number) - 1)
        result.deps.append("ROOT" if dep == "root" else dep)
        result.spaces.append(joined.get(int(number), spaced))
    return result


def document(vocab: Vocab, sentences: list[Sentence], *, tags_only: bool = False) -> Doc:
    """Join the sentences of a paragraph into one document."""
    heads, starts = [], []
    for part in sentences:
        offset = len(starts)
        heads += [offset + head for head in part.heads]
        starts += [index == 0 for index in range(len(part.words))]
    columns = {
        name: [value for part in sentences for value in getattr(part, name)]
        for name in ("words", "lemmas", "upos", "xpos", "feats", "deps", "spaces")
    }
    base = {"words": columns["words"], "spaces": columns["spaces"], "tags": columns["xpos"]}
    if tags_only:
        return Doc(vocab, **base, sent_starts=starts)
    return Doc(
        vocab,
        **base,
        pos=columns["upos"],
        morphs=columns["feats"],
        lemmas=columns["lemmas"],
        heads=heads,
        deps=columns["deps"],
    )


def main() -> None:
    """Convert files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--tags-only", action="store_true")
    parser.add_argument("--limit", type=int, default=0)
    options = parser.parse_args()
    vocab, store = Vocab(), DocBin()
    count = 0
    for path in options.files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for part in paragraphs(lines):
                if options.limit and count >= options.limit:
                    break
                store.add(document(vocab, part, tags_only=options.tags_only))
                count += len(part)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(options.out)
    print(f"{options.out}: {len(store)} paragraphs, {count} sentences")


if __name__ == "__main__":
    main()
