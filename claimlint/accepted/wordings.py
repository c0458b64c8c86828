"""Words as they count when wordings are compared, and where in a document a wording stands."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimlint.document import Document

#: A number with its points, a word with its apostrophes, or a sign that means something: "< 5 %" is not "> 5 %".
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*(?![\w\u0300-\u036f])|[\w\u0300-\u036f]+(?:['’][\w\u0300-\u036f]+)*|[%‰<>≤≥=+±×$€£°]"
)
T = TypeVar("T")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, spaces, quotes and punctuation."""
    return tuple(word for word, _, _ in _words(text, 0, len(text)))


def holds(text: tuple[str, ...], wording: tuple[str, ...]) -> bool:
    """Whether the words of a wording stand in a row in those of a text."""
    return f" {' '.join(wording)} " in f" {' '.join(text)} "


@dataclass(frozen=True)
class Place(Generic[T]):
    """A wording found at start:end of ``Document.text``. of: what it is the wording of."""

    start: int
    end: int
    of: T


def places(document: Document, wordings: Sequence[tuple[tuple[str, ...], T]]) -> Iterator[Place[T]]:
    """Yield where wordings (their words, what they are of) stand in a document's prose; none crosses a block."""
    # By first word and length, so that thousands that begin alike cost a look-up and not a comparison each.
    lengths: dict[str, set[int]] = defaultdict(set)
    whose: dict[tuple[str, ...], list[T]] = defaultdict(list)
    for wording, of in wordings:
        lengths[wording[0]].add(len(wording))
        whose[wording].append(of)
    for block in document.blocks if wordings else ():
        if block.kind == "code":
            continue
        found = list(_words(document.text, block.start, block.end))
        said = [word for word, _, _ in found]
        for at, word in enumerate(said):
            for length in sorted(lengths.get(word, ())):
                for of in whose.get(tuple(said[at : at + length]), ()):
                    yield Place(found[at][1], found[at + length - 1][2], of)


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text, start, end):
        yield _plain(match[0]), match.start(), match.end()


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
