"""How commands fail: one line on stderr and the exit code of the contract."""

from __future__ import annotations

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
        where = "<stdout>" if let_go(sys.stdout) else printable(error.filename or "")
        say(str(ClaimlintError("system", f"{error.strerror or error}.", where, _HINT)))
        sys.exit(2)
