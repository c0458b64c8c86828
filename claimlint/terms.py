"""Health terms in a sentence, found in one pass over all word lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimlint.lists import word_list
from claimlint.nlp import phrase_matcher

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

#: Kinds of term, each a word list in ``rules/lists``. Earlier kinds win over later ones.
KINDS = (
    "serious-condition",
    "chronic-condition",
    "minor-condition",
    "marker",
    "hazardous-substance",
    "standard-care",
    "remedy",
    "medicine",
    "function",
    "body-part",
)


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
    forms = {term}
    if term.endswith(("sh", "ch", "x", "z")):
        forms.add(term + "es")
    elif not term.endswith("s"):
        forms.add(term[:-1] + "ies" if term.endswith("y") and term[-2:-1] not in "aeiou" else term + "s")
    for one, other in (("aemia", "emia"), ("oea", "ea"), ("tumour", "tumor"), ("fibre", "fiber")):
        forms |= {form.replace(one, other) for form in tuple(forms)}
    return forms


@lru_cache(maxsize=2)
def term_matcher(nlp: Language) -> Callable[[Span], list[Term]]:
    """Compile the lists for a pipeline; the result finds the terms of a sentence.

    Longest first, no overlaps; case is ignored.
    """
    forms: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        for term in map(str.lower, word_list(kind)):
            forms[kind] |= {form: forms[kind].get(form, term) for form in variants(term)}
            forms[kind][term] = min(forms[kind][term], term, key=len)
    matcher = phrase_matcher(nlp, forms)
    rank = {kind: position for position, kind in enumerate(KINDS)}

    def find(span: Span) -> list[Term]:
        spans = matcher(span, as_spans=True)
        spans.sort(key=lambda s: (-(s.end - s.start), rank[s.label_], s.start))
        taken: set[int] = set()
        found: list[Term] = []
        for match in spans:
            tokens = range(match.start - span.start, match.end - span.start)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                text = " ".join(match.text.lower().split())
                found.append(
                    Term(match.label_, text, forms[match.label_].get(text, text), tokens[0], tokens[-1])
                )
        return sorted(found, key=lambda term: term.first)

    return find
