"""Something an article of its kind must carry: a disclaimer, a word on seeing a professional, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.document import Document
from claimlint.facts import Facts, facts_of
from claimlint.finding import Hit, Severity
from claimlint.topics import ILL_TOPICS

if TYPE_CHECKING:
    from spacy.language import Language

#: What can be looked for; each is a fact of the document, any wording counts.
CONCEPTS: Mapping[str, Callable[[Facts], bool]] = {
    "medical-disclaimer": lambda facts: facts.has_medical_disclaimer,
    "see-a-professional": lambda facts: facts.advises_professional,
    "references": lambda facts: facts.has_citations,
    "author": lambda facts: facts.has_author,
    "author-or-date": lambda facts: facts.has_author_or_date,
}
#: Kinds of topic that make an article one on a condition, and those that alone make no health article.
_ILL = ILL_TOPICS | {"marker"}
#: When it must be there.
OCCASIONS: Mapping[str, Callable[[Facts], bool]] = {
    "always": lambda facts: True,
    "advice": lambda facts: facts.gives_advice,
    "claims": lambda facts: facts.efficacy_statements >= 3,
    "advice-or-claims": lambda facts: (
        _acts(facts) or (facts.efficacy_statements >= 3 and not facts.debunking)
    ),
    "condition": lambda facts: (
        any(t.kind in _ILL and t.central and not t.rare for t in facts.topics)
        and (_acts(facts) or (facts.addresses_reader and not (facts.debunking or facts.reports_research)))
    ),
}


def _acts(facts: Facts) -> bool:
    """Whether a page sells or advises; a textbook, news of a study or a piece on false claims sends nobody to care, and need not."""
    return facts.commercial_intent or facts.gives_advice


def leaves_readers_alone(facts: Facts) -> bool:
    """Whether a page sells, or advises and sends nobody to a professional."""
    return facts.commercial_intent or (facts.gives_advice and not facts.advises_professional)


#: When an absence counts in full; elsewhere it has the rule's ``otherwise``. An article that sends readers to a
#: professional lacks little without a disclaimer; text without markup may have lost its links, and its author with the page's head.
IN_FULL: Mapping[str, Callable[[Facts, Document], bool]] = {
    "medical-disclaimer": lambda facts, _: leaves_readers_alone(facts),
    "see-a-professional": lambda facts, _: _acts(facts),
    "references": lambda facts, document: (
        (facts.commercial_intent or facts.efficacy_statements >= 3) and document.source.media != "text"
    ),
    "author": lambda facts, document: (
        (leaves_readers_alone(facts) or facts.efficacy_statements >= 3) and document.source.media != "text"
    ),
}
OPTIONS: Mapping[str, Any] = {
    "concept": {
        "description": "What must be there: a fact of the document, or wordings of your own.",
        "oneOf": [
            {"enum": list(CONCEPTS)},
            {
                "type": "array",
                "description": "Groups of phrases; a sentence with one of each group counts.",
                "items": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            },
        ],
    },
    "when": {"enum": list(OCCASIONS), "description": "In which articles it must be there."},
    "otherwise": {
        "enum": ["info"],
        "description": "Severity where the thing is merely absent (see IN_FULL).",
    },
}
#: Shorter texts are notices and teasers, which cannot carry everything (words).
SHORTEST = 80


def _weighty(facts: Facts, document: Document) -> bool:
    return facts.weighty


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; its hit lies on the title (else the first block) and concerns the document."""
    concept, occasion = options["concept"], OCCASIONS[options.get("when", "always")]
    groups = [_pattern(group) for group in concept] if isinstance(concept, list) else []

    in_full = IN_FULL.get(concept, _weighty) if not groups else _weighty

    def present(analysis: Analysis) -> bool:
        if not groups:
            return CONCEPTS[concept](facts_of(analysis))
        texts = (sentence.text.lower() for sentence in analysis.sentences)
        return any(all(group.search(text) for group in groups) for text in texts)

    def check(analysis: Analysis) -> Iterator[Hit]:
        facts = facts_of(analysis)
        if analysis.words < SHORTEST or not facts.about_health or not occasion(facts) or present(analysis):
            return
        full = in_full(facts, analysis.document)
        severity: Severity | None = None if full else options.get("otherwise")
        yield absent(analysis, severity)

    return check


def absent(analysis: Analysis, severity: Severity | None, **data: Any) -> Hit:
    """Return a hit on the title, or on the first block of an article without one."""
    block = analysis.document.title or analysis.document.blocks[0]
    return Hit(block.start, block.end, data, 0.8, document=True, severity=severity)


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(p.lower()) for p in phrases) + r")\b")
