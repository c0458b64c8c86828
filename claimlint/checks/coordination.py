"""and, or, but: one side of them is missing, or the other does not match it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Check
from claimlint.checks.slips import Finder, Slip, Words, hits

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

_CONJUNCTIONS = frozenset(["and", "or", "but"])
_DUTY = frozenset(["must", "should"])
#: An infinitive may go with one of these instead: "it is used … and to treat".
_WANTS_TO = frozenset("to time way how ought is are was were who what used use".split())


def _order_and_infinitive(words: Words) -> Iterator[Slip]:
    """Breathe slowly and never to hold it; it must be rinsed and to be dried."""
    for i, word in enumerate(words.lower[2:-3], 2):
        at = i + 2 if words.lower[i + 1] in ("not", "never") else i + 1
        if (
            word != "and"
            or words.lower[at] != "to"
            or words.tags[at + 1] != "VB"
            or words.holds(_WANTS_TO, 0, i)
        ):
            continue
        order = words.tags[0] == "VB" and at > i + 1
        if (order or words.holds(_DUTY, 0, i)) and words.lower[at + 2] != "honest":
            verb = words.lower[at + 1]
            yield Slip(i, at + 1, f"“to {verb}” does not match the verb before “and”")


def _dangling(words: Words) -> Iterator[Slip]:
    """a cold drink, or."""
    for i, word in enumerate(words.text[1:-1], 1):
        after = words.text[i + 1]
        last = after == "." and i == len(words) - 2
        doubled = after in _CONJUNCTIONS and after != word and (word, after) != ("and", "or")
        if (
            word in _CONJUNCTIONS
            and words.tags[i] == "CC"
            and (last or (doubled and words.tags[i + 1] == "CC"))
        ):
            yield Slip(i, i + 1, f"nothing follows “{word}”")


_FINDERS = (Finder(_order_and_infinitive, frozenset(["to"])), Finder(_dangling, _CONJUNCTIONS))


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the conjunction and what fails to match."""
    return lambda analysis: hits(analysis, _FINDERS, 0.65)
