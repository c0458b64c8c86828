"""Files checked in turn, or by several processes at once; the only door to pebble.

A process has the models once, for all its files. One that dies or hangs loses only the file it was at: that one counts as
not read. What is said of a file does not depend on which process said it, nor on how many there are.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as OutOfTime
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from claimlint import clock
from claimlint.errors import ReadError
from claimlint.filename import printable
from claimlint.finding import FileReport, unread
from claimlint.linter import check_path
from claimlint.prepared import Linter, Settings, make_linter

T = TypeVar("T")
#: Fewer files are checked in turn: a process of one's own takes longer to start than they do.
MANY = 12
#: Files handed out ahead of the one that is waited for, a process: what others have finished waits no longer than that.
AHEAD = 8

#: In a process of the pool: the file with the settings that its tasks name by number. Set once, when it starts.
_told: Path | None = None


def check_all(
    files: Sequence[Path],
    settings_of: Callable[[Path], Settings],
    linter_of: Callable[[Path], Linter],
    *,
    jobs: int,
    seconds: float,
    timed: bool = False,
) -> Iterator[FileReport]:
    """Yield what is said of each file, in their order.

    jobs: processes; 0 for as many as there are processors to use, and none for a few files. seconds: how long a process may be at
    one file. timed: whether reports say where the time went. Raises what ``check_path`` and ``make_linter`` raise.
    """
    jobs = _jobs(jobs, len(files))
    if jobs > 1:
        yield from _by_processes(files, settings_of, jobs, seconds, timed)
        return
    for path in files:
        yield _checked(linter_of, path, path, timed)


def _checked(linter_of: Callable[[T], Linter], which: T, path: Path, timed: bool) -> FileReport:
    """Check a file by the linter that something stands for; who comes first waits for models and rules."""
    if not timed:
        return check_path(linter_of(which), path)
    with clock.timed() as running:
        with running.part("models and rules"):
            linter = linter_of(which)
        report = check_path(linter, path)
    return replace(report, timings=running.timings())


def _jobs(asked: int, files: int) -> int:
    if asked == 0:
        asked = processors() if files >= MANY else 1
    return min(asked, files)


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def _by_processes(
    files: Sequence[Path], settings_of: Callable[[Path], Settings], jobs: int, seconds: float, timed: bool
) -> Iterator[FileReport]:
    from pebble import ProcessPool

    # All files' settings first: a mistake in them is told before anything starts.
    each = [settings_of(path) for path in files]
    distinct = list({id(one): one for one in each}.values())
    number = {id(one): at for at, one in enumerate(distinct)}
    with TemporaryDirectory(prefix="claimlint-") as folder:
        # In a file: a process that is sent much while it starts complains when it is interrupted in that.
        told = Path(folder, "settings")
        told.write_bytes(pickle.dumps(distinct))
        with _undisturbed():
            pool: Any = ProcessPool(
                max_workers=jobs, initializer=_start, initargs=(told,), context=_context()
            )
            assert pool.active  # asking starts it
        waiting: deque[tuple[Path, Any]] = deque()
        try:
            for path, settings in zip(files, each, strict=True):
                task = pool.schedule(_check, args=(number[id(settings)], path, timed), timeout=seconds)
                waiting.append((path, task))
                if len(waiting) > jobs * AHEAD:
                    yield _answer(*waiting.popleft(), seconds)
            while waiting:
                yield _answer(*waiting.popleft(), seconds)
            pool.close()
        finally:
            pool.stop()
            pool.join()


def _context() -> Any:
    """Return how processes are started: from a clean one that has spaCy imported; a copy of this one would copy its threads' locks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["spacy", "claimlint.workers"])
    # Starting the tracker lets signals through again, so it comes first.
    resource_tracker.ensure_running()
    with _undisturbed(), _mute():
        forkserver.ensure_running()
    return context


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait: the terminal sends it to all processes, and those that start would each complain; this one says what comes of it."""
    if not hasattr(signal, "pthread_sigmask"):  # not on this system
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _mute() -> Iterator[None]:
    """Let what is started write its errors nowhere: one that starts as the others are stopped would complain; what matters comes back."""
    try:
        kept = os.dup(2)
    except OSError:  # closed
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _start(told: Path) -> None:
    global _told
    _told = told
    # As above, for those that are started otherwise.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _settings() -> Sequence[Settings]:
    assert _told is not None
    settings: Sequence[Settings] = pickle.loads(_told.read_bytes())
    return settings


@cache
def _linter(number: int) -> Linter:
    return make_linter(_settings()[number])


def _check(number: int, path: Path, timed: bool) -> FileReport:
    return _checked(_linter, number, path, timed)


def _answer(path: Path, task: Any, seconds: float) -> FileReport:
    from pebble import ProcessExpired

    try:
        report: FileReport = task.result()
    except OutOfTime:
        message = f"It was not done after {seconds:g} seconds."
        hint = "Give it longer with --time-limit, or split it."
        return unread(printable(path), ReadError("too-slow", message, printable(path), hint))
    except ProcessExpired as error:
        message = f"The process that checked it died (exit code {error.exitcode})."
        hint = "It may have run out of memory: try --jobs 1."
        return unread(printable(path), ReadError("died", message, printable(path), hint))
    return report
