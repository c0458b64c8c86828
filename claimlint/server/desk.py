"""Where articles wait to be checked, and what becomes of those for whom there is no place."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from claimlint.errors import ClaimlintError
from claimlint.server.limits import Limits
from claimlint.server.line import Line
from claimlint.server.metrics import Metrics
from claimlint.server.problem import GONE, Problem, busy
from claimlint.server.task import Answer, Task

#: Seconds between attempts to start a process in the place of one that was lost.
AGAIN = 5.0


class Checker(Protocol):
    """What checks articles, one at a time: a seat."""

    async def open(self) -> str:
        """Begin, or begin anew; returns why that fails, or nothing."""

    async def check(self, task: Task) -> Answer:
        """Check an article; raises Problem when it has to be opened anew."""

    async def close(self) -> None:
        """End."""


class Desk:
    """Hands articles to seats: as many as there are are checked at once, ``Limits.waiting`` more wait, the others are sent away.

    say: tells who runs the service what went wrong, without words of articles.
    """

    def __init__(
        self, seats: Sequence[Checker], limits: Limits, metrics: Metrics, say: Callable[[str], None]
    ):
        self._seats, self._limits, self._metrics, self._say = seats, limits, metrics, say
        self._line: Line[Checker] = Line(metrics.waiting.set)
        self._work: set[asyncio.Task[Any]] = set()
        self._fit = 0
        self._usual = 1.0
        self._begun = False
        self._stopping = False

    async def open(self) -> None:
        """Start all processes. Raises ClaimlintError for settings that cannot be used."""
        faults = await asyncio.gather(*map(self._open, self._seats))
        for seat, fault in zip(self._seats, faults, strict=True):
            if fault:
                self._lose(seat, f"A process did not start ({fault})")
        self._begun = True

    def check_ready(self) -> None:
        """Raise Problem 503 where no article would be checked now."""
        self._check_open()
        if not self._fit:
            raise busy(503, "not-ready", "All processes are being started anew. Try again.", 5)

    def _check_open(self) -> None:
        if self._stopping:
            raise busy(503, "stopping", "The service is stopping.", 5)
        if not self._begun:
            raise busy(503, "not-ready", "The service is loading its models. Try again.", 5)

    def admit(self) -> None:
        """Raise Problem where an article that came now would not be let in: 503 for all, 429 for too many."""
        self._check_open()
        if len(self._line) >= self._limits.waiting and not self._line.free:
            raise busy(429, "busy", "Too many articles wait to be checked. Try again.", self._patience())

    async def check(self, task: Task, gone: Callable[[], Awaitable[None]]) -> Answer:
        """Have an article checked when it is its turn.

        gone: is done when who asked has left; an article that waits is then dropped. Raises Problem for one that is not let in, waits
        too long, or is lost with its process.
        """
        self.admit()
        work = asyncio.ensure_future(self._check(task, gone))
        self._hold(work)
        try:
            return await work
        except asyncio.CancelledError:
            if not work.cancelled():
                raise
            raise busy(503, "stopping", "The service stopped before the check was done.", 5) from None

    def _hold(self, work: asyncio.Task[Any]) -> None:
        self._work.add(work)
        work.add_done_callback(self._work.discard)

    async def _check(self, task: Task, gone: Callable[[], Awaitable[None]]) -> Answer:
        for _ in self._seats:
            try:
                return await self._seated(task, gone)
            except Problem as problem:
                # That its process had ended before it came is no fault of the article.
                if problem.code != GONE:
                    raise
        return await self._seated(task, gone)

    async def _seated(self, task: Task, gone: Callable[[], Awaitable[None]]) -> Answer:
        seat = await self._turn(gone)
        began = asyncio.get_running_loop().time()
        try:
            answer = await seat.check(task)
        except Problem as problem:
            self._count(-1)
            self._lose(seat, f"A process was lost ({problem.code})")
            raise
        except BaseException:
            self._line.give(seat)
            raise
        self._line.give(seat)
        self._took(asyncio.get_running_loop().time() - began, len(task.data))
        return answer

    async def _turn(self, gone: Callable[[], Awaitable[None]]) -> Checker:
        seconds = self._limits.check_seconds
        try:
            return await self._line.take(seconds, gone)
        except ConnectionError:
            raise Problem(499, "gone", "Who asked has left.") from None
        except TimeoutError:
            detail = f"The check could not begin within {seconds:g} seconds. Try again."
            raise busy(503, "waited", detail, self._patience()) from None

    def _took(self, seconds: float, size: int) -> None:
        self._metrics.check_seconds.observe(seconds)
        self._metrics.article_bytes.observe(size)
        self._usual += 0.1 * (seconds - self._usual)

    def _patience(self) -> int:
        """Return in how many seconds those who wait now should be done."""
        return min(60, max(1, math.ceil(len(self._line) * self._usual / max(1, self._fit))))

    async def _open(self, seat: Checker) -> str:
        fault = await seat.open()
        if not fault:
            self._count(1)
            self._line.give(seat)
        return fault

    def _count(self, by: int) -> None:
        self._fit += by
        self._metrics.processes.set(self._fit)

    def _lose(self, seat: Checker, what: str) -> None:
        self._metrics.lost.inc()
        if not self._stopping:
            self._say(f"{what}; another is started.")
            self._hold(asyncio.ensure_future(self._mend(seat)))

    async def _mend(self, seat: Checker) -> None:
        """Open a seat anew, however often that fails."""
        while fault := await self._opened(seat):
            self._metrics.lost.inc()
            self._say(f"A process did not start ({fault}); again in {AGAIN:g} seconds.")
            await asyncio.sleep(AGAIN)

    async def _opened(self, seat: Checker) -> str:
        try:
            return await self._open(seat)
        except ClaimlintError as error:
            return str(error)

    def stop(self) -> None:
        """Let nothing more in. What was let in is still checked."""
        self._stopping = True

    def give_up(self) -> None:
        """Tell who still waits that the service stopped."""
        self.stop()
        for work in set(self._work):
            work.cancel()

    async def close(self) -> None:
        """End all processes."""
        self.give_up()
        await asyncio.gather(*self._work, return_exceptions=True)
        for seat in self._seats:
            await seat.close()
