"""Headings that repeat themselves, each other or the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
#: Between these a word may come back ("from day to day", "breast cancer and lung cancer").
_JOINING = frozenset(
    "and or vs versus to by with from than not in after before between & / , : ? - – — ;".split()
)
#: Left-overs of a page that are no headings; another rule names them.
_FURNITURE = frozenset(["advertisement", "sponsored", "related", "share", "share this", "read more"])
_NUMBER = re.compile(r"^\(?(?:\d+(?:\.\d+)*|[a-z])[.):]\s+")
#: A heading that repeats one word at its ends ("Cramps: Signs of Cramps") is short (words).
SHORT = 6


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the heading."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        title = analysis.document.title
        named = {normal(analysis.document.block_text(title))} if title and title.level else set()
        path: dict[int, str] = {}
        seen: set[tuple[str, ...]] = set()
        for sentence in analysis.prose:
            if sentence.scope != "heading" or sentence is not analysis.in_block(sentence.block)[0]:
                continue
            block, text = sentence.block, normal(analysis.document.block_text(sentence.block))
            path = {level: above for level, above in path.items() if level < block.level}
            place = (*(path[level] for level in sorted(path)), text)
            path[block.level] = text
            if text in _FURNITURE:
                continue
            problem = _stuffed(sentence) or ("repeats the title" if text in named else "")
            problem = problem or ("appears twice" if place in seen and text else "")
            seen.add(place)
            if problem:
                yield Hit(block.start, block.end, {"problem": problem}, 0.85)

    return check


def normal(text: str) -> str:
    """Return a heading's words in lower case without the number before it and punctuation at its ends."""
    return _NUMBER.sub("", " ".join(text.lower().split())).strip(" .:!?#*-–—)(")


def _stuffed(sentence: Sentence) -> str:
    """Say what a heading repeats: a pair of content words, or its first content word at its end."""
    words = [(token.lemma_.lower() or token.lower_) for token in sentence.span]
    content = [
        i for i, token in enumerate(sentence.span) if token.is_alpha and not token.is_stop and len(token) > 2
    ]
    pairs = [(words[i], words[j]) for i, j in pairwise(content) if j == i + 1]
    twice = next((pair for pair in pairs if pairs.count(pair) > 1), None)
    if twice and not _JOINING & set(_between(words, twice)):
        return f"says “{' '.join(twice)}” twice"
    ends = [words[content[0]], words[content[-1]]] if len(content) >= 3 else []
    if ends and ends[0] == ends[1] and len(words) <= SHORT and not _JOINING & set(sentence.lower):
        return f"says “{ends[0]}” twice"
    return ""


def _between(words: list[str], pair: tuple[str, str]) -> list[str]:
    places = [i for i in range(len(words) - 1) if (words[i], words[i + 1]) == pair]
    return words[places[0] + 2 : places[1]]
