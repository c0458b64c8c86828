"""Where the time goes while a file is checked: each second is charged to one part, or to one rule.

A part that several rules ask for is charged under its own name, and not to the rule that happens to ask first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from time import perf_counter
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
#: What is charged to no part.
OTHER = "other"


@dataclass(frozen=True)
class Timings:
    """What was spent on a file, in seconds. cached: whether it was known already, and not checked. rules: by id."""

    seconds: float = 0.0
    cached: bool = False
    parts: Mapping[str, float] = field(default_factory=dict)
    rules: Mapping[str, float] = field(default_factory=dict)


class Clock:
    """Charges time to the part that runs; a part within another stops the outer one's clock."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = defaultdict(float)
        self._running = [OTHER]
        self._since = self._start = perf_counter()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Charge what runs inside to a part, or to a rule, whose id holds a slash."""
        self._charge()
        self._running.append(name)
        try:
            yield
        finally:
            self._charge()
            self._running.pop()

    def _charge(self) -> None:
        now = perf_counter()
        self._spent[self._running[-1]] += now - self._since
        self._since = now

    def timings(self) -> Timings:
        """Return what was spent until now."""
        self._charge()
        rules = {name: spent for name, spent in sorted(self._spent.items()) if "/" in name}
        parts = {name: spent for name, spent in sorted(self._spent.items()) if "/" not in name}
        return Timings(self._since - self._start, parts=parts, rules=rules)


#: The clock that runs, if somebody wants to know.
_clock: ContextVar[Clock | None] = ContextVar("clock", default=None)


@contextmanager
def timed() -> Iterator[Clock]:
    """Let a clock run."""
    clock = Clock()
    before = _clock.set(clock)
    try:
        yield clock
    finally:
        _clock.reset(before)


def charging(name: str) -> AbstractContextManager[None]:
    """Charge what runs inside to a part or rule, if a clock runs."""
    clock = _clock.get()
    return nullcontext() if clock is None else clock.part(name)


def charged(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator that charges a function's time to a part, if a clock runs."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            clock = _clock.get()
            if clock is None:
                return function(*args, **kwargs)
            with clock.part(name):
                return function(*args, **kwargs)

        return run

    return decorate
