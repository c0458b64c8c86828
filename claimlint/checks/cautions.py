"""What an article that recommends a herb, supplement or medicine must warn of: other medicines, or pregnancy.

The table of what needs which warning, each with its source, is ``rules/lists/cautions.yml``, or the rule's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import SHORTEST, absent
from claimlint.checks.recommending import advises, praises
from claimlint.checks.warned import warns_of_medicines, warns_of_pregnancy
from claimlint.deferred import deferred, sought
from claimlint.facts import facts_of
from claimlint.finding import Hit
from claimlint.outcomes import pattern
from claimlint.tables import SOURCE, bundled_path, read_table
from claimlint.topics import CENTRAL, Heads, confidence, heads, lowered, may_hold, mentions_of, plain

if TYPE_CHECKING:
    from spacy.language import Language

_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
_ITEMS: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "description": "What needs a warning, instead of the items of `lists/cautions.yml`.",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["item", "words", "source"],
        "properties": {
            "item": {"type": "string", "description": "Its name, for the message."},
            "words": {
                **_WORDS,
                "description": "What it is recognised by; `*` stands for the rest of a word.",
            },
            "food": {
                "type": "boolean",
                "description": "Whether it counts only as a supplement, beside one of the `forms`.",
            },
            "central": {
                "type": "boolean",
                "description": "Whether it counts only in articles that are about it.",
            },
            "with": {"type": "string", "description": "Medicines it interacts with, for the message."},
            "pregnancy": {"type": "boolean", "description": "Whether it is to be avoided in pregnancy."},
            "source": SOURCE,
        },
    },
}
_FORMS: Mapping[str, Any] = {**_WORDS, "description": "Words for a supplement of what is also a food."}
OPTIONS: Mapping[str, Any] = {
    "about": {"enum": ["interactions", "pregnancy"], "description": "Which warning must be there."},
    "items": _ITEMS,
    "forms": _FORMS,
    "otherwise": {
        "enum": ["info"],
        "description": "Severity where the article praises it without advising it.",
    },
}
_TABLE: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["forms", "items"],
    "properties": {"forms": _FORMS, "items": _ITEMS},
}
#: Readers who cannot be pregnant, as the title has them.
_NOT_FOR_THEM = deferred(
    r"\b(?:men|men's|man's|males?|prostate|erectile|testosterone|beards?|(?:post-?)?menopaus\w+|older (?:people|adults|men|women)|elderly|seniors|over[- ][67]0s?|dogs?|cats?)\b"
)
NAMED = 3


@dataclass(frozen=True)
class Item:
    """Something to take, with its pattern compiled. heads: how they begin; other: what it does not go with, empty where that is not asked for."""

    name: str
    heads: Heads
    words: re.Pattern[str]
    central: bool
    other: str
    pregnancy: bool
    source: str


@dataclass(frozen=True)
class Warning:
    """needed: whether an item needs it; given: whether an article gives it, in any wording; says, suggests: how it is put of items."""

    needed: Callable[[Item], bool]
    given: Callable[[Analysis], bool]
    says: Callable[[Sequence[Item]], str]
    suggests: Callable[[Sequence[Item]], str]


def _says_medicines(items: Sequence[Item]) -> str:
    return "; ".join(f"{item.name} can interact with {item.other}" for item in items)


def _suggests_medicines(items: Sequence[Item]) -> str:
    return " ".join(
        f"Ask a pharmacist or doctor before you take {item.name} if you take other medicines: it can interact with {item.other}."
        for item in items
    )


def _says_pregnancy(items: Sequence[Item]) -> str:
    return "in pregnancy it is to be avoided, or taken only on a doctor's advice"


def _suggests_pregnancy(items: Sequence[Item]) -> str:
    named = _joined([item.name for item in items], "or")
    return f"Do not use {named} if you are pregnant, trying for a baby or breastfeeding, unless a doctor or midwife has said that you can."


WARNINGS: Mapping[str, Warning] = {
    "interactions": Warning(
        lambda item: bool(item.other), warns_of_medicines, _says_medicines, _suggests_medicines
    ),
    "pregnancy": Warning(
        lambda item: item.pregnancy, warns_of_pregnancy, _says_pregnancy, _suggests_pregnancy
    ),
}


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check: one hit for all that an article recommends without the warning."""
    table = options if "items" in options else read_table(bundled_path("cautions"), _TABLE)
    warning = WARNINGS[options["about"]]
    items = [item for item in _items(table) if warning.needed(item)]
    otherwise = options.get("otherwise")

    def check(analysis: Analysis) -> Iterator[Hit]:
        facts = facts_of(analysis)
        if analysis.words < SHORTEST or facts.debunking or analysis.readership.audience == "clinical":
            return
        if options["about"] == "pregnancy" and _cannot_be_pregnant(analysis):
            return
        named = [item for item in items if _counts(analysis, item)]
        if not named or warning.given(analysis):
            return
        advised = [item for item in named if advises(analysis, item.words)]
        praised = [item for item in named if item not in advised and praises(analysis, item.words)]
        found = (advised or praised)[:NAMED]
        if found:
            severity = None if advised or facts.commercial_intent else otherwise
            hit = absent(analysis, severity, **_data(found, warning))
            yield replace(hit, suggestion=warning.suggests(found))

    return check


def _data(items: Sequence[Item], warning: Warning) -> dict[str, str]:
    sources = dict.fromkeys(item.source for item in items)
    return {
        "items": _joined([item.name for item in items], "and"),
        "caution": warning.says(items),
        "source": "; ".join(sources),
    }


def _joined(names: Sequence[str], word: str) -> str:
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _items(table: Mapping[str, Any]) -> list[Item]:
    return [
        Item(
            name=row["item"],
            heads=heads(row["words"]),
            words=_beside(row["words"], table["forms"]) if row.get("food") else pattern(row["words"]),
            central=row.get("central", False),
            other=row.get("with", ""),
            pregnancy=row.get("pregnancy", False),
            source=row["source"]["name"],
        )
        for row in table["items"]
    ]


def _beside(words: Sequence[str], forms: Sequence[str]) -> re.Pattern[str]:
    """Return what finds one of the words with one of the forms up to two words away."""
    one, other = pattern(words).pattern, pattern(forms).pattern
    return sought(rf"{one}(?:\W+\w+){{0,2}}?\W+{other}|(?:{other}|\d ?m?c?g\b)(?:\W+\w+){{0,2}}?\W+{one}")


def _counts(analysis: Analysis, item: Item) -> bool:
    """Whether an article names an item, and is about it where that is asked for."""
    if not may_hold(analysis, item.heads):
        return False
    if not item.central:
        return any(item.words.search(text) for _, text in lowered(analysis))
    return confidence(mentions_of(analysis, item.words), analysis.words) >= CENTRAL


def _cannot_be_pregnant(analysis: Analysis) -> bool:
    title = analysis.document.title
    return title is not None and bool(_NOT_FOR_THEM.search(plain(analysis.document.block_text(title))))
