"""How commands fail: one line on stderr and the exit code of the contract."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from claimlint.errors import ClaimlintError


@contextmanager
def failing() -> Iterator[None]:
    """Turn user errors into exit code 2 and an interrupt into 130."""
    try:
        yield
    except ClaimlintError as error:
        click.echo(f"claimlint: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("claimlint: interrupted.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
