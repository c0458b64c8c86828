"""Adjectives, adverbs and comparatives in a place or a form that does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Check
from claimlint.checks.slips import BE, MARKS, Finder, Slip, Words, hits
from claimlint.checks.verbs import THIRD, VERBS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

_COMPARATIVES = frozenset(
    "better worse easier faster stronger weaker bigger smaller softer cheaper healthier quicker safer slower heavier harder nicer deeper warmer closer sooner "
    "larger greater shorter wider cleaner clearer thicker richer colder milder firmer lighter tighter happier simpler brighter longer hotter cooler sweeter "
    "louder".split()
)
_SUPERLATIVES = frozenset(
    "best worst easiest fastest strongest biggest safest cheapest healthiest simplest smallest quickest".split()
)
_OWNERS = frozenset("the your our my their his her its no any".split())


def _double_comparative(words: Words) -> Iterator[Slip]:
    """more better, most easiest."""
    for i, word in enumerate(words.lower[:-2]):
        form, after = words.lower[i + 1], words.lower[i + 2]
        comparative = word in ("more", "less", "most") and form in _COMPARATIVES
        superlative = word in ("more", "most") and form in _SUPERLATIVES
        #: "More [larger towns]" counts towns, "the more cheaper it gets" does not.
        counts = comparative and words.tags[i + 2] in ("NN", "NNS", "JJ")
        if (
            (comparative or superlative)
            and after != "-"
            and not counts
            and words.word(i - 1) not in _OWNERS - {"the"}
        ):
            yield Slip(i, i + 1, f"“{form}” says it already: leave out “{word}”", light=True)


_CLASHES: Mapping[str, tuple[str, ...]] = {
    "very": ("more", "less", "too"), "too": ("very",), "more": ("very",), "most": ("very",), "much": ("very",),
}  # fmt: skip
_PREDICATES = frozenset(
    "fast slow slowly quickly early late soon often bitter sweet salty hard soft hot cold long high low big small tight loose strong weak thin thick dry "
    "wet".split()
)


def _stacked_degrees(words: Words) -> Iterator[Slip]:
    """too much fast, very more."""
    for i, word in enumerate(words.lower[:-3]):
        second, third, after = words.lower[i + 1], words.lower[i + 2], words.lower[i + 3]
        if second in _CLASHES.get(word, ()) and words.tags[i + 1] in ("RB", "RBR", "JJR") and third != "-":
            if words.word(i - 1) not in ("not", "the", "or"):
                yield Slip(i, i + 1, f"“{word}” and “{second}” do not go together")
        elif (
            word in ("too", "very", "so")
            and second == "much"
            and third in _PREDICATES
            and (after in MARKS or words.tags[i + 3] in ("IN", "CC", "TO"))
        ):
            yield Slip(i, i + 2, f"leave out “much”: “{word} {third}”")


#: Adverbs of manner and the adjectives they come from: neither stands for the other.
_ADJECTIVES: Mapping[str, str] = {
    "correctly": "correct", "quickly": "quick", "slowly": "slow", "strongly": "strong", "normally": "normal", "safely": "safe", "effectively": "effective",
    "dangerously": "dangerous", "naturally": "natural", "heavily": "heavy", "painfully": "painful", "seriously": "serious", "hotly": "hot", "coldly": "cold",
    "distantly": "distant", "remotely": "remote", "easily": "easy", "gently": "gentle", "properly": "proper", "regularly": "regular", "severely": "severe",
    "wrongly": "wrong", "harmfully": "harmful", "softly": "soft", "deeply": "deep", "highly": "high", "widely": "wide", "freshly": "fresh", "warmly": "warm",
}  # fmt: skip
_LINKING = BE | frozenset("be become becomes became being seem seems stay stays remain remains feels".split())
_DEGREES = frozenset("more less very so too quite rather not also".split())
_ADVERB_ENDS = frozenset([".", ";", "because", "if", "when", "that"])
#: "Is correctly, if slowly, taken off" is sound.
_AFTER_COMMA = frozenset(["as", "because", "since", "so", "but", "or"])


def _adverb_after_be(words: Words) -> Iterator[Slip]:
    """The settings are correctly."""
    for i, word in enumerate(words.lower[1:-2], 1):
        if word not in _LINKING or words.lower[i - 1] in ("how", "as", "than"):
            continue
        at = i + 1
        while words.word(at) in _DEGREES:
            at += 1
        adjective, after = _ADJECTIVES.get(words.word(at)), words.word(at + 1)
        ends = after in _ADVERB_ENDS or (after == "," and words.word(at + 2) in _AFTER_COMMA)
        if adjective and ends:
            yield Slip(i, at, f"“{word}” takes an adjective: “{adjective}”")


_DOING = frozenset(
    "take takes took taken use uses used eat eats drink drinks apply applied wash clean brush treat treated exercise exercises train work works breathe breathes "
    "move moves walk walks stop stops call check checked follow followed prepare prepared perform performed done do change changes sleep rise rises rose "
    "increase increases increased decrease decreases decreased fall falls drop drops grow grows heal heals swallow chew rinse burn burns act acts go visit see "
    "cough measure measured wear inject injected store stored".split()
)
_ADVERBS: Mapping[str, str] = {
    "correct": "correctly", "regular": "regularly", "immediate": "immediately", "proper": "properly", "frequent": "frequently", "serious": "seriously",
    "careful": "carefully", "gradual": "gradually", "sudden": "suddenly", "separate": "separately", "continuous": "continuously", "rapid": "rapidly",
}  # fmt: skip
_ADJECTIVE_ENDS = frozenset([".", ",", ";", "and", "or", "to", "if", "when", "because", "every"])
_NOUN_NEXT = frozenset(["JJ", "NN", "NNS", "VBG"])


def _adjective_for_adverb(words: Words) -> Iterator[Slip]:
    """if it is used correct, stop immediate."""
    for i, word in enumerate(words.lower[:-2]):
        at = i + 2 if words.lower[i + 1] in ("it", "them") else i + 1
        adverb, after = _ADVERBS.get(words.word(at)), words.word(at + 1)
        if word not in _DOING or adverb is None or words.tags[i][:2] != "VB" or after not in _ADJECTIVE_ENDS:
            continue
        #: "Take regular and generous walks".
        shared = after in ("and", "or", ",") and words.tag(at + 2) in _NOUN_NEXT
        if words.tags[at] in ("JJ", "RB") and not shared:
            yield Slip(i, at, f"an adverb is wanted: “{adverb}”", light=True)


_MOVED = frozenset("also always never often slowly directly quickly immediately strongly significantly considerably daily".split())  # fmt: skip
_TRANSITIVE = VERBS - {"see", "appear", "belong", "remain"} | frozenset(
    "kill show release feed read affect cause touch call drink brush open close raise break treat relieve".split()
)
_TRANSITIVE_FORMS = (
    _TRANSITIVE
    | {f"{verb}s" for verb in _TRANSITIVE}
    | {s for s, verb in THIRD.items() if verb in _TRANSITIVE}
)
_ARTICLES = frozenset("the a an your his her their".split())
#: Heavy objects may well come last: "shows also the long list of …" (tokens).
_HEAVY = 8


def _adverb_before_object(words: Words) -> Iterator[Slip]:
    """It removes also the minerals."""
    for i, word in enumerate(words.lower[:-4]):
        adverb, article = words.lower[i + 1], words.lower[i + 2]
        if adverb not in _MOVED or article not in _ARTICLES or word not in _TRANSITIVE_FORMS:
            continue
        verb = words.tags[i] in ("VBZ", "VBP", "VB") and words.tags[i + 1] == "RB"
        noun = words.tags[i + 3] in ("NN", "NNS", "JJ") and words.clause_end(i + 3) - i <= _HEAVY
        if verb and noun:
            meant = f"“{adverb} {word} {article} …”"
            yield Slip(i, i + 2, f"“{adverb}” stands between the verb and its object: {meant}", light=True)


_ATTRIBUTES = frozenset(
    "local natural strong hot cold warm big small red white severe chronic medical dental healthy weak dry physical clean salty sweet soft special main oily "
    "painful empty excessive sugary fatty spicy green black yellow pregnant elderly".split()
)
_PREPOSITIONS = frozenset("in of at to for from on into".split())
_NOUN_ENDS = frozenset(". , and or for with during because in is are can must".split())
_SET_PHRASES = frozenset("side course time anything something nothing everything heart hand mouth foot place things".split())  # fmt: skip
_LISTED = frozenset(["NN", "NNS", "DT", "VBP", "VB", "JJ"])


def _adjective_after_noun(words: Words) -> Iterator[Slip]:
    """in water warm, of women healthy."""
    for i, word in enumerate(words.lower[:-3]):
        noun, adjective, after = words.lower[i + 1], words.lower[i + 2], words.lower[i + 3]
        if word not in _PREPOSITIONS or adjective not in _ATTRIBUTES or after not in _NOUN_ENDS:
            continue
        bare = words.tags[i + 1] in ("NN", "NNS") and words.tags[i + 2] == "JJ" and noun not in _SET_PHRASES
        if bare and (after != "and" or words.tag(i + 4) in _LISTED):
            yield Slip(i + 1, i + 2, f"the adjective stands before its noun: “{adjective} {noun}”")


_FINDERS = (
    Finder(_double_comparative, frozenset(["more", "most", "less"])),
    Finder(_stacked_degrees, frozenset([*_CLASHES, "so"])),
    Finder(_adverb_after_be, frozenset(_ADJECTIVES)),
    Finder(_adjective_for_adverb, frozenset(_ADVERBS)),
    Finder(_adverb_before_object, _MOVED),
    Finder(_adjective_after_noun, _ATTRIBUTES),
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the modifier and what it stands with."""
    return lambda analysis: hits(analysis, _FINDERS, 0.7)
