"""Warning signs an article on a symptom must name together with where to go.

The table of topics (triggers, signs, words to put in, source) is ``rules/lists/red-flags.yml``, or the rule's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.going_for_help import passages_of
from claimlint.checks.presence import SHORTEST, absent
from claimlint.deferred import sought
from claimlint.facts import facts_of
from claimlint.finding import Hit, Severity, milder
from claimlint.helplines import worded
from claimlint.statements import says
from claimlint.tables import SOURCE, bundled_path, read_table
from claimlint.topics import (
    CENTRAL,
    ILL_TOPICS,
    Heads,
    Mentions,
    confidence,
    heads,
    lowered,
    may_hold,
    mentions_of,
)

if TYPE_CHECKING:
    from spacy.language import Language

_PHRASES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_TOPICS: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "description": "Topics with their warning signs, instead of those of `lists/red-flags.yml`. Topics in the title are"
    " judged, else the one that the article is most surely about.",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "triggers", "flags", "say"],
        "properties": {
            "name": {"type": "string", "description": "The topic in words, for the message."},
            "triggers": {
                **_PHRASES,
                "description": "Wordings that bring the topic up; `*` ends a word freely, `..` stands for up to four words.",
            },
            "unless": {
                **_PHRASES,
                "description": "Wordings of another matter: sentences that hold one do not bring the topic up.",
            },
            "flags": {
                "type": "array",
                "items": _PHRASES,
                "description": "Concepts, each a list of wordings; one of them, tied to going for help, is enough.",
            },
            "partial": {"enum": ["info"], "description": "Severity where care is advised without signs."},
            "none": {"enum": ["warning", "info"], "description": "Severity where neither is there."},
            "say": {"type": "string", "description": "The warning signs in words, for the message."},
            "advice": {
                "type": "string",
                "description": "Words to put in; `{emergency}`, `{urgent}` and `{crisis}` stand for what readers of a region"
                " can do.",
            },
            "source": SOURCE,
        },
    },
}
_SIGNS: Mapping[str, Any] = {
    **_PHRASES,
    "description": "Wordings of danger that count as a sign in any topic.",
}
OPTIONS: Mapping[str, Any] = {
    "topics": _TOPICS,
    "signs": _SIGNS,
    "otherwise": {"enum": ["info"], "description": "Severity where the article gives no advice."},
}
_TABLE: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["topics"],
    "properties": {"topics": _TOPICS, "signs": _SIGNS},
}
#: Patterns that are kept, more than there are.
KEPT = 1024
#: Topics of one title that are judged, at most.
MOST_TOPICS = 2


@dataclass(frozen=True)
class Topic:
    """A topic; what finds it is compiled, what is looked for in articles about it is when it is first.

    words: its triggers in a row; heads: how their words begin.
    """

    name: str
    say: str
    advice: str
    source: str
    partial: Severity
    none: Severity | None
    words: str
    heads: Heads
    trigger: re.Pattern[str]
    unless: re.Pattern[str] | None
    flags: tuple[tuple[str, ...], ...]
    signs: tuple[str, ...]

    def named_in(self, text: str) -> bool:
        """Whether a lower-case text names a sign: of the topic, or of danger in any, apart from the topic's own name."""
        if any(wordings(flag).search(text) for flag in self.flags):
            return True
        return bool(self.signs) and bool(wordings(self.signs).search(self.trigger.sub(" ", text)))


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check: error when neither signs nor care are named, a warning when only one is."""
    table = options if "topics" in options else read_table(bundled_path("red-flags"), _TABLE)
    topics = [_topic(row, table.get("signs", ())) for row in table["topics"]]
    otherwise = options.get("otherwise")

    def check(analysis: Analysis) -> Iterator[Hit]:
        if analysis.words < SHORTEST:
            return
        for topic in _central(analysis, topics):
            yield from _judge(analysis, topic, otherwise)

    return check


def _topic(row: Mapping[str, Any], signs: Sequence[str]) -> Topic:
    advice = row.get("advice", f"Get medical help if you notice any of these: {row['say']}.")
    worded(advice, None)
    return Topic(
        name=row["name"],
        say=row["say"],
        advice=advice,
        source=row.get("source", {}).get("name", ""),
        partial=row.get("partial", "warning"),
        none=row.get("none"),
        words=" ".join(row["triggers"]).lower(),
        heads=heads(map(str.lower, row["triggers"])),
        trigger=wordings(tuple(row["triggers"])),
        unless=wordings(tuple(row["unless"])) if "unless" in row else None,
        flags=tuple(map(tuple, row["flags"])),
        signs=tuple(signs),
    )


@lru_cache(maxsize=KEPT)
def wordings(texts: tuple[str, ...]) -> re.Pattern[str]:
    """Compile wordings; ``*`` ends a word freely, ``..`` allows up to four words between."""
    parts = [
        re.escape(text.lower())
        .replace(r"\*", r"\w*")
        .replace(r"\ \.\.\ ", r"(?:\W+\w+){0,4}?\W+")
        .replace(r"\ ", r"\W+")
        for text in texts
    ]
    return sought(r"\b(?:" + "|".join(parts) + r")\b")


def _central(analysis: Analysis, topics: Sequence[Topic]) -> list[Topic]:
    """Return the topics that the title names; else the one the article is most surely about, if it is about no other illness."""
    found = [(topic, _mentions(analysis, topic)) for topic in topics]
    if titled := _titled(analysis, [topic for topic, mentions in found if mentions.title]):
        return titled[:MOST_TOPICS]
    sure = [
        (confidence(mentions, analysis.words), mentions.all, -place)
        for place, (_, mentions) in enumerate(found)
    ]
    best, count, place = max(sure)
    leads = best >= CENTRAL and not _outdone(analysis, topics[-place], count)
    return [topics[-place]] if leads else []


def _mentions(analysis: Analysis, topic: Topic) -> Mentions:
    return (
        mentions_of(analysis, topic.trigger, topic.unless) if may_hold(analysis, topic.heads) else Mentions()
    )


def _titled(analysis: Analysis, topics: Sequence[Topic]) -> list[Topic]:
    """Return the topics in the title, of those that share a word of it ("a child's fever") only the first in the table."""
    taken: set[int] = set()
    kept: list[Topic] = []
    title = " ".join(text for sentence, text in lowered(analysis) if sentence.scope == "title")
    for topic in topics:
        places = {at for match in topic.trigger.finditer(title) for at in range(*match.span())}
        if not places & taken:
            kept.append(topic)
            taken |= places
    return kept


def _outdone(analysis: Analysis, topic: Topic, mentions: int) -> bool:
    """Whether the article is rather about an illness of which the topic is a sign or a consequence."""
    others = (t for t in facts_of(analysis).topics if t.kind in ILL_TOPICS and t.term not in topic.words)
    return any(other.in_title or other.mentions >= mentions for other in others)


def _judge(analysis: Analysis, topic: Topic, otherwise: Severity | None) -> Iterator[Hit]:
    passages = passages_of(analysis)
    signs = [p for p in passages if topic.named_in(p.text)]
    if any(sign.bound for sign in signs) or says(analysis, "warning-sign"):
        return
    some = any(p.care for p in passages) or any(sign.urgent for sign in signs)
    severity: Severity | None = topic.partial if some else topic.none
    if otherwise and not facts_of(analysis).gives_advice:
        severity = milder(severity or "error", otherwise)
    hit = absent(analysis, severity, topic=topic.name, signs=topic.say, source=topic.source)
    yield replace(hit, suggestion=worded(topic.advice, analysis.readership.region))
