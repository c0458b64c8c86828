"""``claimlint cache``."""

from __future__ import annotations

import click

from claimlint.cli.fail import failing
from claimlint.cli.output import tell


@click.group(name="cache", epilog="Example: claimlint cache stats")
def command() -> None:
    """See and empty the cache of reports.

    What was said of a file is kept, and said again while file, rules, settings and claimlint stay the same. It lies in
    the system's folder for caches, or where the environment variable CLAIMLINT_CACHE_DIR says. Entries that
    were not used for a month are deleted.
    """


@command.command(name="stats")
def stats() -> None:
    """Say where the cache is and how large."""
    with failing():
        from claimlint.cache import Store, cache_folder

        held = Store(cache_folder()).usage()
        tell(f"{cache_folder()}: {_told(held.entries, held.size)}")


@command.command(name="clear")
def clear() -> None:
    """Delete all entries, and nothing else that lies there."""
    with failing():
        from claimlint.cache import Store, cache_folder
        from claimlint.errors import UsageError

        try:
            gone = Store(cache_folder()).clear()
        except OSError as error:
            message = f"The cache cannot be emptied: {error.strerror}."
            raise UsageError(
                "unwritable", message, str(error.filename), "Check who may write there."
            ) from error
        tell(f"{cache_folder()}: {_told(gone.entries, gone.size)} deleted")


def _told(entries: int, size: int) -> str:
    return f"{entries:,} {'entry' if entries == 1 else 'entries'}, {size / 1_000_000:.1f} MB"
