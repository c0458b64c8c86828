"""Where reports go: a file, or standard output as UTF-8."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimlint.errors import UsageError


@contextmanager
def writing(place: str, option: str = "--output") -> Iterator[None]:
    """Turn what keeps a report from being written into a user error; a reader that went away is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"The report cannot be written: {error.strerror}."
        raise UsageError("unwritable", message, place, f"Name another file with {option}.") from error


def plural(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def written(text: str, output: Path | None, option: str = "--output") -> None:
    """Write a text to a file, or to standard output where there is none. Raises UsageError ``unwritable``."""
    with writing(str(output or "<stdout>"), option):
        if output is None:
            sys.stdout.buffer.write(text.encode("utf-8"))
            sys.stdout.buffer.flush()
        else:
            output.write_text(text, encoding="utf-8")
