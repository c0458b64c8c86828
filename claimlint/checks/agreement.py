"""Forms that do not fit each other: verb and subject, noun and number, article and noun, auxiliary and verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks import verb_chain
from claimlint.checks.slips import BE, MODALS, Finder, Slip, Words, slips
from claimlint.checks.verbs import PLAIN, THIRD, VERBS, inflected
from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "at_least": {
        "type": "integer",
        "minimum": 1,
        "description": "So many slips in an article make each of them a warning; those of “a” and “an” never count.",
    },
    "per_100": {
        "type": "number",
        "minimum": 0,
        "description": "They must be at least so many in 100 words, too.",
    },
}
#: The check sees slips in a quarter of learners' broken sentences, so that this stands for more (training/garble/data/pages).
FEWEST, DENSITY = 3, 0.5

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


def _plural(words: Words, i: int) -> bool:
    """Whether a token is surely a plural in -s, and no name."""
    noun = words.text[i] if 0 <= i < len(words) else ""
    return (
        words.tag(i) == "NNS"
        and noun.endswith("s")
        and noun == words.lower[i]
        and not _NO_PLURAL.search(noun)
    )


def _singular(words: Words, i: int) -> bool:
    """Whether a token is surely a singular noun, and no name."""
    noun = words.text[i] if 0 <= i < len(words) else ""
    known = words.tag(i) == "NN" and len(noun) > 3 and noun == words.lower[i]
    return known and not _NO_SINGULAR.search(noun)


#: After these a verb may stay bare: "let it rest and it become", "that she consult".
_MOODS = frozenset(
    "let make makes made help helps have having see sees watch hear that to do does did lest whether should may might can could would will must or nor than if".split()
)


def _pronoun_and_verb(words: Words) -> Iterator[Slip]:
    """they contains, you has, it become, it not hurts, it don't."""
    for i, word in enumerate(words.lower[:-2]):
        verb, after, opens = words.lower[i + 1], words.lower[i + 2], words.opens(i)
        if words.text[i] != word and i > 0:
            continue
        if word in ("they", "we", "you"):
            if words.tags[i + 1] == "VBZ" and verb in THIRD and (word != "you" or opens):
                yield Slip(i, i + 1, f"“{verb}” does not fit “{word}”")
        elif word in ("it", "he", "she") and opens and not words.holds(_MOODS, 0, i):
            negated = verb == "do" and after in ("n't", "not")
            if verb in PLAIN or verb in ("have", "are") or negated:
                yield Slip(i, i + 1, f"“{verb}” does not fit “{word}”")
            elif verb == "not" and words.tags[i + 2] == "VBZ" and inflected(after, "VBZ"):
                yield Slip(i, i + 2, f"“does” is missing: “{word} does not …”")


_PERSONS = frozenset(
    "people women men children patients persons adults parents doctors customers users mothers".split()
)
_PHRASE = frozenset("DT JJ PRP$ NN NNS".split())
#: How many words a subject at the start of a sentence has before its verb.
_LONGEST = 4


def _first_subject_and_verb(words: Words) -> Iterator[Slip]:
    """The creams is sold, some people gets."""
    if words.lower[0].endswith("ing"):
        return
    for i in range(1, min(len(words), _LONGEST + 1)):
        verb, noun = words.lower[i], words.lower[i - 1]
        if not _PHRASE.issuperset(words.tags[:i]) or noun.endswith("ing"):
            return
        person = noun in _PERSONS
        singular = verb in ("is", "has", "does", "was") or (
            person and words.tags[i] == "VBZ" and verb in THIRD
        )
        if (person or _plural(words, i - 1)) and singular:
            yield Slip(i - 1, i, f"“{verb}” does not fit “{noun}”")


_SOME = frozenset("most many some all several few these those both other two three four".split())
#: One of these earlier in the sentence may be what a relative clause belongs to.
_ONE = frozenset(
    "one someone somebody anyone anybody everyone person woman man mother father parent doctor nurse child patient friend he she only who".split()
)


def _plural_and_verb(words: Words) -> Iterator[Slip]:
    """Most patients enters, people who includes."""
    for i, verb in enumerate(words.lower[2:], 2):
        base = THIRD.get(verb)
        sure = base in PLAIN and words.tags[i][:2] in ("VB", "NN")
        if base is None or not (sure or (words.tags[i] == "VBZ" and base in ("be", "have", "do"))):
            continue
        noun, lead = words.lower[i - 1], words.lower[i - 2]
        relative = noun in ("who", "which") or (noun == "that" and base in VERBS and words.opens(i - 2))
        if relative and lead in _PERSONS and not words.holds(_ONE, 0, i - 2):
            yield Slip(i - 2, i, f"“{verb}” does not fit “{lead}”")
        elif noun in _PERSONS or _plural(words, i - 1):
            first = i - 3 if words.tags[i - 2] == "JJ" else i - 2
            opens = words.opens(first) and words.word(first - 1) not in ("-", "and", "or")
            if words.word(first) in _SOME and opens:
                yield Slip(i - 1, i, f"“{verb}” does not fit “{noun}”")


#: Singular nouns that stand for many.
_COLLECTIVE = frozenset(
    "family team group staff police public government committee council company army crowd majority minority number rest half couple pair press media jury board "
    "crew data elderly young old sick poor rich disabled homeless blind deaf dead living wounded injured unemployed british french dutch welsh irish english "
    "chinese japanese".split()
)
_ARTICLES = frozenset("the your a my this his her each every".split())


