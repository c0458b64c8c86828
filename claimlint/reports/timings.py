"""Where the time of a run went, as ``--timings`` shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from claimlint.clock import Timings
from claimlint.finding import FileReport, Report
from claimlint.reports.summary import plural

#: Rows of the table for parts, rules and files each, at most.
MOST = 10


def of_file(timings: Timings) -> dict[str, Any]:
    """Return the ``timings`` of a file in the JSON report."""
    return {
        "seconds": _rounded(timings.seconds),
        "cached": timings.cached,
        "parts": {name: _rounded(spent) for name, spent in sorted(timings.parts.items())},
        "rules": {name: _rounded(spent) for name, spent in sorted(timings.rules.items())},
    }


def of_run(report: Report) -> dict[str, Any] | None:
    """Return the ``timings`` of a run in the JSON report, the files' put together; None where nobody asked."""
    if report.seconds is None:
        return None
    timed = _timed(report)
    return {
        "seconds": _rounded(report.seconds),
        "cached": sum(timings.cached for _, timings in timed),
        "parts": _summed([timings.parts for _, timings in timed]),
        "rules": _summed([timings.rules for _, timings in timed]),
    }


def table(report: Report) -> Iterator[str]:
    """Yield the lines of a short table; nothing where nobody asked."""
    run = of_run(report)
    if run is None:
        return
    cached = f", {run['cached']} of them cached" if run["cached"] else ""
    yield f"{plural(len(report.files), 'file')}{cached} in {run['seconds']:.2f} seconds, of which"
    spent = sum(run["parts"].values()) + sum(run["rules"].values())
    yield from _rows(run["parts"])
    yield from _rows(run["rules"])
    yield f"  {spent:8.3f}  all of that, in all processes"
    if len(report.files) > 1:
        yield "Files that took longest:"
        yield from _rows({file.path: timings.seconds for file, timings in _timed(report)})


def _rows(spent: Mapping[str, float]) -> Iterator[str]:
    most = sorted(spent.items(), key=lambda pair: (-pair[1], pair[0]))
    for name, seconds in most[:MOST]:
        yield f"  {seconds:8.3f}  {name}"
    if rest := most[MOST:]:
        yield f"  {sum(seconds for _, seconds in rest):8.3f}  {len(rest)} others"


def _timed(report: Report) -> list[tuple[FileReport, Timings]]:
    return [(file, file.timings) for file in report.files if file.timings]


def _summed(each: list[Mapping[str, float]]) -> dict[str, float]:
    total: Counter[str] = Counter()
    for spent in each:
        total.update(spent)
    return {name: _rounded(total[name]) for name in sorted(total)}


def _rounded(seconds: float) -> float:
    return round(seconds, 4)
