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
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as OutOfTime
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from claimlint.errors import ReadError, UsageError
from claimlint.filename import printable
from claimlint.finding import FileReport
from claimlint.linter import check_path, unread
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.texts import Article, check_article

#: Fewer files are checked in turn: a process of one's own takes longer to start than they do.
MANY = 12
#: Articles that a process checks before another takes its place: what it keeps of words it never saw before grows by about 17 MB a thousand.
TERM = 3000
#: Files handed out ahead of the one that is waited for, a process: what others have finished waits no longer than that.
AHEAD = 8

#: Has articles checked by processes that were started, each with the number of its settings.
Checking = Callable[[Iterable[tuple[int, Path | Article]]], Iterator[FileReport]]

#: In a process of the pool: the file with the settings that its tasks name by number. Set once, when it starts.
_told: Path | None = None


def check_all(
    files: Sequence[Path],
    settings_of: Callable[[Path], Settings],
    linter_of: Callable[[Path], Linter],
    *,
    jobs: int,
    seconds: float,
) -> Iterator[FileReport]:
    """Yield what is said of each file, in their order.

    jobs: processes; 0 for as many as there are processors to use, and none for a few files. seconds: how long a process may be at
    one file. Raises what ``check_path`` and ``make_linter`` raise.
    """
    jobs = _jobs(jobs, len(files))
    if jobs > 1:
        yield from _by_processes(files, settings_of, jobs, seconds)
        return
    for path in files:
        yield check_path(linter_of(path), path)


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
    files: Sequence[Path], settings_of: Callable[[Path], Settings], jobs: int, seconds: float
) -> Iterator[FileReport]:
    # All files' settings first: a mistake in them is told before anything starts.
    each = [settings_of(path) for path in files]
    distinct = list({id(one): one for one in each}.values())
    number = {id(one): at for at, one in enumerate(distinct)}
    with processes(distinct, jobs=jobs, seconds=seconds) as check:
        yield from check((number[id(own)], path) for own, path in zip(each, files, strict=True))


@contextmanager
def processes(settings: Sequence[Settings], *, jobs: int, seconds: float) -> Iterator[Checking]:
    """Start processes, and give a function that has them check what it is given, in order; they end with the block.

    It takes pairs of the number of an article's settings and the article, as many as there may be: it runs no further ahead than the
    processes need. jobs, seconds: as for ``check_all``. What a process raises (``make_linter``) is raised by the function.
    """
    from pebble import ProcessPool

    with TemporaryDirectory(prefix="claimlint-") as folder:
        # In a file: a process that is sent much while it starts complains when it is interrupted in that.
        told = Path(folder, "settings")
        told.write_bytes(pickle.dumps(settings))
        with _undisturbed():
            pool: Any = ProcessPool(
                max_workers=jobs, max_tasks=TERM, initializer=_start, initargs=(told,), context=_context()
            )
            assert pool.active  # asking starts it
        try:
            yield lambda tasks: _checked(pool, tasks, jobs, seconds)
            pool.close()
        finally:
            pool.stop()
            pool.join()


def _checked(
    pool: Any, tasks: Iterable[tuple[int, Path | Article]], jobs: int, seconds: float
) -> Iterator[FileReport]:
    waiting: deque[tuple[Path | Article, Any]] = deque()
    known: dict[frozenset[str], frozenset[str]] = {}

    def next_one() -> FileReport:
        report = _answer(*waiting.popleft(), seconds)
        # Each comes with the ids of its rules, which are those of the others: they were half of what is kept of a file.
        return replace(report, rules=known.setdefault(report.rules, report.rules))

    for number, article in tasks:
        waiting.append((article, pool.schedule(_check, args=(number, article), timeout=seconds)))
        if len(waiting) > jobs * AHEAD:
            yield next_one()
    while waiting:
        yield next_one()


def _context() -> Any:
    """Return how processes are started: from a clean one that has spaCy imported; a copy of this one would copy its threads' locks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["spacy", "claimlint.workers"])
    # Starting the tracker lets signals through again, so it comes first.
    resource_tracker.ensure_running()
    with _undisturbed(), mute():
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
def mute() -> Iterator[None]:
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


def _check(number: int, article: Path | Article) -> FileReport:
    if isinstance(article, Path):
        return check_path(_linter(number), article)
    return check_article(_linter(number), article)


def _answer(article: Path | Article, task: Any, seconds: float) -> FileReport:
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    name = printable(article) if isinstance(article, Path) else article.name
    try:
        report: FileReport = task.result()
    except OutOfTime:
        message = f"It was not done after {seconds:g} seconds."
        hint = "Give it longer with --time-limit, or split it."
        return unread(name, ReadError("too-slow", message, name, hint))
    except ProcessExpired as error:
        message = f"The process that checked it died (exit code {error.exitcode})."
        hint = "It may have run out of memory: try --jobs 1."
        return unread(name, ReadError("died", message, name, hint))
    except BrokenProcessPool as error:
        message = "The processes that check die as they start."
        raise UsageError("no-process", message, "", "They may run out of memory: try --jobs 1.") from error
    return report
