"""Articles with little in them: short ones that advise without saying when to see somebody and where it comes from, and padded ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.presence import absent
from claimlint.facts import Facts, facts_of
from claimlint.finding import Hit, Severity
from claimlint.topics import CONDITION_KINDS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "info": {
        "type": "integer",
        "minimum": 1,
        "description": "Fewer words than this are noted, where neither care nor a source is named.",
    },
    "warning": {
        "type": "integer",
        "minimum": 1,
        "description": "Fewer words than this are a warning where the article advises.",
    },
    "stale": {
        "type": "number",
        "exclusiveMinimum": 0,
        "maximum": 1,
        "description": "Share of sentences without a new word of content from which an article is padded.",
    },
}
VALUES = ("problem",)
#: Fewer words are a notice, an entry of a glossary or a part of a page.
SHORTEST = 50
#: A longer first line is a sentence or a lead-in that was taken for a title (words).
TITLE_WORDS = 20
#: Sentences from which padding can be judged; words of content that a sentence has at least to count.
SENTENCES, CONTENT = 12, 3


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; its hit lies on the title and concerns the document."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        severity = _too_short(analysis, facts_of(analysis), options)
        if severity:
            yield absent(analysis, severity, problem=f"has only {analysis.words} words of advice")
            return
        share = _stale(analysis)
        if share >= options["stale"]:
            problem = f"repeats itself: {share:.0%} of its sentences bring no new word"
            yield absent(analysis, "info", problem=problem)

    return check


def _too_short(analysis: Analysis, facts: Facts, options: Mapping[str, Any]) -> Severity | None:
    """Return how severe it is that an article is short. Only one with a title that advises or makes claims is an article at all."""
    if not (
        SHORTEST <= analysis.words < options["info"] and _entitled(analysis) and _treats(analysis, facts)
    ):
        return None
    if facts.advises_professional or facts.has_citations:
        return None
    return "warning" if facts.gives_advice and analysis.words < options["warning"] else "info"


def _entitled(analysis: Analysis) -> bool:
    """Whether a title of some words names a matter of health; else the text may be a part of a page."""
    title = analysis.document.title
    text = analysis.document.block_text(title) if title else ""
    if title is None or len(text.split()) > TITLE_WORDS or text.endswith((".", ":")):
        return False
    return any(analysis.terms.get(sentence.index) for sentence in analysis.in_block(title))


def _treats(analysis: Analysis, facts: Facts) -> bool:
    """Whether an article tells readers what to do about a condition, or what works against it."""
    kinds = {term.kind for found in analysis.terms.values() for term in found}
    return (facts.gives_advice or facts.efficacy_statements >= 2) and bool(kinds & CONDITION_KINDS)


def _stale(analysis: Analysis) -> float:
    """Return the share of sentences whose words of content all stood before.

    A sentence that comes back word for word, as key points do, is no padding.
    """
    seen: set[str] = set()
    whole: set[str] = set()
    stale = count = 0
    for sentence in analysis.prose:
        content = _content(sentence)
        words = " ".join(word for word in sentence.lower if word.isalnum())
        again = words in whole
        whole.add(words)
        if sentence.scope == "sentence" and len(content) >= CONTENT and not again:
            count += 1
            stale += content <= seen
        seen |= content
    return stale / count if count >= SENTENCES else 0.0


def _content(sentence: Sentence) -> frozenset[str]:
    texts, stops = sentence.tokens.texts, sentence.tokens.stops
    columns = zip(texts, stops, sentence.forms, strict=True)
    return frozenset(lemma for text, stop, (lemma, _) in columns if text.isalpha() and not stop)
