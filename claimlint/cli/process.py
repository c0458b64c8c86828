"""What the process makes of signals that end it, and of standard streams that are closed."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: Sent to end a program, by systems that stop services and by terminals that are closed.
_ENDING = ("SIGTERM", "SIGHUP")


@contextmanager
def orderly() -> Iterator[None]:
    """Within the block signals that end the program do so as an exit does, with 128 and their number: processes are ended first, temporary
    folders removed. One that whoever started the program has it ignore stays ignored."""
    taken: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        # Some send it twice; what is being done about it must not be cut off.
        while taken:
            signal.signal(taken.pop(), signal.SIG_IGN)
        sys.exit(128 + number)

    for number in (getattr(signal, name) for name in _ENDING if hasattr(signal, name)):
        try:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
                taken.append(number)
        except ValueError:  # only the main thread may
            break
    try:
        yield
    finally:
        while taken:
            signal.signal(taken.pop(), signal.SIG_DFL)


def mend_streams() -> None:
    """Make the standard streams such that nothing is lost in silence."""
    _fill()
    _buffer()


def _fill() -> None:
    """Put something in the place of standard streams that are closed: the next file that is opened would take their number, and what is
    written to the stream would go there. Writing to a standard output that was closed is an error, writing to standard error is not."""
    for number, how in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, how)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _buffer() -> None:
    """Buffer standard output where PYTHONUNBUFFERED would have it otherwise: what a nearly full disk takes no more would be dropped
    without an error. Whoever writes flushes."""
    out = sys.stdout
    if out is sys.__stdout__ and isinstance(out, io.TextIOWrapper) and isinstance(out.buffer, io.FileIO):
        encoding, errors = out.encoding, out.errors
        sys.stdout = sys.__stdout__ = io.TextIOWrapper(io.BufferedWriter(out.detach()), encoding, errors)  # type: ignore[misc]
