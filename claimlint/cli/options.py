"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from claimlint.profiles import PROFILES
from claimlint.readership import AUDIENCES, REGIONS

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

#: Rules of the user's own, beside the bundled ones.
rules_dirs: Decorator = click.option(
    "--rules-dir",
    "packs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder with rules of your own, beside the bundled ones. Repeatable.",
)

#: Where the articles are to appear.
profile: Decorator = click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    help="Where the articles are to appear. [default: commercial for a page that sells, else editorial]",
)

#: For whom the articles are written.
audience: Decorator = click.option(
    "--audience",
    type=click.Choice(list(AUDIENCES)),
    help="For whom the articles are written. [default: as an article says in its front matter, else public]",
)

#: Where their readers live.
region: Decorator = click.option(
    "--region",
    type=click.Choice(list(REGIONS)),
    help="Where their readers live: emergency numbers, bodies, words to put in. [default: as an article says]",
)

#: Wordings that somebody approved.
accepted: Decorator = click.option(
    "--accepted",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file of accepted claims (YAML or TOML). Repeatable.",
)

#: The day by which acceptances expire.
today: Decorator = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day on which accepted claims must still hold, as 2026-01-31. [default: that of the system]",
)

#: Findings that are known.
baseline: Decorator = click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Mark the findings that this file knows; they do not count. See claimlint baseline.",
)


def entries(values: Iterable[str]) -> list[str]:
    """Return what a repeatable option with commas names."""
    return [entry.strip() for value in values for entry in value.split(",") if entry.strip()]
