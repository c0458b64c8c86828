"""How far the facts about whole documents agree with the labels of the development pages, and where they do not.

Usage: python benchmarks/facts.py [LABELS]

LABELS: a ``labels.jsonl`` beside a folder ``pages`` (its README says what the rows mean); the development pages by default.
Labels judge the excerpt only, as claimlint does. "commercial_intent" is set against the label "promotes_product", which
says less of a page: it may promote a product without a word of selling.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimlint.analysis import analyse
from claimlint.facts import Facts, facts_of
from claimlint.nlp import load_pipeline
from claimlint.readers import read_file

LABELS = Path(__file__).parent.parent.parent / "shared" / "eval" / "labels.jsonl"
#: Fact to the label it is set against.
PAIRS: Mapping[str, str] = {
    "has_medical_disclaimer": "has_medical_disclaimer",
    "advises_professional": "advises_professional",
    "has_citations": "has_citations",
    "has_author_or_date": "has_author_or_date",
    "commercial_intent": "promotes_product",
}


def main() -> None:
    """Print, fact by fact, how many pages agree, and each page that does not."""
    labels = Path(sys.argv[1]) if len(sys.argv) > 1 else LABELS
    judged = list(_judged(labels))
    for fact, label in PAIRS.items():
        rows = [(name, getattr(facts, fact), row[label]) for name, facts, row in judged if label in row]
        agreed = sum(ours == theirs for _, ours, theirs in rows)
        print(f"{fact} ({label}): {agreed} of {len(rows)} pages agree")
        for name, ours, theirs in rows:
            if ours != theirs:
                print(f"  {name}: we say {ours}, the label {theirs}")


def _judged(labels: Path) -> Iterator[tuple[str, Facts, Mapping[str, Any]]]:
    """Yield each labelled page with its facts and its label."""
    nlp = load_pipeline()
    with labels.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["kind"] == "doc":
                document = read_file(labels.parent / "pages" / row["file"])
                yield row["file"], facts_of(analyse(document, nlp)), row


if __name__ == "__main__":
    main()
