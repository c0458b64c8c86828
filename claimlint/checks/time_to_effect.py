"""Promises of an effect sooner than is plausible for what is promised.

The floors are table 4.4 of the project's standards: editorial proposals, no authority gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.context import squeeze
from claimlint.facts import CONDITION_KINDS, advises_care
from claimlint.finding import Hit, Severity
from claimlint.quantities import Duration, durations, spoken

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

MINUTE, HOUR, DAY, WEEK = 60.0, 3600.0, 86_400.0, 604_800.0


@dataclass(frozen=True)
class EffectClass:
    """Effects of one kind. A time below ``error`` or ``warning`` (seconds) is implausible."""

    name: str
    words: re.Pattern[str]
    warning: float
    error: float


SERIOUS = "a serious disease"
#: First match wins. A class with both floors at 0 never fires: these remedies are fast.
CLASSES: tuple[EffectClass, ...] = (
    EffectClass(
        "an emergency medicine's effect",
        re.compile(
            r"\b(?:asthma attack|angina|anaphyla\w+|allergic reaction|overdose|hypoglyc\w+|hypo|low blood sugar)\b"
        ),
        0,
        0,
    ),
    EffectClass(
        "a passing bout",
        re.compile(r"\b(?:panic|hiccups?|nosebleeds?|vertigo|dizz\w+|svt|palpitations?)\b"),
        30,
        0,
    ),
    EffectClass(
        "heartburn, itch or congestion",
        re.compile(
            r"\b(?:heartburn|indigestion|itch\w*|congest\w+|blocked nose|stuffy nose|runny nose|acid reflux)\b"
        ),
        MINUTE,
        5,
    ),
    EffectClass(
        "an infection or fever",
        re.compile(
            r"\b(?:infections?|colds?|flu|influenza|covid\S*|virus|bacteria|fever|candida|uti|worms?|parasites?|warts?|fungus|coughs?|bronchitis|sore throats?|sinusitis)\b"
        ),
        3 * DAY,
        DAY,
    ),
    EffectClass(
        SERIOUS,
        re.compile(
            r"\b(?:cancers?|tumou?rs?|diabetes|hiv|dementia|alzheimer\S*|parkinson\S*|heart disease|stroke|kidney failure|hepatitis|hypertension|(?:high )?blood pressure|blood sugar|arteries)\b"
        ),
        4 * WEEK,
        4 * WEEK,
    ),
    EffectClass(
        "a change of the skin",
        re.compile(
            r"\b(?:skin|wrinkles?|scars?|cellulite|acne|pimples?|blemish\w*|dark circles|stretch marks?|eczema|psoriasis|rosacea|age spots?)\b"
        ),
        2 * WEEK,
        3 * DAY,
    ),
    EffectClass("hair growth", re.compile(r"\b(?:hair|baldness|alopecia|bald)\b"), 8 * WEEK, 2 * WEEK),
    EffectClass(
        "a mood or anxiety disorder",
        re.compile(r"\b(?:depress\w+|anxiety|bipolar|insomnia)\b"),
        2 * WEEK,
        DAY,
    ),
    EffectClass(
        "a long-lasting condition",
        re.compile(
            r"\b(?:arthritis|osteoarthritis|asthma|ibs|irritable bowel|gout|fibromyalgia|sciatica|ulcers?|colitis|thyroid|pcos|endometriosis|allerg\w+|hay fever|tinnitus|cataracts?|lupus)\b"
        ),
        WEEK,
        2 * DAY,
    ),
    EffectClass(
        "pain relief",
        re.compile(
            r"\b(?:\w*aches?|pains?|painful|cramps?|spasms?|sore\w*|stiff\w*|migraines?|hurt\w*|sprains?)\b"
        ),
        15 * MINUTE,
        MINUTE,
    ),
)
_LASTING = re.compile(r"\b(?:lasting|permanent\w*|for good|forever|once and for all|completely gone)\b")
#: The time is that of a parcel, a message or a visit.
_DELIVERY = re.compile(
    r"\b(?:sen[dt]s?|ship(?:s|ped|ping)?|deliver(?:s|ed|y)?|download\w*|e-?mail(?:s|ed)?|arriv(?:e|es|ed|al)|repl(?:y|ies|ied)|refund\w*|dispatch\w*|respond\w*)\b"
)
#: A serious disease is reversed within no stated time.
_REVERSAL = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|revers(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|get(?:s|ting)? rid of|beat(?:s|ing)?|banish(?:es|ed)?|say goodbye to|vanquish(?:es)?|erase[sd]?)\b"
)
_FAST_AGENT = re.compile(
    r"\b(?:antacids?|an[ae]sthetics?|lidocaine|nitrous oxide|decongestants?|antihistamines?|glyceryl|nitroglycerin|gtn|adrenaline|epinephrine|"
    r"salbutamol|albuterol|inhalers?|naloxone|glucose|cold spray|make-?up|concealer|sumatriptan|triptans?|painkillers?|paracetamol|ibuprofen|aspirin|"
    r"acetaminophen|morphine|ketamine|injections?|steroids?|medicines?|medication|vaccin\w+)\b"
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
    start = _start(text, duration)
    if start is None or not _effect_near(text, duration, sentence.scope):
        return None
    kind = _class_of(analysis, sentence)
    if kind is None or _FAST_AGENT.search(text.lower()) or advises_care(squeeze(text)):
        return None
    severity = _severity(kind, duration.seconds, text)
    if severity is None:
        return None
    floor = kind.error if severity == "error" and kind.error else kind.warning
    below = f"under {spoken(floor)}" if duration.seconds < floor or floor == MINUTE else "whatever the time"
    data = {"duration": text[duration.start : duration.end], "effect": kind.name, "floor": below}
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


def _effect_near(text: str, duration: Duration, scope: str) -> bool:
    window = text[max(0, duration.start - REACH) : duration.end + REACH].lower().replace("’", "'")
    if _DELIVERY.search(window):
        return False
    if _ACTIVE.search(window):
        return not (_NATURAL_COURSE.search(window) and not _promising(window, scope))
    return bool(
        _PASSIVE.search(window) and _PAST_OR_PROMISE.search(window) and not _NATURAL_COURSE.search(window)
    )


def _promising(window: str, scope: str) -> bool:
    return scope in ("title", "heading") or bool(
        re.search(r"\b(?:you(?:r|'ll)?|will|guarantee\w*|my)\b", window)
    )


def _class_of(analysis: Analysis, sentence: Sentence) -> EffectClass | None:
    """Return the effect class by the words of the sentence; "it works in …" takes them from the title."""
    lowered = sentence.text.lower()
    found = _first_class(lowered)
    if found is None and re.search(r"\bworks?\b|\brelief\b|\bresults\b", lowered):
        found = analysis.memo("effect of the title", lambda: _class_of_title(analysis))
    if found is None and any(t.kind in CONDITION_KINDS for t in analysis.terms.get(sentence.index, ())):
        return EffectClass("a condition", re.compile(""), HOUR, MINUTE)
    return found


def _class_of_title(analysis: Analysis) -> EffectClass | None:
    title = analysis.document.title
    return _first_class(analysis.document.block_text(title).lower()) if title else None


def _first_class(text: str) -> EffectClass | None:
    return next((kind for kind in CLASSES if kind.words.search(text)), None)


def _severity(kind: EffectClass, seconds: float, text: str) -> Severity | None:
    lasting = bool(_LASTING.search(text.lower()))
    if kind.warning == 0:
        return None
    if kind.name == SERIOUS and _REVERSAL.search(text.lower()):
        return "error"
    if seconds < kind.error or (seconds == kind.error == MINUTE) or (lasting and seconds < WEEK):
        return "error"
    return "warning" if seconds < kind.warning else None
