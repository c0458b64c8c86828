"""Results of a remedy or programme promised by a date: "clearer skin in 30 days", "see results within 4 weeks of use".

Not impossible, but promised: how long an illness, a course or a trial lasts is left alone, and so are medicines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.offer import PRODUCT, before, by_care, even, has_remedy, offers_result
from claimlint.deferred import deferred
from claimlint.finding import Hit
from claimlint.outcomes import outcomes
from claimlint.quantities import UNIT_SECONDS, Duration, durations
from claimlint.topics import CONDITION_KINDS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
DAY, YEAR = UNIT_SECONDS["day"], UNIT_SECONDS["year"]
#: Code points before a time in which its result is looked for.
REACH = 90
_LEAD = deferred(
    r"\b(?:in|within|inside|after|by)\s(?:(?:just|only|about|around|under|less than|as little as|a mere|the first|only about|the next)\s)*$"
)
#: What follows a time that ends a promise.
_END = deferred(
    r"\s?(?:$|[.!?:;,|)–—-]|(?:or (?:less|sooner)|with|without|using|by|flat|guaranteed|naturally|of (?:using|use|starting|taking|daily|regular)|and|thanks|while|from)\b)"
)
_RESULTS = deferred(
    r"\b(?:results?|difference|improvements?|changes|benefits|transformation|effects)\b[^.;:]{0,40}$"
)
_OF_USE = deferred(r" of (?:daily |regular |steady |continuous )?(?:use|using)\b")
_AWAITED = deferred(
    r"\b(?:see|seen|sees|saw|notice[sd]?|feel|felt|get|gets|got|expect|enjoy|experience|show(?:s|ed)?|visible|real|deliver(?:s|ed)?|promis(?:e|es|ed)|guarantee[sd]?|gives?|gave|brings?|brought|noticeable)\b"
)
_BASE = (
    r"(?:get|lose|clear|reverse|beat|fix|heal|restore|improve|lower|drop|shed|cut|reduce|erase|banish|fade|grow|regrow|boost|cure|end|stop|eliminate|"
    r"melt|burn|transform|look|flatten|tone|tighten|shrink|slim|whiten|conquer|overcome|detox|cleanse|balance|calm|relieve|strengthen|build|gain|double)"
)
_START = deferred(
    rf"^\W*(?:(?:(?:\d+|three|five|seven|ten) (?:\w+ )?(?:ways|tips|foods|steps|tricks|remedies) (?:to|that) )?(?:how to |learn how to |you can |let us )?{_BASE}\b"
    r"|how (?:i|we|she|he|they) \w+(?:ed|ost|ot|ut|rew|eat)\b"
    r"|(?:less|more|fewer|better|flatter|clearer|thicker|stronger|younger|smoother|brighter|whiter|slimmer|leaner|longer|healthier|glowing|clear|perfect|flat|radiant) \w+)"
)
_EFFECT = deferred(
    r"\b(?:clears?|revers(?:e|es)|fix(?:es)?|heals?|restor(?:e|es)|improv(?:e|es)|lowers?|drops?|reduc(?:e|es)|eras(?:e|es)|banish(?:es)?|fad(?:e|es)|(?:re)?grows?|"
    r"boosts?|cures?|ends?|stops?|eliminat(?:e|es)|melts?|burns?|transforms?|flattens?|ton(?:e|es)|tightens?|shrinks?|whitens?|detox(?:es)?|cleans(?:e|es)|balanc(?:e|es)|"
    r"calms?|reliev(?:e|es)|strengthens?|gone|free of|rids? (?:of|you of)|softens?|thickens?|smooth(?:s|es)?|eas(?:e|es)|sheds?|cuts?|rebuilds?|repairs?)\b"
)
#: How long things take by themselves, what may happen, and what readers are told to wait for or aim at.
_COURSE = deferred(
    r"\b(?:usually|often|normally|typically|generally|most|many|may|might|could|should|tends?|takes?|taken|taking place|until|before|if|unless|"
    r"on (?:its|their) own|by itself|recover\w*|course|dose[sd]?|aim|try|trying|goal|target|return|come back|repeat|last(?:s|ed|ing)?|relapse\w*|"
    r"review(?:ed)?|appointment|follow-up|school|work|surgery|operation|injur\w+|sprain\w*|fractur\w*|birth|infection|exposure|vaccin\w+)\b"
)
_LOOKS = deferred(
    r"\b(?:weight|fat|skin|hair|energy|sleep|belly|waist|body|teeth|memory|hormones?|gut|metabolism|smile|abs|stomach|thighs|legs|posture|younger|pounds?|kilos?|inches|results?)\b"
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the time with its lead ("within 4 weeks")."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            for duration in durations(sentence.text):
                if not (duration.unit and DAY <= duration.seconds <= YEAR):
                    continue
                text = even(sentence.text)
                lead = _LEAD.search(text[: duration.start])
                if lead and _promised(analysis, sentence, text, duration, lead.group(0)):
                    data = {"duration": sentence.text[duration.start : duration.end]}
                    yield Hit(sentence.start + lead.start(), sentence.start + duration.end, data, 0.75)
                    break

    return check


def _promised(analysis: Analysis, sentence: Sentence, text: str, duration: Duration, lead: str) -> bool:
    if _COURSE.search(text) or not _END.match(text[duration.end :]):
        return False
    ahead = text[max(0, duration.start - len(lead) - REACH) : duration.start - len(lead)]
    used = bool(_OF_USE.match(text[duration.end :]))
    awaited = bool(_RESULTS.search(ahead) and (used or _AWAITED.search(text)))
    early = lead.startswith(("in", "within"))
    if sentence.scope in ("title", "heading"):
        shaped = awaited or (early and bool(_START.match(text)) and _has_target(analysis, sentence, text))
    elif awaited:
        shaped = _of_product(analysis, sentence, used)
    else:
        acts = bool(_EFFECT.search(ahead)) and (has_remedy(analysis, sentence) or bool(PRODUCT.search(text)))
        bids = bool(_START.match(text)) and " your " in text
        shaped = early and (acts or bids) and _has_target(analysis, sentence, text)
    return shaped and offers_result(analysis, sentence, text)


def _of_product(analysis: Analysis, sentence: Sentence, used: bool) -> bool:
    """Whether the result is that of something used, or of a remedy or product named here, just before or in the title, and of no medicine."""
    near = [sentence, *before(analysis, sentence)]
    named = used or any(has_remedy(analysis, other) or PRODUCT.search(even(other.text)) for other in near)
    return named and not any(by_care(analysis, other) for other in near)


def _has_target(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    """Whether a condition, a marker, a part of the body or another outcome stands in a sentence."""
    kinds = {*CONDITION_KINDS, "marker", "body-part"}
    if any(term.kind in kinds for term in analysis.terms.get(sentence.index, ())):
        return True
    return bool(_LOOKS.search(text)) or any(entry.words.search(text) for entry in outcomes() if entry.time)
