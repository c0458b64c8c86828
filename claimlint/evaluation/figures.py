"""From counts by page to figures of a part: shares with intervals, and what was said on its good pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimlint.evaluation.counting import Key, count
from claimlint.evaluation.intervals import Count, Share, draws, gap, share
from claimlint.evaluation.labels import KINDS
from claimlint.evaluation.seen import Seen
from claimlint.evaluation.tasks import TASKS
from claimlint.finding import SEVERITIES, Severity
from claimlint.measured import Measured, Precision


@dataclass(frozen=True)
class Said:
    """Findings of a rule on good pages, of whatever family, at one severity and scope."""

    rule: str
    severity: Severity
    scope: str
    findings: int
    pages: int


@dataclass(frozen=True)
class Figures:
    """The figures of a part. labels: how many of each kind. said: on its good pages, most serious first."""

    name: str
    pages: tuple[str, ...]
    words: int
    good_pages: int
    good_words: int
    labels: Mapping[str, int]
    shares: Mapping[Key, Share]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Gap:
    """By how much a figure of the first part is above that of the second, with a 95 % interval."""

    key: Key
    value: float
    low: float
    high: float


def figures(name: str, seen: Sequence[Seen], rules: Sequence[str], lowest: Severity) -> Figures:
    """Return the figures of some pages. rules: ids of those that were run. lowest: severity that still counts."""
    good = [one for one in seen if one.page.good]
    return Figures(
        name=name,
        pages=tuple(one.page.name for one in seen),
        words=sum(one.words for one in seen),
        good_pages=len(good),
        good_words=sum(one.words for one in good),
        labels=_labels(seen),
        shares=_shares(seen, rules, lowest),
        said=_said(good),
    )


def gaps(one: Figures, other: Figures) -> list[Gap]:
    """Return how far two parts lie apart, where both have a figure."""
    keys = [key for key in one.shares if key in other.shares]
    return [Gap(key, *gap(one.shares[key], other.shares[key])) for key in sorted(keys)]


def precision_of_rules(
    seen: Sequence[Seen], rules: Sequence[str], lowest: Severity, note: str, date: str
) -> Measured:
    """Return how often each rule was right, as ``--save`` writes it."""
    shares = _shares(seen, rules, lowest)
    found = {
        key.name: Precision(one.hits, one.total, round(one.low, 4), round(one.high, 4))
        for key, one in shares.items()
        if key.group == "rule" and key.measure == "precision"
    }
    return Measured(len(seen), note, date, found)


def _labels(seen: Iterable[Seen]) -> dict[str, int]:
    found = Counter(label.kind for one in seen for label in one.page.labels)
    return {kind: found[kind] for kind in KINDS if kind != "doc"}


def _shares(seen: Sequence[Seen], rules: Sequence[str], lowest: Severity) -> dict[Key, Share]:
    by_page = [_counts(one, rules, lowest) for one in seen]
    resamples = draws(len(seen))
    made = {}
    for key in sorted({key for page in by_page for key in page}):
        found = share([page.get(key, (0, 0)) for page in by_page], resamples)
        if found is not None:
            made[key] = found
    return made


def _counts(one: Seen, rules: Sequence[str], lowest: Severity) -> dict[Key, Count]:
    return {key: found for task in TASKS for key, found in count(one, task, rules, lowest).items()}


def _said(good: Iterable[Seen]) -> tuple[Said, ...]:
    times, pages = Counter[tuple[str, Severity, str]](), Counter[tuple[str, Severity, str]]()
    for one in good:
        kinds = [(f.rule, f.severity, f.scope) for f in one.findings]
        times.update(kinds)
        pages.update(set(kinds))
    ordered = sorted(times, key=lambda kind: (SEVERITIES.index(kind[1]), kind))
    return tuple(Said(*kind, times[kind], pages[kind]) for kind in ordered)
