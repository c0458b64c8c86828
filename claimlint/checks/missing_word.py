"""Small words that are missing or run into each other: of, to, do, a noun after "the", the end of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Check
from claimlint.checks.slips import MARKS, NOUNS, PRONOUNS, WH, Finder, Slip, Words, hits
from claimlint.checks.verbs import THIRD, VERBS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

_SHARES = frozenset("most many some few several none".split())
_PEOPLE = frozenset("people patients women men children persons".split())
_NO_SHARE = frozenset("days times theirs ours yours means weeks years".split())


def _share_of_bare_plural(words: Words) -> Iterator[Slip]:
    """most of patients, some of older women."""
    for i, word in enumerate(words.lower[:-2]):
        if word not in _SHARES or words.lower[i + 1] != "of" or words.word(i - 1) in ("at", "the", "a", "by"):
            continue
        at = i + 3 if words.tags[i + 2] == "JJ" else i + 2
        noun = words.word(at)
        plural = words.tag(at) == "NNS" and (noun in _PEOPLE or noun.endswith("s")) and noun not in _NO_SHARE
        if plural and words.text[at] == noun and words.word(at + 1) not in ("'", "’"):
            yield Slip(i, at, f"“{word} {noun}”, or “{word} of the {noun}”", light=True)


_GROUPS = frozenset("number variety lot plenty majority series range amount".split())
_COUNTED = frozenset("the times people patients women cases days".split())
_NO_GROUP = frozenset("lines plates keys pads ones".split())


def _group_without_of(words: Words) -> Iterator[Slip]:
    """a number people, the number attacks, one the best, most the times."""
    for i, word in enumerate(words.lower[1:-1], 1):
        before, noun, tag = words.lower[i - 1], words.lower[i + 1], words.tags[i + 1]
        counted = i == 1 or words.tag(i - 2) in ("VBZ", "VBP", "VBD")
        if word in _GROUPS and before in ("a", "the", "wide", "large", "great", "small") and tag == "NNS":
            plural = noun in _PEOPLE or (noun.endswith("s") and noun not in THIRD)
            if (
                plural
                and noun not in _NO_GROUP
                and words.tag(i + 2) not in NOUNS
                and words.word(i + 2) not in ("'", "-")
            ):
                yield Slip(i - 1, i + 1, f"“of” is missing: “{word} of {noun}”")
        elif word == "the" and before == "most" and noun in _COUNTED:
            yield Slip(i - 1, i, "“of” is missing: “most of the”")
        elif (
            word == "the"
            and before == "one"
            and (tag in ("JJS", "RBS") or noun in ("leading", "main"))
            and counted
        ):
            yield Slip(i - 1, i, "“of” is missing: “one of the”")


#: A verb or noun, what may not follow it, and what was meant; light where the meaning is clear.
_GOVERNS: Mapping[str, tuple[frozenset[str], str, bool]] = {
    **{word: (frozenset(["of", "from", "by", "at"]), f"it is “{word} on”", True) for word in ("depends", "depend")},
    **{word: (frozenset(["of", "by"]), f"it is “{word} from”", True) for word in ("suffer", "suffers", "suffering")},
    **{word: (frozenset(["to", "from", "by", "on"]), f"it is “{word} of”", True) for word in ("consist", "consists")},
}  # fmt: skip
_PLACES = frozenset("hospital doctor toilet bathroom gym pharmacy clinic dentist".split())
_CLAUSE_NEXT = frozenset("you they we it he she get avoid prevent reduce".split())


def _wrong_preposition(words: Words) -> Iterator[Slip]:
    """depends of, suffer of, according locations, go hospital, listen music, in order the wound heals."""
    for i, word in enumerate(words.lower[:-2]):
        after, tag, verb = words.lower[i + 1], words.tags[i + 1], words.tags[i][:2] == "VB"
        wrong, meant, light = _GOVERNS.get(word, (frozenset(), "", False))
        if after in wrong and verb and words.lower[i + 2] not in ("course", "now", "then"):
            yield Slip(i, i + 1, meant, light)
        elif (
            word in ("depends", "depend") and verb and after in ("the", "your") and words.tags[i + 2] in NOUNS
        ):
            yield Slip(i, i + 1, f"“on” is missing: “{word} on {after}”")
        elif word == "according" and after not in ("to", "as") and after not in MARKS:
            yield Slip(i, i + 1, "“to” is missing: “according to”")
        elif word in ("go", "goes", "went") and verb and after in _PLACES and words.tags[i + 2] not in NOUNS:
            yield Slip(i, i + 1, f"“to” is missing: “{word} to …”")
        elif word in ("listen", "listens") and verb and tag in ("NN", "NNS"):
            yield Slip(i, i + 1, f"“to” is missing: “{word} to {after}”")
        elif (
            word in ("in", "so")
            and (after, words.lower[i + 2]) in _PURPOSE[word]
            and (words.tag(i - 1)[:2] != "VB" or words.lower[i + 2] != "the")
        ):
            yield Slip(i, i + 2, f"before a clause it is “so that”, before a verb “{word} {after} to”")


_PURPOSE: Mapping[str, frozenset[tuple[str, str]]] = {
    "in": frozenset(("order", after) for after in (*_CLAUSE_NEXT, "the")),
    "so": frozenset({("as", after) for after in ("you", "they", "the", "your", "can")} | {("that", "to")}),
}
#: Prepositions that never follow one another.
_PILED: Mapping[str, tuple[str, ...]] = {
    "during": ("of", "in", "to", "at", "from"), "before": ("of",), "after": ("of",), "through": ("of",), "despite": ("of",), "between": ("of", "from"),
    "around": ("of",), "until": ("to", "from", "of"), "with": ("of",), "without": ("of",), "toward": ("to", "of"), "towards": ("to", "of"),
    "by": ("of",), "for": ("of",), "against": ("of", "to"), "among": ("of",), "above": ("of",), "under": ("of", "to"), "behind": ("of",),
    "near": ("of",), "beside": ("of",),
}  # fmt: skip


def _prepositions_piled(words: Words) -> Iterator[Slip]:
    """during of the night, with of honey, instead of to fall."""
    for i, word in enumerate(words.lower[:-2]):
        after, next_word, next_tag = words.text[i + 1], words.lower[i + 2], words.tags[i + 2]
        if next_word in ("course", "late", "least"):
            continue
        #: "Those who came before to help" is sound.
        piled = after in _PILED.get(word, ()) and not (after == "to" and next_tag == "VB")
        if piled and words.tags[i] in ("IN", "RP") and words.tags[i + 1] in ("IN", "TO"):
            yield Slip(i, i + 1, f"“{word}” and “{after}” do not stand side by side")
        elif (
            (word, after) == ("of", "to")
            and next_tag == "VB"
            and not words.holds(WH, 0, i)
            and (words.tag(i - 1) == "NN" or words.word(i - 1) == "instead")
        ):
            yield Slip(i, i + 2, f"after “of” it is the form in -ing, not “to {next_word}”")


_DETERMINERS = frozenset("the your my our their".split())
_NO_NOUN = frozenset(
    "of is are was were and or which because has have should been to in for with from by at that if when who it they than not".split()
)
_NO_NOUN_TAGS = frozenset("IN VBZ VBP VBD CC TO WDT MD VB WP PRP".split())


def _determiner_without_noun(words: Words) -> Iterator[Slip]:
    """in the of the knee, your is swollen."""
    for i, word in enumerate(words.text[:-1]):
        after = words.text[i + 1]
        if word == "their" and after in ("is", "are"):
            yield Slip(i, i + 1, f"“there {after}” is meant")
        elif (
            word in _DETERMINERS
            and after in (_NO_NOUN if word == "the" else _NO_NOUN - {"and", "or"})
            and words.tags[i + 1] in _NO_NOUN_TAGS
            and words.word(i + 2) not in ("-", "/", ",")
            and words.word(i - 1) != word
        ):
            yield Slip(i, i + 1, f"a noun is missing after “{word}”")


_NEVER_LAST = frozenset("the your my our a an than every because although if whose whereas very".split())
_NEVER_LAST_PAIRS = frozenset([("such", "as"), ("so", "that"), ("order", "to")])
_LETTERS = frozenset(["vitamin", "type", "hepatitis", "-", "“", '"', "‘"])


def _broken_off(words: Words) -> Iterator[Slip]:
    """Put the cup back on the."""
    last, before, tag = words.word(len(words) - 2), words.word(len(words) - 3), words.tag(len(words) - 2)
    if words.lower[-1] != "." or words.text[-2] != last:
        return
    cut = last in _NEVER_LAST and tag != "NN" and before not in _LETTERS
    relative = last in ("who", "that") and tag in ("WP", "WDT") and words.tag(len(words) - 3) in NOUNS
    if cut or relative or (before, last) in _NEVER_LAST_PAIRS:
        yield Slip(len(words) - 2, len(words) - 1, f"the sentence breaks off after “{last}”")


_SUBORDINATE = frozenset("when if because while but although unless until whether where".split())


def _pronoun_and_gerund(words: Words) -> Iterator[Slip]:
    """when I walking, if you going."""
    for i, word in enumerate(words.lower[1:-1], 1):
        verb = words.lower[i + 1]
        if (
            word in PRONOUNS - {"it"}
            and words.lower[i - 1] in _SUBORDINATE
            and words.tags[i + 1] == "VBG"
            and verb not in ("being", "having")
            and len(verb) > 5
        ):
            yield Slip(i, i + 1, f"a form of “be” is missing before “{verb}”")


_FRONT = frozenset(
    "do does did should had may can will would could must have has is are might why to help make let that or if lest".split()
)
_OBJECT = frozenset("DT NN NNS PRP$ JJ IN PRP".split())


def _not_without_do(words: Words) -> Iterator[Slip]:
    """They not fly, a mild cream not damage the skin."""
    for i, word in enumerate(words.lower[1:-2], 1):
        subject, verb = words.lower[i - 1], words.lower[i + 1]
        if word != "not" or words.tags[i + 1] not in ("VB", "VBP") or words.holds(_FRONT, 0, i):
            continue
        pronoun = subject in PRONOUNS and words.opens(i - 1) and verb not in ("be", "only", "have")
        orders = words.tags[0] == "VB" or not {"VB", "MD"}.isdisjoint(words.tags[: i - 1])
        noun = words.tags[i - 1] in ("NN", "NNS") and verb in VERBS and words.tags[i + 2] in _OBJECT
        if pronoun or (noun and not orders):
            yield Slip(i - 1, i + 1, f"“do” or “does” is missing before “not {verb}”")


_WANT = frozenset("want wants able unable allowed ought tend tends".split())


def _infinitive_without_to(words: Words) -> Iterator[Slip]:
    """want stop the urine, not allowed drive, able caring for them."""
    for i, word in enumerate(words.lower[:-2]):
        verb, tag = words.lower[i + 1], words.tags[i + 1]
        if word not in _WANT or words.tags[i][:2] not in ("VB", "JJ") or not verb.isalpha():
            continue
        if tag == "VB" and verb not in ("help", "care", "access", "more"):
            yield Slip(i, i + 1, f"“to” is missing: “{word} to {verb}”")
        elif tag == "VBG" and word in ("able", "unable") and len(verb) > 5:
            yield Slip(i, i + 1, f"after “{word}” it is “to” and the plain form")


_FINDERS = (
    Finder(_share_of_bare_plural, _SHARES),
    Finder(_group_without_of, _GROUPS | {"one", "most"}),
    Finder(_wrong_preposition, frozenset([*_GOVERNS, *_PURPOSE, *"according go goes went listen listens".split()])),
    Finder(_prepositions_piled, frozenset([*_PILED, "of"])),
    Finder(_determiner_without_noun, _DETERMINERS),
    Finder(_broken_off, _NEVER_LAST | {"who", "that", "as", "to"}),
    Finder(_pronoun_and_gerund, _SUBORDINATE),
    Finder(_not_without_do, frozenset(["not"])),
    Finder(_infinitive_without_to, _WANT),
)  # fmt: skip


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the words around the gap."""
    return lambda analysis: hits(analysis, _FINDERS, 0.75)
