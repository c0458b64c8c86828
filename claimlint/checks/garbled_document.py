"""Whether the article as a whole is broken: hardly any sound page would look as bad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import absent
from claimlint.finding import Hit, Severity
from claimlint.garble import WORST, garble_of

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
VALUES = ("says", "count", "scored", "worst")
#: Characters of a sentence that a message quotes.
QUOTED = 70
_SEVERITY: Mapping[str, Severity] = {"garbled": "error", "suspect": "warning"}
_SAYS = {
    "garbled": "The article is broken throughout",
    "suspect": "The article may be broken in many places",
}


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. Its one hit stands for the whole article."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        garble = garble_of(analysis)
        if garble.verdict == "clean":
            return
        worst = [analysis.sentences[i] for i in garble.broken[:WORST]]
        data = {
            "says": _SAYS[garble.verdict],
            "count": len(garble.broken),
            "scored": len(garble.scores),
            "worst": "; ".join(f"“{_short(s.text)}”" for s in sorted(worst, key=lambda s: s.start)),
        }
        yield absent(analysis, _SEVERITY[garble.verdict], **data)

    return check


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else line[:QUOTED].rsplit(" ", 1)[0] + " …"
