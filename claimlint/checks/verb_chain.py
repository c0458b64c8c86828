"""An auxiliary, a preposition or "to", and the form of the verb after it: finders for the check of agreement."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.checks.slips import BE, MODALS, WH, Finder, Slip, Words
from claimlint.checks.verbs import PLAIN, VERBS, inflected

_ADVERBS = frozenset("also not never always only often easily n't".split())
#: "As active as you can leads to …": the clause may end at the auxiliary.
_ELLIPTIC = frozenset(
    "all everything anything best most much ones more every as than what whatever whichever which how where wherever".split()
)
_BEFORE_NOUN = frozenset(["DT", "CD", "JJ", "PRP$"])
_INVERTING = frozenset(["only", "nor", "never"])
#: "What you do is take a rest", "the first thing is keep still".
_CLEFT = WH | frozenset(
    "do does did all thing things everything best way step goal only first most how".split()
)


def _after(words: Words, i: int) -> int:
    """Return the place of the verb after an auxiliary, an adverb between them passed over."""
    return i + 2 if words.word(i + 1) in _ADVERBS else i + 1


def _modal(words: Words) -> Iterator[Slip]:
    """must to ask, can gives, should visited."""
    for i, word in enumerate(words.lower[1:], 1):
        if word not in MODALS:
            continue
        #: "Each can contains …" is a tin; marks and "not only" before the auxiliary turn the order round.
        before = words.lower[i - 1]
        aside = words.tags[i - 1] in _BEFORE_NOUN or before in _INVERTING or not before[0].isalpha()
        if words.tags[i] != "MD" or aside or words.holds(_ELLIPTIC, 0, i):
            continue
        at = _after(words, i)
        if words.word(at) == "to" and words.tag(at + 1) == "VB":
            verb = words.word(at + 1)
            yield Slip(i, at + 1, f"“{word}” takes its verb without “to”: “{word} {verb}”")
        elif inflected(words.word(at), words.tag(at)):
            yield Slip(i, at, f"after “{word}” the verb keeps its plain form")


def _do(words: Words) -> Iterator[Slip]:
    """didn't noticed, does not helps."""
    for i, word in enumerate(words.lower):
        if word in ("do", "does", "did") and words.word(i + 1) in ("n't", "not"):
            #: "Does not having sex …?", "those who don't are …".
            aside = (i == 0 and word == "does") or words.word(i - 1) in WH
            if inflected(words.word(i + 2), words.tag(i + 2)) and not aside:
                yield Slip(i, i + 2, f"after “{word} not” the verb keeps its plain form")


_BEFORE_TO = frozenset(["before", "without", "after", "for", "by", "instead"])
_ASKED = frozenset(["VB", "IN", "RP", "WP", "WD"])


def _preposition_and_to(words: Words) -> Iterator[Slip]:
    """before to eat, without to hesitate, instead of to take."""
    for i, word in enumerate(words.text):
        lead = word.lower()
        if lead not in _BEFORE_TO:
            continue
        at = i + 2 if words.word(i + 1) == "of" else i + 1
        verb = words.word(at + 1)
        #: "What you asked for to …", "instead to inappropriate …".
        called = lead in ("for", "by", "after") and words.tag(i - 1)[:2] in _ASKED
        if (
            words.word(at) == "to"
            and words.tag(at + 1) == "VB"
            and words.text[at + 1] == verb
            and not called
            and (not verb.startswith("in") or verb in VERBS)
        ):
            lead = " ".join(words.lower[i:at])
            yield Slip(i, at + 1, f"“{lead}” and “to {verb}” do not go together")


_PREPOSITIONS = frozenset("by for without before after from of about in instead".split())
#: Verbs that are nouns as well count where an object follows.
_WITH_OBJECT = VERBS | frozenset(
    "measure reach drink exercise stop start change check rub massage cut cook lift carry breathe rest".split()
)
#: "What to look for include …": the preposition belongs to what stands before it.
_STRANDING = frozenset(
    "include appear seem depend remain become occur consist happen require involve".split()
)
_OBJECTS = frozenset("the a an your it them their his her".split())


def _preposition_and_bare_verb(words: Words) -> Iterator[Slip]:
    """by eat fruit, instead of reach the lungs, exercises for build the muscle."""
    for i, word in enumerate(words.lower[:-2]):
        if word not in _PREPOSITIONS or words.tags[i] not in ("IN", "RB"):
            continue
        at = i + 2 if words.lower[i + 1] in ("not", "of") else i + 1
        verb = words.word(at)
        if (
            (word == "instead" and at == i + 1)
            or words.tag(at) not in ("VB", "VBP")
            or words.text[at] != verb
            or words.word(at + 1) == "-"
        ):
            continue
        known = verb in PLAIN - _STRANDING or (verb in _WITH_OBJECT and words.word(at + 1) in _OBJECTS)
        if known and words.word(i - 1) not in ("kind", "sort"):
            yield Slip(i, at, f"after “{' '.join(words.lower[i:at])}” the verb ends in -ing")


_MADE = frozenset(["make", "give", "find", "eat"])


