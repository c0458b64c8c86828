"""A corpus run: begun or gone on with, part by part, to its end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from claimlint.corpus.folder import Folder
from claimlint.corpus.parts import COUNTS, Part, part_of
from claimlint.corpus.plan import Plan, differences
from claimlint.corpus.rows import Row
from claimlint.errors import UsageError
from claimlint.filename import printable
from claimlint.finding import FileReport
from claimlint.workers import processes

#: Told of progress: how many more articles are done, and how many of these could not be read.
Step = Callable[[int, int], None]
#: Makes the parts that are not there yet, in any order, and tells of progress.
Engine = Callable[[Plan, frozenset[int], Step], Iterator[Part]]


@dataclass(frozen=True)
class Outcome:
    """What a run came to. counts: sums over all parts (``COUNTS``). before: articles that an earlier run had done."""

    counts: Mapping[str, int]
    before: int


def run(
    plan: Plan,
    folder: Folder,
    engine: Engine,
    *,
    restart: bool = False,
    begun: Callable[[int], None] = lambda before: None,
    step: Step = lambda articles, unread: None,
) -> Outcome:
    """Make all parts that are not there yet, and the manifest.

    begun: called once with the number of articles that are there. step: told of the others.
    Raises UsageError ``other-run`` for the folder of a run that differs, and what reading the input and checking raise.
    """
    manifest = plan.manifest()
    day = _taken_up(plan, folder, manifest, restart)
    before = _sums(folder)["articles"]
    begun(before)
    if len(folder.entries) < plan.parts:
        plan = replace(plan, settings=tuple(replace(one, today=day) for one in plan.settings))
        suffix = "." + plan.request.format
        for part in engine(plan, frozenset(folder.entries), step):
            # A cluster may make a part once more after a worker died.
            if part.number not in folder.entries:
                folder.add(part.number, part.tables, suffix, part.counts)
    sums = _sums(folder)
    if sums["articles"] != plan.survey.rows:
        message = f"It had {plan.survey.rows:,} rows at first, and then {sums['articles']:,}."
        raise UsageError("changed-input", message, printable(plan.source.path), "Run again with --restart.")
    folder.end({**manifest, "complete": True, "summary": sums})
    return Outcome(sums, before)


def _taken_up(plan: Plan, folder: Folder, manifest: Mapping[str, Any], restart: bool) -> date:
    """Begin, or go on with what is there; return the day by which acceptances expire, that of the beginning."""
    old, today = folder.manifest(), plan.settings[0].today
    if restart or old is None:
        folder.begin({**manifest, "complete": False, "day": today.isoformat()})
        return today
    if different := differences(old["keys"], plan.keys):
        message = f"The folder holds another run. What differs: {'; '.join(different)}."
        hint = "Begin anew with --restart, or name another folder with -o."
        raise UsageError("other-run", message, printable(folder.path), hint)
    folder.resume(old)
    return date.fromisoformat(old["day"]) if "day" in old else today


def _sums(folder: Folder) -> dict[str, int]:
    return {name: sum(entry[name] for entry in folder.entries.values()) for name in COUNTS}


def rows_to_do(plan: Plan, done: frozenset[int]) -> Iterator[Row]:
    """Yield the rows of the parts that are not done."""
    rows = plan.source.rows(lambda number: plan.part_number(number) not in done)
    return plan.survey.without_repeats(rows)


def here(jobs: int, seconds: float) -> Engine:
    """Return the engine of this machine. jobs: processes. seconds: how long one may be at an article."""

    def engine(plan: Plan, done: frozenset[int], step: Step) -> Iterator[Part]:
        waiting: deque[Row] = deque()

        def tasks() -> Iterator[tuple[int, Any]]:
            for row in rows_to_do(plan, done):
                waiting.append(row)
                yield row.settings, row.article

        said: list[tuple[Row, FileReport]] = []
        with processes(plan.settings, jobs=jobs, seconds=seconds) as check:
            for report in check(tasks()):
                row = waiting.popleft()
                if said and plan.part_number(said[-1][0].number) != plan.part_number(row.number):
                    yield _made(plan, said)
                    said = []
                said.append((row, report))
                step(1, int(bool(report.error)))
        if said:
            yield _made(plan, said)

    return engine


def _made(plan: Plan, said: list[tuple[Row, FileReport]]) -> Part:
    return part_of(plan.part_number(said[0][0].number), said, plan.request.format)
