"""Sentences that explain a word by itself: "Insomnia is a condition in which people have insomnia", "Pain. There must be pain."."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.mentions import mentioned, own_prose
from claimlint.finding import Hit
from claimlint.terms import Term

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
_DETERMINERS = frozenset("a an the".split())
_COPULA = frozenset("is are means".split())
#: What a definition says a thing is.
_GENUS = frozenset(
    "type form kind sort condition disease disorder problem state term name symptom illness infection case situation sickness ailment".split()
)
#: A definition goes on so many tokens before the word itself comes again, and this stops it.
REACH = 14
_OTHERWISE = frozenset(
    ", ; : ( ) . – — than from like not no unlike called other another without if unless but".split()
)
_CAUSE = (
    ("cause",), ("causes",), ("caused",), ("leads", "to"), ("lead", "to"), ("results", "in"), ("result", "in"), ("triggers",),
    ("is", "caused", "by"), ("are", "caused", "by"), ("is", "due", "to"), ("are", "due", "to"), ("comes", "from"),
)  # fmt: skip
_MODALS = frozenset("can may might could will often usually sometimes also mainly mostly".split())
#: Of these a label's explanation consists where it says only that the thing is there.
_EXISTING = frozenset(
    "there must has have to be is are a an the exist exists present need needs needed some felt of course always one ought should".split()
)
#: Words of a label, and of an empty explanation.
LABEL, EXPLANATION = 3, 9


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans from the word to where it comes again and carries the reason."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        before: Sentence | None = None
        for sentence in own_prose(analysis):
            found = _defined(analysis, sentence) or _caused(analysis, sentence)
            if found is None and before is not None and before.block is sentence.block:
                found = _labelled(before, sentence)
            if found is not None and not mentioned(analysis, sentence, *found[0]):
                yield Hit(*found[0], {"because": found[1]}, 0.7)
            before = sentence

    return check


_Found = tuple[tuple[int, int], str]


def _first_term(analysis: Analysis, sentence: Sentence) -> Term | None:
    """Return the term that a sentence begins with."""
    at = 1 if sentence.lower[:1] and sentence.lower[0] in _DETERMINERS else 0
    return next((t for t in analysis.terms.get(sentence.index, ()) if t.first == at), None)


def _again(analysis: Analysis, sentence: Sentence, term: Term, start: int, reach: int) -> int | None:
    """Return the last token of a term where it comes again on its own within some tokens."""
    for other in analysis.terms.get(sentence.index, ()):
        if other.first < start or other.name != term.name:
            continue
        gap = sentence.lower[start : other.first]
        if len(gap) > reach or not _OTHERWISE.isdisjoint(gap):
            return None
        tokens = sentence.span
        modified = other.first > start and tokens[other.first - 1].pos_ in ("ADJ", "NOUN", "PROPN", "NUM")
        after = tokens[other.last + 1] if other.last + 1 < len(tokens) else None
        compound = after is not None and (
            after.pos_ in ("NOUN", "PROPN", "ADJ") or after.text in ("-", "'s", "’s")
        )
        return None if modified or compound else other.last
    return None


def _defined(analysis: Analysis, sentence: Sentence) -> _Found | None:
    """A definition whose genus is followed by the word itself."""
    term = _first_term(analysis, sentence)
    words = sentence.lower
    if term is None or not words[term.last + 1 : term.last + 2] or words[term.last + 1] not in _COPULA:
        return None
    genus = next(
        (i for i in range(term.last + 2, min(term.last + 7, len(words))) if words[i] in _GENUS), None
    )
    last = _again(analysis, sentence, term, genus + 1, REACH) if genus is not None else None
    if last is None:
        return None
    return sentence.range(term.first, last), f"“{term.text}” is explained by itself"


def _caused(analysis: Analysis, sentence: Sentence) -> _Found | None:
    """A thing that causes itself, said of nothing else."""
    term = _first_term(analysis, sentence)
    if term is None:
        return None
    words = sentence.lower
    at = term.last + 1
    while at < len(words) and words[at] in _MODALS:
        at += 1
    verb = next((verb for verb in _CAUSE if words[at : at + len(verb)] == verb), None)
    last = _again(analysis, sentence, term, at + len(verb), 1) if verb else None
    ends = last is not None and words[last + 1 : last + 2] in ((".",), (",",), ("!",), ())
    return (sentence.range(term.first, last), f"“{term.text}” is its own cause") if last and ends else None


def _labelled(label: Sentence, sentence: Sentence) -> _Found | None:
    """A label of a word or two, and a sentence that says only that there must be such a thing."""
    if len(label.span) > LABEL + 1:
        return None
    named = [token for token in label.span if token.is_alpha and token.lower_ not in _DETERMINERS]
    name = {text for token in named for text in (token.lower_, token.lemma_.lower())}
    words = [token for token in sentence.span if token.is_alpha]
    if not 1 <= len(named) <= LABEL or not 3 <= len(words) <= EXPLANATION:
        return None
    rest = [token for token in words if token.lower_ not in name and token.lemma_.lower() not in name]
    empty = len(rest) < len(words) and len(rest) >= 2 and all(token.lower_ in _EXISTING for token in rest)
    if not empty or not any(token.pos_ in ("NOUN", "PROPN") for token in label.span):
        return None
    said = " ".join(token.lower_ for token in named)
    return (sentence.start, sentence.end), f"it says of “{said}” only that it is there"
