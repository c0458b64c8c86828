"""Rates of success, cure or relief below 100 percent that are stated of a product and rest on nothing.

Floors stand in ``rules/lists/outcomes.yml``. Works for everyone, or in 100 percent, is another fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.offer import REPORT, by_care, even, offers_product, sourced
from claimlint.finding import Hit, Severity
from claimlint.outcomes import Outcome, outcomes
from claimlint.quantities import Amount, shares

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
FAULT = "gives a rate of success and no source for it"
_RATE = r"(?:success|cure|healing|recovery|effectiveness|efficacy|response|quit|satisfaction)"
_BEFORE = re.compile(
    rf"(?:\b{_RATE}(?: rates?)?(?: \w+){{0,3}}|\b(?:work(?:s|ed)?|effective|successful|succeed(?:s|ed)?|cur(?:e|es|ed)|heal(?:s|ed)?|help(?:s|ed)?|"
    rf"reliev(?:e|es|ed)|eas(?:e|es|ed)|improv(?:e|es|ed)|clear(?:s|ed)?|revers(?:e|es|ed))(?: \w+){{0,4}}? (?:in|for|with|on)(?: \w+){{0,3}})\W*$"
)
_AFTER = re.compile(
    rf"^\W*(?:{_RATE}\b(?: rates?)?|effective\b|successful\b)|^ (?:of )?(?:all |our |the |my |its )?(?:people|users|customers|women|men|clients|cases|buyers|those|sufferers|"
    r"readers|members|smokers|testers)\b[^.;]{0,60}\b(?:cured|felt|feel|saw|improv\w+|lost|pain-free|relief|better|revers\w+|quit|notic\w+|heal(?:ed)?|gone|free (?:of|from)|"
    r"results?|success\w*|succeed\w*|disappear\w*|stopp\w+)\b"
)
#: Other rates: of tests, survival, risk, births, germs, buyers.
_OTHER_RATE = re.compile(
    r"\b(?:accura\w+|sensitiv\w+|specificity|detect\w*|screen\w*|tests?|surviv\w+|condoms?|contracept\w+|birth control|germs?|bacteria|disinfect\w*|vaccin\w+|"
    r"antibod\w+|prevalence|deaths?|die|risks?|mortality|recommend\w*|would|agree|five-year|side effects?|pregnan\w+|hand ?wash\w*|alcohol|early|stages?|the pill|coil|iud|implants?|"
    r"operation|transplant\w*|chemo\w*|radio\w*|procedure|technique|antibiotics?|therap(?:y|ies)|ivf|clinic|hospital|"
    r"(?<!without )(?<!no )(?<!or )(?:surgery|drugs?|medicines?|medications?))\b"
)
REACH = 50
#: A heading no longer than this is about the product, whatever else it says ("98 % success rate").
LONGEST_LABEL = 24


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the rate."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            text = even(sentence.text)
            for share in shares(text):
                kind = _outcome_of(text, share)
                severity = _severity(kind, share.number) if kind else None
                if kind and severity and _stands_alone(analysis, sentence, text):
                    data = {"fault": FAULT, "outcome": kind.name, "plausible": kind.said}
                    start, end = sentence.start + share.start, sentence.start + share.end
                    yield Hit(start, end, data, 0.8, severity=severity)
                    break

    return check


def _outcome_of(text: str, share: Amount) -> Outcome | None:
    """Return what a share is a success rate of; None where it is no such rate."""
    before, after = text[max(0, share.start - REACH) : share.start], text[share.end : share.end + 2 * REACH]
    if not (_BEFORE.search(before) or _AFTER.match(after)):
        return None
    rated = [entry for entry in outcomes() if entry.rate]
    return next((entry for entry in rated if entry.words.search(text)), rated[-1])


def _severity(kind: Outcome, percent: float) -> Severity | None:
    if kind.rate is None or percent >= 100:
        return None
    warning, error = kind.rate
    return "error" if percent > error else "warning" if percent > warning else None


def _stands_alone(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    """Whether a rate is that of a product, no study stands in the sentence, and no source near it."""
    if _OTHER_RATE.search(text) or REPORT.search(text) or by_care(analysis, sentence):
        return False
    label = sentence.scope in ("title", "heading") and len(text) <= LONGEST_LABEL
    offered = label or offers_product(analysis, sentence, text)
    return offered and not sourced(analysis, sentence)
