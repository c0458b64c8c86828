"""Many files: what the cache knows of them, and the others checked in turn or by several processes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimlint.cache.keys import file_key
from claimlint.cache.store import Store
from claimlint.clock import Timings, timed
from claimlint.finding import FileReport
from claimlint.linters import Linters

#: How long a process may be at one file (seconds): a legible 5 MB take less.
TIME_LIMIT = 600.0


@dataclass(frozen=True)
class Means:
    """What a run has at its disposal. jobs, seconds, timed: as for ``check_all``. store: None to keep nothing, and know nothing."""

    jobs: int = 1
    seconds: float = TIME_LIMIT
    store: Store | None = None
    timed: bool = False


@dataclass(frozen=True)
class _Known:
    """A file that the cache was asked about. key: None where nothing may be kept of it. report: what the cache had."""

    key: str | None = None
    sha256: str = ""
    report: FileReport | None = None


def check_files(linters: Linters, files: Sequence[Path], means: Means) -> Iterator[FileReport]:
    """Yield what is said of each file, in their order. Raises what ``check_path``, ``make_linter`` and ``settings`` raise."""
    known = {path: _looked_up(linters, path, means) for path in files}
    rest = [path for path in files if not known[path].report]
    new = _new(linters, rest, means) if rest else iter(())
    for path in files:
        report = known[path].report
        if report is None:
            report = next(new)
            _keep(means.store, known[path], report)
        yield report
    if means.store and rest:
        means.store.sweep()


def _new(linters: Linters, files: Sequence[Path], means: Means) -> Iterator[FileReport]:
    """Check files of which nothing is known; only this needs rules and models."""
    from claimlint.workers import check_all

    of = linters.settings_of, linters.of
    return check_all(files, *of, jobs=means.jobs, seconds=means.seconds, timed=means.timed)


def _looked_up(linters: Linters, path: Path, means: Means) -> _Known:
    if not means.timed:
        return _known(linters, path, means.store)
    with timed() as clock:
        known = _known(linters, path, means.store)
    if known.report is None:
        return known
    timings = Timings(clock.timings().seconds, cached=True)
    return replace(known, report=replace(known.report, timings=timings))


def _known(linters: Linters, path: Path, store: Store | None) -> _Known:
    key = linters.key_of(path) if store else None
    if not store or key is None:
        return _Known()
    try:
        # A pipe would be waited for; what is too large is refused unread.
        if not path.is_file() or path.stat().st_size > linters.configs.of(path)["max-bytes"]:
            return _Known()
        data = path.read_bytes()
    except OSError:
        return _Known()
    accepted = bool(linters.configs.of(path)["accepted"])
    key = file_key(key, path, data, expiring=accepted, today=linters.today)
    report = store.get(key, FileReport)
    if report and linters.with_text:
        from claimlint.readers import read_file

        report = replace(report, article=read_file(path, max_bytes=linters.configs.of(path)["max-bytes"]))
    return _Known(key, hashlib.sha256(data).hexdigest(), report)


def _keep(store: Store | None, known: _Known, report: FileReport) -> None:
    """Keep what was said of a file that was read, as it was when the cache was asked; its text can be read again."""
    if store and known.key and not report.error and report.sha256 == known.sha256:
        store.put(known.key, replace(report, article=None, timings=None))
