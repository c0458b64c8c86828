"""Which sentences are worded like unsupported health claims, for what no pattern names.

The encoder judges each sentence that a first look does not clear by itself; how its neighbours and the whole page are worded weighs in. (Models
that read the neighbours' words found fewer claims on real pages.) A page without a notable sentence among a sample is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from math import log

from claimlint.analysis import Analysis, Sentence
from claimlint.company import weighed
from claimlint.encoder import Reading, calibration
from claimlint.reading import NOTABLE, flat, readings_of, sayings

#: Sentences, evenly spread, of which one must be notable: else the page is left alone.
SAMPLE = 24
#: Probability of a sentence that a first look clears: what the encoder says of most of them.
CLEARED = 0.01
#: Words shown as those that weighed most.
SHOWN = 3
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


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


def telling_words(sentence: Sentence, reading: Reading) -> Sequence[str]:
    """Return the words that make a sentence look most like a claim, in the order in which they stand there; no "the" or "it"."""
    added: dict[tuple[int, int], float] = {}
    words = [match.span() for match in _WORD.finditer(flat(sentence.text))]
    starts = [start for start, _ in words]
    for (start, end), share in zip(reading.offsets, reading.shares, strict=True):
        at = bisect_right(starts, start) - 1
        if start < end and at >= 0 and start < words[at][1]:
            added[words[at]] = added.get(words[at], 0.0) + share
    text, vocab = flat(sentence.text), sentence.span.vocab
    ranked = sorted(added, key=lambda word: (-added[word], word))
    telling = [word for word in ranked if added[word] > 0 and not vocab[text[slice(*word)].lower()].is_stop]
    # Not by strength: two that weigh about the same would change places between processors.
    return [text[low:high] for low, high in sorted(telling[:SHOWN])]
