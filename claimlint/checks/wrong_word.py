"""A word of another sense or a look-alike, known by its neighbours ("bring your knees to your coffer"), with what was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.mentions import mentioned, own_prose
from claimlint.checks.surroundings import NEAR, Find, Test, matcher_of, tests_of
from claimlint.finding import Hit
from claimlint.nlp import splitter
from claimlint.wording import compile_wording

if TYPE_CHECKING:
    from spacy.language import Language

_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}}
OPTIONS: Mapping[str, Any] = {
    "words": {
        "type": "array",
        "minItems": 1,
        "description": "Wrong words with what was meant and the neighbours that give them away.",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["wrong", "meant", "beside"],
            "properties": {
                "wrong": {
                    "type": "string",
                    "minLength": 1,
                    "description": "One element of a wording: `coffer|casket`.",
                },
                "meant": {"type": "string", "minLength": 1, "description": "The word that was meant."},
                "beside": {
                    **_WORDS,
                    "minItems": 1,
                    "description": "Wordings in which `%` is the wrong word; one must hold.",
                },
                "not_before": {**_WORDS, "description": "Words that may not follow right after it."},
                "not_after": {**_WORDS, "description": "Words that may not stand right before it."},
                "near": NEAR,
            },
        },
    }
}
PLACE = "%"


@dataclass(frozen=True)
class _Entry:
    """forms: the wrong words, each the possible texts of its tokens; tests: what else the sentence must hold."""

    meant: str
    forms: Sequence[Sequence[frozenset[str]]]
    find: Find
    tests: Sequence[Test]
    not_before: frozenset[str]
    not_after: frozenset[str]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the entries; a hit spans the wrong word and carries what was ``meant``."""
    entries = [_entry(words, nlp) for words in options["words"]]
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for word in {text for form in entry.forms for text in form[0]}:
            by_word[word.replace("’", "'")].append(number)

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in own_prose(analysis):
            tried = {number for word in sentence.vocabulary for number in by_word.get(word, ())}
            taken: set[int] = set()
            for number in sorted(tried):
                for first, last in _places(analysis, sentence, entries[number]):
                    tokens = set(range(first, last + 1))
                    start, end = sentence.range(first, last)
                    if taken.isdisjoint(tokens) and not mentioned(analysis, sentence, start, end):
                        taken |= tokens
                        yield Hit(start, end, {"meant": entries[number].meant}, 0.85)

    return check


def _entry(words: Mapping[str, Any], nlp: Language) -> _Entry:
    """Compile one entry. Raises ValueError for a wording without the place of the wrong word."""
    without = [wording for wording in words["beside"] if wording.split().count(PLACE) != 1]
    if without:
        raise ValueError(f"“{without[0]}” needs one {PLACE}, the place of “{words['wrong']}”")
    variants = compile_wording(words["wrong"], splitter(nlp))
    return _Entry(
        meant=words["meant"],
        forms=[[frozenset(token["LOWER"]["IN"]) for token in variant] for variant in variants],
        find=matcher_of(nlp, [_filled(wording, words["wrong"]) for wording in words["beside"]]),
        tests=tests_of(words, nlp),
        not_before=frozenset(words.get("not_before", ())),
        not_after=frozenset(words.get("not_after", ())),
    )


def _filled(wording: str, wrong: str) -> str:
    return " ".join(wrong if element == PLACE else element for element in wording.split())


def _places(analysis: Analysis, sentence: Sentence, entry: _Entry) -> Iterator[tuple[int, int]]:
    """Yield first and last token of the wrong word, for each match."""
    offset = sentence.span.start
    for match in entry.find(sentence, analysis.terms.get(sentence.index, ())):
        low, high = match.start - offset, match.end - offset
        place = _within(sentence.lower[low:high], entry.forms)
        if place is None:
            continue
        first, last = low + place[0], low + place[1]
        before, after = (
            sentence.lower[first - 1 : first] if first else (),
            sentence.lower[last + 1 : last + 2],
        )
        if not entry.not_after.isdisjoint(before) or not entry.not_before.isdisjoint(after):
            continue
        if all(test(analysis, sentence, first, last) for test in entry.tests):
            yield first, last


def _within(words: Sequence[str], forms: Sequence[Sequence[frozenset[str]]]) -> tuple[int, int] | None:
    """Return where one of the forms stands in a row of words, both ends included."""
    for at in range(len(words)):
        for form in forms:
            part = words[at : at + len(form)]
            if len(part) == len(form) and all(w in texts for w, texts in zip(part, form, strict=True)):
                return at, at + len(form) - 1
    return None
