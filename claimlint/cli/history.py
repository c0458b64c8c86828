"""``claimlint history``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.completing import files
from claimlint.cli.fail import failing
from claimlint.cli.output import written
from claimlint.errors import UsageError

if TYPE_CHECKING:
    import sqlite3

    from claimlint.history.listing import Table


@click.command(
    name="history",
    epilog="Example: claimlint history history.db --compare 41 42 --format csv --output new.csv",
)
@click.argument("file", type=click.Path(path_type=Path), shell_complete=files)
@click.option("--run", metavar="RUN", help="List the articles of one run: its number or id, or last.")
@click.option("--findings", is_flag=True, help="With --run: list its findings instead.")
@click.option(
    "--article", metavar="PATH", help="List the checks of one article: its path, now or formerly, or its id."
)
@click.option(
    "--compare",
    nargs=2,
    metavar="RUN RUN",
    help="List the findings that are new in the second run, and those that are fixed.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only runs of this day (UTC) and later.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["terminal", "csv", "json"]),
    default="terminal",
    show_default=True,
    help="How to list them; csv and json have all columns.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the list to a file.")
def command(file: Path, format_: str, output: Path | None, **options: Any) -> None:
    """Show what became of findings, run by run.

    FILE is what check --history writes. Without options, its runs are listed, in the order in which they were added: new and fixed count findings against the check that each article had before, in whichever run that was.

    \b
    Exit code 0, whatever was found.  2: the history cannot be used.
    """
    with failing():
        from claimlint.history.as_text import FORMATS
        from claimlint.history.database import reading

        _check(file, output, options)
        with reading(file) as database:
            table = _table(database, file, options)
        written(FORMATS[format_](table), None if output is None or str(output) == "-" else output)


def _check(file: Path, output: Path | None, options: Mapping[str, Any]) -> None:
    """Raise UsageError for options that exclude each other, or do nothing together, and for an output in the history's place."""
    kinds = [name for name in ("run", "article", "compare") if options[name]]
    if len(kinds) > 1:
        message = f"--{kinds[0]} and --{kinds[1]} exclude each other."
        raise UsageError("no-effect", message, "", "Leave one of them out.")
    if options["findings"] and not options["run"]:
        raise UsageError("no-effect", "--findings lists those of a run.", "", "Add --run last.")
    if options["since"] and kinds in (["run"], ["compare"]):
        raise UsageError("no-effect", f"--since does nothing with --{kinds[0]}.", "", "Leave it out.")
    if output is not None and output.resolve() == file.resolve():
        message = "The list would overwrite the history."
        raise UsageError("same-file", message, str(output), "Name another file with --output.")


def _table(database: sqlite3.Connection, file: Path, options: Mapping[str, Any]) -> Table:
    from claimlint.history import listing

    day: datetime | None = options["since"]
    since = day.strftime("%Y-%m-%d") if day else ""
    if options["article"]:
        article = listing.article_number(database, options["article"], file)
        return listing.article_table(database, article, since)
    if options["compare"]:
        before, now = (listing.run_number(database, name, file) for name in options["compare"])
        return listing.compare_table(database, before, now)
    if options["run"]:
        run = listing.run_number(database, options["run"], file)
        return (listing.findings_table if options["findings"] else listing.run_table)(database, run)
    return listing.runs_table(database, since)
