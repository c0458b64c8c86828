"""A title that says more than the article: a bare verb where the body says "is linked to", an end where it says "less"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit
from claimlint.strength import BANDS, Strength, strength

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
#: An amount that the body gives where the title leaves nothing over.
_AMOUNT = re.compile(
    r"\b(?:by (?:about |around |nearly |almost |roughly |up to )?(?:an? |one )?(?:\d+|half|third|quarter|fifth|tenth)|slightly|somewhat|modest(?:ly)?|partly|a little|some of)\b",
    re.I,
)
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ"})
#: More sentences of title than this are no title.
MOST_TITLES = 4


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the title."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        titles = [sentence for sentence in analysis.prose if sentence.scope == "title"]
        for title in titles[:MOST_TITLES]:
            said = strength(title.lower)
            if said.label == "direct" and not title.text.rstrip().endswith("?"):
                body = about(analysis, title, said)
                weaker = _weaker(said, body)
                if weaker is not None:
                    yield Hit(title.start, title.end, {"body": " ".join(weaker.text.split())}, 0.6)

    return check


def about(analysis: Analysis, title: Sentence, said: Strength) -> list[tuple[Sentence, Strength]]:
    """Return the sentences of the body that relate what stands before the title's verb to what stands after it."""
    left = _content(title, 0, said.first)
    right = _content(title, said.last + 1, len(title.span))
    bodies = (s for s in analysis.prose if s.scope in ("sentence", "quote"))
    pairs = (s for s in bodies if _names(s, left) and _names(s, right))
    return [(s, found) for s in pairs if (found := strength(s.lower)).band != "none"]


def _content(sentence: Sentence, low: int, high: int) -> frozenset[str]:
    tokens = sentence.span[low:high]
    return frozenset(t.lemma_.lower() for t in tokens if t.pos_ in _CONTENT and len(t) > 2)


def _names(sentence: Sentence, wanted: frozenset[str]) -> bool:
    return any(not wanted.isdisjoint(forms) for forms in sentence.forms)


def _weaker(said: Strength, body: list[tuple[Sentence, Strength]]) -> Sentence | None:
    """Return the sentence with the body's strongest wording where that is weaker than the title's, or None."""
    if not body:
        return None
    sentence, most = max(body, key=lambda pair: (BANDS.index(pair[1].band), pair[1].total))
    if most.band == "weak":
        return sentence
    amounts = (s for s, _ in body if _AMOUNT.search(s.text))
    return next(amounts, None) if said.total and most.band == "direct" and not most.total else None
