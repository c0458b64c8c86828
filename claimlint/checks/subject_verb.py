"""Verbs that do not fit their subject."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.checks.noun_number import plural, singular
from claimlint.checks.slips import Finder, Slip, Words
from claimlint.checks.verbs import PLAIN, THIRD, VERBS, inflected

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
        third = verb in ("is", "has", "does", "was") or (person and words.tags[i] == "VBZ" and verb in THIRD)
        if (person or plural(words, i - 1)) and third:
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
        elif noun in _PERSONS or plural(words, i - 1):
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
            if singular(words, i - 1) and alone and noun not in _COLLECTIVE:
                yield Slip(i - 1, i, f"“do not” does not fit “{noun}”: “does not”")


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


FINDERS = (
    Finder(_pronoun_and_verb, frozenset("they we you it he she".split())),
    Finder(_first_subject_and_verb),
    Finder(_plural_and_verb, frozenset(THIRD)),
    Finder(_singular_and_do, frozenset(["do", "have"])),
    Finder(_there_is_many, frozenset(["there"])),
)
