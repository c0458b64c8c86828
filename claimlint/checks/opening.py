"""Wordings in the first words of an article that say nothing yet, where its first sentences bring no message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.advice import is_advice
from claimlint.analysis import Analysis, Check, Sentence
from claimlint.care import advises_care
from claimlint.checks.mentions import own_prose
from claimlint.checks.surroundings import PATTERNS, Find, matcher_of
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "patterns": PATTERNS,
    "within": {
        "type": "integer",
        "minimum": 1,
        "description": "Words of the body in which the opening is looked for.",
    },
}
#: Sentences in which the message is looked for.
FIRST = 2


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the patterns; a hit spans the first match."""
    find = matcher_of(nlp, options["patterns"])

    def check(analysis: Analysis) -> Iterator[Hit]:
        opening = _opening(analysis, options["within"])
        for sentence in opening:
            hit = _hit(analysis, sentence, find)
            if hit and not any(_has_message(s, analysis, find) for s in opening[:FIRST]):
                yield hit
                return

    return check


def _opening(analysis: Analysis, within: int) -> list[Sentence]:
    """Return the sentences of the body that begin within its first words."""
    opening: list[Sentence] = []
    words = 0
    for sentence in own_prose(analysis):
        if sentence.scope != "sentence" or sentence.block.kind not in ("paragraph", "item"):
            continue
        if words >= within:
            break
        opening.append(sentence)
        words += sum(word[:1].isalnum() for word in sentence.lower)
    return opening


def _hit(analysis: Analysis, sentence: Sentence, find: Find) -> Hit | None:
    matches = find(sentence, analysis.terms.get(sentence.index, ()))
    if not matches:
        return None
    first = min(matches, key=lambda match: (match.start, -match.end))
    offset = sentence.span.start
    return Hit(*sentence.range(first.start - offset, first.end - offset - 1), confidence=0.8)


def _has_message(sentence: Sentence, analysis: Analysis, find: Find) -> bool:
    """Whether a sentence without a filler tells readers what to do, or sends them to a professional."""
    says = is_advice(sentence) or advises_care(sentence.text.lower())
    return says and not find(sentence, analysis.terms.get(sentence.index, ()))
