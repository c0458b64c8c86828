"""Suppressions in an article that do nothing: they cover no finding, name no rule, or cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
VALUES = ("fault", "kind")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit lies on what was written, or on the title for a file beside the article."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for fault in analysis.outcome.faults:
            data = {"fault": f"{fault.words}. {fault.hint}".strip(), "kind": fault.kind}
            title = analysis.document.title or next(iter(analysis.document.blocks), None)
            if fault.start is not None and fault.end is not None:
                yield Hit(fault.start, fault.end, data, 1.0, source=True)
            elif title is not None:
                yield Hit(title.start, title.end, data, 1.0, document=True)
            else:
                yield Hit(0, 0, data, 1.0, document=True, source=True)

    return check