def _be_and_bare_verb(words: Words) -> Iterator[Slip]:
    """it is happen, they are consider safe, chairs are make for it."""
    for i, word in enumerate(words.lower[1:], 1):
        if word not in BE:
            continue
        at = _after(words, i)
        verb, tag = words.word(at), words.tag(at)
        known = verb in PLAIN or (verb in _MADE and tag in ("VB", "VBP") and words.word(at + 1) != "-")
        if known and not words.holds(_CLEFT, 0, i):
            yield Slip(i, at, f"“{word}” and “{verb}” do not go together")


_SAME_PARTICIPLE = frozenset("put let hurt become come overcome".split())
#: Bare verbs that are adjectives as well, or nouns that stand alone ("can be help").
_NOT_AFTER_BE = frozenset(
    "clean warm own lower live lack kill want need help say offer melt sleep settle stay".split()
)
_PARTICIPLED = VERBS - _SAME_PARTICIPLE
_HAVE = frozenset("have has had having 've".split())
_AUXILIARIES = BE | _HAVE | {"be", "been"}
_PASTS = frozenset("saw went took gave ate drank began fell broke chose grew knew wrote wore".split())


def _participle(words: Words) -> Iterator[Slip]:
    """must be treat, has been prove, is cause by, have saw."""
    for i, word in enumerate(words.lower[:-1]):
        if word not in _AUXILIARIES:
            continue
        at = _after(words, i)
        verb, tag = words.word(at), words.tag(at)
        wanted = verb in _PARTICIPLED and words.tag(at + 1)[:2] not in ("NN", "JJ", "HY")
        wanted = wanted and words.word(at + 1) != "-"
        lead = words.word(i - 2) if words.word(i - 1) in _ADVERBS else words.word(i - 1)
        if word == "be" or word == "been":
            broken = (
                wanted
                and verb not in _NOT_AFTER_BE
                and (lead in MODALS or (word == "been" and lead in _HAVE))
            )
        elif word in BE:
            broken = wanted and words.word(at + 1) == "by" and tag[:2] in ("VB", "NN")
        else:
            plain = wanted and verb in PLAIN and tag in ("VB", "VBP", "VBN")
            known = word in _HAVE and words.tags[i][:2] == "VB" and words.tag(i - 1) != "TO"
            broken = known and (plain or verb in _PASTS) and not words.holds(_CLEFT, 0, i)
        if broken:
            yield Slip(i, at, f"after “{word}” the verb takes its past form, as in “be treated”")


_WANT_INFINITIVE = frozenset(
    "able unable want wants wanted need needs needed have has try tries tried trying order likely unlikely recommended necessary possible important difficult easy "
    "hard advised ought tend tends begin begins start starts started helps known".split()
)
_NOT_TO = frozenset("careful try important best better sure".split())


def _infinitive(words: Words) -> Iterator[Slip]:
    """recommended to combined, likely to getting, careful not to biting."""
    for i, word in enumerate(words.lower[1:-1], 1):
        if word != "to":
            continue
        wanted = words.lower[i - 1] in _WANT_INFINITIVE
        denied = words.lower[i - 1] == "not" and words.word(i - 2) in _NOT_TO
        slips = (wanted or denied) and inflected(words.lower[i + 1], words.tags[i + 1])
        if slips and words.tag(i + 2)[:2] not in ("NN", "JJ"):
            yield Slip(i, i + 1, "after “to” the verb keeps its plain form")


_CAUSES = frozenset("make makes made making let lets letting".split())
_CAUSED = frozenset(["you", "me", "him", "us", "them"])
_FEELS = frozenset("feels feeling goes thinks thinking wants gets becomes becoming sleeps".split())


def _cause(words: Words) -> Iterator[Slip]:
    """makes you to feel, let it to dry, makes me feeling."""
    for i, word in enumerate(words.lower[:-3]):
        someone, verb, tag = words.lower[i + 1], words.lower[i + 2], words.tags[i + 2]
        if word not in _CAUSES or words.tag(i - 1)[:2] == "VB":
            continue
        infinitive = verb == "to" and words.tags[i + 3] == "VB"
        person = someone in _CAUSED and (infinitive or verb in _FEELS)
        thing = word.startswith("let") and someone == "it" and words.tags[i][:2] == "VB"
        if person or (thing and (infinitive or (tag in ("VBZ", "VBG") and inflected(verb, tag)))):
            last = i + 3 if infinitive else i + 2
            yield Slip(i, last, f"after “{word} {someone}” the verb keeps its plain form, without “to”")


_BEING = BE | {"be"}
_STATES = frozenset("belonging consisting knowing seeming possessing".split())


def _state(words: Words) -> Iterator[Slip]:
    """is consisting of, are belonging to."""
    for i, word in enumerate(words.lower[:-1]):
        at = _after(words, i)
        if word in _BEING and words.word(at) in _STATES and words.tag(at) == "VBG":
            fault = f"“{words.word(at)}” is a state, not an event: the simple form is wanted"
            yield Slip(i, at, fault, light=True)


FINDERS = (
    Finder(_modal, MODALS),
    Finder(_do, frozenset(["do", "does", "did"])),
    Finder(_preposition_and_to, _BEFORE_TO),
    Finder(_preposition_and_bare_verb, _PREPOSITIONS),
    Finder(_be_and_bare_verb, BE),
    Finder(_participle, _AUXILIARIES),
    Finder(_infinitive, frozenset(["to"])),
    Finder(_cause, _CAUSES),
    Finder(_state, _STATES),
)
