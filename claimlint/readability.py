"""The only door to textstat: reading grades of a document, and what is asked of it by whom it is for.

NHS pre-processing (NHS digital service manual, "Use a readability tool"): headings and list items count as sentences, and long
words of the topic that no writer can avoid are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import Any

from claimlint.analysis import REFERENCE_HEADING, Analysis, Sentence
from claimlint.clock import charged
from claimlint.deferred import sought
from claimlint.facts import facts_of
from claimlint.garble import garble_of
from claimlint.hyphenation import prepare
from claimlint.syllables import REMEMBERED, pronunciations

#: Below this many words grades mean nothing (SMOG asks for 30 sentences; McLaughlin 1969).
RELIABLE_WORDS = 100
RELIABLE_SENTENCES = 5
#: US school grade asked for, by audience: eighth at most for the public, sixth for patients (NIH and AMA, by MedlinePlus).
TARGETS: Mapping[str, int] = {"public": 8, "patient": 6}
#: Letters and signs that are looked at of a longer word, which is none.
LONGEST_WORD = 200
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
#: Words of the topic with so many syllables are left out.
LONG_WORD = 3
#: Mentions that make a term a topic that the article cannot do without.
MENTIONS = 3
_PROSE = ("title", "heading", "paragraph", "item", "quote")
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d+(?:[.,]\d+)*")
_REFERENCE = sought(r"\bdoi\b|https?://|\b(?:19|20)\d\d;\s?\d+")


@dataclass(frozen=True)
class Scores:
    """US school grades, but for reading ease (0 to 100, higher is easier). consensus: mean of Flesch–Kincaid, SMOG and Coleman–Liau."""

    flesch_reading_ease: float = 0
    flesch_kincaid_grade: float = 0
    smog_index: float = 0
    coleman_liau_index: float = 0
    automated_readability_index: float = 0
    consensus_grade: float = 0


@dataclass(frozen=True)
class Grades(Scores):
    """Scores of a document. reliable: long enough, and no garbled text, for formulas count words and syllables and reward fragments."""

    reliable: bool = False


@dataclass(frozen=True)
class PlainSentence:
    """A sentence as the formulas are to see it: no sign inside, a full stop at the end, the topic's long words left out."""

    sentence: Sentence
    text: str
    words: int


@cache
def _textstat() -> Any:
    import warnings

    with warnings.catch_warnings():
        # Some of its releases import pkg_resources, whose notice of its own end is nothing an editor can act on.
        warnings.simplefilter("ignore")
        import textstat
        from textstat.backend.counts import _count_polysyllable_words, _count_syllables
        from textstat.backend.metrics import _syllables_per_word
        from textstat.backend.selections import list_words

    english = pronunciations()
    whole = _count_syllables.get_cmudict
    _count_syllables.get_cmudict = lambda lang: english if lang.startswith("en") else whole(lang)
    prepare("en_US")
    # It counts the syllables of each word anew for each figure, sentence and section; those of a text are those of its words.
    of_word = lru_cache(REMEMBERED)(_count_syllables.count_syllables)
    _count_polysyllable_words.count_syllables = of_word
    _syllables_per_word.count_syllables = lambda text, lang: sum(
        map(of_word, list_words(text, lowercase=True), repeat(lang))
    )
    textstat.textstat.set_lang("en_US")
    return textstat.textstat


def _without_endless(text: str) -> str:
    """Return a text whose words end somewhere: to count syllables, each part of a word is looked up."""
    if len(text) <= LONGEST_WORD or max(map(len, text.split()), default=0) <= LONGEST_WORD:
        return text
    return _ENDLESS.sub(lambda word: word[0][:LONGEST_WORD], text)


