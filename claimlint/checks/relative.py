"""Relative and indirect clauses put together wrongly: which, who, what and that with the wrong noun, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Check
from claimlint.checks.slips import BE, FINITE, MARKS, MODALS, PRONOUNS, Finder, Slip, Words, hits

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

_PERSONS = frozenset(
    "people persons person patients patient women woman men man children child mothers mother users customers adults someone anyone everyone girl girls boys "
    "friend friends husband wife anybody somebody therapist parents sufferers vegetarians smokers athletes diabetics seniors teenagers kids uncle aunt "
    "colleague".split()
)
_THINGS = frozenset(
    "cream tablet tablets pill pills medicine medicines drug drugs vitamin vitamins food foods skin pain symptom symptoms disease diseases infection virus "
    "cells bone bones muscle muscles nerve nerves oil water product products treatment treatments exercise exercises test device hormone hormones gland blood "
    "stomach liver kidney kidneys eyes teeth hair plant plants herb herbs fruit fruits vegetables tea diet surgery operation injection antibodies antibiotics "
    "cough fever rash wound date bacteria lens bag machine mask chair mattress pillow supplement supplements fluid acid gel ointment allergy stones".split()
)
#: Who is asked, shown or told something has an indirect question after it: "ask your doctor which is best".
_TELLING = frozenset("ask asks asked asking tell tells told telling show shows teach let help".split())
_KNOWING = frozenset(
    "know knows knew learn learns understand understands explain explains wonder wonders decide discover remember see sure find check realise realize "
    "notice".split()
)
_ASIDE = _TELLING | _KNOWING
_OF_PEOPLE = frozenset(
    "group groups number part family class community team percentage proportion population crowd".split()
)
#: Persons that "who" may belong to although a thing stands between: "people with the disease who".
_SOMEBODY = _PERSONS | frozenset(
    "those one he she i we you they doctor doctors nurse him her them us researchers scientists team client clients individual individuals baby babies "
    "infants".split()
)


def _person_or_thing(words: Words) -> Iterator[Slip]:
    """people which take it; a rash who spreads."""
    for i, word in enumerate(words.lower[1:-1], 1):
        noun, verb = words.lower[i - 1], i + 2 if words.tags[i + 1] == "RB" else i + 1
        clause = words.tag(verb) in FINITE or words.lower[i + 1] in ("they", "he", "she")
        if word == "which" and noun in _PERSONS and clause:
            if not words.holds(_OF_PEOPLE, 0, i) and not words.holds(_TELLING, i - 3, i - 1):
                yield Slip(i - 1, i, f"of people it is “who”: “{noun} who”", light=True)
        elif word == "who" and noun in _THINGS and clause and not words.holds(_SOMEBODY, 0, i):
            yield Slip(i - 1, i, f"of things it is “that” or “which”: “{noun} that”", light=True)


_LEADS = frozenset(["NN", "NNS", ","])
_STRANDED = frozenset(["IN", "RP", "TO"])
#: "Which it is hard to treat" is sound.
_EXTRAPOSING = frozenset(
    "hard difficult easy best better important possible impossible necessary advisable hoped thought said believed claimed not usually often worth wise "
    "essential safe good recommended advised".split()
)


def _subject_again(words: Words) -> Iterator[Slip]:
    """a screw which it is placed in the jaw; people who they are older."""
    for i, word in enumerate(words.lower[1:-3], 1):
        subject, verb = words.lower[i + 1], words.lower[i + 2]
        if word not in ("which", "who") or subject not in ("it", "they", "he", "she"):
            continue
        if words.tags[i - 1] not in _LEADS or words.tags[i + 2] not in FINITE or words.holds(_TELLING, 0, i):
            continue
        #: "The pain which it caused", "the state which they are in" have a gap after the verb.
        end = words.clause_end(i + 2)
        if end < i + 4 or words.tag(end - 1) in _STRANDED:
            continue
        if word == "who":
            noun = words.word(i - 2) if words.lower[i - 1] == "," else words.lower[i - 1]
            person = noun in _PERSONS | {"doctor", "nurse"}
            again = person and (subject == "they" or verb in BE | MODALS | {"has", "have"})
        else:
            complement = (
                words.tags[i + 3] in ("VBN", "JJ", "DT", "RB") and words.lower[i + 3] not in _EXTRAPOSING
            )
            #: "The illness which they are said to treat" has its gap at the end.
            again = verb in BE and complement and subject in ("it", "they") and words.word(i + 4) != "to"
        if again and verb not in ("say", "says", "said", "think", "thinks", "believe", "know"):
            yield Slip(i, i + 1, f"“{word}” is the subject already: leave out “{subject}”")


#: Verbs of one object: a pronoun before them, after "that", is a second subject.
_HOLDING = frozenset(
    "has holds keeps contains covers protects removes affects prevents absorbs supports".split()
)
_CONTENT = frozenset(
    "fact idea sign chance risk fear belief evidence hope news claim concern feeling thought view assumption possibility likelihood proof point extent "
    "message reason impression conclusion theory condition suggestion doctor pharmacist day time moment way degree opinion notion understanding "
    "knowledge".split()
)
_RESULT = frozenset("so such enough way sure certain shows show".split())


def _that_again(words: Words) -> Iterator[Slip]:
    """a tube that it holds the medicine."""
    for i, word in enumerate(words.lower[2:-3], 2):
        if word != "that" or words.lower[i + 1] != "it" or words.lower[i + 2] not in _HOLDING:
            continue
        noun = words.tags[i - 1] == "NN" and words.lower[i - 1] not in _CONTENT
        article = words.lower[i - 2] in ("a", "an", "the") or words.word(i - 3) in ("a", "an")
        follows = words.tags[i + 3] in ("DT", "PRP$", "JJ", "NN", "NNS") and words.clause_end(i + 3) > i + 4
        if noun and article and follows and not words.holds(_RESULT | _TELLING, 0, i):
            yield Slip(i, i + 1, "“that” is the subject already: leave out “it”")


_THINKING = frozenset(
    "think say said know believe make made let help see want hope find feel thought claim claimed felt hoped says consider call".split()
)
_GIVING = _THINKING | frozenset(
    "calls give gives name names send sends show shows tell tells considers makes finds use uses take takes teach teaches offer offers owe do does did "
    "spend".split()
)
_WHEN = frozenset(
    "day days week weeks month months year years night nights morning evening time times minute way same next first last rest whole".split()
)


def _object_again(words: Words) -> Iterator[Slip]:
    """a gel which you put it on the teeth; rollers which they imitate the hand."""
    for i, word in enumerate(words.lower[1:-4], 1):
        subject = words.lower[i + 1]
        if word != "which" or words.tags[i - 1] not in _LEADS:
            continue
        at = i + 2
        while words.tag(at) in ("MD", "RB", "TO") or words.word(at) in ("have", "need", "can"):
            at += 1
        verb, after = words.word(at), words.word(at + 1)
        pronoun = after in ("it", "them") and verb not in _THINKING and words.tag(at)[:2] == "VB"
        if subject in ("you", "we", "people", "they", "i") and pronoun:
            if words.word(at + 2) in MARKS or words.tag(at + 2) in ("IN", "RB", "CC"):
                yield Slip(i, at + 1, f"“which” is the object already: leave out “{after}”")
        elif (
            subject in ("they", "it") and at == i + 2 and words.tags[at] in ("VBP", "VBZ") and verb not in BE
        ):
            phrase = words.tag(at + 1) in ("DT", "PRP$") and not words.holds(_WHEN, at + 2, at + 4)
            if phrase and verb not in _GIVING and words.tag(words.clause_end(at + 1) - 1) not in _STRANDED:
                yield Slip(i, i + 1, f"“which” is the subject already: leave out “{subject}”")


_POSSESSIVE = frozenset("their his her its the a my your".split())


def _double_possessive(words: Words) -> Iterator[Slip]:
    """people whose their level is normal; shoes which its sole is thin."""
    for i, word in enumerate(words.lower[1:-2], 1):
        after, noun = words.lower[i + 1], words.tags[i + 2][:2] in ("NN", "JJ")
        if word == "whose" and after in _POSSESSIVE and noun:
            yield Slip(i, i + 1, f"“whose” and “{after}” do not stand together: leave out “{after}”")
        elif (
            word in ("who", "which")
            and after in ("their", "his", "its")
            and noun
            and words.tags[i - 1] in ("NN", "NNS")
            and not words.holds(_ASIDE, 0, i)
        ):
            yield Slip(i, i + 1, f"“{word} {after}” should be “whose”")


_HOW = frozenset("long much many often far".split())


def _indirect_question(words: Words) -> Iterator[Slip]:
    """you will learn how do you treat it; it shows the doctor where is the stone."""
    if "?" in words.lower:
        return
    for i, word in enumerate(words.lower[1:-3], 1):
        if word not in ("how", "why", "where", "when") or words.lower[i - 1] not in _KNOWING | {
            "doctor",
            "out",
        }:
            continue
        at = i + 2 if word == "how" and words.lower[i + 1] in _HOW else i + 1
        verb, subject = words.word(at), words.word(at + 1)
        noun = subject in ("the", "your", "these", "this") and words.tag(at + 2)[:2] in ("NN", "JJ")
        if (subject in PRONOUNS or noun) and verb in BE | {"do", "does", "did", "can", "should", "will"}:
            yield Slip(i, at + 1, f"here the subject stands before the verb: “{word} {subject} …”")


def _what_for_that(words: Words) -> Iterator[Slip]:
    """all what you eat; a fluid what surrounds it; …, what makes it worse."""
    for i, word in enumerate(words.lower[1:-2], 1):
        before, tag = words.lower[i - 1], words.tags[i + 1]
        if word != "what":
            continue
        if before in ("all", "everything", "anything", "nothing", "something"):
            clause = words.lower[i + 1] in PRONOUNS or tag in FINITE
            if clause and words.word(i - 2) not in _AFTER_ALL:
                yield Slip(i - 1, i, f"after “{before}” it is “that”, or nothing")
        elif before in _THINGS and tag in ("VBZ", "VBP", "MD") and not words.holds(_ASIDE, 0, i):
            yield Slip(i - 1, i, f"“what” has no noun before it: “{before} that”")
        elif before == "," and _points_back(words, i):
            yield Slip(i, i, "what points back at a whole clause is “which”", light=True)


_AFTER_ALL = frozenset("of after at above us them you we or and".split())
_SUBORDINATE = frozenset("when if as because although while after before so now".split())


def _points_back(words: Words, i: int) -> bool:
    """Whether "what" after a comma goes on about the clause before it, which must be a main clause."""
    verb = words.tags[i + 1] in ("VBZ", "MD", "VBD") and words.lower[i + 1] != "'s"
    if (
        not verb
        or words.lower[-1] != "."
        or words.lower[0] in _SUBORDINATE
        or words.tag(i - 2) in ("CC", "RB")
    ):
        return False
    main = any(tag in FINITE for tag in words.tags[: i - 1])
    later = any(tag in FINITE for tag in words.tags[i + 2 :])
    return main and not later and not words.holds(_ASIDE | {"matter", "what", "who", "how", "why"}, 0, i)


_OPENING_TAGS = frozenset(["IN", "WRB"])


def _preposition_that(words: Words) -> Iterator[Slip]:
    """without that you notice, until that it heals, clothes before that the place swells."""
    for i, word in enumerate(words.lower[2:-2], 2):
        before, subject = words.lower[i - 1], words.lower[i + 1]
        if word != "that" or words.tags[i - 1] not in _OPENING_TAGS:
            continue
        noun = subject in ("the", "your", "a", "an", "his", "their") and words.tags[i + 2][:2] in ("NN", "JJ")
        if subject not in PRONOUNS and not noun:
            continue
        inside = not words.opens(i - 1)
        sure = before in ("without", "until", "while") or (before in ("for", "with") and inside and not noun)
        after = words.tags[i - 2] in ("NN", "NNS", "VB", "RB")
        if sure or (before == "before" and inside and after):
            yield Slip(i - 1, i, f"“{before}” and “that” do not stand together")


_RHETORIC = frozenset(["knows", "is", "are", "'s", "cares"])
_QUESTIONS = frozenset(["and", "who", "what", "how", "when", "?", "that", "which"])
_BEFORE_QUESTION = frozenset(
    "as due attention down up look matter profile criteria rules rule reason explanation guidelines preference list plan vote search".split()
)


def _who_without_noun(words: Words) -> Iterator[Slip]:
    """Who has diabetes should ask first. It is good for who has arthritis."""
    if words.text[0] == "Who" and words.lower[-1] == "." and words.tag(1) in ("VBZ", "VBP"):
        main = any(tag in ("MD", "VBZ", "VBP") for tag in words.tags[3:])
        if main and words.lower[1] not in _RHETORIC | {"says"} and not words.holds(_QUESTIONS, 1, len(words)):
            yield Slip(0, 1, "“who” alone does not stand for “anyone who”")
    for i, word in enumerate(words.lower[1:-2], 1):
        before = words.lower[i - 1]
        if word != "who" or before not in ("for", "to", "by", "from", "with", "than"):
            continue
        verb = words.tags[i + 1] in ("VBZ", "VBP", "VBD") and words.lower[i + 1] not in _RHETORIC
        if verb and words.word(i - 2) not in _BEFORE_QUESTION and not words.holds(_ASIDE, 0, i):
            yield Slip(i - 1, i, f"a noun is missing before “who”: “{before} those who”")


_FINDERS = (
    Finder(_person_or_thing, frozenset(["which", "who"])),
    Finder(_subject_again, frozenset(["which", "who"])),
    Finder(_that_again, frozenset(["that"])),
    Finder(_object_again, frozenset(["which"])),
    Finder(_double_possessive, frozenset(["whose", "who", "which"])),
    Finder(_indirect_question, frozenset(["how", "why", "where", "when"])),
    Finder(_what_for_that, frozenset(["what"])),
    Finder(_preposition_that, frozenset(["that"])),
    Finder(_who_without_noun, frozenset(["who"])),
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the words that do not go together."""
    return lambda analysis: hits(analysis, _FINDERS, 0.75)
