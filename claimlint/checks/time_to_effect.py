"""Promises of an effect sooner than is plausible for what is promised.

Floors, the words of an outcome and what really is fast stand in ``rules/lists/outcomes.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import LONGEST_TITLE, Analysis, Check, Sentence
from claimlint.care import advises_care
from claimlint.context import squeeze
from claimlint.finding import Hit, Severity
from claimlint.outcomes import Outcome, outcomes
from claimlint.quantities import UNIT_SECONDS, Duration, durations, spoken
from claimlint.topics import CONDITION_KINDS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

MINUTE, WEEK = UNIT_SECONDS["minute"], UNIT_SECONDS["week"]
_LASTING = re.compile(r"\b(?:lasting|permanent\w*|for good|forever|once and for all|completely gone)\b")
#: The time is that of a parcel, a message or a visit.
_DELIVERY = re.compile(
    r"\b(?:sen[dt]s?|ship(?:s|ped|ping)?|deliver(?:s|ed|y)?|download\w*|e-?mail(?:s|ed)?|arriv(?:e|es|ed|al)|repl(?:y|ies|ied)|refund\w*|dispatch\w*|respond\w*)\b"
)
#: A serious disease is reversed within no stated time.
_REVERSAL = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|revers(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|get(?:s|ting)? rid of|beat(?:s|ing)?|banish(?:es|ed)?|say goodbye to|vanquish(?:es)?|erase[sd]?)\b"
)
_ACTIVE = re.compile(
    r"\b(?:reliev(?:e|es|ed|ing)|relief|cur(?:e|es|ed|ing)|stop(?:s|ped)?|end(?:s|ed)?|erase(?:s|d)?|banish(?:es|ed)?|eliminat(?:e|es|ed|ing)|"
    r"kill(?:s|ed)?|melt(?:s|ed)?|heal(?:s|ed)?|fix(?:es|ed)?|clear(?:s|ed)?(?: up)?|sooth(?:e|es|ed)|eas(?:e|es|ed)|remov(?:e|es|ed)|revers(?:e|es|ed)|"
    r"get(?:s|ting)? rid of|got rid of|rid|free (?:of|from)|beat(?:s)?|work(?:s|ed)? (?:in|within|instantly|immediately|overnight|on)|lower(?:s|ed)?|"
    r"drop(?:s|ped)?|cut(?:s)?|treat(?:s|ed)?|collapse|vanquish(?:es)?|zap(?:s|ped)?|calm(?:s|ed)?|reduc(?:e|es|ed)|grow(?:s)?|regrow(?:s)?|destroy(?:s|ed)?|"
    r"fad(?:e|es) (?:the|your|those|all)|say goodbye to|(?:pain|symptom|wrinkle|acne|ache)-free)\b"
)
_PASSIVE = re.compile(
    r"\b(?:gone|disappear(?:s|ed)?|vanish(?:es|ed)?|fad(?:e|es|ed)|went away|goes away|go away|melts? away|left me|subsid(?:es|ed)|was better|were better|better)\b"
)
_PAST_OR_PROMISE = re.compile(
    r"\b(?:disappeared|vanished|faded|went|was|were|had|left|will|'ll|your|my|be gone|is gone|are gone)\b"
)
_NATURAL_COURSE = re.compile(
    r"\b(?:usually|often|normally|generally|typically|most|many|tends? to|on (?:its|their) own|by (?:itself|themselves)|lasts?|can last|comes? on|starts?|begins?|"
    r"attacks?|symptoms? (?:may|can|might)|should|if)\b"
)
_LEAD = re.compile(
    r"(?:\b(?:in|within|under|after|inside|by|less than|in under|in just|in only|in as little as|in less than|within just|within only|just|only|as little as)\s)"
    r"(?:(?:just|only|about|around|as little as|less than|under|a mere|mere|the first|roughly|barely)\s)*$",
    re.IGNORECASE,
)
_USE_LEAD = re.compile(
    r"\b(?:for|every|each|another|last|lasts|lasting|lasted|until|per|once|first|up to)\s(?:(?:about|around|at least|up to|the|only|just)\s)*$",
    re.I,
)
_MODIFIED = re.compile(
    r"^[\s-]*(?:\w+[\s-]){0,2}(?:relief|cure|fix|remedy|trick|solution|hack|secret|ritual|treatment|method|miracle|formula)\b",
    re.IGNORECASE,
)
REACH = 90
_AT_ONCE = frozenset(["immediately", "overnight"])
#: What is begun or done at once or over a night, not reached by then ("treat it immediately", "wear them overnight").
_BEGUN = re.compile(
    r"\b(?:treat(?:s|ed|ing|ment)?|stopped|wear(?:ing)?|worn|leav(?:e|ing)|left|keep|kept|soak(?:ed|ing)?|stay(?:ed|ing)?|sleep(?:ing)?|stored?)\b[^.;:]{0,60}$"
)
#: The time counts from an event ("within hours of his admission").
_EVENT = re.compile(
    r"^\s+(?:of|after) (?:\w+ ){0,3}?(?:drop|fall|admission|admitted|exposure|onset|injury|birth|collapse|infection|surgery|arrival)\b"
)
#: What a health service tells patients to expect, in days or longer.
_EXPECTED = re.compile(r"\bshould (?:start|begin|feel|be|get|see|notice|improve|heal|clear|go)\b")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the time with its lead ("in just 7 seconds")."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            for duration in durations(sentence.text):
                hit = _hit(analysis, sentence, duration)
                if hit is not None:
                    yield hit

    return check


def _hit(analysis: Analysis, sentence: Sentence, duration: Duration) -> Hit | None:
    text = sentence.text
    lowered = squeeze(text)
    start = _start(text, duration)
    kind = _outcome_of(analysis, sentence) if start is not None else None
    if start is None or kind is None or not _effect_near(text, duration, sentence.scope, kind):
        return None
    if kind.fast.search(lowered) or kind.unless.search(lowered) or advises_care(lowered):
        return None
    severity = _severity(kind, duration.seconds, lowered)
    if severity is None or kind.time is None:
        return None
    warning, error = kind.time
    floor = error if severity == "error" and error else warning
    below = (
        f"anything under {spoken(floor)}"
        if duration.seconds < floor or floor == MINUTE
        else "whatever the time"
    )
    promised = text[duration.start : duration.end]
    data = {"duration": promised, "effect": kind.name, "floor": below, "plausible": kind.said}
    return Hit(sentence.start + start, sentence.start + duration.end, data, 0.85, severity=severity)


def _start(text: str, duration: Duration) -> int | None:
    """Return where the expression with its lead begins; None where it is no time to an effect."""
    if not duration.unit:
        return duration.start
    before, after = text[: duration.start], text[duration.end :]
    if _USE_LEAD.search(before):
        return None
    lead = _LEAD.search(before)
    if lead:
        return lead.start()
    return duration.start if _MODIFIED.match(after) else None


def _effect_near(text: str, duration: Duration, scope: str, kind: Outcome) -> bool:
    before = text[max(0, duration.start - REACH) : duration.start].lower().replace("’", "'")
    after = text[duration.start : duration.end + REACH].lower().replace("’", "'")
    window = before + after
    if _DELIVERY.search(window) or _EVENT.match(after[duration.end - duration.start :]):
        return False
    if (
        not duration.unit
        and text[duration.start : duration.end].lower() in _AT_ONCE
        and _BEGUN.search(before)
    ):
        return False
    if duration.seconds >= UNIT_SECONDS["day"] and _EXPECTED.search(window):
        return False
    if _ACTIVE.search(window) or kind.verbs.search(window):
        return not (_NATURAL_COURSE.search(window) and not _promising(window, scope))
    return bool(
        _PASSIVE.search(window) and _PAST_OR_PROMISE.search(window) and not _NATURAL_COURSE.search(window)
    )


def _promising(window: str, scope: str) -> bool:
    return scope in ("title", "heading") or bool(
        re.search(r"\b(?:you(?:r|'ll)?|will|guarantee\w*|my)\b", window)
    )


def _outcome_of(analysis: Analysis, sentence: Sentence) -> Outcome | None:
    """Return what is promised by the words of the sentence; "it works in …" takes it from the title."""
    lowered = squeeze(sentence.text)
    found = _first(lowered)
    if found is None and re.search(r"\bworks?\b|\brelief\b|\bresults\b", lowered):
        found = analysis.memo("effect of the title", lambda: _of_title(analysis))
    if found is None and any(t.kind in CONDITION_KINDS for t in analysis.terms.get(sentence.index, ())):
        return next(entry for entry in outcomes() if entry.fallback and entry.time)
    return found


def _of_title(analysis: Analysis) -> Outcome | None:
    title = analysis.document.title
    return _first(squeeze(analysis.document.block_text(title)[:LONGEST_TITLE])) if title else None


def _first(text: str) -> Outcome | None:
    return next((entry for entry in outcomes() if entry.time and entry.words.search(text)), None)


def _severity(kind: Outcome, seconds: float, text: str) -> Severity | None:
    warning, error = kind.time or (0, 0)
    if warning == 0:
        return None
    if kind.reversal and _REVERSAL.search(text):
        return "error"
    lasting = bool(_LASTING.search(text))
    if seconds < error or (seconds == error == MINUTE) or (lasting and seconds < WEEK):
        return "error"
    return "warning" if seconds < warning else None
