"""Files checked in turn, or by several processes at once.

A process has the models once, for all its files. One that dies or hangs loses only the file it was at: that one counts as
not read. What is said of a file does not depend on which process said it, nor on how many there are.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from claimlint import clock
from claimlint.errors import UsageError
from claimlint.filename import printable
from claimlint.finding import FileReport
from claimlint.linter import check_path
from claimlint.pool import NO_PROCESS, answer, started
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.texts import Article, check_article

T = TypeVar("T")
#: Fewer files are checked in turn: a process of one's own takes longer to start than they do.
MANY = 12
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
    timed: bool = False,
) -> Iterator[FileReport]:
    """Yield what is said of each file, in their order.

    jobs: processes; 0 for as many as there are processors to use, and none for a few files. seconds: how long a process may be at
    one file. timed: whether reports say where the time went. Raises what ``check_path`` and ``make_linter`` raise, and what ``processes``
    raises where they were asked for.
    """
    several = _jobs(jobs, len(files))
    if several > 1:
        with ExitStack() as stack:
            try:
                tasks, check = _by_processes(stack, files, settings_of, several, seconds, timed)
            except UsageError as error:
                # What nobody asked for is done without.
                if jobs or error.code != NO_PROCESS:
                    raise
            else:
                yield from check(tasks)
                return
    for path in files:
        yield _checked(linter_of, path, path, timed)


def _checked(linter_of: Callable[[T], Linter], which: T, article: Path | Article, timed: bool) -> FileReport:
    """Check an article by the linter that something stands for; who comes first waits for models and rules."""
    check: Callable[[Linter, Any], FileReport] = check_path if isinstance(article, Path) else check_article
    if not timed:
        return check(linter_of(which), article)
    with clock.timed() as running:
        with running.part("models and rules"):
            linter = linter_of(which)
        report = check(linter, article)
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
    stack: ExitStack,
    files: Sequence[Path],
    settings_of: Callable[[Path], Settings],
    jobs: int,
    seconds: float,
    timed: bool,
) -> tuple[list[tuple[int, Path]], Checking]:
    """Start processes, which end with the stack; return what they are to do, and the function that has them do it."""
    # All files' settings first: a mistake in them is told before anything starts.
    each = [settings_of(path) for path in files]
    distinct = list({id(one): one for one in each}.values())
    number = {id(one): at for at, one in enumerate(distinct)}
    check = stack.enter_context(processes(distinct, jobs=jobs, seconds=seconds, timed=timed))
    return [(number[id(own)], path) for own, path in zip(each, files, strict=True)], check


@contextmanager
def processes(
    settings: Sequence[Settings], *, jobs: int, seconds: float, timed: bool = False
) -> Iterator[Checking]:
    """Start processes, and give a function that has them check what it is given, in order; they end with the block.

    It takes pairs of the number of an article's settings and the article, as many as there may be: it runs no further ahead than the
    processes need. jobs, seconds, timed: as for ``check_all``. What a process raises (``make_linter``) is raised by the function.
    Raises UsageError ``no-process`` where none can be started, as without a folder for temporary files.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(TemporaryDirectory(prefix="claimlint-"))
            # In a file: a process that is sent much while it starts complains when it is interrupted in that.
            told = Path(folder, "settings")
            told.write_bytes(pickle.dumps(settings))
            pool = stack.enter_context(started(_start, told, jobs))
        except OSError as error:
            message = f"Processes that check cannot be started: {error.strerror or error}."
            hint = "See whether TMPDIR names a folder with room and a short name; check --jobs 1 needs none."
            raise UsageError(NO_PROCESS, message, "", hint) from error
        yield lambda tasks: _answers(pool, tasks, jobs, seconds, timed)


def _answers(
    pool: Any, tasks: Iterable[tuple[int, Path | Article]], jobs: int, seconds: float, timed: bool
) -> Iterator[FileReport]:
    waiting: deque[tuple[str, Any]] = deque()
    known: dict[frozenset[str], frozenset[str]] = {}

    def next_one() -> FileReport:
        report = answer(*waiting.popleft(), seconds)
        # Each comes with the ids of its rules, which are those of the others: they were half of what is kept of a file.
        return replace(report, rules=known.setdefault(report.rules, report.rules))

    for number, article in tasks:
        name = printable(article) if isinstance(article, Path) else article.name
        waiting.append((name, pool.schedule(_check, args=(number, article, timed), timeout=seconds)))
        if len(waiting) > jobs * AHEAD:
            yield next_one()
    while waiting:
        yield next_one()


def _start(told: Path) -> None:
    global _told
    _told = told
    # Only the first process says what comes of Ctrl-C (``pool.py``); here for systems that start processes otherwise.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _settings() -> Sequence[Settings]:
    assert _told is not None
    settings: Sequence[Settings] = pickle.loads(_told.read_bytes())
    return settings


@cache
def _linter(number: int) -> Linter:
    linter = make_linter(_settings()[number])
    # It stays as long as the process does, and is not looked through for garbage.
    gc.freeze()
    return linter


def _check(number: int, article: Path | Article, timed: bool) -> FileReport:
    return _checked(_linter, number, article, timed)
