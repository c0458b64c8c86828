"""Abbreviations that an article never spells out, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.glosses import linked
from claimlint.checks.mentions import own_prose
from claimlint.finding import Hit
from claimlint.syllables import is_word

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "known": {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "description": "Abbreviations that need no words behind them; case counts.",
    },
}
#: Two to six capitals, perhaps a small letter before, and a plural's s; no part of a longer name, an address, an amount or a code.
_SHORT = re.compile(r"(?<![\w&/.@#'’-])[a-z]?[A-Z]{2,6}s?(?![\w&/@’'-]|\.\w| [A-Z][a-z])")
#: A word in capitals right beside it makes it part of a name or a cry.
_CAPITALS = re.compile(r"\(?[A-Z]{2,}[.)]?")
_WORD = re.compile(r"[^\W\d_]+")
#: Words that an abbreviation may pass over.
_SMALL = frozenset("of and the for in on to a an with by".split())
#: Letters of a word that may hold several of the abbreviation's, at least; small words that are passed over in a row, at most.
COMPOUND, PASSED = 12, 2
#: Abbreviations that are looked for in words; a text with more is no article.
MOST = 100
#: So many capitals beside each other are shouted, or a line of labels.
SHOUTED = 3
#: Sentences on genes, which have no other name, and references with initials of their authors.
_APART = re.compile(r"\bgenes?\b|\bmutations?\b|\bproteins?\b|\bet al\b|\bdoi\b|\b(?:19|20)\d\d;\s?\d", re.I)
#: A word of so many letters that is also a word is stressed: "it WILL help". Shorter ones go by the list.
STRESSED = 4
_STRESSED = frozenset(
    "ADD AGE ALL AND ANY ARE ASK BAD BIG BUT BUY CAN DAY DO EAT END FOR FREE GET GO GOOD HAS HER HIS HOT HOW IF IN IS IT KEY LOW MAY ME MY NEW NO NOT NOW OF OFF OLD ON ONE ONLY OR OUR OUT SAY SEE SHE SIX SO STOP TEN THE TO TOO TOP TRY TWO UP USE WAS WAY WE WHO WHY WIN YES YET YOU".split()
)
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
#: Words of a name in capitals or with a number: "Vitamin K", "Form DS", "Room B".
_LABELLED = re.compile(
    r"(?:\b(?:vitamins?|form|room|type|grade|stage|phase|group|level|class|part|table|figure|box|omega|St|[A-Z]\.)\s)$",
    re.I,
)
_SPELT = re.compile(
    r"^[”\"']?(?:\s\((?=[^)]*[a-z]{3})|,? (?:which )?(?:stands for|is short for|means)\b|,? or [a-z]|\s?[–—:=]\s?[a-z]| is (?:an?|the)\b)"
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the first use."""
    known = frozenset(options.get("known", ()))

    def check(analysis: Analysis) -> Iterator[Hit]:
        uses: dict[str, list[tuple[Sentence, int, int]]] = {}
        for sentence in own_prose(analysis):
            for start, end in _found(sentence):
                name = _name(sentence.text[start:end])
                if name not in known and sentence.text[start:end] not in known:
                    uses.setdefault(name, []).append((sentence, start, end))
        for name, places in islice(uses.items(), MOST):
            sentence, start, end = places[0]
            explained = partial(_explained, analysis)
            if not any(explained(*place) for place in places) and not _spelt_out(analysis, name):
                yield Hit(sentence.start + start, sentence.start + end, {}, 0.8)

    return check


def _name(text: str) -> str:
    """Return an abbreviation without a plural's s."""
    return text[:-1] if text.endswith("s") and text[:-1].isupper() else text


def _found(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the places of abbreviations in running text."""
    if sentence.block.kind not in ("paragraph", "item", "quote") or _APART.search(sentence.text):
        return
    matches = [m for m in _SHORT.finditer(sentence.text) if not _LABELLED.search(sentence.text[: m.start()])]
    words = _WORD.findall(sentence.text) if matches else []
    capitals = sum(word.isupper() and len(word) > 1 for word in words)
    # A line in capitals holds no abbreviations.
    if capitals >= SHOUTED and 2 * capitals >= len(words):
        return
    for match in matches:
        before, after = sentence.text[: match.start()].split()[-1:], sentence.text[match.end() :].split()[:1]
        if not any(map(_CAPITALS.fullmatch, before + after)) and not _stressed(match[0]):
            yield match.span()


def _stressed(text: str) -> bool:
    """Whether a word in capitals is one that is stressed, or a Roman number."""
    return (
        text in _STRESSED or bool(_ROMAN.fullmatch(text)) or (len(text) >= STRESSED and is_word(text.lower()))
    )


def _explained(analysis: Analysis, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a use stands in brackets after words, is followed by its words, or leads to a page of its own."""
    before, after = sentence.text[:start], sentence.text[end:]
    bracketed = before.endswith(("(", "“", '"', "[")) and len(before.split()) > 1
    called = bool(
        re.search(
            r"\b(?:called|known as|abbreviated(?: as| to)?|short|or|simply)[ “\"']+(?:an? |the )?$", before
        )
    )
    at = sentence.start
    return bracketed or called or bool(_SPELT.match(after)) or linked(analysis, at + start, at + end)


def _spelt_out(analysis: Analysis, name: str) -> bool:
    """Whether words with its letters stand somewhere in a row."""
    letters = name.lower()
    starts = (
        (words, at) for words in _initials(analysis) for at, word in enumerate(words) if word[0] == letters[0]
    )
    return any(_fits(words, at, letters) for words, at in starts)


def _initials(analysis: Analysis) -> Sequence[Sequence[str]]:
    """Return the words of each block in lower case; hyphens part words."""
    return analysis.memo(
        "words of blocks",
        lambda: [
            [word.lower() for word in _WORD.findall(analysis.document.block_text(block))]
            for block in analysis.document.blocks
        ],
    )


def _fits(words: Sequence[str], at: int, letters: str, passed: int = 0) -> bool:
    """Whether the words from a place on begin with the letters, one each; small words may be passed over.

    A long word may hold several of them, in order: "gastrointestinal" is GI.
    """
    if not letters:
        return True
    if at == len(words):
        return False
    word = words[at]
    if word[0] != letters[0]:
        return word in _SMALL and passed < PASSED and _fits(words, at + 1, letters, passed + 1)
    if word == letters:
        return False
    most = _within(word, letters) if len(word) >= COMPOUND else 1
    return any(_fits(words, at + 1, letters[count:]) for count in range(1, most + 1))


def _within(word: str, letters: str) -> int:
    """Return how many of the letters, from the first on, a word holds in order."""
    at, count = 0, 0
    for letter in letters:
        at = word.find(letter, at) + 1
        if not at:
            break
        count += 1
    return count
