"""What a sentence does to its reader: tells them what to do, or says that a remedy works."""

from __future__ import annotations

import re

from claimlint.analysis import Analysis, Sentence
from claimlint.topics import CONDITION_KINDS

_ADVICE_VERB = frozenset(
    (
        "add apply avoid bathe bend boil breathe brew chew crush dab dip dissolve do drink eat"
        " elevate exercise gargle get give go have heat hold inhale keep lie lift limit lower maintain"
        " make massage mix place practise practice press pull put relax repeat rest rinse rub sip sit"
        " sleep soak spread stand start stay steep stop stretch swallow switch take tilt try turn use"
        " stir sprinkle blend cook peel wait walk wash wear wrap"
    ).split()
)
_ADVICE_LEAD = frozenset("then now simply just always also next first please never instead daily".split())
_ADVISING = re.compile(
    r"\byou (?:should|can (?:try|use|take|apply|drink|eat|also)|must|need to|could try|ought to)\b"
    r"|\b(?:it is|it's) (?:best|important|advisable|a good idea) to\b|\bwe recommend\b"
)
_EFFECT = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?|treat(?:s|ed|ing)?|reliev(?:e|es|ed|ing)|relief|remed(?:y|ies)|prevent(?:s|ed|ing)?|"
    r"revers(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|banish(?:es|ed)?|eas(?:e|es|ed)|sooth(?:e|es|ed|ing)|boost(?:s|ed|ing)?|"
    r"lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|fight(?:s|ing)?|combat(?:s|ing)?|effective (?:for|against|in)|"
    r"good for|beneficial|get(?:s|ting)? rid of|works? (?:for|against)|helps? (?:with|to|in|against)?)\b"
)


def is_advice(sentence: Sentence) -> bool:
    """Whether a sentence tells the reader to do something: an imperative or "you should"."""
    words = [word for word in sentence.lower if word[:1].isalpha()]
    if words and words[0] in _ADVICE_LEAD:
        words = words[1:]
    imperative = bool(words) and words[0] in _ADVICE_VERB and len(words) > 2 and sentence.scope == "sentence"
    return imperative or bool(_ADVISING.search(sentence.text.lower()))


def states_efficacy(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence puts a remedy, an effect word and a condition or marker together."""
    kinds = {term.kind for term in analysis.terms.get(sentence.index, ())}
    target = bool(kinds & (CONDITION_KINDS | {"marker"}))
    return target and "remedy" in kinds and bool(_EFFECT.search(sentence.text.lower()))
