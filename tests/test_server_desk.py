"""Waiting for a process: who is let in, in what order, and what becomes of those who leave, wait too long or are in the way of the end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from claimlint.server import desk as desks
from claimlint.server.desk import Desk
from claimlint.server.limits import Limits
from claimlint.server.metrics import Metrics
from claimlint.server.problem import GONE, Problem
from claimlint.server.task import Answer, Asked, Task


@dataclass
class Seat:
    """Checks nothing: it answers with the article, or fails, when it is told to."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    seen: list[bytes] = field(default_factory=list)
    opened: int = 0
    faults: list[str] = field(default_factory=list)
    ended: bool = False

    async def open(self) -> str:
        self.opened += 1
        return self.faults.pop() if self.faults else ""

    async def check(self, task: Task) -> Answer:
        self.seen.append(task.data)
        await self.go.wait()
        if task.data == b"kill":
            raise Problem(500, "died", "")
        if self.ended:
            self.ended = False
            raise Problem(503, GONE, "")
        return Answer(task.data)

    async def close(self) -> None:
        pass


def desk(*seats: Seat, **limits: float) -> tuple[Desk, list[str]]:
    said: list[str] = []
    return Desk(seats, Limits(**limits), Metrics(), said.append), said  # type: ignore[arg-type]


def ask(desk: Desk, data: bytes, gone: asyncio.Event | None = None) -> asyncio.Task[Answer]:
    async def leaves() -> None:
        await (gone or asyncio.Event()).wait()

    return asyncio.ensure_future(desk.check(Task(0, data, Asked()), leaves))


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def code(asked: asyncio.Task[Answer]) -> tuple[int, str]:
    with pytest.raises(Problem) as caught:
        await asked
    return caught.value.status, caught.value.code


def test_articles_are_checked_in_their_order_and_too_many_are_sent_away():
    async def run() -> None:
        seat = Seat()
        at, _ = desk(seat, waiting=2)
        with pytest.raises(Problem) as early:
            at.check_ready()
        assert (early.value.status, early.value.headers["Retry-After"]) == (503, "5")
        await at.open()
        asked = [ask(at, name) for name in (b"a", b"b", b"c")]
        await settle()
        assert await code(ask(at, b"d")) == (429, "busy")
        seat.go.set()
        assert [(await one).report for one in asked] == [b"a", b"b", b"c"] == seat.seen
        assert (await ask(at, b"e")).report == b"e"
        await at.close()

    asyncio.run(run())


def test_who_leaves_or_waits_too_long_gives_up_the_turn():
    async def run() -> None:
        seat = Seat()
        at, _ = desk(seat, check_seconds=0.05)
        await at.open()
        first, gone = ask(at, b"a"), asyncio.Event()
        await settle()
        left, late = ask(at, b"b", gone), ask(at, b"c")
        await settle()
        gone.set()
        assert await code(left) == (499, "gone") and await code(late) == (503, "waited")
        seat.go.set()
        await first
        assert (await ask(at, b"d")).report == b"d" and seat.seen == [b"a", b"d"]
        await at.close()

    asyncio.run(run())


def test_a_lost_process_costs_one_article_and_another_is_started(monkeypatch):
    monkeypatch.setattr(desks, "AGAIN", 0.01)

    async def run() -> None:
        seat = Seat()
        at, said = desk(seat)
        await at.open()
        seat.faults = ["no memory"]
        killing, other = ask(at, b"kill"), ask(at, b"b")
        await settle()
        seat.go.set()
        assert await code(killing) == (500, "died")
        assert (await other).report == b"b"
        assert seat.opened == 3 and "no memory" in said[-1]
        at.check_ready()
        await at.close()

    asyncio.run(run())


def test_a_process_that_had_ended_before_costs_no_article():
    async def run() -> None:
        seat = Seat(ended=True)
        seat.go.set()
        at, said = desk(seat)
        await at.open()
        assert (await ask(at, b"a")).report == b"a"
        assert (seat.opened, len(said)) == (2, 1)
        await at.close()

    asyncio.run(run())


def test_the_end_lets_nothing_in_and_answers_what_it_does_not_wait_for():
    async def run() -> None:
        seat = Seat()
        at, _ = desk(seat)
        await at.open()
        running, waiting = ask(at, b"a"), ask(at, b"b")
        await settle()
        at.stop()
        assert await code(ask(at, b"c")) == (503, "stopping")
        assert not running.done()
        at.give_up()
        assert await code(running) == await code(waiting) == (503, "stopping")
        await at.close()

    asyncio.run(run())


def test_what_stands_on_the_way_of_a_turn_loses_no_seat():
    """Whoever asks is cut off at the moment at which it is his turn."""

    async def run() -> None:
        seat = Seat()
        at, _ = desk(seat)
        await at.open()
        first, second = ask(at, b"a"), ask(at, b"b")
        await settle()
        seat.go.set()
        first.add_done_callback(lambda _: at.give_up())
        await asyncio.gather(first, second, return_exceptions=True)
        assert at._line.free and not len(at._line)
        await at.close()

    asyncio.run(run())
