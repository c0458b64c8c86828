"""What the first pass says of tokens, read off spaCy's arrays at once: to ask token by token takes several times as long."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc, Span

#: Texts whose arrays are kept: those of an article, which several parts ask for in turn.
KEPT_ARRAYS = 64
#: Words and tags that are kept by spaCy's numbers for them.
KEPT_STRINGS = 50_000


def word_and_tag_ids(span: Doc | Span) -> Any:
    """Return spaCy's numbers of each token's lower-case form and of its tag: an array of shape (tokens, 2), of 64-bit numbers."""
    whole = span[:]
    # spaCy makes the array of a text at once, but that of a span number by number in Python.
    return _array(whole.doc)[whole.start : whole.end, :2]


class Columns(NamedTuple):
    """What the first pass says of tokens, each as one tuple: forms in lower case, Penn tags, the words as written, lemmas, parts of speech, stop words."""

    lower: tuple[str, ...]
    tags: tuple[str, ...]
    texts: tuple[str, ...]
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]
    stops: tuple[bool, ...]


def columns(span: Span) -> Columns:
    """Return what the first pass says of a sentence's tokens."""
    string = _strings(span.vocab.strings).__getitem__
    *named, stops = _array(span.doc)[span.start : span.end].T.tolist()
    lower, tags, texts, lemmas, parts = (tuple(map(string, column)) for column in named)
    return Columns(lower, tags, texts, lemmas, parts, tuple(map(bool, stops)))


@lru_cache(maxsize=KEPT_ARRAYS)
def _array(doc: Doc) -> Any:
    attributes: Any = ["LOWER", "TAG", "ORTH", "LEMMA", "POS", "IS_STOP"]
    return doc.to_array(attributes)


class _Strings(dict[int, str]):
    """spaCy's numbers to their strings: each is made once."""

    def __init__(self, store: StringStore):
        self._store = store

    def __missing__(self, number: int) -> str:
        if len(self) >= KEPT_STRINGS:
            self.clear()
        string: str = self._store[number]
        self[number] = string
        return string


#: What is kept of the pipelines that are in use.
_strings = lru_cache(maxsize=2)(_Strings)
