"""Which sentences are worded like unsupported health claims, for what no pattern names.

An encoder judges each sentence by itself; its surroundings count as a whole: it is asked only on pages where the
extraction found a claim, remedies are the subject or something is sold. Most sound pages are never put to it, which is
cheaper and safer. (Shown heading and neighbours, it found fewer claims on real pages at equal false alarms.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimlint.agents import remedial
from claimlint.analysis import Analysis, Sentence
from claimlint.claims import claims_of
from claimlint.encoder import claim_probabilities
from claimlint.facts import facts_of

#: Sentences with fewer or more words are not judged.
FEWEST, MOST = 4, 80
#: Words of pages that promise; in so many sentences they put a page in doubt that names no remedy we know.
DOUBTFUL = frozenset(
    (
        "natural naturally cure remedy healing herbal holistic detox cleanse miracle amazing guarantee guaranteed secret"
        " supplement toxin wellness breakthrough proven incredible"
    ).split()
)
SEVERAL = 3
#: Words shown as those that weighed most.
SHOWN = 3


def claim_scores(analysis: Analysis) -> Mapping[int, float]:
    """Return sentence index to the probability of an unsupported claim; empty on pages that are not put to it."""
    return analysis.memo("claim scores", lambda: _scores(analysis))


def in_doubt(analysis: Analysis) -> bool:
    """Whether a page's sentences should be judged: it sells, or speaks of remedies more than of recognised care."""
    facts = facts_of(analysis)
    if facts.commercial_intent:
        return True
    if facts.debunking:
        return False
    if any(term.kind in ("medicine", "standard-care") for terms in analysis.terms.values() for term in terms):
        return remedial(analysis)
    if claims_of(analysis):
        return True
    return sum(not DOUBTFUL.isdisjoint(s.vocabulary) for s in analysis.prose) >= SEVERAL


def _scores(analysis: Analysis) -> Mapping[int, float]:
    if not in_doubt(analysis):
        return {}
    judged = [
        s for s in analysis.prose if s.scope in ("sentence", "quote") and FEWEST <= len(s.lower) <= MOST
    ]
    scores = claim_probabilities([_flat(s.text) for s in judged])
    return dict(zip((s.index for s in judged), scores, strict=True))


def telling_words(sentence: Sentence) -> Sequence[str]:
    """Return the words without which a sentence would look least like a claim, strongest first; no "the" or "it"."""
    words = _flat(sentence.text).split()
    bare = [word.strip(".,;:!?“”\"'()") for word in words]
    places = [i for i, word in enumerate(bare) if word and not sentence.span.vocab[word.lower()].is_stop]
    without = [" ".join(words[:i] + words[i + 1 :]) for i in places]
    whole, *scores = claim_probabilities([" ".join(words), *without])
    drops = sorted(zip(scores, places, strict=True))
    return [bare[i] for score, i in drops[:SHOWN] if score < whole]


def _flat(text: str) -> str:
    return " ".join(text.split())
