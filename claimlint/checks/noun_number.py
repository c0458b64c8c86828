"""Nouns that do not fit what stands before them: number, article, determiner; and plurals that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from claimlint.checks.slips import BE, MODALS, Finder, Slip, Words

_FINITE = BE | MODALS | frozenset("have has had do does did".split())
#: Words in -s that are singular or both, and amounts, which take either verb.
_NO_PLURAL = re.compile(
    r"(?:[iouays]s|ics|ceps|oides|icans|secans|erens)$|^(?:pons|diabetes|measles|shingles|piles|hives|rabies|caries|scabies|species|series|molasses|herpes|hiccups|lens|sens|means|headquarters|"
    r"works|crossroads|kilos|pounds|dollars|weeks|years|hours|minutes|miles|metres|meters|grams|times|thirds|rickets|mumps|stapes|fauces|aids|james|sports|"
    r"cramps|news|always|thanks|perhaps|sometimes|besides|yes|gallows|bellows|innings|remains|whereabouts)$"
)
#: Nouns that are both singular and plural, and Latin plurals.
_NO_SINGULAR = re.compile(
    r"(?:s|[aeiox]|people|fish|sheep|deer|sperm|aircraft|offspring|cattle|police|staff|squid|salmon|trout|cod|teeth|feet)$"
)


def plural(words: Words, i: int) -> bool:
    """Whether a token is surely a plural in -s, and no name."""
    noun = words.text[i] if 0 <= i < len(words) else ""
    return (
        words.tag(i) == "NNS"
        and noun.endswith("s")
        and noun == words.lower[i]
        and not _NO_PLURAL.search(noun)
    )


def singular(words: Words, i: int) -> bool:
    """Whether a token is surely a singular noun, and no name."""
    noun = words.text[i] if 0 <= i < len(words) else ""
    known = words.tag(i) == "NN" and len(noun) > 3 and noun == words.lower[i]
    return known and not _NO_SINGULAR.search(noun)


_MASS = frozenset(
    "water iron oil information advice sugar salt blood milk protein evidence research knowledge sleep stress fat energy money nutrition help damage equipment "
    "furniture weight attention progress health".split()
)
_MANY = frozenset(["many", "several", "various", "numerous"])
_THESE = frozenset(["these", "those"])
_ONE_OF_THEM = frozenset(["this", "every", "each", "another"])
_COUNTING = _MANY | _THESE | _ONE_OF_THEM | {"much"}
_NOUN_ENDS = frozenset([".", ",", ";"])
_NOUN_LINKS = frozenset("of for that which who".split())


def _noun_and_number(words: Words) -> Iterator[Slip]:
    """these symptom are, many program for, have this symptoms, much tablets, many water."""
    for i, word in enumerate(words.lower[:-2]):
        if word not in _COUNTING:
            continue
        noun, after = words.lower[i + 1], words.lower[i + 2]
        ends = after in _FINITE or after in _NOUN_ENDS
        counted = after in _FINITE or after == "." or after in _NOUN_LINKS
        joined = words.tags[i + 2][:2] == "NN" or after == "-"
        if word == "many" and noun in _MASS and not joined and after != "a":
            yield Slip(i, i + 1, f"“many” does not go with “{noun}”: “much {noun}”")
        elif singular(words, i + 1) and (
            (word in _THESE and after in _FINITE) or (word in _MANY and counted)
        ):
            yield Slip(i, i + 1, f"“{word}” wants a plural")
        elif word in _ONE_OF_THEM and plural(words, i + 1) and ends and not words.opens(i):
            yield Slip(i, i + 1, f"“{word}” wants a singular")
        elif word == "much" and plural(words, i + 1) and not joined and words.word(i - 1) != "how":
            yield Slip(i, i + 1, f"“much” does not go with a plural: “many {noun}”")


_UNITS = frozenset(
    "day hour week month year minute second gram degree litre liter tablet glass cup capsule teaspoon tablespoon kilo".split()
)
_UNIT_ENDS = _FINITE | frozenset(". , ; before after and or of to in with for until then not".split())
#: "One and a half hour", "the 3rd day", "2.5 litre", "24-hour".
_NO_COUNT = re.compile(r"^(?:one|1|half|i|-)$|[./½¼]|(?:st|nd|rd|th)$")


def _counted_unit(words: Words) -> Iterator[Slip]:
    """after 7 day, five minute before."""
    for i, word in enumerate(words.lower[1:-1], 1):
        number = words.lower[i - 1]
        if (
            word in _UNITS
            and words.tags[i - 1] == "CD"
            and not _NO_COUNT.search(number)
            and words.word(i - 2) not in ("-", "/", "every")
            and words.lower[i + 1] in _UNIT_ENDS
        ):
            plural = "glasses" if word == "glass" else f"{word}s"
            yield Slip(i - 1, i, f"“{words.text[i - 1]}” wants a plural: “{plural}”")


#: Spellings that sound with a vowel, or with a consonant, at their start.
_VOWEL = re.compile(r"[aeio]|u(?:n(?!i)|l|m|p|gl|r[gn]|tt)|uni[nm]")
_NO_VOWEL = re.compile(r"eu|ewe|ouija|one(?:s|self|time|off)?$|once$")
_CONSONANT = re.compile(r"[bcdfgjklmnpqrstvwyz][a-z]*[aeiouy]|uni[tvfqcso]|use[fr]|usua|usin|europ|one$")
#: After "a" and "an" as letters: "chlorophyll a and b".
_INDEFINITE = frozenset(["a", "an"])
_AFTER_LETTER = frozenset("and are".split())


def _article(words: Words) -> Iterator[Slip]:
    """a operation, an year."""
    for i, word in enumerate(words.text[:-1]):
        if word not in _INDEFINITE:
            continue
        noun, tag = words.text[i + 1], words.tags[i + 1]
        known = noun.isalpha() and noun.islower() and len(noun) > 2 and noun not in _AFTER_LETTER
        if not known or tag[:2] not in ("NN", "JJ", "VB", "RB"):
            continue
        if word == "a" and _VOWEL.match(noun) and not _NO_VOWEL.match(noun):
            yield Slip(i, i + 1, f"before this sound it is “an {noun}”", light=True)
        elif word == "an" and _CONSONANT.match(noun) and len(noun) > 3:
            yield Slip(i, i + 1, f"before this sound it is “a {noun}”", light=True)


_FIRST = frozenset(["the", "a", "an"])
_OWNERS = frozenset(["my", "your", "our", "their", "his"])
_AFTER_DETERMINER: Mapping[str, frozenset[str]] = {
    **{word: _OWNERS | _FIRST | {"its", "these"} for word in _FIRST},
    **{word: _FIRST for word in ("my", "our", "their", "your")},
    **{word: _FIRST | _OWNERS for word in ("some", "every", "any")},
    "each": _OWNERS,
    "no": _FIRST | _OWNERS | {"any"},
}


def _two_determiners(words: Words) -> Iterator[Slip]:
    """the your doctor, no any child."""
    for i, word in enumerate(words.lower[:-2]):
        after = words.text[i + 1]
        if after not in _AFTER_DETERMINER.get(word, ()) or after == word:
            continue
        if words.tags[i + 2][:2] in ("NN", "JJ") and words.tags[i] in ("DT", "PRP$"):
            yield Slip(i, i + 1, f"“{word}” and “{after}” do not stand together")


_PLURALS: Mapping[str, str] = {
    "informations": "information", "furnitures": "furniture", "bacterias": "bacteria", "equipments": "equipment", "knowledges": "knowledge",
    "womens": "women", "childrens": "children", "mens": "men", "feets": "feet", "teeths": "teeth", "homeworks": "homework", "advices": "advice",
    "phenomenons": "phenomena", "criterias": "criteria", "peoples": "people", "researches": "research",
}  # fmt: skip
#: Of many nations, or of somebody who researches.
_SOMETIMES: Mapping[str, frozenset[str]] = {
    "peoples": frozenset("many some most few".split()),
    "researches": frozenset([""]),
}


def _no_such_plural(words: Words) -> Iterator[Slip]:
    """many informations, the bacterias."""
    for i, word in enumerate(words.lower):
        if word not in _PLURALS or words.word(i + 1) in ("'", "’") or words.tag(i + 1)[:2] == "NN":
            continue
        named = words.text[i] != word and i > 0
        if not named and words.word(i - 1) in _SOMETIMES.get(word, {words.word(i - 1)}):
            yield Slip(i, i, f"it is “{_PLURALS[word]}”, with no -s")


FINDERS = (
    Finder(_noun_and_number, _COUNTING),
    Finder(_counted_unit, _UNITS),
    Finder(_article, _INDEFINITE),
    Finder(_two_determiners, frozenset(_AFTER_DETERMINER)),
    Finder(_no_such_plural, frozenset(_PLURALS)),
)
