"""Words for which style guides have better ones, with what to write instead; names, quotations and talk about words are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.chosen import chooser
from claimlint.checks.mentions import mentioned, own_prose
from claimlint.checks.quotations import is_quoted
from claimlint.checks.surroundings import NEAR, PATTERNS, WITH, WITHOUT, Find, Test, matcher_of, tests_of
from claimlint.context import squeeze
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}}
OPTIONS: Mapping[str, Any] = {
    "patterns": {
        "type": "array",
        "minItems": 1,
        "description": "Words to replace, with what to write instead.",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["words", "instead"],
            "properties": {
                "words": {**PATTERNS, "description": "Wordings, or spaCy token patterns."},
                "instead": {"type": "string", "minLength": 1, "description": "What to write instead."},
                "not_before": {
                    **_WORDS,
                    "description": "Words, lemmas or parts of speech (NOUN) that may not follow right after.",
                },
                "not_after": {**_WORDS, "description": "The same, right before."},
                "near": NEAR,
                "with": WITH,
                "without": WITHOUT,
            },
        },
    },
    "without": WITHOUT,
}
VALUES = ("instead", "times")

#: A text that weighs words: whoever names them here does not use them.
_WEIGHED = re.compile(
    r"\b(?:(?:the|this|that|these|such) (?:\w+ )?(?:terms?|words?|phrases?|names?) (?!of )|(?:terms?|words?|labels?|phrases?) (?:such as|like|for)|terminology|wording"
    r"|labell?ed (?:as|a|an)|labell?ing (?:people|patients|them|someone)|(?:is|are|as) (?:only |just |a |mere )*labels?"
    r"|(?:called|named|nicknamed|dubbed|known as|referred to as|described as)|slurs?|nicknames?|offensive|derogatory|pejorative|outdated|euphemisms?|stigmati[sz]\w+"
    r"|person-first|(?:say|write|use|saying|writing|using) [^.]{1,60}(?:rather than|instead of)|(?:rather than|instead of) (?:saying|writing|the word)|style ?guides?)\b"
)
#: Between the capitals of a name ("Institute on Drug Abuse").
_JOINTS = frozenset("of on and for the in & , - – /".split())


@dataclass(frozen=True)
class _Entry:
    instead: str
    find: Find
    tests: Sequence[Test]
    not_before: frozenset[str]
    not_after: frozenset[str]


@dataclass
class _Found:
    """Where words of one entry stand: the first place, and how often in all."""

    start: int
    end: int
    count: int = 0


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the entries; a hit spans the first place of each and says how often it stands in the article."""
    entries = [_entry(pattern, nlp) for pattern in options["patterns"]]
    choose = chooser([entry.find for entry in entries])
    tests = tests_of({"without": options.get("without")}, nlp)

    def check(analysis: Analysis) -> Iterator[Hit]:
        found: dict[int, _Found] = {}
        for sentence in own_prose(analysis):
            taken: set[int] = set()
            chosen = {number: entries[number] for number in choose(sentence)}
            for number, first, last in _places(analysis, sentence, chosen):
                tokens = set(range(first, last + 1))
                if not taken.isdisjoint(tokens) or not all(t(analysis, sentence, first, last) for t in tests):
                    continue
                if _used(analysis, sentence, first, last):
                    taken |= tokens
                    place = found.setdefault(number, _Found(*sentence.range(first, last)))
                    place.count += 1
        for number, place in found.items():
            times = f" ({place.count} times)" if place.count > 1 else ""
            yield Hit(place.start, place.end, {"instead": entries[number].instead, "times": times})

    return check


def _entry(pattern: Mapping[str, Any], nlp: Language) -> _Entry:
    return _Entry(
        pattern["instead"],
        matcher_of(nlp, pattern["words"]),
        tests_of(pattern, nlp),
        frozenset(pattern.get("not_before", ())),
        frozenset(pattern.get("not_after", ())),
    )


def _places(
    analysis: Analysis, sentence: Sentence, entries: Mapping[int, _Entry]
) -> Iterator[tuple[int, int, int]]:
    """Yield number of entry, first and last token of each match, of a sentence the longest first."""
    terms = analysis.terms.get(sentence.index, ())
    matches = []
    for number, entry in entries.items():
        for match in entry.find(sentence, terms):
            first, last = match.start - sentence.span.start, match.end - sentence.span.start - 1
            beside = _beside(sentence, first - 1, entry.not_after) or _beside(
                sentence, last + 1, entry.not_before
            )
            if not beside and all(test(analysis, sentence, first, last) for test in entry.tests):
                matches.append((first - last, first, number, last))
    yield from ((number, first, last) for _, first, number, last in sorted(matches))


def _beside(sentence: Sentence, at: int, words: frozenset[str]) -> bool:
    if not words or not 0 <= at < len(sentence.forms):
        return False
    return not words.isdisjoint((*sentence.forms[at], sentence.lower[at], sentence.span[at].pos_))


def _used(analysis: Analysis, sentence: Sentence, first: int, last: int) -> bool:
    """Whether the article itself uses the words: they are no name, no quotation, and not what it talks about."""
    start, end = sentence.range(first, last)
    return not (
        _is_name(sentence, first, last)
        or _WEIGHED.search(squeeze(sentence.text))
        or mentioned(analysis, sentence, start, end)
        or is_quoted(analysis, sentence.block, start)
    )


def _is_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words in running text stand in capitals beside others in capitals ("Alcoholics Anonymous")."""
    if sentence.scope in ("title", "heading") or not any(_capital(sentence, at) for at in (first, last)):
        return False
    before = [at for at in (first - 1, first - 2) if at >= 0]
    after = [at for at in (last + 1, last + 2) if at < len(sentence.lower)]
    near = (*_beyond_joints(sentence, before), *_beyond_joints(sentence, after))
    # The initials of "Sufferers of IBS" make no name.
    return any(_capital(sentence, at) and not sentence.span[at].text.isupper() for at in near)


def _capital(sentence: Sentence, at: int) -> bool:
    return sentence.text[sentence.offset(at) - sentence.start].isupper()


def _beyond_joints(sentence: Sentence, places: Sequence[int]) -> Sequence[int]:
    """Return the nearest of the places that is no joint of a name, if any."""
    return [at for at in places if sentence.lower[at] not in _JOINTS][:1]
