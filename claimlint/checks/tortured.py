"""Fixed terms as thesaurus software rewrites them ("blood squeeze" for blood pressure), with what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.mentions import mentioned, own_prose
from claimlint.dictionary import fold
from claimlint.finding import Hit, Severity
from claimlint.spelling import american, plurals, singulars

if TYPE_CHECKING:
    from spacy.language import Language

_PAIRS = {
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "minItems": 1,
}
OPTIONS: Mapping[str, Any] = {
    "pairs": {
        **_PAIRS,
        "description": "Phrases with what was meant: `blood squeeze|compression = blood pressure`. `a|b` stands for either word, "
        "`_` joins several; `{1}` is the phrase's first word again.",
    },
    "doubtful": {
        **_PAIRS,
        "description": "Pairs that count, as warnings, only beside one of `pairs` in the article, or where three of them stand.",
    },
}
#: So many different doubtful phrases make each other sure.
ENOUGH = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
#: A word of the phrase in what was meant.
_SAME = re.compile(r"\{([1-9])\}")
#: One pair that stands for more is a mistake.
MOST_PHRASES = 500
#: What stands between two words of a phrase.
_JOINT = re.compile(r"[\s\-‐‑]{1,2}")
#: After these a noun of the phrase is a verb: "as blood squeezes past the clot".
_AFTER_VERB = frozenset("through past into between against".split())


@dataclass(frozen=True)
class _Phrase:
    """words: normalised; meant: the fixed term; sure: nobody writes it on purpose."""

    words: tuple[str, ...]
    meant: str
    sure: bool


#: Phrases by their first word, the longest first.
_Table = Mapping[str, Sequence[_Phrase]]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Expand the pairs; a hit spans the phrase and carries what was ``expected``. Raises ValueError for a malformed pair."""
    table = _table(options["pairs"], options.get("doubtful", ()))

    def check(analysis: Analysis) -> Iterator[Hit]:
        hits = [hit for sentence in own_prose(analysis) for hit in _hits(analysis, sentence, table)]
        doubtful = {hit.data["expected"] for hit in hits if hit.severity}
        if len(doubtful) >= ENOUGH or any(hit.severity is None for hit in hits):
            yield from hits

    return check


def _table(sure: Sequence[str], doubtful: Sequence[str]) -> _Table:
    """Return every phrase that the pairs stand for; what is sure and doubtful is sure."""
    phrases = {words: _Phrase(words, meant, False) for pair in doubtful for words, meant in _expanded(pair)}
    phrases |= {words: _Phrase(words, meant, True) for pair in sure for words, meant in _expanded(pair)}
    table: dict[str, list[_Phrase]] = {}
    for phrase in sorted(phrases.values(), key=lambda phrase: -len(phrase.words)):
        table.setdefault(phrase.words[0], []).append(phrase)
    return table


def _expanded(pair: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the phrases of a pair, normalised, each with what was meant."""
    left, _, right = pair.partition(" = ")
    if not left.strip() or not right.strip():
        raise ValueError(f"“{pair}” is no pair: write “phrase = what was meant”")
    places = [element.replace("_", " ").split("|") for element in left.split()]
    if prod(map(len, places)) > MOST_PHRASES:
        raise ValueError(f"“{left}” stands for more than {MOST_PHRASES} phrases")
    if any(int(number) > len(places) for number in _SAME.findall(right)):
        raise ValueError(f"“{pair}” has {len(places)} words, and {{1}} is the first")
    for shown in product(*places):
        meant = _SAME.sub(partial(_word_of, shown), right.strip())
        yield tuple(_normal(match[0]) for match in _WORD.finditer(" ".join(shown))), meant


def _word_of(shown: Sequence[str], number: re.Match[str]) -> str:
    return shown[int(number[1]) - 1]


@lru_cache(maxsize=10_000)
def _normal(word: str) -> str:
    """Return a word in lower case and American spelling, without apostrophes."""
    return "and" if word == "&" else american(fold(word)).replace("'", "")


def _hits(analysis: Analysis, sentence: Sentence, table: _Table) -> Iterator[Hit]:
    """Yield the phrases of a sentence; a doubtful one is a warning."""
    text = sentence.text
    places = [match.span() for match in _WORD.finditer(text)]
    words = [_normal(text[low:high]) for low, high in places]
    at = 0
    while at < len(words):
        begun = table.get(words[at], ())
        phrase = next((p for p in begun if _stands(p, text, words, places, at)), None) if begun else None
        if phrase is None:
            at += 1
            continue
        last = at + len(phrase.words) - 1
        low, high = places[at][0], places[last][1]
        plural = words[last] != phrase.words[-1]
        meant = (*plurals(phrase.meant), phrase.meant)[0] if plural else phrase.meant
        start, end = sentence.start + low, sentence.start + high
        if not mentioned(analysis, sentence, start, end):
            severity: Severity | None = None if phrase.sure else "warning"
            confidence = 0.95 if phrase.sure else 0.6
            yield Hit(start, end, {"expected": meant}, confidence, severity=severity)
        at = last + 1


def _stands(
    phrase: _Phrase, text: str, words: Sequence[str], places: Sequence[tuple[int, int]], at: int
) -> bool:
    """Whether a phrase, or its plural, begins at a word."""
    wanted, last = phrase.words, at + len(phrase.words) - 1
    if last >= len(words) or tuple(words[at:last]) != wanted[:-1]:
        return False
    if words[last] != wanted[-1] and wanted[-1] not in singulars(words[last]):
        return False
    joints = (text[places[i][1] : places[i + 1][0]] for i in range(at, last))
    return all(_JOINT.fullmatch(joint) for joint in joints) and _AFTER_VERB.isdisjoint(
        words[last + 1 : last + 2]
    )
