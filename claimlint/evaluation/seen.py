"""What the linter says of a labelled page, in offsets of the page's source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from claimlint.document import Document
from claimlint.evaluation.labels import Label, Page
from claimlint.finding import Finding, Silence
from claimlint.linter import analysed
from claimlint.prepared import Linter
from claimlint.weighing import find

#: A finding must share so many characters with a labelled span, or all of it where it is shorter.
OVERLAP = 4


@dataclass(frozen=True)
class Seen:
    """A page as the linter saw it: unsuppressed findings, and what guards said, placed in the source."""

    page: Page
    words: int
    findings: tuple[Finding, ...]
    silences: tuple[Silence, ...] = ()


def look_at(linter: Linter, page: Page) -> Seen:
    """Lint a page."""
    analysis = analysed(linter, page.document)
    findings, silences = find(linter, analysis)
    kept = tuple(finding for finding in findings if not finding.suppressed)
    return Seen(page, analysis.words, kept, tuple(_placed(page.document, silences)))


def touches(item: Finding | Silence, label: Label) -> bool:
    """Whether a finding, or what a guard silenced, lies on a labelled span."""
    shared = min(item.end, label.end) - max(item.start, label.start)
    return shared >= min(OVERLAP, label.end - label.start)


def _placed(document: Document, silences: Iterable[Silence]) -> Iterator[Silence]:
    for silence in silences:
        start, end = document.to_source(silence.start, silence.end)
        yield replace(silence, start=start, end=end)
