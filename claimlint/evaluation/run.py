"""From labels and a linter to everything that ``evaluate`` reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimlint.evaluation.choice import Part
from claimlint.evaluation.figures import Figures, Gap, figures, gaps, precision_of_rules
from claimlint.evaluation.seen import Seen, look_at
from claimlint.evaluation.worst import Alarm, Miss, alarms, misses
from claimlint.finding import Severity
from claimlint.linter import make_report
from claimlint.measured import Measured
from claimlint.prepared import Linter


@dataclass(frozen=True)
class Looked:
    """A part with its pages as the linter saw them."""

    part: Part
    seen: tuple[Seen, ...]


@dataclass(frozen=True)
class Evaluation:
    """What was measured. gaps: of a split, first part minus second. misses, alarms: of pages that may be read.

    labels: SHA-256 of the label file. rules: ids that were run. lowest: severity that still counts.
    """

    parts: tuple[Figures, ...]
    gaps: tuple[Gap, ...]
    misses: tuple[Miss, ...]
    alarms: tuple[Alarm, ...]
    labels: str
    rules: tuple[str, ...]
    lowest: Severity
    tool: Mapping[str, Any]
    skipped: tuple[Mapping[str, str], ...]


def look(linter: Linter, parts: Sequence[Part], step: Callable[[], None] = lambda: None) -> list[Looked]:
    """Lint the pages of each part. step: called after each page."""
    looked = []
    for part in parts:
        seen = []
        for page in part.pages:
            seen.append(look_at(linter, page))
            step()
        looked.append(Looked(part, tuple(seen)))
    return looked


def evaluate(linter: Linter, looked: Sequence[Looked], labels: str, lowest: Severity) -> Evaluation:
    """Measure. labels: SHA-256 of the label file."""
    rules = tuple(rule.id for rule, _ in linter.checks)
    parts = tuple(figures(one.part.name, one.seen, rules, lowest) for one in looked)
    readable = [seen for one in looked if one.part.open for seen in one.seen]
    return Evaluation(
        parts=parts,
        gaps=tuple(gaps(*parts)) if len(parts) == 2 else (),
        misses=tuple(misses(readable, lowest)),
        alarms=tuple(alarms(readable, lowest)),
        labels=labels,
        rules=rules,
        lowest=lowest,
        tool=make_report(linter.settings, ()).tool,
        skipped=linter.skipped,
    )


def precision(linter: Linter, looked: Sequence[Looked], lowest: Severity, note: str, date: str) -> Measured:
    """Return how often each rule was right on all pages together, whatever their part."""
    seen = [seen for one in looked for seen in one.seen]
    return precision_of_rules(seen, [rule.id for rule, _ in linter.checks], lowest, note, date)
