"""A text in another language than English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import absent
from claimlint.finding import Hit
from claimlint.language import language_of

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

OPTIONS: Mapping[str, Any] = {}


def build(options: Mapping[str, Any], nlp: Pipeline) -> Check:
    """Return the check; its hit concerns the document and carries the ``language``."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        found = language_of(analysis)
        if not found.english:
            yield absent(analysis, None, language=found.name)

    return check
