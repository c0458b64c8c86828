"""What the encoder says of a document's sentences: one pass for claims and for broken sentences, over those that are worth it.

A quick look ranks the sentences. The encoder reads those that look worst; where it finds none of them notable, the page is left at that, as
most sound pages are, and else it reads the others that the quick look does not clear. Of most sentences it reads the lower layers only.

What it says of one sentence depends on no other: a document's scores are always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from claimlint.analysis import Analysis, Sentence
from claimlint.clock import charged
from claimlint.encoder import Reading, answers
from claimlint.running_text import is_running_text
from claimlint.screen import clears, suspicions

#: Sentences with fewer or more tokens are not judged as claims.
FEWEST, MOST = 4, 80
#: One in so many sentences is read first, the worst-looking; at least so many.
FIRST, AT_LEAST = 4, 4
#: What makes a page worth reading on.
NOTABLE: Mapping[str, Callable[[Reading], bool]] = {
    "claims": lambda reading: reading.claim >= 0.5,
    "garble": lambda reading: reading.odds >= 0,
}


def readings_of(analysis: Analysis) -> Mapping[int, Reading]:
    """Return sentence index to what the encoder says, for each sentence that it read."""
    return analysis.memo("readings", lambda: _read(analysis))


@charged("encoder")
def _read(analysis: Analysis) -> Mapping[int, Reading]:
    ranked = {
        "claims": _ranked("claims", sayings(analysis)),
        "garble": _ranked("garble", running_text(analysis)),
    }
    sizes = {name: max(AT_LEAST, len(order) // FIRST) for name, order in ranked.items()}
    first = {name: order[: sizes[name]] for name, order in ranked.items()}
    found = _ask(first)
    rest = {
        name: order[sizes[name] :]
        for name, order in ranked.items()
        if any(s.index in found and NOTABLE[name](found[s.index]) for s in first[name])
    }
    return {**found, **_ask(rest)}


def _ranked(name: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that a quick look does not clear, the worst-looking first."""
    looks = suspicions(name, [s.span for s in sentences])
    order = sorted(zip(looks, sentences, strict=True), key=lambda pair: (-pair[0], pair[1].index))
    return [s for look, s in order if not clears(name, look)]


def _ask(asked: Mapping[str, Sequence[Sentence]]) -> dict[int, Reading]:
    """Return what the encoder says of sentences, without those that it leaves after a few layers; asked: sentences by task."""
    tasks: dict[int, list[str]] = {}
    texts: dict[int, str] = {}
    for name, sentences in asked.items():
        for sentence in sentences:
            tasks.setdefault(sentence.index, []).append(name)
            texts[sentence.index] = flat(sentence.text)
    said = answers([(text, tasks[index]) for index, text in texts.items()])
    return {index: reading for index, reading in zip(texts, said, strict=True) if reading}


def sayings(analysis: Analysis) -> Sequence[Sentence]:
    """Return the sentences that may be claims."""
    return [s for s in analysis.prose if FEWEST <= len(s.lower) <= MOST]


def running_text(analysis: Analysis) -> Sequence[Sentence]:
    """Return the sentences that may be broken."""
    return analysis.memo(
        "running text", lambda: [s for s in analysis.prose if is_running_text(analysis.document, s)]
    )


def flat(text: str) -> str:
    """Return a sentence on one line, as the encoder reads it."""
    return " ".join(text.split())