def _singular_and_do(words: Words) -> Iterator[Slip]:
    """the noise don't, your child do not, this have."""
    for i, verb in enumerate(words.lower[1:-1], 1):
        noun, first = words.lower[i - 1], i - 2
        negated = verb == "do" and words.lower[i + 1] in ("n't", "not")
        if noun == "this" and words.opens(i - 1) and (negated or verb == "have") and words.tags[i] == "VBP":
            yield Slip(i - 1, i, f"“{verb}” does not fit “this”")
        elif negated and words.word(first) in _ARTICLES and words.opens(first):
            alone = words.word(first - 1) not in ("and", "or", ",", "/", "-")
            if _singular(words, i - 1) and alone and noun not in _COLLECTIVE:
                yield Slip(i - 1, i, f"“do not” does not fit “{noun}”: “does not”")


_MASS = frozenset(
    "water iron oil information advice sugar salt blood milk protein evidence research knowledge sleep stress fat energy money nutrition help damage equipment "
    "furniture weight attention progress health".split()
)
_MANY = frozenset(["many", "several", "various", "numerous"])
_THESE = frozenset(["these", "those"])
_ONE_OF_THEM = frozenset(["this", "every", "each", "another"])
_NOUN_ENDS = frozenset([".", ",", ";"])
_NOUN_LINKS = frozenset("of for that which who".split())


def _noun_and_number(words: Words) -> Iterator[Slip]:
    """these symptom are, many program for, have this symptoms, much tablets, many water."""
    for i, word in enumerate(words.lower[:-2]):
        noun, after = words.lower[i + 1], words.lower[i + 2]
        ends = after in _FINITE or after in _NOUN_ENDS
        counted = after in _FINITE or after == "." or after in _NOUN_LINKS
        joined = words.tags[i + 2][:2] == "NN" or after == "-"
        if word == "many" and noun in _MASS and not joined and after != "a":
            yield Slip(i, i + 1, f"“many” does not go with “{noun}”: “much {noun}”")
        elif _singular(words, i + 1) and (
            (word in _THESE and after in _FINITE) or (word in _MANY and counted)
        ):
            yield Slip(i, i + 1, f"“{word}” wants a plural")
        elif word in _ONE_OF_THEM and _plural(words, i + 1) and ends and not words.opens(i):
            yield Slip(i, i + 1, f"“{word}” wants a singular")
        elif word == "much" and _plural(words, i + 1) and not joined and words.word(i - 1) != "how":
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
_AFTER_LETTER = frozenset("and are".split())


def _article(words: Words) -> Iterator[Slip]:
    """a operation, an year."""
    for i, word in enumerate(words.text[:-1]):
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


_LENGTHS = frozenset("day days week weeks month months year years hour hours minute minutes decades".split())
_DATED = frozenset("of old ago before after earlier back prior into and".split())


def _since_a_while(words: Words) -> Iterator[Slip]:
    """since two years, since a few weeks."""
    for i, word in enumerate(words.lower[:-2]):
        if word != "since":
            continue
        pair = words.lower[i + 1 : i + 3] in (("a", "few"), ("more", "than"))
        count = words.tags[i + 1] == "CD" or words.lower[i + 1] in ("several", "many", "some")
        at = i + 3 if pair else i + 2
        if (count or pair) and words.word(at) in _LENGTHS and words.word(at + 1) not in _DATED:
            yield Slip(i, at, "“since” names a point in time: for a length of time it is “for”")


def _there_is_many(words: Words) -> Iterator[Slip]:
    """there is several, there is many."""
    for i, word in enumerate(words.lower[:-3]):
        verb, many = words.lower[i + 1], words.lower[i + 2]
        if (
            word == "there"
            and verb in ("is", "was", "has")
            and many in ("many", "several", "various")
            and words.lower[i + 3] != "a"
            and words.tags[i + 3] in ("NNS", "JJ", "NN")
        ):
            yield Slip(i, i + 2, f"“{verb}” does not fit “{many}”")


_FINDERS = (
    *verb_chain.FINDERS,
    Finder(_pronoun_and_verb, frozenset("they we you it he she".split())),
    Finder(_first_subject_and_verb),
    Finder(_plural_and_verb, frozenset(THIRD)),
    Finder(_singular_and_do, frozenset(["do", "have"])),
    Finder(_noun_and_number, _MANY | _THESE | _ONE_OF_THEM | {"much"}),
    Finder(_counted_unit, _UNITS),
    Finder(_article, frozenset(["a", "an"])),
    Finder(_two_determiners, frozenset(_AFTER_DETERMINER)),
    Finder(_no_such_plural, frozenset(_PLURALS)),
    Finder(_since_a_while, frozenset(["since"])),
    Finder(_there_is_many, frozenset(["there"])),
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the words that clash. Many of them are warnings, light ones never."""
    fewest, density = options.get("at_least", FEWEST), options.get("per_100", DENSITY)

    def check(analysis: Analysis) -> Iterator[Hit]:
        found = list(slips(analysis, _FINDERS))
        heavy = sum(not slip.light for _, slip in found)
        many = heavy >= fewest and 100 * heavy >= density * analysis.words
        for sentence, slip in found:
            severity: Severity | None = "warning" if many and not slip.light else None
            yield Hit(*sentence.range(slip.first, slip.last), {"fault": slip.fault}, 0.7, severity=severity)

    return check
