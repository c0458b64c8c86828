"""Which sentences are broken (spun, badly machine-translated, spliced), where they break, and whether the whole article is so.

An encoder reads each sentence by itself; how its neighbours and its page read weighs in. A page is garbled when
more of its sentences stand out than chance would have it on a sound page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, lgamma, log
from typing import Literal

from claimlint.analysis import Analysis, Sentence
from claimlint.company import weighed
from claimlint.encoder import Piece, Reading, calibration, readings

Verdict = Literal["clean", "suspect", "garbled"]
#: Sentences with fewer or more words are not judged; one that no full stop ends is a label or a heading unless it is long.
FEWEST, MOST, UNENDED = 4, 70, 12
#: A lead-in ("Some of these are:") has fewer words than this.
LEAD_IN = 9
#: An entry of a reference list has no more characters.
LONGEST_ENTRY = 400
#: Share of a sentence's words that are plain words, and of its later ones that are capitalised: what else is a table, a code or names.
PLAIN, NAMES = 0.6, 0.5
#: One in so many sentences of sound pages stands out (their 95th percentile, ``notable`` in the calibration).
OUTSTANDING = 0.05
#: Chance at which that many sentences of a sound page stand out, one-sided binomial test: a verdict needs one below.
SUSPECT, GARBLED = 1e-4, 1e-6
#: A page has at least so many sentences that stand out, and that were read.
FEWEST_OUTSTANDING, FEWEST_SCORED = 5, 8
#: A place is shown from this probability; the likeliest is shown anyway.
SHOWN = 0.4
#: Places shown of a sentence, sentences named of an article.
PLACES, WORST = 3, 5
_WORD = re.compile(r"\w[\w’'-]*")
_KINDS = frozenset({"paragraph", "item", "quote"})
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")
#: An address stands in the sentence; its block is an entry of a reference list.
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")
_ENTRY = re.compile(r"\bdoi\b|\b(?:19|20)\d\d[;:]\s?\d|\bpp?\. ?\d")


@dataclass(frozen=True)
class Garble:
    """What was found on a page.

    scores: sentence index to the probability, 0 to 1, that it is broken. outstanding: indices of those that stand out by themselves, the
    worst first. score: mean probability of the sentences read.
    """

    verdict: Verdict
    scores: Mapping[int, float]
    outstanding: tuple[int, ...]

    @property
    def score(self) -> float:
        """Mean probability that a sentence is broken: about the share of the page that is."""
        return round(sum(self.scores.values()) / len(self.scores), 4) if self.scores else 0.0


@dataclass(frozen=True)
class Place:
    """Where a sentence breaks: ``Document.text[start:end]``; kind "gap" is a place before which something is missing."""

    start: int
    end: int
    kind: Literal["wrong", "gap"]
    probability: float


def garble_of(analysis: Analysis) -> Garble:
    """Return what is broken on a page; computed once."""
    return analysis.memo("garble", lambda: _garble(analysis))


def _garble(analysis: Analysis) -> Garble:
    told = calibration("garble")
    judged = [s for s in analysis.prose if is_judged(s)]
    odds = [own_odds(reading) for reading in readings([flat(s.text) for s in judged])]
    scores = dict(zip((s.index for s in judged), weighed(odds, told), strict=True))
    # What a page says twice counts once.
    first = {
        flat(s.text): (value, s.index) for s, value in zip(reversed(judged), reversed(odds), strict=True)
    }
    outstanding = sorted((-value, index) for value, index in first.values() if value >= told["notable"])
    chance = tail(len(outstanding), len(first), OUTSTANDING)
    return Garble(_verdict(chance, len(outstanding), len(first)), scores, tuple(i for _, i in outstanding))


def _verdict(chance: float, outstanding: int, judged: int) -> Verdict:
    if outstanding < FEWEST_OUTSTANDING or judged < FEWEST_SCORED or chance >= SUSPECT:
        return "clean"
    return "garbled" if chance < GARBLED else "suspect"


def own_odds(reading: Reading) -> float:
    """Return the log-odds that a sentence is broken, from the encoder's."""
    told = calibration("garble")
    return told["sentence"] * reading.odds + told["base"]


