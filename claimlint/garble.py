"""Which sentences are broken (spun, badly machine-translated, spliced), where they break, and whether the whole article is so.

The encoder judges each sentence that a first look does not clear by itself; what it says of all of them tells how much of the page is
broken, and that weighs in for each. A page is garbled when hardly any sound page would look as bad.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from claimlint.analysis import Analysis, Sentence
from claimlint.clock import charged
from claimlint.encoder import Piece, Reading, calibration
from claimlint.mixture import SoundPages, broken, chance, probabilities
from claimlint.reading import NOTABLE, flat, readings_of, running_text

Verdict = Literal["clean", "suspect", "garbled"]
#: A verdict is given where so few sound pages would look as bad.
SUSPECT, GARBLED = 1e-3, 1e-4
#: A page has at least so many sentences that are judged, and so many that look broken by themselves: one or two make no garbled page, however
#: bad they are.
FEWEST_SCORED, FEWEST_BROKEN = 8, 4
#: Probability from which a sentence counts as broken: likelier than not; and on a garbled page, where a miss costs more, from less: on
#: written garbled pages kept out of training 96 in 100 were right from there (training/garble/calibrate.py prints it).
LIKELY, LIKELY_THERE = 0.5, 0.3
#: A place is shown from this probability; the likeliest is shown anyway.
SHOWN = 0.4
#: Places shown of a sentence, sentences named of an article.
PLACES, WORST = 3, 5


@dataclass(frozen=True)
class Garble:
    """What was found on a page.

    scores: sentence index to the probability, 0 to 1, that it is broken. broken: indices of those that count as broken, the worst first;
    what the page says twice is named once. bar: the probability from which a sentence counts. score: mean probability of the
    sentences judged.
    """

    verdict: Verdict
    scores: Mapping[int, float]
    broken: tuple[int, ...]
    bar: float

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


@charged("broken sentences")
def _garble(analysis: Analysis) -> Garble:
    told = calibration("garble")
    sound = SoundPages(told["mean"], told["between"], told["within"])
    judged = running_text(analysis)
    lines = [flat(s.text) for s in judged]
    read = readings_of(analysis)
    ratios = [ratio(read[s.index]) if s.index in read else told["cleared"] for s in judged]
    # What a page says twice counts once.
    once = dict(zip(lines, ratios, strict=True))
    # A page is left at that where no sentence read first is notable: what is known of it is no sample.
    whole = any(NOTABLE["garble"](reading) for reading in read.values())
    verdict = _verdict(list(once.values()), sound) if whole else "clean"
    if verdict == "garbled":
        likely = {line: round(broken(value, told["share"]), 4) for line, value in once.items()}
    else:
        likely = dict(zip(once, probabilities(list(once.values()), sound.alike), strict=True))
    scores = {s.index: likely[line] for s, line in zip(judged, lines, strict=True)}
    order = sorted(zip(ratios, judged, strict=True), key=lambda pair: (-pair[0], pair[1].index))
    bar = LIKELY_THERE if verdict == "garbled" else LIKELY
    worst = {flat(s.text): s.index for _, s in reversed(order) if scores[s.index] >= bar}
    return Garble(verdict, scores, tuple(reversed(worst.values())), bar)


def _verdict(ratios: Sequence[float], sound: SoundPages) -> Verdict:
    if len(ratios) < FEWEST_SCORED or sum(ratio > 0 for ratio in ratios) < FEWEST_BROKEN:
        return "clean"
    if (share := chance(ratios, sound)) >= SUSPECT:
        return "clean"
    return "garbled" if share < GARBLED else "suspect"


def ratio(reading: Reading) -> float:
    """Return the log of how much likelier the encoder's score is for a broken sentence than for a sound one."""
    told = calibration("garble")
    return told["sentence"] * reading.odds + told["base"]


def places(analysis: Analysis, sentence: Sentence) -> list[Place]:
    """Return up to three places where a sentence that was read breaks, in their order; the likeliest one always."""
    pieces = readings_of(analysis)[sentence.index].pieces
    found = [*_runs(flat(sentence.text), pieces), *_gaps(pieces)]
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
    """Say in an editor's words what seems wrong, by the likeliest place; one that is not likely only says where to look."""
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
    if worst.probability < SHOWN:
        return f"it does not hang together around “{words}”"
    if " " in words:
        return f"“{words}” does not hang together"
    return f"“{words}” does not seem to fit here"
