"""Articles that tell what a remedy does for readers and leave out the other side: its harms, or what else there is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.advice import states_efficacy
from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.presence import absent
from claimlint.checks.surroundings import PATTERNS, matcher_of
from claimlint.claims import claims_of
from claimlint.classifier import claim_scores
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
    "sure": {
        "type": "number",
        "minimum": 0.5,
        "maximum": 1,
        "description": "Probability from which a sentence that is worded like a claim counts as praise; 1 leaves these out.",
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
#: Share of the praise that one remedy has from which an article is about it.
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
        facts = facts_of(analysis)
        if analysis.words < options.get("words", 1) or facts.debunking:
            return
        if not facts.commercial_intent and not _named(analysis, analysis.prose):
            # Surgery and medicines have their own rules; here a remedy is recommended.
            return
        praise = _praise(analysis, options.get("sure", 1))
        named = _named(analysis, praise)
        if len(praise) < options.get("benefits", 1) or (
            options.get("single") and not _about_one(analysis, praise)
        ):
            return
        if not any(weighs(analysis, sentence) for sentence in analysis.sentences):
            severity: Severity | None = "info" if named and mild.issuperset(named) else None
            yield absent(
                analysis,
                severity,
                count=len(praise),
                remedy=max(sorted(named), key=named.__getitem__, default="it"),
            )

    return check


def _praise(analysis: Analysis, sure: float) -> list[Sentence]:
    """Return the sentences that say what a remedy is good for."""
    good = {claim.sentence.index for claim in claims_of(analysis)}
    if sure < 1:
        good.update(index for index, score in claim_scores(analysis).items() if score >= sure)
    told = (s for s in analysis.prose if s.scope not in ("title", "heading"))
    found = (s for s in told if s.index in good or states_efficacy(analysis, s))
    return [s for s in found if not _DOUBTS.search(s.text) and not s.text.rstrip().endswith("?")]


def _named(analysis: Analysis, sentences: Iterable[Sentence]) -> Counter[str]:
    """Count the sentences that name each remedy."""
    terms = ({t.name for t in analysis.terms.get(s.index, ()) if t.kind == "remedy"} for s in sentences)
    return Counter(name for names in terms for name in names)


def _about_one(analysis: Analysis, praise: Sequence[Sentence]) -> bool:
    """Whether one remedy has most of the praise and is named as often as all others; a page that sells has its own."""
    if facts_of(analysis).commercial_intent:
        return True
    named = _named(analysis, analysis.prose)
    naming = [names for s in praise if (names := _named(analysis, [s]))]
    praised = Counter(name for names in naming for name in names)
    remedy, times = max(sorted(praised.items()), key=lambda pair: pair[1], default=("", 0))
    return bool(remedy) and times >= _MOST * len(naming) and 2 * named[remedy] >= named.total()
