"""A text that is not about health: hardly a word of it is a health term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import absent
from claimlint.finding import Hit
from claimlint.lists import word_list
from claimlint.nlp import phrase_matcher
from claimlint.terms import variants

if TYPE_CHECKING:
    from spacy.language import Language

#: Shorter texts say too little of what they are about (words).
SHORTEST = 100
#: Health articles have 2 to 20 % of such words, other prose hardly any.
SHARE = 0.01
#: Kinds of term that recipes and match reports are full of: garlic, honey, knee.
_ANYWHERE = frozenset({"remedy", "body-part"})
OPTIONS: Mapping[str, Any] = {}


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; its hit concerns the document and carries the ``share`` of health words in percent."""
    forms = (form for word in word_list("health") for form in variants(word.lower()))
    matcher = phrase_matcher(nlp, {"health": forms})

    def hits(analysis: Analysis) -> int:
        """Count the words that belong to a health term or are an everyday word of health texts."""
        count = 0
        for sentence in analysis.prose:
            terms = [t for t in analysis.terms.get(sentence.index, ()) if t.kind not in _ANYWHERE]
            words = {index for term in terms for index in range(term.first, term.last + 1)}
            for _, start, end in matcher(sentence.span):
                words |= set(range(start, end))
            count += len(words)
        return count

    def check(analysis: Analysis) -> Iterator[Hit]:
        if analysis.words < SHORTEST:
            return
        share = hits(analysis) / analysis.words
        if share < SHARE:
            yield absent(analysis, None, share=f"{int(1000 * share) / 10:.1f}")

    return check
