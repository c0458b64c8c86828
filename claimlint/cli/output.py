"""Where reports go: a file, or standard output as UTF-8."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from claimlint.errors import UsageError


def say(text: str) -> None:
    """Say something on one line of standard error; names of files must not steer a terminal."""
    from claimlint.reports.terminal import clean

    try:
        click.echo(f"claimlint: {clean(text)}", err=True)
    except OSError:
        # There is nobody to be told; the exit code still says it.
        let_go(sys.stderr)


def let_go(stream: TextIO) -> bool:
    """Lead a stream nowhere if it cannot be written, and say whether: Python would fail over it again while it ends."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return True
    return False


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
    """Append a text to the summary of a job, whole or not at all. Raises UsageError ``unwritable``."""
    hint = "It is named by GITHUB_STEP_SUMMARY."
    with writing(str(path), hint, "The summary"), path.open("ab", buffering=0) as file:
        before = os.fstat(file.fileno()).st_size
        try:
            _all(file, text.encode("utf-8", "replace"))
        except OSError:
            with suppress(OSError):
                file.truncate(before)
            raise


def _all(file: io.FileIO, data: bytes) -> None:
    """Write all of some bytes: a disk that is nearly full takes a part, and says why not the rest when it is asked again."""
    while data:
        data = data[file.write(data) :]


def replaced(path: Path, data: bytes, hint: str, what: str) -> None:
    """Write a file whole or not at all. hint: what to do where it cannot be. what: it, as messages call it. Raises UsageError ``unwritable``."""
    from claimlint import atomic

    with writing(str(path), hint, what):
        atomic.write(path, data)


def written(text: str, output: Path | None, option: str = "--output") -> None:
    """Write a text to a file, or to standard output where there is none. Raises UsageError ``unwritable``."""
    data, hint = text.encode("utf-8", "replace"), f"Name another file with {option}."
    if output is not None:
        replaced(output, data, hint, "The report")
        return
    with writing("<stdout>", hint):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
