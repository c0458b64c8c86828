"""Reports put together into runs, oldest first: parts of one run by its id, any other report as a run of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from claimlint.dashboard.article import Article, article_of
from claimlint.dashboard.merging import Part, Run, merge
from claimlint.dashboard.reading import Entry, Head, head_of, reports
from claimlint.dashboard.sources import Source
from claimlint.reports.markup import cut
from claimlint.reports.terminal import clean


@dataclass
class Read:
    """All runs, oldest first, and what is to be said of what was read. full: the runs that have their findings yet."""

    runs: list[Run] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    full: list[Run] = field(default_factory=list)
    by_id: dict[str, Run] = field(default_factory=dict)


def read(sources: Sequence[Source]) -> Read:
    """Return the runs of all sources. Raises UsageError as ``reports``, ``head_of`` and ``article_of`` do."""
    found = Read()
    for source in sources:
        for number, entries in enumerate(reports(source)):
            head, articles = _taken(entries, str(source.path))
            _add(found, head, articles, (source, number))
    # A history knows the order itself, whatever the clocks said.
    if [source.kind for source in sources] != ["history"]:
        _order(found)
    return found


def files_of(run: Run) -> Iterator[Mapping[str, Any]]:
    """Yield the files of a run once more, whole, as its reports have them."""
    for index, (source, number) in enumerate(run.parts):
        for nth, entries in enumerate(reports(source)):
            if nth == number:
                yield from (
                    file for key, file in entries if key == "files" and run.part_of.get(file["path"]) == index
                )
                break


def _taken(entries: Iterator[Entry], place: str) -> tuple[Head, list[Article]]:
    articles: list[Article] = []
    about: dict[str, Any] = {}
    for key, value in entries:
        if key == "files":
            articles.append(article_of(value, place, len(articles)))
        else:
            about[key] = value
    return head_of(about, place), articles


def _add(found: Read, head: Head, articles: Sequence[Article], part: Part) -> None:
    run = _run(found, head.run or {})
    if twice := merge(run, head, articles, part):
        more = f" and {len(twice) - 1} more" if len(twice) > 1 else ""
        found.said.append(f"{twice[0]}{more} stood in two reports of run {run.id}; {part[0].path} counts.")
    _slim(found, run)


def _run(found: Read, about: Mapping[str, Any]) -> Run:
    """Return the run that a report belongs to, a new one where there is none of its id."""
    id_, date, revision = (_said(about.get(key)) for key in ("id", "date", "revision"))
    run = found.by_id.get(id_) if id_ else None
    if run is None:
        run = Run(len(found.runs), id_, date)
        found.runs.append(run)
        if id_:
            found.by_id[id_] = run
    # The earliest of its parts, so that a run never becomes newer.
    run.date = min(filter(None, (run.date, date)), default="")
    run.revision = run.revision or revision
    return run


def _said(value: Any) -> str:
    return cut(clean(str(value or "")), 80)


def _slim(found: Read, run: Run) -> None:
    """Take the findings from runs that cannot be among the two newest, whatever order the runs will be in."""
    full = found.full if run in found.full else [*found.full, run]
    by_order = sorted(full, key=lambda one: one.order)[-2:]
    by_date = sorted((one for one in full if one.date), key=_by_date)[-2:]
    found.full = [one for one in full if one in by_order or one in by_date]
    for one in full:
        if one not in found.full:
            one.articles = {path: replace(article, findings=()) for path, article in one.articles.items()}


def _by_date(run: Run) -> tuple[str, int]:
    return run.date, run.order


def _order(found: Read) -> None:
    runs = found.runs
    if all(run.date for run in runs):
        runs.sort(key=_by_date)
    elif any(run.date for run in runs):
        found.said.append(
            "Some reports carry no date, so runs stand in the order in which reports were named. check --run-info dates them."
        )
    alone = sum(not run.id for run in runs)
    if alone > 1:
        found.said.append(
            f"{alone} reports carry no run id, so each counts as a run of its own. check --run-info gives parts of one run one id."
        )
