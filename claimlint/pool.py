"""Processes that take tasks: how they are started and ended, and what becomes of one that dies or hangs; the only door to pebble."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as OutOfTime
from contextlib import contextmanager
from typing import Any, Literal

from claimlint.errors import ReadError, UsageError
from claimlint.finding import FileReport, unread
from claimlint.interrupts import undisturbed

#: Articles that a process checks before another takes its place: what it keeps of words it never saw before grows by about 17 MB a thousand.
TERM = 3000
#: Code of the error that says that none can be started.
NO_PROCESS = "no-process"


@contextmanager
def started(start: Callable[[Any], None], told: Any, jobs: int) -> Iterator[Any]:
    """Start processes, each of which calls a function first, and give the pool; they end with the block. told: what the function gets."""
    from pebble import ProcessPool

    with undisturbed():
        pool: Any = ProcessPool(
            max_workers=jobs, max_tasks=TERM, initializer=start, initargs=(told,), context=_context()
        )
        assert pool.active  # asking starts it
    try:
        yield pool
        pool.close()
    finally:
        pool.stop()
        pool.join()


def answer(name: str, task: Any, seconds: float) -> FileReport:
    """Return what a process said of an article, or that it died, or was not done in time. Raises what it raised."""
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

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
        raise UsageError(NO_PROCESS, message, "", "They may run out of memory: try --jobs 1.") from error
    return report


def lost(error: BaseException) -> Literal["slow", "died", "never begun"] | None:
    """Return what became of a task that raised this: its process was too slow or died, or none took it; None for what the task raised."""
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    if isinstance(error, OutOfTime):
        return "slow"
    if isinstance(error, ProcessExpired):
        return "died"
    # A process that dies between two tasks ends the pool.
    return "never begun" if isinstance(error, BrokenProcessPool) else None


def _context() -> Any:
    """Return how processes are started: from a clean one that has the libraries imported; a copy of this one would copy its threads' locks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["claimlint.pool_imports", "claimlint.workers"])
    # Starting the tracker lets signals through again, so it comes first.
    resource_tracker.ensure_running()
    with undisturbed(), mute():
        forkserver.ensure_running()
    return context


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
