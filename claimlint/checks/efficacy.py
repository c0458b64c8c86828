"""Effects on health that are credited to a remedy: a food, herb, supplement, device, practice or "natural" method.

One hit a sentence: from the first effect to its last target where the parse shows them, and the whole sentence where
the classifier of wordings is sure of a claim that no extraction reaches. Standard care and people are no remedies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from itertools import groupby
from typing import TYPE_CHECKING, Any

from claimlint import cues
from claimlint.analysis import Analysis, Check, Sentence
from claimlint.claim_details import ClaimDetails, details_of
from claimlint.claims import Claim, claims_of
from claimlint.classifier import claim_scores, telling_words
from claimlint.context import Context, squeeze
from claimlint.encoder import Reading
from claimlint.finding import Hit
from claimlint.garble import garble_of
from claimlint.reading import readings_of

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "sure": {
        "type": "number",
        "minimum": 0.5,
        "maximum": 1,
        "description": "Probability from which the classifier of wordings is believed; 1 leaves it out.",
    }
}
#: A sentence that says what something is called, and not what it does.
_NAMING = re.compile(
    r"(?:\S+ ){1,6}?(?:is|are|was|were) (?:also |often |sometimes )?(?:called|named|known (?:as|by)|referred to as)\b"
)
#: "Your skin glows" is a promise, "the skin sheds cells" is not.
_DETERMINERS = frozenset("the a an".split())
_BODY = frozenset(["body-part", "function"])
_ACTING = frozenset(["remedy", "medicine", "standard-care", "hazardous-substance"])
#: What a hit carries; a sentence that is only worded like a claim has "" for all but the first.
VALUES = ("says", "remedy", "effect", "target", *(field.name for field in fields(ClaimDetails)))
#: What a remedy is called in the message when the sentence does not name it.
NAMELESS = {"natural": "A natural method", "unsaid": "What the page offers"}
#: Confidence of a claim that was read off the sentence; the classifier's is its probability.
EXTRACTED = 0.8


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return a check that yields one hit for each sentence that credits a remedy with an effect."""
    sure = options.get("sure", 1)

    def check(analysis: Analysis) -> Iterator[Hit]:
        claimed = set()
        for index, claims in groupby(claims_of(analysis), key=lambda claim: claim.sentence.index):
            claimed.add(index)
            yield _extracted(analysis, list(claims))
        scores = claim_scores(analysis) if sure < 1 else {}
        garble = garble_of(analysis)
        for index, score in scores.items():
            sentence = analysis.sentences[index]
            # What is broken says nothing for sure.
            if score < sure or index in claimed or garble.scores.get(index, 0.0) >= garble.bar:
                continue
            if not _disowned(sentence) and not _physiology(analysis, sentence):
                yield _worded(sentence, score, readings_of(analysis).get(index))

    return check


def _extracted(analysis: Analysis, claims: list[Claim]) -> Hit:
    claim = claims[0]
    first, last = min(c.first for c in claims), max(c.last for c in claims)
    start, end = claim.sentence.range(first, last)
    details = details_of(claim, Context(analysis, claim.sentence, first, last))
    agent = f"“{claim.agent.text}”" if claim.agent.text else NAMELESS.get(claim.agent.kind, "A remedy")
    says = f"{agent} is said to act on “{claim.target}” (“{claim.effect}”)"
    credit = {"remedy": claim.agent.text, "effect": claim.effect, "target": claim.target}
    data = {"says": says, **credit, **asdict(details)}
    return Hit(start, end, data, confidence=EXTRACTED)


def _worded(sentence: Sentence, score: float, reading: Reading | None) -> Hit:
    words = ", ".join(f"“{word}”" for word in (telling_words(sentence, reading) if reading else ()))
    says = (
        f"This is worded like a health claim (words that weighed most: {words})"
        if words
        else "This is worded like a health claim"
    )
    return Hit(
        sentence.start,
        sentence.end,
        {**dict.fromkeys(VALUES, ""), "says": says},
        # A matter of wording alone gates nothing by itself, also where selling makes claims errors.
        severity="warning",
        confidence=round(score, 2),
    )


def _physiology(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a part of the body is said to do something, and nothing else is named that may: "the liver clears toxins from the blood"."""
    terms = analysis.terms.get(sentence.index, ())
    opens = [t for t in terms if t.kind in _BODY and set(sentence.lower[: t.first]) <= _DETERMINERS]
    return bool(opens) and not any(term.kind in _ACTING for term in terms)


def _disowned(sentence: Sentence) -> bool:
    """Whether a sentence denies, doubts, asks or only names: guards look around a hit, and this hit is the whole sentence."""
    text = squeeze(sentence.text)
    denied = cues.REFUTING.search(text) and not cues.NOT_REFUTED.search(text)
    return bool(text.endswith("?") or _NAMING.match(text) or denied)
