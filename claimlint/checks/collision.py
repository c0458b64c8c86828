"""Clauses that run into each other: a subject said twice, two verbs for one subject, a clause without its subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Check
from claimlint.checks.slips import BE, FINITE, MARKS, MODALS, PRONOUNS, WH, Finder, Slip, Words, hits
from claimlint.checks.verbs import PLAIN, THIRD

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

_RESUMING = frozenset(["it", "they", "he", "she"])
#: Words after which a clause begins with its subject.
_SUBJECT_NEXT = frozenset("because if when although but so while until unless that".split())
_MODIFIER_TAGS = frozenset("JJ JJR JJS NN NNS CD VBN VBG".split())
_LINKED = frozenset("of and in for with from on or between".split())
#: Nouns of time, place and manner stand before a subject without a comma ("This year it is …").
_ADVERBIAL = frozenset(
    "time times day days week weeks month months year years morning evening afternoon night nights hour hours minute minutes today tomorrow yesterday tonight "
    "moment second seconds summer winter spring autumn fall weekend season age thing way once wonder reason sooner lunch breakfast dinner home case cases step "
    "stage course sort kind chance monday tuesday wednesday thursday friday saturday sunday".split()
)
_NO_SUBJECT = frozenset(
    "all both each everything anything nothing something more less least same best worst longer".split()
)


def _subject_twice(words: Words) -> Iterator[Slip]:
    """The lumps in the neck they are common."""
    for first in range(len(words) - 3):
        before = words.word(first - 1)
        if first == 0 or (before in _SUBJECT_NEXT and words.tag(first - 1) != "DT"):
            yield from _doubled(words, first)
        elif before == "and":
            #: What "and" joins may be an object with a clause of its own: "and the drug they gave him".
            for slip in _doubled(words, first):
                if words.lower[slip.last] in BE and words.tag(slip.last + 1) in ("JJ", "DT"):
                    yield slip


def _doubled(words: Words, first: int) -> Iterator[Slip]:
    """Yield the slip where a noun phrase begins at ``first`` and a pronoun for it follows, with its verb."""
    at, plural = _noun_phrase(words, first)
    if at == first or words.text[at] not in _RESUMING or plural != (words.lower[at] == "they"):
        return
    if words.lower[first].endswith(("ed", "ing", "en", "orn")) or words.holds(
        _NO_SUBJECT | _ADVERBIAL, first, at
    ):
        return
    verb = at + 2 if words.tag(at + 1) == "RB" else at + 1
    if words.tag(verb) in FINITE and _alone(words, verb):
        yield Slip(first, verb, f"the subject stands twice: leave out “{words.lower[at]}”")


def _noun_phrase(words: Words, first: int) -> tuple[int, bool]:
    """Return where a noun phrase that begins at ``first`` ends, and whether it is plural; ``first`` where none begins."""
    end, plural = _simple_phrase(words, first)
    while first < end < len(words) and words.lower[end] in _LINKED:
        further, _ = _simple_phrase(words, end + 1)
        if further == end + 1:
            break
        plural = plural or (words.lower[end] == "and" and "of" not in words.lower[first:end])
        end = further
    return end, plural


def _simple_phrase(words: Words, first: int) -> tuple[int, bool]:
    """Return the end of determiner, adjectives and nouns, and whether the last noun is plural."""
    at = first + (words.tag(first) in ("DT", "PRP$", "CD"))
    while words.tag(at) in _MODIFIER_TAGS:
        at += 1
    noun = at > first and words.tag(at - 1) in ("NN", "NNS")
    if "NNS" in words.tags[first : max(at - 1, first)]:
        #: A verb taken for a noun: "when the eyes strain it is …".
        return first, False
    return (at, words.tag(at - 1) == "NNS") if noun else (first, False)


#: What a verb may have for a complement: then a pronoun before it stands for no object.
_COMPLEMENT = frozenset(["JJ", "JJR", "DT", "PRP$"])


def _alone(words: Words, verb: int) -> bool:
    """Whether no second verb follows: "the medicine they took helps" is sound, and so is "the mess it is in"."""
    firm = words.lower[verb] in BE | MODALS or words.tag(verb + 1) in _COMPLEMENT
    marks = (k for k in range(verb, len(words)) if words.lower[k] in MARKS)
    end = words.clause_end(verb) if firm else next(marks, len(words))
    if end - verb < 2 or words.tag(end - 1) in ("IN", "RP", "TO"):
        return False
    #: Taggers miss the second verb most often in "the tablets they are taking do not help".
    return not any(words.tags[k] in FINITE or words.lower[k] in _AUXILIARIES for k in range(verb + 1, end))


_CONJUNCTIONS = frozenset("because if although unless whether lest until while though".split())
_VERBS = frozenset(
    "contains becomes helps makes takes gives comes seems depends reduces prevents improves feels gets begins lasts occurs happens".split()
)
_AUXILIARIES = frozenset("is are was were have has does do can must should will may cannot".split())


def _clause_without_subject(words: Words) -> Iterator[Slip]:
    """because is cheap, if has fever, when comes the pain."""
    for i, word in enumerate(words.lower[:-2]):
        after, tag = words.lower[i + 1], words.tags[i + 1]
        if words.text[i + 1] != after or words.tags[i] not in ("IN", "WRB"):
            continue
        #: "When is it …" asks; "until May", "if will …" may be nouns.
        asks = word == "when" and (after in _AUXILIARIES or words.lower[-1] == "?")
        named = word in _CONJUNCTIONS or (word == "when" and not asks)
        if named and after in _VERBS | _AUXILIARIES and (word == "because" or tag in FINITE or tag == "VB"):
            yield Slip(i, i + 1, f"between “{word}” and “{after}” somebody or something is missing")


_BEFORE_CLAUSE = frozenset("it they he she we there i you".split())


def _of_with_clause(words: Words) -> Iterator[Slip]:
    """because of there is, instead of it is stored."""
    for i, word in enumerate(words.lower[1:-2], 1):
        lead, subject = words.lower[i - 1], words.lower[i + 1]
        if word != "of" or lead not in ("because", "despite", "instead") or subject not in _BEFORE_CLAUSE:
            continue
        #: "Because of it prices rose" is sound.
        verb, end = i + 2, words.clause_end(i + 2)
        if words.tags[verb] in FINITE and not any(words.tags[k] in FINITE for k in range(verb + 1, end)):
            yield Slip(i - 1, verb, f"“{lead} of” cannot begin a clause", light=lead == "because")


_PAIRS = {"although": ("but", "yet"), "though": ("but", "yet"), "because": ("so", "therefore"), "since": ("so", "therefore")}  # fmt: skip
_SUBJECT_TAGS = frozenset("PRP DT PRP$ NNS EX NN".split())


def _two_conjunctions(words: Words) -> Iterator[Slip]:
    """Although it is old, but it works. Because it hurts, so he rests."""
    first = 1 if words.lower[0] == "even" else 0
    comma = words.lower.index(",") if "," in words.lower else 0
    second = words.word(comma + 1)
    if second not in _PAIRS.get(words.word(first), ()) or comma < first + 3:
        return
    clause = words.tag(comma + 2) in _SUBJECT_TAGS and words.word(comma + 2) not in ("that", "far")
    if clause and any(tag in FINITE for tag in words.tags[first:comma]):
        yield Slip(comma + 1, comma + 1, f"after “{words.text[first]}” there is no “{second}”", light=True)


_AUX = frozenset("is are was were can could may might must should will would has does am".split())
#: "What he can is", "all you need is", "the best there is can": the first verb ends a clause.
_ENDED = WH | frozenset(
    "all everything anything something there one best most least thing way more do does did so question".split()
)


def _two_verbs(words: Words) -> Iterator[Slip]:
    """The dose can may be raised; the pain is becomes worse."""
    for i, word in enumerate(words.lower[1:-1], 1):
        after, tag = words.lower[i + 1], words.tags[i + 1]
        #: "A living will can …".
        noun = words.tags[i - 1] in ("DT", "JJ", "PRP$", "VBG") or word == "will"
        if word not in _AUX or words.tags[i] not in FINITE or noun or words.holds(_ENDED, 0, i):
            continue
        doubled = after in _AUX and after != word and tag in FINITE and words.lower[i - 1] not in PRONOUNS
        verb = word in BE and tag == "VBZ" and THIRD.get(after) in PLAIN
        if (doubled and words.lower[i - 1] not in MARKS and words.tags[i - 1] != "CC") or verb:
            yield Slip(i, i + 1, f"“{word}” and “{after}” are one verb too many")


_CLOSED = frozenset("is are has can becomes will should".split())


def _there_dropped_in(words: Words) -> Iterator[Slip]:
    """if there is the eye becomes red."""
    for i, word in enumerate(words.lower[:-4]):
        if (
            word != "there"
            or words.lower[i + 1] not in ("is", "are")
            or words.holds(WH - {"if", "when"}, 0, i)
        ):
            continue
        #: A determiner in front, and only there: "there is nothing a parent can do" is sound.
        at = i + 3
        while at < len(words) - 1 and words.tags[at] in ("JJ", "NN"):
            at += 1
        phrase = words.tags[i + 2] in ("DT", "PRP$") and words.tags[at - 1] == "NN"
        verb = words.lower[at] in _CLOSED and words.tags[at] in FINITE and words.word(at + 1) not in PRONOUNS
        if phrase and verb and words.opens(i):
            yield Slip(i, at, f"“there {words.lower[i + 1]}” stands in the way of “{words.lower[at]}”")


_FINDERS = (
    Finder(_subject_twice, _RESUMING),
    Finder(_clause_without_subject, _CONJUNCTIONS | {"when"}),
    Finder(_of_with_clause, frozenset(["of"])),
    Finder(_two_conjunctions, frozenset(_PAIRS)),
    Finder(_two_verbs, _AUX),
    Finder(_there_dropped_in, frozenset(["there"])),
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the words that run into each other."""
    return lambda analysis: hits(analysis, _FINDERS, 0.75)
