"""Warning signs an article on a symptom must name together with where to go.

The table of topics stands in the rule file: triggers, red-flag concepts, level of care.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.care import advises_care
from claimlint.checks.presence import SHORTEST, absent
from claimlint.facts import facts_of
from claimlint.finding import Hit, Severity, milder

if TYPE_CHECKING:
    from spacy.language import Language

_PHRASES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
OPTIONS: Mapping[str, Any] = {
    "topics": {
        "type": "array",
        "minItems": 1,
        "description": "Topics with their warning signs; the heaviest topic of an article counts.",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["name", "triggers", "flags", "say"],
            "properties": {
                "name": {"type": "string", "description": "The topic in words, for the message."},
                "triggers": {
                    **_PHRASES,
                    "description": "Wordings that bring the topic up; `*` ends a word freely.",
                },
                "flags": {
                    "type": "array",
                    "items": _PHRASES,
                    "description": "Concepts, each a list of wordings.",
                },
                "partial": {"enum": ["info"], "description": "Severity where care is advised without signs."},
                "say": {"type": "string", "description": "The warning signs in words, for the message."},
            },
        },
    },
    "otherwise": {"enum": ["info"], "description": "Severity where the article gives no advice."},
}
#: Mentions outside the title that make a topic central (table 4.5 of the standards).
MENTIONS = 3
#: Blocks around a warning sign in which the word on care may stand.
REACH = 3


@dataclass(frozen=True)
class Topic:
    """A topic with its patterns compiled."""

    name: str
    say: str
    partial: Severity
    trigger: re.Pattern[str]
    flags: tuple[re.Pattern[str], ...]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check: error when neither signs nor care are named, a warning when only one is."""
    topics = [_topic(entry) for entry in options["topics"]]
    otherwise = options.get("otherwise")

    def check(analysis: Analysis) -> Iterator[Hit]:
        if analysis.words < SHORTEST:
            return
        weights = [_weight(analysis, topic) for topic in topics]
        heaviest = max(range(len(topics)), key=weights.__getitem__)
        if weights[heaviest]:
            yield from _judge(analysis, topics[heaviest], otherwise)

    return check


def _topic(entry: Mapping[str, Any]) -> Topic:
    flags = tuple(_pattern(wordings) for wordings in entry["flags"])
    return Topic(
        entry["name"], entry["say"], entry.get("partial", "warning"), _pattern(entry["triggers"]), flags
    )


def _pattern(wordings: Sequence[str]) -> re.Pattern[str]:
    """Compile wordings; ``*`` ends a word freely, ``..`` allows up to four words between."""
    parts = [
        re.escape(w.lower())
        .replace(r"\*", r"\w*")
        .replace(r"\ \.\.\ ", r"(?:\W+\w+){0,4}?\W+")
        .replace(r"\ ", r"\W+")
        for w in wordings
    ]
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b")


def _weight(analysis: Analysis, topic: Topic) -> float:
    """Return how much an article is about a topic: infinite when its title is, 0 when it is named in passing."""
    title = analysis.document.title
    if title is not None and topic.trigger.search(analysis.document.block_text(title).lower()):
        return math.inf
    mentions = sum(len(topic.trigger.findall(sentence.text.lower())) for sentence in analysis.prose)
    dense = 1000 * mentions >= 2 * MENTIONS * analysis.words
    return float(mentions) if mentions >= MENTIONS and dense else 0.0


def _judge(analysis: Analysis, topic: Topic, otherwise: Severity | None) -> Iterator[Hit]:
    blocks = [
        (b, analysis.document.block_text(b).lower().replace("’", "'")) for b in analysis.document.blocks
    ]
    care = [i for i, (_, text) in enumerate(blocks) if advises_care(text)]
    flagged = [i for i, (_, text) in enumerate(blocks) if any(flag.search(text) for flag in topic.flags)]
    if any(_near(analysis, i, j) for i in care for j in _nearest(flagged, i)):
        return
    facts = facts_of(analysis)
    severity: Severity | None = topic.partial if care else None
    if otherwise and not (facts.weighty and facts.gives_advice):
        severity = milder(severity or "error", otherwise)
    yield absent(analysis, severity, topic=topic.name, signs=topic.say)


def _nearest(places: Sequence[int], at: int) -> Sequence[int]:
    """Return the places just before and after one: if these are not near it, none is."""
    after = bisect_left(places, at)
    return places[max(after - 1, 0) : after + 1]


def _near(analysis: Analysis, one: int, other: int) -> bool:
    return abs(one - other) <= REACH or _same_list(analysis, one, other)


def _same_list(analysis: Analysis, one: int, other: int) -> bool:
    """Whether only list items lie between two blocks: "See a doctor if:" and a long list."""
    outside = analysis.memo("blocks outside lists", lambda: _outside_lists(analysis))
    low, high = sorted((one, other))
    return outside[high] == outside[low]


def _outside_lists(analysis: Analysis) -> list[int]:
    """Return for every block how many up to and with it are no list items."""
    return list(accumulate(int(block.kind != "item") for block in analysis.document.blocks))
