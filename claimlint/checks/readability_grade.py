"""A reading grade above what the audience reads with ease."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import absent
from claimlint.finding import Hit
from claimlint.readability import grades

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "warning": {"type": "number", "description": "Warn above this consensus grade."},
    "info": {"type": "number", "description": "Note above this consensus grade."},
}


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; silent where grades are unreliable."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        found = grades(analysis)
        if not found.reliable or found.consensus_grade <= options["info"]:
            return
        severity = None if found.consensus_grade > options["warning"] else "info"
        data = {
            "grade": f"{found.consensus_grade:.0f}",
            "kincaid": found.flesch_kincaid_grade,
            "smog": found.smog_index,
        }
        yield absent(analysis, severity, **data)  # type: ignore[arg-type]

    return check