def is_judged(sentence: Sentence) -> bool:
    """Whether a sentence is running text: no heading, label, lead-in, citation, table row or list of names."""
    if sentence.block.kind not in _KINDS or _ADDRESS.search(sentence.text):
        return False
    around = sentence.span.doc.text
    if len(around) <= LONGEST_ENTRY and _ENTRY.search(around):
        return False
    # As written: the tokens of a line in capitals are in plain case.
    words = _WORD.findall(sentence.text)
    if not FEWEST <= len(words) <= MOST:
        return False
    text = sentence.text.rstrip()
    if len(words) < (LEAD_IN if text.endswith(":") else 0 if _ENDS.search(text) else UNENDED):
        return False
    plain = sum(word[0].isalpha() for word in words)
    names = sum(word[0].isupper() for word in words[1:])
    return bool(plain >= PLAIN * len(words) and names <= NAMES * len(words))


def tail(hits: int, trials: int, chance: float) -> float:
    """Return the chance of at least so many hits in independent trials (binomial, one-sided)."""
    if hits <= 0:
        return 1.0
    logs = (
        lgamma(trials + 1)
        - lgamma(i + 1)
        - lgamma(trials - i + 1)
        + i * log(chance)
        + (trials - i) * log(1 - chance)
        for i in range(hits, trials + 1)
    )
    return min(1.0, sum(map(exp, logs)))


def flat(text: str) -> str:
    """Return a sentence on one line, as the encoder reads it."""
    return " ".join(text.split())


def places(sentence: Sentence) -> list[Place]:
    """Return up to three places where a sentence breaks, in their order; the likeliest one always."""
    line = flat(sentence.text)
    (reading,) = readings([line])
    found = [*_runs(line, reading.pieces), *_gaps(reading.pieces)]
    found.sort(key=lambda place: -place.probability)
    kept = [p for i, p in enumerate(found[:PLACES]) if i == 0 or p.probability >= SHOWN]
    offsets = _offsets(sentence)
    return sorted(
        (Place(offsets[p.start], offsets[p.end - 1] + 1, p.kind, p.probability) for p in kept),
        key=lambda place: place.start,
    )


def _runs(line: str, pieces: Sequence[Piece]) -> list[Place]:
    """Join the pieces that look wrong to whole words, and words that touch, with at most one word between, to runs."""
    words: list[Place] = []
    for match in re.finditer(r"\S+", line):
        inside = [p.wrong for p in pieces if p.start < match.end() and match.start() < p.end]
        if inside:
            start, end = _bare(line, match.start(), match.end())
            words.append(Place(start, end, "wrong", max(inside)))
    bar = min(SHOWN, max((word.probability for word in words), default=0.0))
    runs: list[Place] = []
    last = -2
    for at, word in enumerate(words):
        if word.probability < bar:
            continue
        if runs and at - last <= 2:
            runs[-1] = Place(runs[-1].start, word.end, "wrong", max(runs[-1].probability, word.probability))
        else:
            runs.append(word)
        last = at
    return runs


def _bare(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a word without the punctuation around it."""
    while end - start > 1 and not line[end - 1].isalnum():
        end -= 1
    while end - start > 1 and not line[start].isalnum():
        start += 1
    return start, end


def _gaps(pieces: Sequence[Piece]) -> list[Place]:
    return [Place(p.start, p.end, "gap", p.gap) for p in pieces if p.gap >= SHOWN]


def _offsets(sentence: Sentence) -> list[int]:
    """Return the document offset of each character of the sentence's one line."""
    kept, started = [], False
    text = sentence.text
    for i, (here, after) in enumerate(pairwise([*text, " "])):
        if not here.isspace():
            kept.append(sentence.start + i)
            started = True
        elif started and not after.isspace() and text[i:].strip():
            kept.append(sentence.start + i)
    return kept


def reason(analysis: Analysis, found: Sequence[Place]) -> str:
    """Say in an editor's words what seems wrong: the likeliest place first named."""
    text = analysis.document.text
    worst = max(found, key=lambda place: place.probability)
    words = " ".join(text[worst.start : worst.end].split())
    if worst.kind == "gap":
        before = text[: worst.start].split()
        return (
            f"a word seems missing between “{before[-1]}” and “{words}”"
            if before
            else f"a word seems missing before “{words}”"
        )
    if " " in words:
        return f"“{words}” does not hang together"
    return f"“{words}” does not seem to fit here"
