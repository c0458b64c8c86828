"""Medical words that an article uses without saying what they mean, each once, with the plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.glosses import glossed, linked
from claimlint.checks.mentions import mentioned, own_prose
from claimlint.dictionary import fold
from claimlint.finding import Hit
from claimlint.spelling import american, singulars

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "terms": {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "minLength": 1},
        "description": "Words with the plain ones: `dyspnoea = breathlessness / shortness of breath`. `a|b` stands for either word, "
        "`_` joins several; the first plain wording is suggested, and any of them near the word explains it.",
    },
}
#: Words of which it is remembered what they are, and what begins with them.
REMEMBERED = 10_000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: What stands between two words of a term.
_JOINT = re.compile(r"[\s\-‐‑]{1,2}")
#: What makes a word part of a name: a hyphen, a number, the name of who found it.
_NAME_ON = re.compile(r"^[-–]\w|^ (?:type|syndrome|disease|variant|grade|stage)\b|^ [A-Z]?\d")
_NAME_BEFORE = re.compile(r"(?:\w-|[a-z,] [A-Z][a-z]+(?:['’]?s)? )$")
#: Words of a plain wording that explain nothing by themselves.
_SMALL = frozenset(
    "a an the of in on to or and by for with from at is are too very your you it not that when who which do does be can lot"
    " have has more less blood".split()
)
#: Uses of a term that are looked at.
USES = 20
#: So much of a word is compared: "narrowing" and "narrowed" are one. Blood is in every second article.
STEM = 5


@dataclass(frozen=True)
class Term:
    """words: normalised; plain: what to say; means: the stems of each plain wording."""

    words: tuple[str, ...]
    plain: str
    means: tuple[frozenset[str], ...]


#: Terms by their first word, the longest first.
_Table = Mapping[str, Sequence[Term]]
#: A term with its place in ``Document.text``.
_Place = tuple[Term, Sentence, int, int]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the list; a hit spans the first use of a term and carries the ``plain`` words. Raises ValueError for a malformed entry."""
    candidates = lru_cache(REMEMBERED)(partial(_candidates, _table(options["terms"])))

    def check(analysis: Analysis) -> Iterator[Hit]:
        uses: dict[str, list[_Place]] = {}
        for sentence in own_prose(analysis):
            for term, start, end in _found(sentence, candidates):
                uses.setdefault(term.plain, []).append((term, sentence, start, end))
        for plain, places in uses.items():
            _, _, start, end = places[0]
            if not any(_explained(analysis, *place) for place in places[:USES]):
                yield Hit(start, end, {"plain": plain}, 0.85)

    return check


def _table(entries: Sequence[str]) -> _Table:
    table: dict[str, list[Term]] = {}
    for term in sorted((t for e in entries for t in _terms(e)), key=lambda term: -len(term.words)):
        table.setdefault(term.words[0], []).append(term)
    return table


def _terms(entry: str) -> Iterator[Term]:
    left, _, right = entry.partition(" = ")
    plain = [wording.strip() for wording in right.split(" / ")]
    if not left.strip() or not all(plain):
        raise ValueError(f"“{entry}” is no entry: write “term = plain words”")
    means = tuple(stems for wording in plain if (stems := _stems(_words(wording))))
    for shown in product(*(element.replace("_", " ").split("|") for element in left.split())):
        yield Term(tuple(_words(" ".join(shown))), plain[0], means)


def _words(text: str) -> list[str]:
    return [_normal(match[0]) for match in _WORD.finditer(text)]


@lru_cache(REMEMBERED)
def _normal(word: str) -> str:
    """Return a word in lower case and American spelling, without apostrophes."""
    return american(fold(word)).replace("'", "")


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words if word not in _SMALL)


def _found(
    sentence: Sentence, candidates: Callable[[str], Sequence[Term]]
) -> Iterator[tuple[Term, int, int]]:
    """Yield the terms of a sentence with their places in ``Document.text``."""
    places = [match.span() for match in _WORD.finditer(sentence.text)]
    words = [_normal(sentence.text[low:high]) for low, high in places]
    at = 0
    while at < len(words):
        known = candidates(words[at])
        term = next((t for t in known if _stands(t, sentence, words, places, at)), None) if known else None
        if term is not None:
            last = at + len(term.words) - 1
            yield term, sentence.start + places[at][0], sentence.start + places[last][1]
            at = last
        at += 1


def _candidates(table: _Table, word: str) -> tuple[Term, ...]:
    """Return the terms that may begin with a word."""
    return tuple(term for form in (word, *singulars(word)) for term in table.get(form, ()))


def _stands(
    term: Term, sentence: Sentence, words: Sequence[str], places: Sequence[tuple[int, int]], at: int
) -> bool:
    """Whether a term, or its plural, begins at a word."""
    last = at + len(term.words) - 1
    if last >= len(words) or tuple(words[at:last]) != term.words[:-1]:
        return False
    if words[last] != term.words[-1] and term.words[-1] not in singulars(words[last]):
        return False
    joints = (sentence.text[places[i][1] : places[i + 1][0]] for i in range(at, last))
    return all(_JOINT.fullmatch(joint) for joint in joints)


def _explained(analysis: Analysis, term: Term, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a use says what the term means, or is no use: a heading, a link to more, a word that is talked about."""
    low, high = start - sentence.start, end - sentence.start
    return (
        _named(analysis, sentence, start, end)
        or sentence.scope in ("title", "heading")
        or glossed(sentence.text, low, high)
        or linked(analysis, start, end)
        or _plain_near(analysis, term, sentence, low, high)
        or mentioned(analysis, sentence, start, end)
    )


def _named(analysis: Analysis, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a word is part of a longer name: "Rasmussen's encephalitis", "spastic paraplegia type 15"."""
    low, high = start - sentence.start, end - sentence.start
    if _NAME_ON.match(sentence.text[high:]) or _NAME_BEFORE.search(sentence.text[:low]):
        return True
    first, last = sentence.token_at(start), sentence.token_at(end - 1)
    terms = analysis.terms.get(sentence.index, ())
    return any(t.first <= first and last <= t.last and t.last - t.first > last - first for t in terms)


def _plain_near(analysis: Analysis, term: Term, sentence: Sentence, low: int, high: int) -> bool:
    """Whether one of the plain wordings stands in the sentence, but for the term itself, or in the one before or after."""
    at = sentence.index
    beside = [s.text for s in analysis.sentences[max(at - 1, 0) : at + 2] if s is not sentence]
    texts = [sentence.text[:low], sentence.text[high:], *beside]
    near = frozenset(word[:STEM] for text in texts for word in _words(text))
    return any(means <= near for means in term.means)