def scores(text: str) -> Scores:
    """Return textstat's figures for a text as it stands."""
    text = _without_endless(text)
    if not text.split():
        return Scores()
    tool = _textstat()
    kincaid, smog, coleman = grade(text), tool.smog_index(text), tool.coleman_liau_index(text)
    found = Scores(
        flesch_reading_ease=round(tool.flesch_reading_ease(text), 1),
        flesch_kincaid_grade=round(kincaid, 1),
        smog_index=round(smog, 1),
        coleman_liau_index=round(coleman, 1),
        automated_readability_index=round(tool.automated_readability_index(text), 1),
        consensus_grade=round((kincaid + smog + coleman) / 3, 1),
    )
    _forget_words()
    return found


def _forget_words() -> None:
    """Let textstat drop the words of the texts it has seen: it keeps those of the last 128, some 60 MB for each MB of text."""
    from textstat.backend.selections import list_words

    forgettable: Any = list_words
    forgettable.cache_clear()


def grade(text: str) -> float:
    """Return the Flesch–Kincaid grade of a text as it stands."""
    return float(_textstat().flesch_kincaid_grade(_without_endless(text)))


def syllables(text: str) -> int:
    """Return how many syllables a text has, as textstat counts them."""
    return int(_textstat().syllable_count(_without_endless(text)))


def grades(analysis: Analysis) -> Grades:
    """Grade a document; computed once."""
    return analysis.memo("grades", lambda: _grades(analysis))


def target(analysis: Analysis) -> int | None:
    """Return the grade asked for, by audience; None for clinicians."""
    return TARGETS.get(analysis.readership.audience)


@charged("readability")
def _grades(analysis: Analysis) -> Grades:
    sentences = plain_sentences(analysis)
    enough = long_enough(sentences) and garble_of(analysis).verdict == "clean"
    return Grades(**vars(scores(joined(sentences))), reliable=enough)


def joined(sentences: list[PlainSentence]) -> str:
    """Return plain sentences as one text."""
    return " ".join(sentence.text for sentence in sentences)


def long_enough(sentences: list[PlainSentence]) -> bool:
    """Whether so many sentences can be graded."""
    return len(sentences) >= RELIABLE_SENTENCES and sum(s.words for s in sentences) >= RELIABLE_WORDS


def plain_sentences(analysis: Analysis) -> list[PlainSentence]:
    """Return the sentences that are graded, made plain: no tables, captions and references."""
    return analysis.memo("plain sentences", lambda: _plain_sentences(analysis))


@charged("readability")
def _plain_sentences(analysis: Analysis) -> list[PlainSentence]:
    avoid = _unavoidable(analysis)
    found = []
    for sentence in analysis.prose:
        if sentence.block.kind in _PROSE and not _is_reference(analysis, sentence):
            words = [word for word in _WORD.findall(sentence.text) if word.lower() not in avoid]
            if words:
                found.append(PlainSentence(sentence, " ".join(map(_plain, words)) + ".", len(words)))
    return found


def _plain(word: str) -> str:
    """Straighten apostrophes; take the signs out of a number, which textstat would take for the end of a sentence."""
    return re.sub("[.,]", "", word) if word[0].isdigit() else word.replace("’", "'")


def _unavoidable(analysis: Analysis) -> set[str]:
    """Return the long words of the terms that the article is about."""
    topics = {
        topic.term for topic in facts_of(analysis).topics if topic.in_title or topic.mentions >= MENTIONS
    }
    title = {
        term.text
        for sentence in analysis.prose
        if sentence.scope == "title"
        for term in analysis.terms.get(sentence.index, ())
    }
    words = {word for term in topics | title for word in term.lower().split()}
    long = {word for word in words if syllables(word) >= LONG_WORD}
    return long | {word + "s" for word in long}


def _is_reference(analysis: Analysis, sentence: Sentence) -> bool:
    block = sentence.block
    if block.kind == "heading":
        listed = bool(REFERENCE_HEADING.match(analysis.document.block_text(block)))
    else:
        listed = block.start in analysis.listed
    return listed or bool(_REFERENCE.search(sentence.text))
