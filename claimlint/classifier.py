"""Which sentences are worded like unsupported health claims, for what no pattern names.

An encoder judges each sentence by itself; how its neighbours and the whole page are worded weighs in. (Models that read
the neighbours' words found fewer claims on real pages.) A page is sampled first, and most sound pages are left at that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from claimlint.analysis import Analysis, Sentence
from claimlint.company import weighed
from claimlint.encoder import calibration, claim_probabilities

#: Sentences with fewer or more words are not judged.
FEWEST, MOST = 4, 80
#: Sentences asked first, evenly spread; a page on which none of them reaches the probability is left alone.
SAMPLE, NOTABLE = 24, 0.5
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
    found = weighed([log_odds(known[i]) for i in indices], calibration("claims"))
    return dict(zip(indices, found, strict=True))


def _ask(sentences: Sequence[Sentence]) -> dict[int, float]:
    scores = claim_probabilities([_flat(s.text) for s in sentences])
    return dict(zip((s.index for s in sentences), scores, strict=True))


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability, which is taken for a thousandth at least and at most that short of one."""
    kept = min(max(probability, 0.001), 0.999)
    return log(kept / (1 - kept))


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
