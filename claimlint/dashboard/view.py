"""All that the overview shows, reckoned before anything is drawn or written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimlint.dashboard.article import Article
from claimlint.dashboard.compared import Comparison, compared
from claimlint.dashboard.figures import Group, Tally, Totals, groups, tallies, totals, worst
from claimlint.dashboard.merging import Run
from claimlint.dashboard.runs import Read

#: How many articles the list of the worst has.
WORST = 20
#: The first of these that differs is named where runs were made with different tools.
_PARTS = {
    "rules_version": "rules {}",
    "version": "claimlint {}",
    "models": "other models",
    "plugins": "other plugins",
}


@dataclass(frozen=True)
class RunRow:
    """A run in the trend. label: unique among runs. mark: what it was made with, if that changed with it; then counts do, too."""

    label: str
    date: str
    revision: str
    tool: str
    totals: Totals
    mark: str


@dataclass(frozen=True)
class View:
    """The overview. articles: those of the last run, unread first, then as ranked. change: None with a single run."""

    title: str
    said: list[str]
    runs: list[RunRow]
    articles: list[Article]
    change: Comparison | None
    families: list[Tally]
    rules: list[Tally]
    groups: Mapping[str, list[Group]]
    worst: list[Article]
    titles: Mapping[str, str]

    @property
    def last(self) -> RunRow:
        """The newest run."""
        return self.runs[-1]

    @property
    def before(self) -> RunRow | None:
        """The run before it."""
        return self.runs[-2] if len(self.runs) > 1 else None

    @property
    def unread(self) -> list[Article]:
        """Articles that the last run could not read."""
        return [article for article in self.articles if article.problem]

    @property
    def broken(self) -> Mapping[str, int]:
        """How many findings are newly broken, by path."""
        return Counter(change.article.path for change in self.change.broken) if self.change else {}


def view(read: Read, title: str) -> View:
    """Return the overview of runs, of which there is at least one."""
    last = read.runs[-1]
    rows = _rows(read.runs)
    listed = sorted(last.articles.values(), key=lambda article: article.path)
    ranked = worst(listed, len(listed))
    high = {article.path for article in ranked}
    unread = [article for article in listed if article.problem]
    rest = [article for article in listed if not article.problem and article.path not in high]
    return View(
        title=title,
        said=[*read.said, *_mixed(read.runs), *_changed(rows)],
        runs=rows,
        articles=[*unread, *ranked, *rest],
        change=compared(read.runs[-2], last) if len(read.runs) > 1 else None,
        families=tallies(listed, families=True),
        rules=tallies(listed),
        groups={
            "section": groups(listed, lambda article: article.section),
            "site": groups(listed, lambda article: article.site),
            "author": groups(listed, lambda article: article.author),
        },
        worst=ranked[:WORST],
        titles={id_: str(rule.get("title") or "") for id_, rule in last.rules.items()},
    )


def _rows(runs: Sequence[Run]) -> list[RunRow]:
    labels = _labels(runs)
    marks = ["", *(_difference(old, new) for old, new in pairwise(runs))]
    return [
        RunRow(label, run.date, run.revision[:12], _tool(run), totals(run.articles.values()), mark)
        for label, run, mark in zip(labels, runs, marks, strict=True)
    ]


def _labels(runs: Sequence[Run]) -> list[str]:
    """Return a name for each run: its day, with the time where a day has several, with a number where that is not enough."""
    days = Counter(run.label for run in runs)
    names = [run.label if days[run.label] == 1 else run.date[:16].replace("T", " ") for run in runs]
    counts, seen = Counter(names), Counter[str]()
    for number, name in enumerate(names):
        seen[name] += 1
        names[number] = name if counts[name] == 1 else f"{name} ({seen[name]})"
    return names


def _tool(run: Run) -> str:
    said = {
        f"claimlint {tool.get('version', '?')}, rules {tool.get('rules_version', '?')}" for tool in run.tools
    }
    return "; ".join(sorted(said))


def _difference(old: Run, new: Run) -> str:
    """Return what two runs were made with that differs, or ""."""
    was, is_ = old.tools[0], new.tools[0]
    both = [key for key in _PARTS if key in was and key in is_]
    return next((_PARTS[key].format(is_[key]) for key in both if was[key] != is_[key]), "")


def _mixed(runs: Sequence[Run]) -> list[str]:
    labels = _labels(runs)
    return [
        f"The parts of run {label} were made with different versions ({_tool(run)}): its counts mix what they find."
        for label, run in zip(labels, runs, strict=True)
        if len(run.tools) > 1
    ]


def _changed(rows: Sequence[RunRow]) -> list[str]:
    marked = [f"{row.label} ({row.mark})" for row in rows if row.mark]
    if not marked:
        return []
    where = ", ".join(marked[-3:]) if len(marked) < 4 else f"{len(marked)} runs, last {marked[-1]}"
    return [
        f"What articles are checked with changed with {where}: counts change with it, though articles may not have."
    ]
