"""What the title promises and the article never takes up: a time, a number of items, a remedy."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit
from claimlint.quantities import NUMBER, Duration, durations, value

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

_COUNTED = re.compile(
    rf"\b(?P<number>{NUMBER})\s(?:[\w'’-]+\s){{0,3}}?"
    r"(?P<noun>ways|tips|foods|remedies|reasons|signs|symptoms|exercises|stretches|steps|things|herbs|tricks|habits|facts|myths|causes|treatments|"
    r"drinks|ingredients|mistakes|benefits|secrets|rules|teas|oils|vitamins|supplements|recipes|questions|methods|strategies|ideas)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\b(?:(?:in|within|under|after|just|only|less|than|as|little)\s)+$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*(?:#\s?|no\.?\s?)?(\d{1,2})\b")
#: Names for remedies at large and for forms they come in: the body takes them up by naming any.
_GENERIC = frozenset(
    (
        "remedy remedies herb herbs supplement supplements vitamin vitamins multivitamin homeopathy"
        " superfood detox cleanse pill pills capsule capsules powder powders patch patches device"
        " devices gadget formula extract extracts gel gels ointment balm salve serum tonic potion"
        " tincture elixir belt bracelet wristband magnet magnets crystal crystals massage poultice"
    ).split()
)
#: Fewer words of body than this are a teaser; it cannot be held to its title.
SHORTEST = 120
#: A longer first line is a paragraph that was marked as a heading; it promises nothing (code points).
LONGEST = 200
#: A title has a sentence or two; a "title" of thousands is the article itself, each word of which would be sought in
#: the whole text (sentences).
MOST_TITLES = 20


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the promise in the title."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        titles = [s for s in analysis.prose if s.scope == "title" and s.block.end - s.block.start <= LONGEST]
        body = [s for s in analysis.prose if s.scope != "title"]
        if not titles or sum(len(s.span) for s in body) < SHORTEST:
            return
        given = sorted({d.seconds for sentence in body for d in durations(sentence.text)})
        numbers = _item_counts(analysis)
        mentioned = " ".join(sentence.text.lower() for sentence in body)
        for title in titles[:MOST_TITLES]:
            yield from _times(title, given)
            yield from _counts(title, numbers)
            yield from _remedies(analysis, title, mentioned)

    return check


def _times(title: Sentence, given: Sequence[float]) -> Iterator[Hit]:
    for promised in durations(title.text):
        if promised.unit and not _given(promised, given):
            lead = _LEAD.search(title.text[: promised.start])
            start = lead.start() if lead else promised.start
            data = {"promise": title.text[promised.start : promised.end], "kind": "time"}
            yield Hit(title.start + start, title.start + promised.end, data, 0.9)


def _given(promised: Duration, given: Sequence[float]) -> bool:
    """Whether one of the sorted times (seconds) is the promised one, give or take a tenth."""
    after = bisect_left(given, promised.seconds)
    return any(
        abs(promised.seconds - s) <= 0.1 * promised.seconds for s in given[max(after - 1, 0) : after + 1]
    )


def _counts(title: Sentence, numbers: Sequence[int]) -> Iterator[Hit]:
    """A count is kept when any list, run of headings or numbering reaches it, give or take one."""
    for match in _COUNTED.finditer(title.text):
        if match["number"].lower() in ("a", "an"):
            continue
        promised = value(match["number"])
        if promised >= 3 and numbers and max(numbers) < promised - 1:
            data = {"promise": match[0], "kind": "count"}
            yield Hit(title.start + match.start(), title.start + match.end(), data, 0.8)


def _item_counts(analysis: Analysis) -> list[int]:
    """Return how many list items, headings and the highest number at the start of a block there are.

    Empty when the article is one unbroken text, where items cannot be counted.
    """
    document = analysis.document
    items = sum(block.kind == "item" for block in document.blocks)
    headings = sum(block.kind == "heading" for block in document.blocks)
    numbers = [
        int(match[1])
        for block in document.blocks
        if block.kind != "title" and (match := _NUMBERED.match(document.block_text(block)))
    ]
    counts = [items, headings, max(numbers, default=0)]
    return counts if any(counts) else []


def _remedies(analysis: Analysis, title: Sentence, mentioned: str) -> Iterator[Hit]:
    """A named remedy of the title that no sentence of the body (in lower case) mentions."""
    for term in analysis.terms.get(title.index, ()):
        generic = term.text.split()[-1] in _GENERIC
        if term.kind == "remedy" and not generic and not any(word in mentioned for word in term.name.split()):
            data = {"promise": term.text, "kind": "remedy"}
            yield Hit(*title.range(term.first, term.last), data, 0.8)
