"""Counting on one page: each count is (hits, out of), so that pages add up and can be resampled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from claimlint.evaluation.intervals import Count
from claimlint.evaluation.labels import Label
from claimlint.evaluation.seen import Seen, touches
from claimlint.evaluation.tasks import Task, family_of
from claimlint.finding import Finding, Severity

Group = Literal["all", "family", "rule", "category"]
#: What is measured, in the order it is shown.
#: precision: findings on wanted spans, of those on any labelled span; unlabelled: findings on none, of all.
#: recall: wanted spans with a finding. clean, trap: spans to be left alone with a finding; ``_errors``: with an error.
#: …_per_1000_words: findings off wanted spans on good pages, by words.
MEASURES = (
    "precision",
    "recall",
    "clean",
    "clean_errors",
    "trap",
    "trap_errors",
    "alarms_per_1000_words",
    "errors_per_1000_words",
    "unlabelled",
)


class Key(NamedTuple):
    """What a count is of: a task and a measure, over all, a family, a rule or a category of labels."""

    task: str
    group: Group
    name: str
    measure: str


def count(seen: Seen, task: Task, rules: Sequence[str], lowest: Severity) -> Mapping[Key, Count]:
    """Return what is counted on a page. rules: ids of all that were run, so that silent ones count as such."""
    counts: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    counted = task.counted(seen.findings, lowest)
    for key, hit in _events(seen, task, rules, counted):
        counts[key][0] += hit
        counts[key][1] += 1
    if seen.page.good:
        for group, name, findings in _subjects(task, rules, counted):
            alarms = [f for f in findings if not _on(f, seen, task.wants)]
            errors = [f for f in alarms if f.severity == "error"]
            for measure, found in (("alarms_per_1000_words", alarms), ("errors_per_1000_words", errors)):
                counts[Key(task.name, group, name, measure)] = [len(found), seen.words]
    return {key: (hits, total) for key, (hits, total) in counts.items() if total}


def _subjects(
    task: Task, rules: Sequence[str], counted: Sequence[Finding]
) -> Iterator[tuple[Group, str, list[Finding]]]:
    """Yield whose findings are counted, with these findings: everybody's, each family's, each rule's."""
    mine = [rule for rule in rules if family_of(rule) in task.families]
    yield "all", "all", list(counted)
    for family in dict.fromkeys(map(family_of, mine)):
        yield "family", family, [f for f in counted if family_of(f.rule) == family]
    for rule in mine:
        yield "rule", rule, [f for f in counted if f.rule == rule]


def _events(
    seen: Seen, task: Task, rules: Sequence[str], counted: Sequence[Finding]
) -> Iterator[tuple[Key, bool]]:
    for group, name, findings in _subjects(task, rules, counted):
        for measure, hit in _precision(seen, task, findings):
            yield Key(task.name, group, name, measure), hit
        for label in seen.page.labels:
            for measure, hit in _spans(task, label, findings):
                yield Key(task.name, group, name, measure), hit
                if group == "all":
                    yield Key(task.name, "category", label.category or label.kind, measure), hit


def _precision(seen: Seen, task: Task, findings: Sequence[Finding]) -> Iterator[tuple[str, bool]]:
    for finding in findings:
        right, wrong = _on(finding, seen, task.wants), _on(finding, seen, task.spares)
        if right or wrong:
            yield "precision", right
        yield "unlabelled", not any(touches(finding, label) for label in seen.page.labels)


def _spans(task: Task, label: Label, findings: Sequence[Finding]) -> Iterator[tuple[str, bool]]:
    if not (task.wants(label) or task.spares(label)):
        return
    on = [f for f in findings if touches(f, label)]
    if task.wants(label):
        yield "recall", bool(on)
    else:
        yield label.kind, bool(on)
        yield f"{label.kind}_errors", any(f.severity == "error" for f in on)


def _on(finding: Finding, seen: Seen, which: Callable[[Label], bool]) -> bool:
    return any(which(label) and touches(finding, label) for label in seen.page.labels)
