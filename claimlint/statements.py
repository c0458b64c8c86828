"""Whether an article says a thing that an article should say, by meaning: for wordings that no pattern knows.

Two steps, both fitted on sentences written for it (``training/statements``): a sum of weights of single words picks the sentences that are
worth reading, and the encoder's reading of those is weighed. Asked only where patterns have found nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimlint.analysis import Analysis, Sentence
from claimlint.clock import charged
from claimlint.encoder import FOLDER, Reading, answers, at_once

#: Sentences read for a statement, at most, the likeliest first: of 93 pages, 74 statements stood there and two further down. Tokens of a
#: sentence, at most.
MOST, LONGEST = 6, 60
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
    return any(True for _ in saying(analysis, name))


def saying(analysis: Analysis, name: str) -> Iterator[Sentence]:
    """Yield the sentences that make a statement, the likeliest first; no more is read than is asked for."""
    asked, together = _likely(analysis, name), at_once()
    for start in range(0, len(asked), together):
        part = asked[start : start + together]
        for sentence, reading in zip(part, _read(part, name), strict=True):
            if reading and name in reading.says:
                yield sentence


@charged("statements")
def _read(sentences: Sequence[Sentence], name: str) -> list[Reading | None]:
    return answers([(" ".join(s.text.split()), (name,)) for s in sentences])


@charged("statements")
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
