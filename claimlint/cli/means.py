"""What ``check`` may use for its work: processes, time, the cache."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.options import Decorator

if TYPE_CHECKING:
    from claimlint.batch import Means
    from claimlint.cache import Store

means_options: tuple[Decorator, ...] = (
    click.option(
        "--jobs",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        show_default="as many as there are processors; 1 for a few files",
        help="Processes that check files.",
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        default=600,
        show_default=True,
        metavar="SECONDS",
        help="How long one of several processes may be at a file, which then counts as not read.",
    ),
    click.option(
        "--no-cache", is_flag=True, help="Keep nothing for later runs, and use nothing of earlier ones."
    ),
    click.option(
        "--timings", is_flag=True, help="Show where the time went, on the terminal and in the JSON report."
    ),
)


def _store() -> Store | None:
    """Return the cache, or None where there can be none: a run goes on without."""
    from claimlint.cache import Store, cache_folder
    from claimlint.errors import UsageError

    try:
        return Store(cache_folder())
    except UsageError:
        return None


def means(options: Mapping[str, Any]) -> Means:
    """Return what the options of a command line allow."""
    from claimlint.batch import Means

    store = None if options["no_cache"] else _store()
    return Means(options["jobs"], options["time_limit"], store, options["timings"])
