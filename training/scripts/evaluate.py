"""Figures of a pipeline on the treebanks: gold tokens and raw text, beside each other.

Usage: python evaluate.py MODEL EVAL_FOLDER [NAME ...] [--json OUT] [--samples SAMPLES_FOLDER]

Gold tokens: the treebank's words and sentences are given, as parsers are usually scored. Raw text: the
pipeline splits words and sentences itself; scores are F1 over characters (spaCy's Scorer).
Tags, lemmas and arcs all count, punctuation arcs too, as in the CoNLL shared tasks.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example


def gold_tokens(nlp: Language, references: list[Doc]) -> dict[str, float]:
    """Score with the treebank's words and sentence starts given."""
    right = dict.fromkeys(("TAG", "UPOS", "LEMMA", "UAS", "LAS"), 0)
    total = 0
    for reference in references:
        doc = Doc(nlp.vocab, [t.text for t in reference], [bool(t.whitespace_) for t in reference])
        for token, gold in zip(doc, reference, strict=True):
            token.is_sent_start = bool(gold.is_sent_start)
        for name, pipe in nlp.pipeline:
            if name != "senter":
                doc = pipe(doc)
        for token, gold in zip(doc, reference, strict=True):
            total += 1
            right["TAG"] += token.tag_ == gold.tag_
            right["UPOS"] += token.pos_ == gold.pos_
            right["LEMMA"] += token.lemma_.lower() == gold.lemma_.lower()
            head = token.head.i == gold.head.i
            right["UAS"] += head
            right["LAS"] += head and token.dep_ == gold.dep_
    return {name: round(count / total, 4) for name, count in right.items()}


def raw_text(nlp: Language, references: list[Doc]) -> dict[str, float]:
    """Score from the paragraph's text alone; sentences by the pipeline's own splitter."""
    with nlp.select_pipes(disable=["parser"]):
        docs = list(nlp.pipe(reference.text for reference in references))
    if "parser" in nlp.pipe_names:
        docs = [nlp.get_pipe("parser")(doc) for doc in docs]
    scorer = Scorer(nlp)
    scores = scorer.score([Example(doc, gold) for doc, gold in zip(docs, references, strict=True)])
    names = {
        "TOKEN": "token_f",
        "SENT": "sents_f",
        "TAG": "tag_acc",
        "UPOS": "pos_acc",
        "LEMMA": "lemma_acc",
        "UAS": "dep_uas",
        "LAS": "dep_las",
    }
    return {name: round(scores[key], 4) for name, key in names.items() if scores.get(key) is not None}


def words_per_second(nlp: Language, references: list[Doc], *, parser: bool) -> float:
    """Time the pipeline over the raw text, once to warm up and once measured."""
    texts = [reference.text for reference in references]
    disable = [] if parser else ["parser"]
    list(nlp.pipe(texts[:50], disable=disable))
    began = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, disable=disable))
    return round(words / (time.perf_counter() - began))


def main() -> None:
    """Print the table; write it as JSON too where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=["ewt-dev"])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    figures: dict[str, Any] = {}
    for name in options.names:
        references = list(DocBin().from_disk(options.folder / f"{name}.spacy").get_docs(nlp.vocab))
        figures[name] = {"gold_tokens": gold_tokens(nlp, references), "raw_text": raw_text(nlp, references)}
        for kind, row in figures[name].items():
            print(
                f"{name:9} {kind:11} " + "  ".join(f"{key} {value:.4f}" for key, value in row.items()),
                flush=True,
            )
        if options.speed:
            for with_parser in (True, False):
                print(
                    f"{name:9} {'with' if with_parser else 'without'} parser: {words_per_second(nlp, references, parser=with_parser)} words/s"
                )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
