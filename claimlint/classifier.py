"""Which sentences are worded like unsupported health claims, for what no pattern names.

An encoder judges each sentence by itself; how its neighbours and the whole page are worded weighs in. (Models that read
the neighbours' words found fewer claims on real pages.) A page is sampled first, and most sound pages are left at that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from claimlint.analysis import Analysis, Sentence
from claimlint.encoder import calibration, claim_probabilities

#: Sentences with fewer or more words are not judged.
FEWEST, MOST = 4, 80
#: Sentences asked first, evenly spread; a page on which none of them reaches the probability is left alone.
SAMPLE, NOTABLE = 24, 0.5
#: One in so many sentences of a page, the strongest, make its level; other sentences from which a page has one.
TOP, ENOUGH = 4, 8
#: Log-odds that stand for the neighbours and the page of a text too short to have them.
UNKNOWN = 0.0
#: Probability from which a sentence is likelier a claim than none.
EVEN = 0.5
#: Words shown as those that weighed most.
SHOWN = 3


def claim_scores(analysis: Analysis) -> Mapping[int, float]:
    """Return sentence index to the probability of an unsupported claim; empty on pages that are not put to it."""
    return analysis.memo("claim scores", lambda: _scores(analysis))


def _scores(analysis: Analysis) -> Mapping[int, float]:
    judged = [s for s in analysis.prose if FEWEST <= len(s.lower) <= MOST]
    known = _ask(judged[:: -(-len(judged) // SAMPLE) or 1])
    if max(known.values(), default=0.0) < NOTABLE:
        return {}
    known |= _ask([s for s in judged if s.index not in known])
    indices = sorted(known)
    return dict(zip(indices, weighed([known[i] for i in indices]), strict=True))


def _ask(sentences: Sequence[Sentence]) -> dict[int, float]:
    scores = claim_probabilities([_flat(s.text) for s in sentences])
    return dict(zip((s.index for s in sentences), scores, strict=True))


def weighed(scores: Sequence[float]) -> list[float]:
    """Return a page's scores in their order, each weighed with its neighbours and with the level of the page.

    Company makes no claim of what is likelier none by its own words: there the lower of both scores counts.
    """
    told = calibration()
    weights = (told["own"], told["neighbours"], told["page"])
    odds = [sum(w * x for w, x in zip(weights, row, strict=True)) + told["bias"] for row in features(scores)]
    found = [round(1 / (1 + exp(-x)), 4) for x in odds]
    return [joint if own >= EVEN else min(own, joint) for own, joint in zip(scores, found, strict=True)]


def features(scores: Sequence[float]) -> list[tuple[float, float, float]]:
    """Return for each sentence of a page, in log-odds: its own score, its neighbours' mean, the level of the page.

    The level is the mean of the strongest quarter of the others; a few sentences make no page, and their level
    is drawn towards ``UNKNOWN``.
    """
    odds = [log(min(max(p, 0.001), 0.999) / (1 - min(max(p, 0.001), 0.999))) for p in scores]
    strongest = sorted(range(len(odds)), key=lambda i: -odds[i])
    top = max(1, (len(odds) - 1) // TOP)
    found = []
    for i, own in enumerate(odds):
        beside = [*odds[max(0, i - 1) : i], *odds[i + 1 : i + 2]]
        others = [odds[j] for j in strongest[: top + 1] if j != i][:top]
        known = min(1.0, (len(odds) - 1) / ENOUGH)
        level = (known * sum(others) / len(others) if others else 0.0) + (1 - known) * UNKNOWN
        found.append((own, sum(beside) / len(beside) if beside else UNKNOWN, level))
    return found


def telling_words(sentence: Sentence) -> Sequence[str]:
    """Return the words without which a sentence would look least like a claim, strongest first; no "the" or "it"."""
    words = _flat(sentence.text).split()
    bare = [word.strip(".,;:!?“”\"'()") for word in words]
    telling = (any(map(str.isalnum, word)) and not sentence.span.vocab[word.lower()].is_stop for word in bare)
    places = [i for i, tells in enumerate(telling) if tells]
    without = [" ".join(words[:i] + words[i + 1 :]) for i in places]
    whole, *scores = claim_probabilities([" ".join(words), *without])
    drops = sorted(zip(scores, places, strict=True))
    return [bare[i] for score, i in drops[:SHOWN] if score < whole]


def _flat(text: str) -> str:
    return " ".join(text.split())
