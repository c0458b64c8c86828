"""Forms that do not fit each other: verb and subject, noun and number, article and noun, auxiliary and verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks import noun_number, subject_verb, verb_chain
from claimlint.checks.slips import Finder, Slip, Words, slips
from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "at_least": {
        "type": "integer",
        "minimum": 1,
        "description": "So many slips in an article make each of them a warning; those of “a” and “an” never count.",
    },
    "per_100": {
        "type": "number",
        "minimum": 0,
        "description": "They must be at least so many in 100 words, too.",
    },
}
#: The check sees slips in a quarter of learners' broken sentences, so that this stands for more (training/garble/data/pages).
FEWEST, DENSITY = 3, 0.5

_LENGTHS = frozenset("day days week weeks month months year years hour hours minute minutes decades".split())
_DATED = frozenset("of old ago before after earlier back prior into and".split())


def _since_a_while(words: Words) -> Iterator[Slip]:
    """since two years, since a few weeks."""
    for i, word in enumerate(words.lower[:-2]):
        if word != "since":
            continue
        pair = words.lower[i + 1 : i + 3] in (("a", "few"), ("more", "than"))
        count = words.tags[i + 1] == "CD" or words.lower[i + 1] in ("several", "many", "some")
        at = i + 3 if pair else i + 2
        if (count or pair) and words.word(at) in _LENGTHS and words.word(at + 1) not in _DATED:
            yield Slip(i, at, "“since” names a point in time: for a length of time it is “for”")


_FINDERS = (
    *verb_chain.FINDERS,
    *subject_verb.FINDERS,
    *noun_number.FINDERS,
    Finder(_since_a_while, frozenset(["since"])),
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the words that clash. Many of them are warnings, light ones never."""
    fewest, density = options.get("at_least", FEWEST), options.get("per_100", DENSITY)

    def check(analysis: Analysis) -> Iterator[Hit]:
        found = list(slips(analysis, _FINDERS))
        heavy = sum(not slip.light for _, slip in found)
        many = heavy >= fewest and 100 * heavy >= density * analysis.words
        for sentence, slip in found:
            severity: Severity | None = "warning" if many and not slip.light else None
            yield Hit(*sentence.range(slip.first, slip.last), {"fault": slip.fault}, 0.7, severity=severity)

    return check
