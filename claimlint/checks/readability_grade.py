"""A reading grade above what the audience reads with ease; silent for clinicians."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import absent
from claimlint.finding import Hit, Severity
from claimlint.passages import hardest
from claimlint.readability import Grades, grades, target

if TYPE_CHECKING:
    from spacy.language import Language

_NOTE = {"type": "number", "description": "Note above this consensus grade."}
_WARN = {"type": "number", "description": "Warn above this consensus grade."}
OPTIONS: Mapping[str, Any] = {
    "info": _NOTE,
    "warning": _WARN,
    "patient": {
        "type": "object",
        "additionalProperties": False,
        "required": ["info", "warning"],
        "description": "The limits for patients, where they are others.",
        "properties": {
            "info": _NOTE,
            "warning": _WARN,
            "smog": {"type": "number", "description": "An error above this SMOG grade."},
        },
    },
}
#: Sentences that are named.
NAMED = 3


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; silent where grades are unreliable."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        found, asked = grades(analysis), target(analysis)
        patient = analysis.readership.audience == "patient"
        severity = _severity(found, options.get("patient", options) if patient else options)
        if asked is None or not found.reliable or severity is None:
            return
        yield absent(
            analysis,
            severity,
            grade=f"{found.consensus_grade:.0f}",
            kincaid=found.flesch_kincaid_grade,
            smog=found.smog_index,
            asked=asked,
            hardest=_lines(analysis),
        )

    return check


def _severity(found: Grades, limits: Mapping[str, Any]) -> Severity | None:
    if found.smog_index > limits.get("smog", float("inf")):
        return "error"
    if found.consensus_grade > limits["warning"]:
        return "warning"
    return "info" if found.consensus_grade > limits["info"] else None


def _lines(analysis: Analysis) -> str:
    """Say where the hardest sentences stand: "line 3", "lines 3 and 12"."""
    lines = [str(line) for line in sorted({sentence.line for sentence in hardest(analysis)[:NAMED]})]
    if not lines:
        return "no single sentence"
    *first, last = lines
    return f"lines {', '.join(first)} and {last}" if first else f"line {last}"
