"""How far a corpus run is: a bar on terminals, elsewhere a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from claimlint.cli.output import say

Begun = Callable[[int], None]
Step = Callable[[int, int], None]

#: Seconds between two lines.
EVERY = 30.0


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[tuple[Begun, Step]]:
    """Yield a function to call with the number of articles that are done at the beginning, and one that is told of more, and of unread ones among them."""
    if quiet:
        yield (lambda before: None), (lambda articles, unread: None)
    elif sys.stderr.isatty():
        with _bar(total) as told:
            yield told
    else:
        lines = _Lines(total)
        yield lines.begun, lines.step


@contextmanager
def _bar(total: int) -> Iterator[tuple[Begun, Step]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=total)
        yield (
            (lambda before: bar.reset(task, completed=before)),
            (lambda articles, unread: bar.advance(task, articles)),
        )


class _Lines:
    def __init__(self, total: int):
        self._total, self._done, self._before, self._unread = total, 0, 0, 0
        self._start = self._said = time.monotonic()

    def begun(self, before: int) -> None:
        self._done = self._before = before
        self._start = self._said = time.monotonic()
        if before:
            say(f"going on after {before:,} of {self._total:,} articles.")

    def step(self, articles: int, unread: int) -> None:
        self._done += articles
        self._unread += unread
        now = time.monotonic()
        if now - self._said < EVERY:
            return
        self._said = now
        pace = (self._done - self._before) / (now - self._start)
        left = (self._total - self._done) / pace / 60
        not_read = f", {self._unread:,} unread" if self._unread else ""
        done = f"{self._done:,} of {self._total:,} articles, {pace:.1f} a second"
        say(f"{done}, about {left:,.0f} min left{not_read}.")
