"""Health terms in a sentence, found in one pass over its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Protocol

from claimlint.dictionary import KINDS, WORD, Dictionary, dictionary, fold, kind_of
from claimlint.spelling import american, plurals, singulars

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

__all__ = ["KINDS", "Term", "term_matcher", "variants"]
_RANK = {kind: position for position, kind in enumerate(KINDS)}
#: Characters that a plural's ending adds.
LONGEST_ENDING = 2
#: Parts between the hyphens of an acronym, at most.
LONGEST_ACRONYM = 5
#: A term has no more words and signs.
MOST_PIECES = 16
#: Forms of which kind and name are remembered: the terms of one article come again and again.
REMEMBERED = 50_000
_SIGN = re.compile(r"[\W_]")
_SIGNS = {code: " " for code in range(128) if _SIGN.match(chr(code))}
#: Acronyms begin with a capital or a digit; one match may hold several, and other words, between its hyphens.
_ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z0-9][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
#: Kind and name of a term.
Entry = tuple[str, str]
Entries = Mapping[str, Entry]
#: First character, the one after the last, and kind and name of a match.
Match = tuple[int, int, Entry]


@dataclass(frozen=True)
class LookUp:
    """Look-ups that remember what they found.

    form: a form to kind and name; beginning: a word to its own entry and how far a term that it begins may reach.
    """

    form: Callable[[str], Entry | None]
    beginning: Callable[[str], tuple[Entry | None, int] | None]


class Find(Protocol):
    """From a sentence, and its text where that is known, to its terms."""

    def __call__(self, span: Span, text: str = "") -> list[Term]:
        """Return the terms in order of their place."""


@dataclass(frozen=True)
class Term:
    """A term at tokens ``first`` to ``last`` (both included) of its sentence.

    text: as written, in lower case; name: as it stands in the word list ("spasms" is "spasm").
    """

    kind: str
    text: str
    name: str
    first: int
    last: int


def variants(term: str) -> set[str]:
    """Return a term with its regular plural and its British or American twin."""
    forms = {term, *plurals(term)}
    for one, other in (("aemia", "emia"), ("oea", "ea"), ("tumour", "tumor"), ("fibre", "fiber")):
        forms |= {form.replace(one, other) for form in tuple(forms)}
    return forms


@lru_cache(maxsize=2)
def term_matcher(nlp: Language) -> Find:
    """Return what finds the terms of a sentence: longest first, no overlaps; case is ignored, but for acronyms.

    The sentence's text can be handed over where it is known (in any case): spaCy puts it together token by token.
    """
    known = dictionary()
    remember = lru_cache(maxsize=REMEMBERED)
    look_up = LookUp(remember(partial(_look_up, known.entries)), remember(partial(_beginning, known)))

    def find(span: Span, text: str = "") -> list[Term]:
        text = text or span.text
        matches = _matches(text, known, look_up)
        return _apart(list(_terms(span, text, matches))) if matches else []

    return find


def _terms(span: Span, text: str, matches: Iterable[Match]) -> Iterator[Term]:
    """Yield the matches that begin and end with a token, as terms."""
    for low, high, (kind, name) in matches:
        tokens = span.char_span(low, high)
        # A line in capitals is read in lower case; an acronym must stand as such there, too.
        if tokens is not None and (name.islower() or name == tokens.text):
            said = " ".join(text[low:high].lower().split())
            yield Term(kind, said, name, tokens.start - span.start, tokens.end - span.start - 1)


def _apart(terms: list[Term]) -> list[Term]:
    """Return terms without overlap: the longest first, then the earlier kind, then the earlier term."""
    if len(terms) < 2:
        return terms
    terms.sort(key=lambda term: (term.first - term.last, _RANK[term.kind], term.first))
    taken: set[int] = set()
    kept: list[Term] = []
    for term in terms:
        tokens = range(term.first, term.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(term)
    return sorted(kept, key=lambda term: term.first)


def _matches(text: str, known: Dictionary, look_up: LookUp) -> list[Match]:
    """Return the terms that begin at each word, all lengths.

    Looking goes over the text in American spelling with single spaces, whose words are the text's, one by one.
    """
    lower = fold(text)
    plain = american(" ".join(lower.split()))
    found: list[Match] = []
    low = 0
    pieces = [*_pieces(plain), "", ""]
    for at, word in enumerate(pieces):
        begins = look_up.beginning(word)
        if begins:
            entry, reach = begins
            if entry:
                found.append((low, low + len(word), entry))
            # The next piece is empty where two signs follow ("st. john").
            if reach and _may_be(f"{word} {pieces[at + 1] or pieces[at + 2]}", known.heads):
                found += _longer(plain, low, pieces[at : at + MOST_PIECES], reach + LONGEST_ENDING, look_up)
        low += len(word) + 1
    if plain != lower:
        found = _moved(found, plain, lower)
    return found + _acronyms(text, lower, known)


def _longer(plain: str, low: int, pieces: Sequence[str], reach: int, look_up: LookUp) -> Iterator[Match]:
    """Yield the terms of several pieces that begin at a character and reach so far."""
    high = low + len(pieces[0])
    for piece in pieces[1:]:
        high += 1 + len(piece)
        if high - low > reach:
            return
        if piece and (entry := look_up.form(plain[low:high])):
            yield low, high, entry


def _pieces(plain: str) -> list[str]:
    """Return what stands between signs and spaces; one of these follows each piece, and some pieces are empty."""
    flat = plain.translate(_SIGNS) if plain.isascii() else _SIGN.sub(" ", plain)
    return flat.split(" ")


def _moved(matches: list[Match], plain: str, lower: str) -> list[Match]:
    """Return matches in a text as places in another one of the same words."""
    pairs = zip(WORD.finditer(plain), WORD.finditer(lower), strict=True)
    places = [(one.span(), other.span()) for one, other in pairs]
    starts = {one[0]: other[0] for one, other in places}
    ends = {one[1]: other[1] for one, other in places}
    return [(starts[low], ends[high], entry) for low, high, entry in matches if high in ends]


def _acronyms(text: str, lower: str, known: Dictionary) -> list[Match]:
    """Return the acronyms, in their own case; they go over hyphens ("AD-HIES") and stand before them ("HIV-positive")."""
    if text[1:] == lower[1:]:
        return []
    found: list[Match] = []
    for match in _ACRONYM.finditer(text):
        places = (
            [part.span() for part in WORD.finditer(text, *match.span())]
            if "-" in match[0]
            else [match.span()]
        )
        runs = (
            (low, high) for at, (low, _) in enumerate(places) for _, high in places[at : at + LONGEST_ACRONYM]
        )
        names = ((low, high, text[low:high]) for low, high in runs)
        found += [(low, high, ("condition", name)) for low, high, name in names if name in known.acronyms]
    return found


def _may_be(form: str, known: Container[str]) -> bool:
    """Whether a form is known as it stands or without a plural's ending, told quickly and not surely."""
    if form in known:
        return True
    if form[-1] != "s":
        return False
    return form[:-1] in known or (form[-2:] == "es" and (form[:-2] in known or form[:-3] + "y" in known))


def _look_up(entries: Entries, form: str) -> Entry | None:
    """Return kind and name of a form or its singular; the earliest kind wins."""
    known = [one for one in (form, *singulars(form)) if one in entries]
    found = [(kind_of(one, entries), entries[one][1]) for one in known]
    return min(found, key=lambda pair: _RANK[pair[0]], default=None)


def _beginning(known: Dictionary, word: str) -> tuple[Entry | None, int] | None:
    """Return a word's own entry and the length of the longest term it begins, or None for the many that are neither."""
    entry, reach = _look_up(known.entries, word), known.starts.get(word, 0)
    return (entry, reach) if entry or reach else None
