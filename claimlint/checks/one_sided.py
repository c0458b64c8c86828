"""Articles that tell what a remedy does for readers and leave out the other side: its harms, or what else there is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.advice import states_efficacy
from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.presence import absent
from claimlint.checks.surroundings import PATTERNS, matcher_of
from claimlint.claims import claims_of
from claimlint.facts import facts_of
from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "benefits": {
        "type": "integer",
        "minimum": 1,
        "description": "Sentences that say what a remedy is good for, at the least.",
    },
    "words": {"type": "integer", "minimum": 1, "description": "Words an article has at the least."},
    "single": {"type": "boolean", "description": "Only in articles on one remedy."},
    "balance": {**PATTERNS, "description": "Wordings of the other side; one is enough."},
    "denied": {
        **PATTERNS,
        "description": "Wordings that take one of them back in the same sentence: “no side effects”.",
    },
    "mild": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Remedies that harm hardly anybody: about these it is info.",
    },
}
#: Share of the mentions of remedies that one has from which an article is about it.
_MOST = 0.6
#: A sentence that denies or doubts praises nothing.
_DOUBTS = re.compile(
    r"\b(?:not|no|never|cannot|unlikely|unclear|whether|little|claims?|claimed|myth)\b|n['’]t\b", re.I
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; its hit lies on the title and concerns the document."""
    balanced = matcher_of(nlp, options["balance"])
    denied = matcher_of(nlp, options["denied"]) if options.get("denied") else None
    mild = frozenset(options.get("mild", ()))

    def weighs(analysis: Analysis, sentence: Sentence) -> bool:
        terms = analysis.terms.get(sentence.index, ())
        return bool(balanced(sentence, terms)) and not (denied and denied(sentence, terms))

    def check(analysis: Analysis) -> Iterator[Hit]:
        if analysis.words < options.get("words", 1) or facts_of(analysis).debunking:
            return
        praise = _praise(analysis)
        named = _named(analysis, praise)
        if len(praise) < options.get("benefits", 1) or (options.get("single") and not _about_one(analysis)):
            return
        if not any(weighs(analysis, sentence) for sentence in analysis.sentences):
            severity: Severity | None = "info" if named and mild.issuperset(named) else None
            yield absent(
                analysis, severity, count=len(praise), remedy=max(named, key=named.__getitem__, default="it")
            )

    return check


def _praise(analysis: Analysis) -> list[Sentence]:
    """Return the sentences that say what a remedy is good for; computed once."""
    return analysis.memo("praise", lambda: _find_praise(analysis))


def _find_praise(analysis: Analysis) -> list[Sentence]:
    claimed = {claim.sentence.index for claim in claims_of(analysis)}
    good = (s for s in analysis.prose if s.index in claimed or states_efficacy(analysis, s))
    return [s for s in good if not _DOUBTS.search(s.text) and not s.text.rstrip().endswith("?")]


def _named(analysis: Analysis, sentences: Iterable[Sentence]) -> Counter[str]:
    """Count the sentences that name each remedy."""
    terms = ({t.name for t in analysis.terms.get(s.index, ()) if t.kind == "remedy"} for s in sentences)
    return Counter(name for names in terms for name in names)


def _about_one(analysis: Analysis) -> bool:
    """Whether one remedy is named most of all."""
    named = _named(analysis, analysis.prose)
    return bool(named) and max(named.values()) >= _MOST * named.total()
