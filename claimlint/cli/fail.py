"""How commands fail: one line on stderr and the exit code of the contract."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from claimlint.cli.output import let_go, say
from claimlint.errors import ClaimlintError
from claimlint.filename import printable

_HINT = "See whether there is room on the disk, and who may read and write there."


@contextmanager
def failing() -> Iterator[None]:
    """Turn user errors into exit code 2 and an interrupt into 130."""
    try:
        yield
    except ClaimlintError as error:
        say(str(error))
        let_go(sys.stdout)
        sys.exit(2)
    except KeyboardInterrupt:
        say("interrupted.")
        sys.exit(130)
    except BrokenPipeError:
        let_go(sys.stdout)
        sys.exit(141)
    except OSError as error:
        # What no command foresaw; it is no less the system's for that.
        say(str(_of_system(error, "<stdout>" if let_go(sys.stdout) else "")))
        sys.exit(2)


def _of_system(error: OSError, where: str) -> ClaimlintError:
    if not error.filename and isinstance(error, FileNotFoundError) and not _is_somewhere():
        return ClaimlintError("system", "The working folder is gone.", "", "Go to one that is there.")
    return ClaimlintError(
        "system", f"{error.strerror or error}.", where or printable(error.filename or ""), _HINT
    )


def _is_somewhere() -> bool:
    try:
        return bool(os.getcwd())
    except OSError:
        return False
