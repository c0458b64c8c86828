"""Changes promised that are larger than is plausible: of blood pressure, HbA1c, waist, muscle, height, hair.

Floors and words stand in ``rules/lists/outcomes.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.offer import even, offers_result
from claimlint.checks.spans import Span, spans
from claimlint.finding import Hit, Severity
from claimlint.outcomes import Limit, Outcome, outcomes, worst
from claimlint.quantities import Amount, amounts

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
FAULT = "promises more than is plausible"
#: Judged by ``weight_rate``.
ELSEWHERE = "weight loss"
#: Outcome and verb stand this near to the amount (code points).
REACH = 70
_LESS = re.compile(
    r"\b(?:lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|drop(?:s|ped|ping)?|f[ae]ll(?:s|ing|en)?|cut(?:s|ting)?|slash(?:es|ed|ing)?|down|went|goes|"
    r"decreas(?:e|es|ed|ing)|br(?:ing|ings|ought|inging)|knock(?:s|ed)?|plung(?:e|es|ed)|plummet(?:s|ed)?|tumbl(?:e|es|ed)|los(?:e|es|t|ing)|shed(?:s|ding)?|took|takes?)\b"
)
_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)(?:\s?/\s?\d{2,3})?\s?(?:%|mg/dl|mmol/l|mm ?hg)?"
_FROM_TO = re.compile(
    rf"\bfrom (?:over |about |around |a |nearly )?{_NUMBER},? (?:all the way )?(?:down )?to (?:just |a |under |below |only |about )?{_NUMBER}"
)
_LEVEL_AFTER = re.compile(
    r"\s?(?:or (?:lower|less|below|under|higher|more|above|over)\b|and (?:above|below)\b|/)"
)
_LEVEL_BEFORE = re.compile(
    r"(?:\b(?:below|beneath|above|between|than|reach(?:es|ed)?|is|are|was|were|to)\b|(?<!by )(?<!by just )\b(?:over|under|at|about)|\b(?:pressure|sugar|glucose|levels?|readings?|targets?|goals?|cholesterol|ldl) of)"
    r" (?:about |around |only |just |a )?$"
)
_HINT = re.compile(r"\d|\b(?:inch|inches|points?|percent|pounds|kilos?|stone|dress sizes?)\b")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit runs from the amount to its time."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            text = even(sentence.text)
            if _HINT.search(text):
                yield from _promised(analysis, sentence, text)

    return check


def _promised(analysis: Analysis, sentence: Sentence, text: str) -> Iterator[Hit]:
    """Yield the first implausible change of a sentence."""
    for amount in _changes(text):
        kind = None if _is_level(text, amount) else _outcome_of(text, amount)
        if kind is None or kind.fast.search(text) or kind.unless.search(text):
            continue
        for span in [*spans(text, amount.start, amount.end), None]:
            severity = _grade(kind, amount, span)
            if severity and offers_result(analysis, sentence, text):
                start, end = (span.start, span.end) if span else (amount.start, amount.end)
                data = {"fault": FAULT, "outcome": kind.name, "plausible": kind.said}
                yield Hit(sentence.start + start, sentence.start + end, data, 0.85, severity=severity)
                return


def _changes(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text, and what is left from one reading to another, whose unit depends on the outcome."""
    for match in _FROM_TO.finditer(text):
        yield Amount(*match.span(), float(match[1]) - float(match[2]), "")
    yield from amounts(text)


def _is_level(text: str, amount: Amount) -> bool:
    """Whether an amount is where something stands or ought to, not by how much it changes."""
    before = text[max(0, amount.start - 30) : amount.start]
    return bool(amount.unit and (_LEVEL_AFTER.match(text[amount.end :]) or _LEVEL_BEFORE.search(before)))


def _outcome_of(text: str, amount: Amount) -> Outcome | None:
    """Return the outcome whose words stand nearest to an amount, where a verb of change does too."""
    low = max(0, amount.start - REACH)
    window = text[low : amount.end + REACH]
    nearest: tuple[int, int, Outcome] | None = None
    for rank, kind in enumerate(entry for entry in outcomes() if entry.limits and entry.name != ELSEWHERE):
        verb = kind.verbs if kind.own_verbs else _LESS
        if not verb.search(window):
            continue
        for match in kind.words.finditer(window):
            away = max(low + match.start() - amount.end, amount.start - low - match.end(), 0)
            if nearest is None or (away, rank) < nearest[:2]:
                nearest = (away, rank, kind)
    return nearest[2] if nearest else None


def _grade(kind: Outcome, amount: Amount, span: Span | None) -> Severity | None:
    seconds = span.seconds if span else None
    found = [worst(kind.limits, unit, size, seconds) for unit, size in _sizes(kind.limits, amount)]
    return "error" if "error" in found else next((grade for grade in found if grade), None)


def _sizes(limits: tuple[Limit, ...], amount: Amount) -> Iterator[tuple[str, float]]:
    """Yield a change in the units its outcome is judged by."""
    if amount.unit == "mmol/L":
        yield from ((limit.unit, amount.number * limit.mmol) for limit in limits if limit.mmol)
    elif amount.unit:
        yield amount.unit, amount.number
    else:
        blood = next((limit for limit in limits if limit.mmol), None)
        if blood is None:
            yield "point", amount.number
        else:
            yield blood.unit, amount.number * (blood.mmol if amount.number < 25 else 1)
