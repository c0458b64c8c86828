"""How commands fail: one line on stderr and the exit code of the contract."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from claimlint.cli.output import say
from claimlint.errors import ClaimlintError


@contextmanager
def failing() -> Iterator[None]:
    """Turn user errors into exit code 2 and an interrupt into 130."""
    try:
        yield
    except ClaimlintError as error:
        say(str(error))
        _let_go_of_stdout()
        sys.exit(2)
    except KeyboardInterrupt:
        say("interrupted.")
        sys.exit(130)
    except BrokenPipeError:
        _let_go_of_stdout()
        sys.exit(141)


def _let_go_of_stdout() -> None:
    """Lead standard output nowhere if it cannot be written: Python would fail over it again while it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
