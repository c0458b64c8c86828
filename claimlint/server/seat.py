"""A process that checks one article at a time, from its start to its end, and the next one in its place."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import Any

from claimlint.errors import ClaimlintError
from claimlint.pool import lost, started
from claimlint.server import worker
from claimlint.server.problem import GONE, Problem, busy
from claimlint.server.settings import Told
from claimlint.server.task import Answer, Task

#: Seconds that a process may take until it can check.
START = 120.0


class Seat:
    """A process of its own: what becomes of it touches no article but the one it is at.

    seconds: that a check may take. starting: one for all seats; two that start at once would get at each other's standard error.
    """

    def __init__(self, told: Told, seconds: float, starting: asyncio.Lock):
        self._told, self._seconds, self._starting = told, seconds, starting
        self._stack = ExitStack()
        self._pool: Any = None

    async def open(self) -> str:
        """Start a process, in place of one that is lost, and load all it needs. Returns why that fails, or nothing.

        Raises ClaimlintError for settings that cannot be used.
        """
        await self.close()
        try:
            begun = started(worker.start, self._told.kept(), 1)
            async with self._starting:
                self._pool = await asyncio.to_thread(self._stack.enter_context, begun)
            async with asyncio.timeout(START):
                fault: str = await self._run(worker.warm, START)
        except ClaimlintError:
            raise
        except Exception as error:
            return lost(error) or worker.place_of(error)
        return fault

    async def check(self, task: Task) -> Answer:
        """Have an article checked. Raises Problem where the process is lost: the seat must then be opened anew."""
        try:
            answer: Answer = await self._run(worker.check, self._seconds, task)
        except Exception as error:
            raise self._problem(lost(error)) from None
        return answer

    def _problem(self, how: str | None) -> Problem:
        if how == "slow":
            detail = f"The check was not done after {self._seconds:g} seconds. Send the article in parts."
            return Problem(504, "too-slow", detail)
        if how == "died":
            return Problem(500, "died", "The process that checked the article died.")
        return busy(503, GONE, "The process that was to check the article was gone. Try again.", 1)

    async def _run(self, function: Any, seconds: float, *arguments: Any) -> Any:
        return await asyncio.wrap_future(self._pool.schedule(function, args=arguments, timeout=seconds))

    async def close(self) -> None:
        """End the process."""
        stack, self._stack = self._stack, ExitStack()
        await asyncio.to_thread(stack.close)
