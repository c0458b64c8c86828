"""Which sentences are worded like unsupported health claims, for what no pattern names.

The encoder judges each sentence that a first look does not clear by itself; how its neighbours and the whole page are worded weighs in. (Models
that read the neighbours' words found fewer claims on real pages.) A page without a notable sentence among a sample is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from claimlint.analysis import Analysis, Sentence
from claimlint.company import weighed
from claimlint.encoder import calibration, readings
from claimlint.reading import NOTABLE, flat, readings_of, sayings

#: Sentences, evenly spread, of which one must be notable: else the page is left alone.
SAMPLE = 24
#: Probability of a sentence that a first look clears: what the encoder says of most of them.
CLEARED = 0.01
#: Words shown as those that weighed most.
SHOWN = 3


def claim_scores(analysis: Analysis) -> Mapping[int, float]:
    """Return sentence index to the probability of an unsupported claim; empty on pages that are not put to it."""
    return analysis.memo("claim scores", lambda: _scores(analysis))


def _scores(analysis: Analysis) -> Mapping[int, float]:
    judged, read = sayings(analysis), readings_of(analysis)
    sample = (read.get(s.index) for s in judged[:: -(-len(judged) // SAMPLE) or 1])
    if not any(reading and NOTABLE["claims"](reading) for reading in sample):
        return {}
    known = [read[s.index].claim if s.index in read else CLEARED for s in judged]
    found = weighed([log_odds(probability) for probability in known], calibration("claims"))
    return dict(zip((s.index for s in judged), found, strict=True))


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability, which is taken for a thousandth at least and at most that short of one."""
    kept = min(max(probability, 0.001), 0.999)
    return log(kept / (1 - kept))


def telling_words(sentence: Sentence) -> Sequence[str]:
    """Return the words without which a sentence would look least like a claim, strongest first; no "the" or "it"."""
    words = flat(sentence.text).split()
    bare = [word.strip(".,;:!?“”\"'()") for word in words]
    telling = (any(map(str.isalnum, word)) and not sentence.span.vocab[word.lower()].is_stop for word in bare)
    places = [i for i, tells in enumerate(telling) if tells]
    without = [" ".join(words[:i] + words[i + 1 :]) for i in places]
    whole, *scores = [reading.claim for reading in readings([" ".join(words), *without])]
    drops = sorted(zip(scores, places, strict=True))
    return [bare[i] for score, i in drops[:SHOWN] if score < whole]
