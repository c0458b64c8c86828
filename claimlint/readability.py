"""The only door to textstat: reading grades of a document and the words that weigh on them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimlint.analysis import Analysis
from claimlint.facts import facts_of
from claimlint.garble import garble_of

#: Below this many words grades mean nothing (SMOG asks for 30 sentences; McLaughlin 1969).
RELIABLE_WORDS = 100
RELIABLE_SENTENCES = 5
_PROSE = ("title", "heading", "paragraph", "item", "quote")


@dataclass(frozen=True)
class Grades:
    """US school grades, but for reading ease (0 to 100, higher is easier). reliable: long enough, and no garbled text."""

    flesch_reading_ease: float
    flesch_kincaid_grade: float
    smog_index: float
    coleman_liau_index: float
    automated_readability_index: float
    consensus_grade: float
    reliable: bool

    def report(self) -> dict[str, Any]:
        """Return the ``readability`` object of the JSON report."""
        return dict(vars(self))


@cache
def _textstat() -> Any:
    import warnings

    with warnings.catch_warnings():
        # It imports pkg_resources, whose notice of its own end is nothing an editor can act on.
        warnings.simplefilter("ignore")
        import textstat

    textstat.textstat.set_lang("en_US")
    return textstat.textstat


def grades(analysis: Analysis) -> Grades:
    """Grade a document; computed once. consensus: the mean of Flesch–Kincaid, SMOG and Coleman–Liau.

    NHS pre-processing (NHS digital service manual, "Use a readability tool"): headings and list
    items count as sentences, and long words of the topic that no writer can avoid are left out.
    """
    return analysis.memo("grades", lambda: _grades(analysis))


def _grades(analysis: Analysis) -> Grades:
    sentences = [text for text in _plain_sentences(analysis)]
    text = " ".join(sentences)
    words = len(text.split())
    if not words:
        return Grades(0, 0, 0, 0, 0, 0, False)
    tool = _textstat()
    kincaid, smog = tool.flesch_kincaid_grade(text), tool.smog_index(text)
    coleman = tool.coleman_liau_index(text)
    return Grades(
        flesch_reading_ease=round(tool.flesch_reading_ease(text), 1),
        flesch_kincaid_grade=round(kincaid, 1),
        smog_index=round(smog, 1),
        coleman_liau_index=round(coleman, 1),
        automated_readability_index=round(tool.automated_readability_index(text), 1),
        consensus_grade=round((kincaid + smog + coleman) / 3, 1),
        reliable=words >= RELIABLE_WORDS
        and len(sentences) >= RELIABLE_SENTENCES
        # Formulas count words and syllables, and reward fragments.
        and garble_of(analysis).verdict == "clean",
    )


def _plain_sentences(analysis: Analysis) -> Iterable[str]:
    """Yield sentences with a full stop each and without the topic's unavoidable words."""
    avoid = _topic_words(analysis)
    for sentence in analysis.prose:
        if sentence.block.kind not in _PROSE or _is_reference(sentence.text):
            continue
        words = [w for w in re.findall(r"[A-Za-z][A-Za-z'’-]*|\d+", sentence.text) if w.lower() not in avoid]
        if words:
            yield " ".join(words) + "."


def _topic_words(analysis: Analysis) -> set[str]:
    topics = facts_of(analysis).topics
    words = {word for topic in topics for word in topic.term.lower().split()}
    return words | {word + "s" for word in words}


def _is_reference(text: str) -> bool:
    return bool(re.search(r"\bdoi\b|https?://|\b(?:19|20)\d\d;\s?\d+", text))
