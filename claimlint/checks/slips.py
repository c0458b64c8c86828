"""Slips of grammar: how the checks of broken sentences look at a sentence, and at which sentences they look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from sys import intern

from claimlint.analysis import Analysis, Sentence
from claimlint.finding import Hit, Severity

#: Shorter sentences are calls and labels (words).
SHORTEST = 5
#: Penn tags of finite verbs and of nouns.
FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])
NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
PRONOUNS = frozenset("i you he she it we they".split())
BE = frozenset("is are was were am".split())
MODALS = frozenset("can could may might must should will would shall".split())
#: Words that begin a clause of their own, or point back at what is left out ("as good as it can").
WH = frozenset(
    "who whom whose which what when where why how that whether whatever whoever whichever wherever whenever as than if".split()
)
#: Words and marks after which a clause may begin.
OPENERS = frozenset(
    "and but or so because if when while although though since before after until unless once that".split()
)
MARKS = frozenset([",", ";", ":", "(", ")", "–", "—", "-", ".", "!", "?", "…", "/"])
_STOPS = frozenset([".", "!", "?"])
_QUOTES = frozenset(['"', "“", "”", "«", "»"])


@dataclass(frozen=True)
class Words:
    """A sentence as finders see it, token by token: in lower case, as written, and its Penn tags."""

    lower: tuple[str, ...]
    text: tuple[str, ...]
    tags: tuple[str, ...]

    @cached_property
    def all(self) -> frozenset[str]:
        """Its tokens in lower case, in no order."""
        return frozenset(self.lower)

    def __len__(self) -> int:
        return len(self.lower)

    def word(self, i: int) -> str:
        """Return a token in lower case, "" beyond the ends."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def tag(self, i: int) -> str:
        """Return a token's tag, "" beyond the ends."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def holds(self, words: frozenset[str], first: int, last: int) -> bool:
        """Whether one of the tokens from ``first`` up to but without ``last`` is among words."""
        return not words.isdisjoint(self.lower[max(first, 0) : last])

    def opens(self, i: int) -> bool:
        """Whether a clause may begin at a token: at the start, after a mark or a conjunction."""
        return i == 0 or self.lower[i - 1] in OPENERS or self.lower[i - 1] in MARKS

    def clause_end(self, i: int) -> int:
        """Return where the clause that holds a token ends: at the next mark, conjunction or relative word."""
        ends = (k for k in range(i, len(self)) if self.lower[k] in MARKS | OPENERS | WH)
        return next(ends, len(self))


@dataclass(frozen=True)
class Slip:
    """Tokens ``first`` to ``last``, both included, are broken.

    fault: what is wrong, as a clause. light: the meaning stays clear, and good writers of a second language slip so, too.
    """

    first: int
    last: int
    fault: str
    light: bool = False


@dataclass(frozen=True)
class Finder:
    """Finds one kind of slip, in sentences that hold one of its words; none: in any."""

    find: Callable[[Words], Iterator[Slip]]
    words: frozenset[str] = frozenset()


def hits(analysis: Analysis, finders: Sequence[Finder], confidence: float) -> Iterator[Hit]:
    """Yield the slips as hits; light ones are notes, whatever the rule says."""
    for sentence, slip in slips(analysis, finders):
        severity: Severity | None = "info" if slip.light else None
        place = sentence.range(slip.first, slip.last)
        yield Hit(*place, {"fault": slip.fault}, confidence, severity=severity)


def slips(analysis: Analysis, finders: Sequence[Finder]) -> Iterator[tuple[Sentence, Slip]]:
    """Yield the slips of an article with their sentences; no two of them overlap."""
    for sentence, words in _sentences(analysis):
        tried = [f for f in finders if not f.words or not f.words.isdisjoint(words.all)]
        taken: set[int] = set()
        for slip in (slip for finder in tried for slip in finder.find(words)):
            place = set(range(slip.first, slip.last + 1))
            if place.isdisjoint(taken) and not _quoted(words, slip):
                taken |= place
                yield sentence, slip


def _sentences(analysis: Analysis) -> Sequence[tuple[Sentence, Words]]:
    """Return the whole sentences of running text: no labels, lists of words or entries of a bibliography."""
    return analysis.memo(
        "whole sentences",
        lambda: [
            (s, _words(s))
            for s in analysis.prose
            if s.block.kind in ("paragraph", "item") and _whole(s) and s.block.start not in analysis.listed
        ],
    )


def _whole(sentence: Sentence) -> bool:
    """Whether a sentence has some words, begins as one and ends in a stop, which a bracket may follow."""
    text = sentence.text
    return (
        sum(word[0].isalnum() for word in sentence.lower) >= SHORTEST
        and not _STOPS.isdisjoint(sentence.lower[-2:])
        and (text[0].isupper() or not text[0].isalpha())
        and not text.isupper()
    )


def _words(sentence: Sentence) -> Words:
    """Return what finders see of a sentence, read off spaCy's tokens."""
    tokens = list(sentence.span)
    return Words(sentence.lower, tuple(intern(t.text) for t in tokens), tuple(intern(t.tag_) for t in tokens))


def _quoted(words: Words, slip: Slip) -> bool:
    """Whether quotation marks stand on both sides of a slip: then others may have spoken so."""
    return words.holds(_QUOTES, 0, slip.first) and words.holds(_QUOTES, slip.last + 1, len(words))
