"""Weight loss promised faster than is plausible: an amount and a time in one sentence.

Floors stand in ``rules/lists/outcomes.yml``, after FTC, "Gut Check" (2014): 2 lb a week for a month is too much without
diet or exercise, 3 lb a week for more than four weeks is not safe; 10 lb in a short span is an editorial floor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.spans import spans
from claimlint.context import squeeze
from claimlint.finding import Hit, Severity
from claimlint.outcomes import outcome, worst
from claimlint.quantities import UNIT_SECONDS, weights

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
WEIGHT = "weight loss"
WEEK, MONTH = UNIT_SECONDS["week"], 4 * UNIT_SECONDS["week"]
_LOSS = re.compile(
    r"\b(?:lo(?:se|ses|sing|st)|drop(?:s|ped|ping)?|shed(?:s|ding)?|burn(?:s|ed|t|ing)?|melt(?:s|ed|ing)?|slim\w*|"
    r"weight[- ]loss|loss|lighter|minus|off|down|vanish\w*|subtract\w*|fall(?:s|ing)?|disappear\w*|gone)\b"
)
#: The same numbers in a warning, a symptom, an illness, an operation or the story of a newborn.
_OTHER_FRAME = re.compile(
    r"\b(?:doctor|gp|check-?up|clinician|dietitian|symptoms?|signs?|illness|unexplained|unintentional\w*|risks?|dangerous|unsafe|unhealthy|"
    r"gallstones?|too (?:fast|quickly|much)|surgery|bypass|bab(?:y|ies)|newborns?|infants?|water weight|tumou?rs?|cancer|diagnos\w+|fluid|crash diets?|muscle)\b"
)
#: What somebody weighs, not what is lost.
_WEIGHED = re.compile(r"\b(?:weigh\w*|at|from) (?:about |around |over |only )?$")
_BODY = re.compile(r"\b(?:weight|fat|pounds?|lbs?|kilos?|kgs?|stone|slim\w*|belly|diet\w*|inches)\b")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit runs from the amount to its time."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            if any(char.isdigit() for char in sentence.text) or _BODY.search(sentence.text.lower()):
                yield from _rates(sentence)

    return check


def _rates(sentence: Sentence) -> Iterator[Hit]:
    text = squeeze(sentence.text)
    if len(text) != len(sentence.text):
        # Offsets must stay those of the sentence.
        text = sentence.text.lower()
    if not _LOSS.search(text) or _OTHER_FRAME.search(text):
        return
    for weight in weights(text):
        if _WEIGHED.search(text[max(0, weight.start - 24) : weight.start]):
            continue
        for span in spans(text, weight.start, weight.end):
            severity = _severity(weight.kilograms, span.seconds, span.every)
            if severity:
                data = {
                    "amount": text[weight.start : weight.end],
                    "kilograms": round(weight.kilograms, 1),
                    "plausible": outcome(WEIGHT).said,
                }
                yield Hit(
                    sentence.start + span.start, sentence.start + span.end, data, 0.85, severity=severity
                )
                return


def _severity(kilograms: float, seconds: float, every: bool) -> Severity | None:
    """Grade an amount in a span; one of every week (or day) is kept up, as over a month."""
    weeks = seconds / WEEK
    span = max(seconds, MONTH) if every else seconds
    return worst(outcome(WEIGHT).limits, "kg", kilograms / weeks * (span / WEEK), span)
