"""Numbers of people that are hard to take in: tiny or over-exact percentages, parts of people, "1 in 7" beside "3 in 40"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.mentions import own_prose
from claimlint.dictionary import fold
from claimlint.document import Block
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
#: What numbers of people are about.
_PEOPLE = re.compile(
    r"\b(?:people|persons?|men|women|patients|adults|children|babies|infants|boys|girls|users|participants|volunteers|population"
    r"|risks?|chances?|odds|likelihood|probability|cases|births|pregnancies|deaths|died|reactions?|side effects?)\b",
)
#: Strengths, tests and doses have decimals of their own; what follows "confidence interval" is for those who know it.
_MEASURED = re.compile(
    r"\b(?:mg|mcg|ml|g|solution|saline|cream|gel|lotion|ointment|drops|spray|alcohol|strength|concentration|hba1c|a1c|interest"
    r"|hydrocortisone|confidence interval|ci|statistically|p ?[<=])\b",
)
_TINY = re.compile(r"(?<![\d.,])0?\.\d+ ?(?:%|per ?cent\b)")
_EXACT = re.compile(r"(?<![\d.,])[1-9]\d?\.\d{2,} ?(?:%|per ?cent\b)")
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_SHARE = re.compile(
    rf"(?<![\d.,])({_NUMBER}) (?:in(?: every)?|out of(?: every)?) (\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|a hundred|a thousand)\b(?: (?:million|billion))?(?![.,]\d|%|[-–/])",
)
#: After "1 in 5" these make it something else than a share: "3 in 10 minutes", "1 in 2019".
_NO_SHARE = re.compile(
    r"^[\s-](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|mg|ml|kg|cm|mm|lb|stone|litres?|steps?)\b",
)
#: Both ends of a range: "1 in 700 people to 1 in 900".
_RANGE = re.compile(
    r"^(?: [\w-]+){0,4},? (?:to|or)(?: (?:about|around|approximately|as many as|up to|even))? $|^ ?[-–—] ?$",
)
_BOTH = re.compile(r"^(?: [\w-]+){0,4} and (?:(?:about|around|approximately) )?$")
_BETWEEN = re.compile(r"\bbetween\b[^.]{0,20}$")
#: The same number before it, in percent.
_SAID_AGAIN = re.compile(r"(?:%|per ?cent) ?[(,] ?(?:about |around |or )?$")
#: A year, not a number of people.
_YEAR = re.compile(r"(?:19|20)\d\d$")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the number, or the second of two that do not fit, and says what is ``hard`` about it."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        # What the shares of the sentence before are out of.
        before: tuple[Block | None, int, str] = (None, 0, "")
        for sentence in own_prose(analysis):
            if sentence.block.kind in ("table", "title", "heading"):
                continue
            text = fold(sentence.text)
            yield from _alone(sentence, text)
            shares = _shares(text)
            beside = before[0] is sentence.block and before[1] == sentence.index - 1
            first = before[2] if beside else ""
            odd = _odd(text, shares, first)
            if odd is not None:
                hard = f"stands beside shares of {first or shares[0][1]}: readers cannot compare them"
                yield Hit(sentence.start + odd.start(), sentence.start + odd.end(), {"hard": hard}, 0.85)
            if shares:
                before = (sentence.block, sentence.index, first or shares[0][1])

    return check


def _alone(sentence: Sentence, text: str) -> Iterator[Hit]:
    """Yield the numbers that are hard by themselves. text: the sentence's in lower case, as in what follows."""
    if not _PEOPLE.search(text) or _MEASURED.search(text):
        return
    for pattern, hard in (
        (_TINY, "is a part of one in a hundred: few can picture it"),
        (_EXACT, "is more exact than anybody needs"),
    ):
        for match in pattern.finditer(text):
            yield Hit(sentence.start + match.start(), sentence.start + match.end(), {"hard": hard}, 0.85)
    for match, _ in _shares(text):
        if "." in match[1]:
            hard = "counts a part of a person"
            yield Hit(sentence.start + match.start(), sentence.start + match.end(), {"hard": hard}, 0.85)


def _shares(text: str) -> list[tuple[re.Match[str], str]]:
    """Return the shares of a sentence ("3 in 40") with what they are out of."""
    return [
        (match, match[2])
        for match in _SHARE.finditer(text)
        if not _NO_SHARE.match(text[match.end() : match.end() + 12])
        and not _YEAR.match(match[2])
        and not _SAID_AGAIN.search(text[max(match.start() - 12, 0) : match.start()])
    ]


def _odd(text: str, shares: Sequence[tuple[re.Match[str], str]], first: str) -> re.Match[str] | None:
    """Return the first share that is out of another number than those before it, but for the ends of a range."""
    last: re.Match[str] | None = None
    for match, whole in shares:
        first = first or whole
        if whole != first and "." not in match[1] and not (last and _ranged(text, last, match)):
            return match
        last = match
    return None


def _ranged(text: str, low: re.Match[str], high: re.Match[str]) -> bool:
    """Whether two shares are the ends of a range."""
    joint = text[low.end() : high.start()]
    both = _BOTH.match(joint) and _BETWEEN.search(text[: low.start()])
    return bool(_RANGE.match(joint) or both)
