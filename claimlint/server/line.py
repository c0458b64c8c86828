"""Who is next: seats that are free, and those who wait for one, first come, first served."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

Place = TypeVar("Place")


class Line(Generic[Place]):
    """Places and those who wait for them; one of the two is always empty. told: is called with the length of the line when it changes."""

    def __init__(self, told: Callable[[int], object]):
        self._told = told
        self._free: list[Place] = []
        self._waiting: deque[asyncio.Future[Place]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def free(self) -> bool:
        """Whether a place is free at once."""
        return bool(self._free)

    def give(self, place: Place) -> None:
        """Hand a place to who is next."""
        if self._waiting:
            self._waiting.popleft().set_result(place)
            self._told(len(self))
        else:
            self._free.append(place)

    async def take(self, seconds: float, gone: Callable[[], Awaitable[None]]) -> Place:
        """Wait for a place. Raises TimeoutError after so many seconds, ConnectionError when ``gone`` is done first."""
        if self._free:
            return self._free.pop()
        turn: asyncio.Future[Place] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._told(len(self))
        left = asyncio.ensure_future(gone())
        try:
            both: set[asyncio.Future[Any]] = {turn, left}
            await asyncio.wait(both, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if turn.done():
                return turn.result()
            raise ConnectionError if left.done() else TimeoutError
        except BaseException:
            self._leave(turn)
            raise
        finally:
            left.cancel()

    def _leave(self, turn: asyncio.Future[Place]) -> None:
        if turn.done():
            self.give(turn.result())
        else:
            self._waiting.remove(turn)
            self._told(len(self))
