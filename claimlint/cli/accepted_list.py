"""``claimlint accepted list``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimlint.cli.fail import failing
from claimlint.cli.options import today as today_option

if TYPE_CHECKING:
    from claimlint.accepted.entry import Acceptance

WIDTH = 96


@click.command(name="list", epilog="Example: claimlint accepted list accepted.yml --today 2027-01-01")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@today_option
def command(files: tuple[Path, ...], today: datetime | None) -> None:
    """List accepted claims, those that expire first on top, with their evidence.

    \b
    Exit code 0, whatever has expired.  2: a file cannot be used.
    """
    day = today.date() if today else date.today()
    with failing():
        from claimlint.accepted.files import accepted_claims

        found = [one for path in files for one in accepted_claims(path)]
        for one in sorted(found, key=lambda one: (one.expires or date.max, one.where)):
            for line in _entry(one, day):
                click.echo(line)
        expired = sum(one.state(day) == "expired" for one in found)
        click.echo(f"{len(found)} accepted claim{'' if len(found) == 1 else 's'}, {expired} expired.")


def _entry(one: Acceptance, day: date) -> Iterator[str]:
    yield from _wrapped(f"{one.where}  {_state(one, day)}", "")
    yield from _wrapped(f"“{' '.join(one.text.split())}”", "    ")
    yield from _wrapped(f"Evidence: {one.evidence}", "    ")
    if one.approved_by or one.approved:
        by = f" by {one.approved_by}" if one.approved_by else ""
        on = f" on {one.approved}" if one.approved else ""
        yield from _wrapped(f"Approved{by}{on}", "    ")
    for name, limits in (("Rules", one.rules), ("Paths", one.paths)):
        if limits:
            yield from _wrapped(f"{name}: {', '.join(limits)}", "    ")


def _state(one: Acceptance, day: date) -> str:
    if one.expires is None:
        return "current, without end"
    if one.state(day) == "expired":
        return f"EXPIRED on {one.expires}"
    days = (one.expires - day).days
    return f"current until {one.expires} ({days} day{'' if days == 1 else 's'})"


def _wrapped(text: str, indent: str) -> list[str]:
    from claimlint.reports.terminal import clean

    return textwrap.wrap(
        clean(text), WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
