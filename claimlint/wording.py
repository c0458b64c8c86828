"""A short way to write token patterns: ``~boost|strengthen your|the? .. immune system``.

Elements stand apart by spaces, one token each:

=========  ==========================================================================
``word``   that word, case ignored; an apostrophe also stands for the curly one
``a|b``    either; an alternative of several words is joined by ``_``: ``get_rid_of|end``
``~word``  the word in any regular form (boost, boosts, boosted, boosting), or a listed irregular one
``x?``     may be missing
``..``     up to four tokens, none of which ends a clause; ``..2``: up to two
``#``      a number, in digits or as a word
``NOUN``   a part of speech (UPOS); several: ``ADJ|NOUN``
``<kind>`` a health term of a kind (``claimlint/terms.py``), or ``<condition>`` and ``<care>`` for several kinds
=========  ==========================================================================

Words are split as the pipeline splits text: ``don't`` is two tokens, ``risk-free`` three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any

Pattern = list[dict[str, Any]]
Split = Callable[[str], Sequence[str]]

#: Tokens that a gap does not cross.
CLAUSE_ENDS = [",", ";", ":", ".", "!", "?", "(", ")", "–", "—", "…"]
GAP = 4
#: A health term, with a word or two before it, has this many tokens at most.
TERM = 5
#: Short names for several kinds of health term.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "condition": ("serious-condition", "chronic-condition", "minor-condition", "condition", "symptom"),
    "care": ("standard-care", "medicine"),
}
#: Elements whose patterns are kept: most stand in several wordings.
KEPT = 10_000
#: More variants of one wording than this are a mistake (each is a pattern of its own).
MOST_VARIANTS = 400
#: Words that most sentences hold; a pattern is looked up by others.
COMMON = frozenset(
    "a an the this that these those it its is are was were be been am 's 're 'm and or not n't no of to in on at for with by from as"
    " you your i my we our they their he she his her have has had do does did can will may might would could should must so if when"
    " more most any all some one than then also just only even now up out , . - ?".split()
)
#: Endings that the pipeline splits off as one token, and would cut in two where they stand alone.
_ENDINGS = frozenset("n't 'm 've 'll 'd 're 's".split())
_POS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ VERB".split())
#: Verbs of health prose whose forms no rule of spelling gives.
IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "be": ("am", "is", "are", "was", "were", "been", "being"), "become": ("became",), "beat": ("beaten",), "begin": ("began", "begun"), "break": ("broke", "broken"), "build": ("built",),
    "buy": ("bought",), "come": ("came",), "cut": (), "do": ("does", "did", "done"), "draw": ("drew", "drawn"),
    "drink": ("drank", "drunk"), "eat": ("ate", "eaten"), "fall": ("fell", "fallen"), "feel": ("felt",),
    "fight": ("fought",), "find": ("found",), "get": ("got", "gotten"), "give": ("gave", "given"),
    "go": ("goes", "went", "gone"), "grow": ("grew", "grown"), "have": ("has", "had"), "hide": ("hid", "hidden"),
    "keep": ("kept",), "know": ("knew", "known"), "leave": ("left",), "lose": ("lost",), "make": ("made",),
    "mean": ("meant",), "put": (), "rid": (), "say": ("said",), "see": ("saw", "seen"), "sell": ("sold",),
    "shed": (), "show": ("shown",), "shrink": ("shrank", "shrunk"), "sleep": ("slept",), "swear": ("swore", "sworn"),
    "take": ("took", "taken"), "teach": ("taught",), "tell": ("told",), "think": ("thought",),
    "throw": ("threw", "thrown"), "wear": ("wore", "worn"), "win": ("won",), "write": ("wrote", "written"),
}  # fmt: skip


@dataclass(frozen=True)
class Element:
    """What is known of an element of a wording before it is compiled. variants: how many patterns there are of which any one stands for it.

    loose: whether it may stand for no word. words: a text holds one of them, or the element cannot match (lower case, apostrophes
    straight); empty where it is not tied to words.
    """

    text: str
    variants: int
    loose: bool
    words: frozenset[str]


def elements_of(wording: str, split: Split) -> list[Element]:
    """Return the elements of a wording.

    split: cuts words into the pipeline's tokens. Raises ValueError for an empty or far too wide wording.
    """
    elements = [_element(element, split) for element in wording.split()]
    count = prod(element.variants for element in elements)
    if count > MOST_VARIANTS:
        raise ValueError(f"“{wording}” has {count} variants; split it into several wordings")
    if not count or (all(element.loose for element in elements) and not term_slots(wording)):
        raise ValueError(f"“{wording}” matches no word, or any")
    return elements


def compile_wording(wording: str, split: Split) -> list[Pattern]:
    """Return the spaCy token patterns of a wording. split, errors: as for ``elements_of``."""
    parts = (patterns_of(element, split) for element in elements_of(wording, split))
    return [[token for part in variant for token in part] for variant in product(*parts)]


def words_of(elements: Sequence[Element]) -> list[frozenset[str]]:
    """Return words of which a text holds one of each, or the wording cannot match; the rarest come first. Empty when it is not tied to words."""
    return sorted((element.words for element in elements if element.words), key=_commonness)


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    return len(words & COMMON), len(words)


def required(variants: Sequence[Pattern]) -> list[list[frozenset[str]]]:
    """Return, for each variant of a wording, the words of each place that must be there and is tied to words: a text holds one of each, or the variant cannot match.

    Lower case, apostrophes straight. The rarest place comes first. Empty when no place is tied to words: then any text may match.
    """
    # Variants share their elements.
    elements = {id(token): token for variant in variants for token in variant if "OP" not in token}
    tied = {key: words for key, token in elements.items() if (words := _choices(token))}
    order = {key: _commonness(words) for key, words in tied.items()}
    return [
        [tied[key] for key in sorted((id(t) for t in variant if id(t) in tied), key=order.__getitem__)]
        for variant in variants
    ]


def _choices(token: Mapping[str, Any]) -> frozenset[str]:
    value = token.get("LOWER", token.get("ORTH", token.get("TEXT")))
    words = value.get("IN", ()) if isinstance(value, Mapping) else (value,)
    # All at once: word by word it is a tenth of a start.
    joined = "\0".join(str(word) for word in words if word)
    return frozenset(joined.lower().replace("’", "'").split("\0")) - {""}


def term_slots(wording: str) -> list[tuple[bool, bool, frozenset[str]]]:
    """Return the term elements of a wording in order: whether it stands first, whether last, its kinds."""
    elements = wording.split()
    return [
        (
            at == 0,
            at == len(elements) - 1,
            frozenset(kind for name in _kinds(element) for kind in GROUPS.get(name, (name,))),
        )
        for at, element in enumerate(elements)
        if _kinds(element)
    ]


def _kinds(element: str) -> list[str]:
    return element[1:-1].split("|") if element.startswith("<") and element.endswith(">") else []


@lru_cache(maxsize=KEPT)
def _element(element: str, split: Split) -> Element:
    optional, body = _optional(element)
    if known := _plain(body, split):
        words, count = known
        return Element(element, count + optional, optional, frozenset() if optional else words)
    variants = _patterns(element, split)
    loose = any(all("OP" in token for token in variant) for variant in variants)
    rarest = [places[0] for places in required(variants) if places]
    tied = len(rarest) == len(variants)
    return Element(element, len(variants), loose, frozenset().union(*rarest) if tied else frozenset())


def _plain(body: str, split: Split) -> tuple[frozenset[str], int] | None:
    """Return of which words a text holds one, and the number of variants, of an element of mere words that the pipeline does not split.

    Most elements are that, and this is much quicker than to make their patterns. None for others.
    """
    choices = body.removeprefix("~").split("|")
    if not all(part.isalpha() for choice in choices for part in choice.split("_")) or _POS.issuperset(
        choices
    ):
        return None
    spelled = [form for choice in choices for form in forms(choice)] if body.startswith("~") else choices
    row = " ".join(spelled).replace("_", " ")
    if split(row) != row.split(" "):
        return None
    single = [word for word in spelled if "_" not in word]
    several = [word.lower().split("_") for word in spelled if "_" in word]
    rarest = (min(words, key=COMMON.__contains__) for words in several)
    return frozenset((*map(str.lower, single), *rarest)), len(several) + bool(single)


def patterns_of(element: Element, split: Split) -> tuple[Pattern, ...]:
    """Return the patterns of which any one stands for an element. Nobody changes them."""
    return _patterns(element.text, split)


@lru_cache(maxsize=KEPT)
def _patterns(element: str, split: Split) -> tuple[Pattern, ...]:
    return tuple(_variants(element, split))


def _optional(element: str) -> tuple[bool, str]:
    optional = len(element) > 1 and element.endswith("?")
    return optional, element[:-1] if optional else element


def _variants(element: str, split: Split) -> Iterator[Pattern]:
    optional, body = _optional(element)
    if body.startswith("..") and body[2:].isdigit() | (body == ".."):
        width = int(body[2:] or GAP)
        yield [{"ORTH": {"NOT_IN": CLAUSE_ENDS}, "OP": f"{{0,{width}}}"}]
        return
    if _kinds(body):
        yield [{"ORTH": {"NOT_IN": CLAUSE_ENDS}, "OP": f"{{1,{TERM}}}"}]
        return
    if optional:
        yield []
    if body == "#":
        yield [{"LIKE_NUM": True}]
    elif set(body.split("|")) <= _POS:
        yield [{"POS": {"IN": body.split("|")}}]
    else:
        yield from _words(body, split)


def _words(body: str, split: Split) -> Iterator[Pattern]:
    if "#" in body.split("|"):
        raise ValueError(f"“{body}”: # stands for a number only by itself; give it a wording of its own")
    inflected = body.startswith("~")
    single: set[str] = set()
    for choice in body.removeprefix("~").split("|"):
        for form in forms(choice) if inflected else (choice,):
            words = [form] if form in _ENDINGS else split(form.replace("_", " "))
            tokens = [token.lower() for token in words]
            if len(tokens) == 1:
                single |= _spellings(tokens[0])
            elif tokens:
                yield [{"LOWER": {"IN": sorted(_spellings(token))}} for token in tokens]
    if single:
        yield [{"LOWER": {"IN": sorted(single)}}]


def _spellings(token: str) -> set[str]:
    return {token, token.replace("'", "’")}


def forms(verb: str) -> tuple[str, ...]:
    """Return a word's regular forms, of which some do not exist; of several words the first is inflected."""
    head, joint, rest = verb.partition("_")
    found = [head, *IRREGULAR.get(head, ())]
    vowel = head[-2:-1] in tuple("aeiou")
    if head.endswith("e"):
        found += [f"{head}s", f"{head}d", f"{head[:-1]}ing"]
    elif head.endswith("y") and not vowel:
        found += [f"{head[:-1]}ies", f"{head[:-1]}ied", f"{head}ing"]
    elif head.endswith(("s", "x", "z", "ch", "sh")):
        found += [f"{head}es", f"{head}ed", f"{head}ing"]
    else:
        found += [f"{head}s", f"{head}ed", f"{head}ing"]
        if vowel and head[-1:] not in tuple("aeiouwxy"):
            found += [f"{head}{head[-1]}ed", f"{head}{head[-1]}ing"]
    return tuple(dict.fromkeys(form + joint + rest for form in found))
