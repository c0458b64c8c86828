"""Whether an article says a thing that an article should say, by meaning: for wordings that no pattern knows.

Two steps, both fitted on sentences written for it (``training/statements``): a sum of weights of single words picks the sentences that are
worth reading, and the encoder's reading of those is weighed. Asked only where patterns have found nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from claimlint.analysis import Analysis, Sentence
from claimlint.clock import charged
from claimlint.encoder import FOLDER, Reading, readings

#: Sentences read for a statement, at most, the likeliest first. Tokens of a sentence, at most.
MOST, LONGEST = 8, 60
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True)
class Hint:
    """Weights of words; a sentence whose sum reaches the bar is worth reading."""

    bar: float
    words: Mapping[str, float]


@lru_cache(maxsize=1)
def hints() -> Mapping[str, Hint]:
    """Return the hint of each statement."""
    rows = json.loads((FOLDER / "hints.json").read_text(encoding="utf-8"))
    return {name: Hint(row["bar"], row["words"]) for name, row in rows.items()}


def marks(tokens: Iterable[str]) -> frozenset[str]:
    """Return the words of a sentence as hints know them: in lower case, years and other numbers each as one, names as one."""
    found = set()
    for at, token in enumerate(tokens):
        lower = token.lower()
        found.add("<year>" if _YEAR.match(lower) else "<number>" if lower[:1].isdigit() else lower)
        if at and len(token) > 1 and token[0].isupper():
            found.add("<name>")
    return frozenset(found)


def says(analysis: Analysis, name: str) -> bool:
    """Whether a sentence of the article makes a statement, such as "disclaimer"."""
    return bool(saying(analysis, name))


def saying(analysis: Analysis, name: str) -> list[Sentence]:
    """Return the sentences that make a statement, of those that are likeliest to; computed once."""
    return analysis.memo(f"saying {name}", lambda: _saying(analysis, name))


@charged("statements")
def _saying(analysis: Analysis, name: str) -> list[Sentence]:
    asked = _likely(analysis, name)
    # A sentence may be asked for several statements, and is read once.
    known: dict[int, Reading] = analysis.memo("statements", dict)
    unread = [s for s in asked if s.index not in known]
    found = readings([" ".join(s.text.split()) for s in unread])
    known |= zip((s.index for s in unread), found, strict=True)
    return [s for s in asked if name in known[s.index].says]


def _likely(analysis: Analysis, name: str) -> list[Sentence]:
    hint = hints()[name]
    scored = []
    for sentence, words in analysis.memo("marks", lambda: _marked(analysis)):
        score = sum(hint.words.get(word, 0.0) for word in words)
        if score >= hint.bar:
            scored.append((-score, sentence.index, sentence))
    return [sentence for _, _, sentence in sorted(scored, key=lambda row: row[:2])[:MOST]]


def _marked(analysis: Analysis) -> list[tuple[Sentence, list[str]]]:
    """Return the sentences with the words of theirs that any hint weighs."""
    weighed = frozenset().union(*(hint.words for hint in hints().values()))
    return [
        (s, sorted(marks(t.text for t in s.span) & weighed))
        for s in analysis.sentences
        if s.block.kind != "code" and len(s.lower) <= LONGEST
    ]
