"""The misses and false alarms most worth reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimlint.evaluation.labels import Label, Page
from claimlint.evaluation.seen import Seen, touches
from claimlint.evaluation.tasks import TASKS, Task, family_of
from claimlint.finding import SEVERITIES, Finding, Severity, Silence


@dataclass(frozen=True)
class Miss:
    """A span that no counted finding touches.

    silences: what guards said of hits on it, of the task's families. uncounted: findings on it that do not count.
    """

    task: str
    page: Page
    label: Label
    silences: tuple[Silence, ...]
    uncounted: tuple[Finding, ...]


@dataclass(frozen=True)
class Alarm:
    """A counted finding on a span to be left alone, and on none that is wanted.

    label: that span; none for a finding beside all labels of a good page.
    """

    task: str
    page: Page
    label: Label | None
    finding: Finding


def misses(seen: Sequence[Seen], lowest: Severity) -> list[Miss]:
    """Return all misses: first those that a guard or too low a severity hid, then category by category in turn,
    so that the top shows each kind of gap, those with most misses first."""
    found = [miss for one in seen for task in TASKS for miss in _misses(one, task, lowest)]
    sizes = Counter(_kind(miss) for miss in found)
    turn: Counter[tuple[bool, str, str]] = Counter()
    ranked = []
    for miss in found:
        hidden = bool(miss.silences or miss.uncounted)
        turn[hidden, *_kind(miss)] += 1
        ranked.append(((not hidden, turn[hidden, *_kind(miss)], -sizes[_kind(miss)], *_kind(miss)), miss))
    return [miss for _, miss in sorted(ranked, key=lambda pair: pair[0])]


def alarms(seen: Sequence[Seen], lowest: Severity) -> list[Alarm]:
    """Return all false alarms: errors first, then the more confident."""
    found = [alarm for one in seen for task in TASKS for alarm in _alarms(one, task, lowest)]
    return sorted(
        found, key=lambda a: (SEVERITIES.index(a.finding.severity), -a.finding.confidence, a.page.name)
    )


def _kind(miss: Miss) -> tuple[str, str]:
    return miss.task, miss.label.category


def _misses(seen: Seen, task: Task, lowest: Severity) -> Iterator[Miss]:
    counted = task.counted(seen.findings, lowest)
    for label in filter(task.wants, seen.page.labels):
        if not any(touches(finding, label) for finding in counted):
            silences = tuple(_of(task, seen.silences, label))
            uncounted = (f for f in seen.findings if f.scope == "span" and touches(f, label))
            mine = tuple(f for f in uncounted if family_of(f.rule) in task.families)
            yield Miss(task.name, seen.page, label, silences, mine)


def _of(task: Task, silences: Iterable[Silence], label: Label) -> Iterator[Silence]:
    for silence in silences:
        if family_of(silence.rule) in task.families and touches(silence, label):
            yield silence


def _alarms(seen: Seen, task: Task, lowest: Severity) -> Iterator[Alarm]:
    for finding in task.counted(seen.findings, lowest):
        on = [label for label in seen.page.labels if touches(finding, label)]
        spared = [label for label in on if task.spares(label)]
        if (spared or seen.page.good) and not any(map(task.wants, on)):
            yield Alarm(task.name, seen.page, spared[0] if spared else None, finding)
