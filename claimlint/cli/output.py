"""Where reports go: a file, or standard output as UTF-8."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from claimlint.errors import UsageError


def say(text: str) -> None:
    """Say something on one line of standard error; names of files must not steer a terminal."""
    from claimlint.reports.terminal import clean

    click.echo(f"claimlint: {clean(text)}", err=True)


def tell(text: str) -> None:
    """Print text on standard output, without what could steer a terminal: names of files and words of articles are in it."""
    from claimlint.reports.terminal import clean

    click.echo("\n".join(map(clean, text.split("\n"))))


@contextmanager
def writing(
    place: str, hint: str = "Name another file with --output.", what: str = "The report"
) -> Iterator[None]:
    """Turn what keeps a file from being written into a user error; a reader that went away is none. what: it, as messages call it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{what} cannot be written: {error.strerror}."
        raise UsageError("unwritable", message, place, hint) from error


def appended(text: str, path: Path) -> None:
    """Append a text to the summary of a job. Raises UsageError ``unwritable``."""
    with writing(str(path), "It is named by GITHUB_STEP_SUMMARY.", "The summary"), path.open("ab") as file:
        file.write(text.encode("utf-8", "replace"))


def written(text: str, output: Path | None, option: str = "--output") -> None:
    """Write a text to a file, or to standard output where there is none. Raises UsageError ``unwritable``."""
    with writing(str(output or "<stdout>"), f"Name another file with {option}."):
        if output is None:
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
        else:
            _put(output, text.encode("utf-8", "replace"))


def _put(path: Path, data: bytes) -> None:
    """Write a file; a pipe that nobody reads is refused, since it would be waited for without end."""
    if not path.is_fifo():
        path.write_bytes(data)
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        raise OSError(error.errno, "nobody reads from this pipe", str(path)) from error
    os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as pipe:
        pipe.write(data)
