"""A phrase repeated as if for a search engine: crowded into sentences, or at the head of every heading.

Mere frequency does not tell: sound pages repeat the name of their topic up to five times in 100 words (measured on pages of
health services), but seldom twice in a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.presence import absent
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "share": {
        "type": "number",
        "exclusiveMinimum": 0,
        "description": "Occurrences per 100 words from which a phrase is stuffed when sentences hold it twice.",
    },
    "headings": {
        "type": "number",
        "minimum": 0,
        "maximum": 1,
        "description": "Share of the headings beginning with a phrase from which it is stuffed.",
    },
}
#: Shorter texts cannot be judged (words); a phrase counts from this many occurrences on.
SHORTEST, FEWEST = 200, 6
LENGTHS = (2, 3, 4)
#: Phrases looked at, the most frequent ones; sentences that hold one twice; headings that can be judged.
CANDIDATES, CROWDED, HEADINGS = 5, 2, 4
#: A health term has no other name, so it may stand this many times as often.
TERM_FACTOR = 2
#: Share of the words (per 100) from which a phrase may be stuffed into headings.
HEADING_SHARE = 2.0
#: spaCy counts these among its stop words; in health articles they have content.
_CONTENT = frozenset("back side top bottom move front call".split())
Phrase = tuple[str, ...]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; its hit lies on the title and concerns the document."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        if analysis.words < SHORTEST:
            return
        sentences = [(s, _words(s)) for s in analysis.prose]
        for phrase, count in _frequent(sentences):
            per_100 = 100 * count / analysis.words
            if _crowded(analysis, sentences, phrase, per_100, options["share"]) or (
                per_100 >= HEADING_SHARE and _led(sentences, phrase) > options["headings"]
            ):
                yield absent(analysis, None, phrase=" ".join(phrase), count=count, per_100=round(per_100, 1))
                return

    return check


def _words(sentence: Sentence) -> Phrase:
    """Return the lemmas of a sentence; what is no content word is empty."""
    texts, stops = sentence.tokens.texts, sentence.tokens.stops
    return tuple(
        (lemma or lower) if text.isalpha() and (not stop or lower in _CONTENT) else ""
        for text, stop, (lemma, lower) in zip(texts, stops, sentence.forms, strict=True)
    )


def _grams(words: Phrase) -> Iterator[Phrase]:
    for length in LENGTHS:
        for at in range(len(words) - length + 1):
            gram = words[at : at + length]
            if all(gram):
                yield gram


def _frequent(sentences: list[tuple[Sentence, Phrase]]) -> list[tuple[Phrase, int]]:
    """Return the most frequent phrases; of a phrase and its parts that stand equally often, the longer first."""
    counts = Counter(gram for _, words in sentences for gram in _grams(words))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))
    return [(phrase, count) for phrase, count in ranked[:CANDIDATES] if count >= FEWEST]


def _crowded(
    analysis: Analysis,
    sentences: list[tuple[Sentence, Phrase]],
    phrase: Phrase,
    per_100: float,
    share: float,
) -> bool:
    """Whether a frequent phrase stands twice in several sentences; a health term may do so more often."""
    twice = [s for s, words in sentences if sum(gram == phrase for gram in _grams(words)) > 1]
    name = " ".join(phrase)
    term = any(name in t.name or name in t.text for s in twice for t in analysis.terms.get(s.index, ()))
    return len(twice) >= CROWDED and per_100 >= share * (TERM_FACTOR if term else 1)


def _led(sentences: list[tuple[Sentence, Phrase]], phrase: Phrase) -> float:
    """Return the share of headings that begin with a phrase; 0 when there are too few."""
    headings = [words for s, words in sentences if s.scope == "heading"]
    led = sum(words[: len(phrase)] == phrase for words in headings)
    return led / len(headings) if len(headings) >= HEADINGS else 0.0
