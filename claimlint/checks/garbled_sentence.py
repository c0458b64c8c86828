"""Broken sentences and the places where they break, as a language model judges them, weighed with the page they stand on.

The hit is the whole sentence, with up to three places marked in it. It is an error in an instruction or a dose, which nobody can follow broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit
from claimlint.garble import LIKELY, garble_of, places, reason
from claimlint.reading import readings_of

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "sure": {
        "type": "number",
        "minimum": 0.5,
        "maximum": 1,
        "description": "Probability, weighed with the page, from which a sentence is reported; in a garbled article it is .3.",
    }
}
VALUES = ("reason",)
_DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|g|ml|iu|units?|tablets?|capsules?|pills?|drops?|teaspoons?|tablespoons?|spoons?|times (?:a|per|each|every) (?:day|week|hour))\b",
    re.I,
)
_ORDER = frozenset({"do", "don't", "never", "always", "please", "then"})
#: What is told to readers without the form of an order: "you must not take", "it should be taken".
_TOLD = re.compile(
    r"\b(?:you|patients?|adults?|child(?:ren)?|people|women|men|anyone|everyone|mothers|parents) (?:\w+ ){0,4}?(?:must(?:n't)?|should(?:n't)?|shall|needs? to|ha(?:ve|s) to|ought to|are to|is to|may not|cannot|can't)\b"
    r"|\b(?:must|should|shall|needs? to|ha(?:ve|s) to|is to|are to)(?:n't| not| never| always| only)? be (?:\w+ly )?(?:taken|used|given|applied|swallowed|stopped|kept|avoided|injected|mixed|stored|drunk|eaten|inhaled|chewed|diluted|washed|removed|worn)\b"
    r"|\b(?:do not|don't|never) (?:take|use|give|apply|swallow|stop|mix|drink|eat|exceed|inject|drive|combine)\b",
    re.I,
)
#: What may stand before an order within a sentence: "If it hurts, stop".
_BEFORE_ORDER = frozenset({",", ":", ";", "–", "—"})


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the sentence and marks where it breaks."""
    sure = options.get("sure", LIKELY)

    def check(analysis: Analysis) -> Iterator[Hit]:
        garble, read = garble_of(analysis), readings_of(analysis)
        bar = garble.bar if garble.verdict == "garbled" else sure
        for index, probability in garble.scores.items():
            # What was not read has no place to show.
            if probability >= bar and index in read:
                yield _hit(analysis, analysis.sentences[index], probability)

    return check


def _hit(analysis: Analysis, sentence: Sentence, probability: float) -> Hit:
    found = places(analysis, sentence)
    return Hit(
        sentence.start,
        sentence.end,
        {"reason": reason(analysis, found)},
        confidence=round(probability, 2),
        severity="error" if instructs(sentence) else None,
        marks=tuple((place.start, place.end) for place in found),
    )


def instructs(sentence: Sentence) -> bool:
    """Whether a sentence tells what to do or how much to take: an order, a duty, or a dose."""
    text = sentence.text.replace("’", "'")
    return _ordered(sentence) or bool(_TOLD.search(text) or _DOSE.search(text))


def _ordered(sentence: Sentence) -> bool:
    """Whether a sentence, or a clause after a condition, starts like an order."""
    first, *rest = [token for token in sentence.span if not token.is_punct] or [sentence.span[0]]
    if first.tag_ == "VB" or (first.lower_ in _ORDER and any(t.tag_ == "VB" for t in rest[:2])):
        return True
    conditional = first.lower_ in ("if", "when", "once", "after", "before", "unless", "should")
    return conditional and any(
        token.tag_ == "VB" and before.text in _BEFORE_ORDER for before, token in pairwise(sentence.span)
    )
