"""What kind of article this is: facts about the whole document that rules and reports share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from claimlint.advice import is_advice, states_efficacy
from claimlint.analysis import Analysis
from claimlint.care import advises_care, waves_care_away
from claimlint.clock import charged
from claimlint.disclaimer import disclaims_something_else, is_disclaimer
from claimlint.document import Document
from claimlint.metadata import Metadata, metadata_of
from claimlint.signature import Signature, signature_of
from claimlint.sources import gives_sources
from claimlint.stance import debunks, offers, reports_research, sells
from claimlint.statements import saying, says
from claimlint.suppression.commands import is_command
from claimlint.topics import Topic, topics_of

#: Values of front matter and ``<meta>`` that are read.
MOST_VALUES = 100
_YOU = frozenset(("you", "your"))
_STOP = re.compile(r"(?<=[.!?])\s+")

#: Topics that make no health article by themselves.
_EVERYDAY = frozenset({"body-part", "remedy", "population"})


@dataclass(frozen=True)
class Facts:
    """Judged on the text read; absent evidence is False, never a guess.

    offers: some word or link for buyers, of which ``commercial_intent`` wants more.
    """

    has_medical_disclaimer: bool
    advises_professional: bool
    has_citations: bool
    metadata: Metadata
    signature: Signature
    commercial_intent: bool
    offers: bool
    debunking: bool
    reports_research: bool
    addresses_reader: bool
    gives_advice: bool
    efficacy_statements: int
    topics: tuple[Topic, ...]

    @property
    def has_author(self) -> bool:
        """Whether somebody answers for the page: an author, a reviewer or an organisation that publishes it."""
        known = self.metadata
        return bool(known.author or known.reviewer or known.publisher or self.signature.person)

    @property
    def has_date(self) -> bool:
        """Whether the page says when it was published, reviewed or updated."""
        return bool(self.metadata.published or self.metadata.updated or self.signature.day)

    @property
    def has_author_or_date(self) -> bool:
        """Whether the page names who wrote or reviewed it, or when it was published or updated."""
        known = self.metadata
        return bool(known.author or known.reviewer or self.signature.person) or self.has_date

    @property
    def weighty(self) -> bool:
        """Whether what is missing counts in full: the page sells, advises treatment or makes claims."""
        return self.commercial_intent or self.gives_advice or self.efficacy_statements >= 3

    @property
    def about_health(self) -> bool:
        """Whether it is about health: honey and thyme are in every kitchen, and rare names may be chance."""
        kitchen = all(t.rare or t.kind in _EVERYDAY for t in self.topics)
        return not kitchen or (bool(self.topics) and self.efficacy_statements > 0)


def facts_of(analysis: Analysis) -> Facts:
    """Return the facts of an analysis; computed once."""
    return analysis.memo("facts", lambda: _facts(analysis))


@charged("facts")
def _facts(analysis: Analysis) -> Facts:
    texts = [sentence.text for sentence in analysis.sentences]
    said = [text.lower() for text in (*texts, *_declared(analysis.document))]
    metadata = metadata_of(analysis.document)
    # The reason of a suppression may well say "the footer has a disclaimer".
    said_apart = (text for _, text in analysis.document.comments if not is_command(text))
    comments = [part.lower() for text in said_apart for part in _STOP.split(text)]
    return Facts(
        has_medical_disclaimer=any(map(is_disclaimer, [*said, *comments]))
        or _ticked(analysis.document)
        or not all(disclaims_something_else(s.text.lower()) for s in saying(analysis, "disclaimer")),
        advises_professional=any(map(advises_care, said))
        or not all(waves_care_away(s.text.lower()) for s in saying(analysis, "professional")),
        has_citations=gives_sources(analysis) or says(analysis, "citation"),
        metadata=metadata,
        signature=signature_of(analysis, metadata),
        commercial_intent=sells(analysis, texts) or says(analysis, "selling"),
        offers=offers(analysis),
        debunking=debunks(analysis),
        reports_research=reports_research(analysis),
        addresses_reader=sum(not _YOU.isdisjoint(s.lower) for s in analysis.prose) >= 2,
        gives_advice=sum(map(is_advice, analysis.prose)) >= 3,
        efficacy_statements=sum(states_efficacy(analysis, s) for s in analysis.prose),
        topics=topics_of(analysis),
    )


def _declared(document: Document) -> list[str]:
    """Return what front matter and ``<meta>`` say in sentences, which a template prints: a description, a notice."""
    values = [*document.front_matter.values(), *document.meta.values()]
    nested = [v for value in values for v in (value.values() if isinstance(value, dict) else [value])]
    texts = [str(value) for value in nested if isinstance(value, str) and " " in value]
    return [part for text in texts[:MOST_VALUES] for part in _STOP.split(text)]


def _ticked(document: Document) -> bool:
    """Whether front matter asks its template for a disclaimer: ``disclaimer: true``, ``medical_disclaimer: general``."""
    return any("disclaimer" in str(key).lower() and bool(v) for key, v in document.front_matter.items())


def report(facts: Facts, detected: str | None = None) -> dict[str, Any]:
    """Return the ``document`` object of the JSON report. detected: what the text reads as, where nothing is declared."""
    known = facts.metadata
    return {
        "title": known.title,
        "author": known.author,
        "published": known.published,
        "updated": known.updated,
        "url": known.url,
        "section": known.section,
        "language": known.language or detected,
        "topics": [
            {"term": t.term, "kind": t.kind, "weight": t.weight, "confidence": t.confidence}
            for t in facts.topics
        ],
        "has_medical_disclaimer": facts.has_medical_disclaimer,
        "advises_professional": facts.advises_professional,
        "has_citations": facts.has_citations,
        "has_author_or_date": facts.has_author_or_date,
        "commercial_intent": facts.commercial_intent,
        "debunking": facts.debunking,
    }
