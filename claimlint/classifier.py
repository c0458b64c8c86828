"""Which sentences are worded like unsupported health claims, for what no pattern names.

An encoder judges each sentence with its neighbours and heading. It is asked only on pages where the extraction found a
claim or where something is sold: most sound pages are never put to it, which is cheaper and safer.
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
#: Words shown as those that weighed most.
SHOWN = 3


def claim_scores(analysis: Analysis) -> Mapping[int, float]:
    """Return sentence index to the probability of an unsupported claim; empty on pages that are not put to it."""
    return analysis.memo("claim scores", lambda: _scores(analysis))


def in_doubt(analysis: Analysis) -> bool:
    """Whether a page has anything for which its sentences should be judged one by one."""
    return bool(claims_of(analysis)) or facts_of(analysis).commercial_intent or remedial(analysis)


def _scores(analysis: Analysis) -> Mapping[int, float]:
    if not in_doubt(analysis):
        return {}
    judged = [s for s in analysis.prose if FEWEST <= len(s.lower) <= MOST]
    pairs = [(_flat(s.text), surroundings(analysis, s)) for s in judged]
    return dict(zip((s.index for s in judged), claim_probabilities(pairs), strict=True))


def surroundings(analysis: Analysis, sentence: Sentence) -> str:
    """Return heading, sentence before, "|" and sentence after of a sentence, as the encoder was trained on them."""
    heading = analysis.heading_of.get(sentence.block.start)
    before, after = (_neighbour(analysis, sentence, step) for step in (-1, 1))
    parts = (analysis.document.block_text(heading) if heading else "", before, "|", after)
    return _flat(" ".join(part for part in parts if part))


def _neighbour(analysis: Analysis, sentence: Sentence, step: int) -> str:
    index = sentence.index + step
    if not 0 <= index < len(analysis.sentences):
        return ""
    other = analysis.sentences[index]
    return other.text if other.block.kind in ("paragraph", "item", "quote") else ""


def telling_words(analysis: Analysis, sentence: Sentence) -> Sequence[str]:
    """Return the words without which a sentence would look least like a claim, strongest first."""
    words = _flat(sentence.text).split()
    around = surroundings(analysis, sentence)
    without = [(" ".join(words[:i] + words[i + 1 :]), around) for i in range(len(words))]
    scores = claim_probabilities([(" ".join(words), around), *without])
    drops = sorted(range(len(words)), key=lambda i: (scores[i + 1], i))
    return [words[i].strip(".,;:!?“”\"'()") for i in drops[:SHOWN] if scores[i + 1] < scores[0]]


def _flat(text: str) -> str:
    return " ".join(text.split())
