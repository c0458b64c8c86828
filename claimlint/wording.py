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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    if _repeated(body):
        return Element(element, 1, True, frozenset())
    if _is_class(body):
        return Element(element, 1 + optional, optional, frozenset())
    rows = _rows(body, split)
    several = sum(len(row) > 1 for row in rows)
    count = several + (several < len(rows))
    rarest = {min(row, key=COMMON.__contains__).replace("’", "'") for row in rows}
    return Element(element, count + optional, optional, frozenset(() if optional else rarest))


def patterns_of(element: Element, split: Split) -> tuple[Pattern, ...]:
    """Return the patterns of which any one stands for an element. Nobody changes them."""
    return _patterns(element.text, split)


@lru_cache(maxsize=KEPT)
def _patterns(element: str, split: Split) -> tuple[Pattern, ...]:
    optional, body = _optional(element)
    if repeated := _repeated(body):
        return ([{"ORTH": {"NOT_IN": CLAUSE_ENDS}, "OP": repeated}],)
    found = [_class(body)] if _is_class(body) else list(_words(body, split))
    return tuple([[], *found] if optional else found)


def _optional(element: str) -> tuple[bool, str]:
    optional = len(element) > 1 and element.endswith("?")
    return optional, element[:-1] if optional else element


def _repeated(body: str) -> str:
    """Return how many tokens may stand for a gap or a health term, as spaCy writes it; nothing for other elements."""
    if body.startswith("..") and body[2:].isdigit() | (body == ".."):
        return f"{{0,{int(body[2:] or GAP)}}}"
    return f"{{1,{TERM}}}" if _kinds(body) else ""


def _is_class(body: str) -> bool:
    """Whether an element stands for a number or parts of speech."""
    return body == "#" or _POS.issuperset(body.split("|"))


def _class(body: str) -> Pattern:
    return [{"LIKE_NUM": True}] if body == "#" else [{"POS": {"IN": body.split("|")}}]


def _words(body: str, split: Split) -> Iterator[Pattern]:
    rows = _rows(body, split)
    yield from ([_spelled([token]) for token in row] for row in rows if len(row) > 1)
    if single := {row[0] for row in rows if len(row) == 1}:
        yield [_spelled(single)]


def _rows(body: str, split: Split) -> list[list[str]]:
    """Return the tokens, in lower case, of each word that an element of words may stand for."""
    choices = body.removeprefix("~").split("|")
    if "#" in choices:
        raise ValueError(f"“{body}”: # stands for a number only by itself; give it a wording of its own")
    words = [form for choice in choices for form in forms(choice)] if body.startswith("~") else choices
    row = " ".join(words).replace("_", " ").split(" ")
    # Mere letters are mostly one token, and to ask for all at once is much quicker.
    if all(map(str.isalpha, row)) and split(" ".join(row)) == row:
        return [word.lower().split("_") for word in words]
    cut = ([word] if word in _ENDINGS else split(word.replace("_", " ")) for word in words)
    return [[token.lower() for token in tokens] for tokens in cut if tokens]


def _spelled(tokens: Iterable[str]) -> dict[str, Any]:
    """Return the pattern of one of some tokens, with straight apostrophes or curly ones."""
    return {"LOWER": {"IN": sorted({form for token in tokens for form in (token, token.replace("'", "’"))})}}


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
