"""``claimlint baseline``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.fail import failing
from claimlint.cli.output import replaced, say, tell
from claimlint.cli.running import run
from claimlint.cli.shared import SHARED, as_check, share_options
from claimlint.errors import UsageError
from claimlint.reports.summary import plural

if TYPE_CHECKING:
    from claimlint.baseline_file import Baseline
    from claimlint.finding import FileReport, Report


@click.command(
    name="baseline", epilog="Example: claimlint baseline articles/ --output claimlint-baseline.json"
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    help="The baseline file. Paths in it are relative to its folder.",
)
@click.option(
    "--shrink", is_flag=True, help="Only drop from FILE what is no longer found, and follow renames."
)
def command(paths: tuple[str, ...], output: Path, shrink: bool, **options: Any) -> None:
    """Write down today's findings, so that check reports only what comes after.

    Then "claimlint check PATHS --baseline FILE" marks these findings as known and does not count them. FILE is
    written anew, but with --shrink, which never adds to it: articles outside PATHS and rules that were not run
    keep their entries.

    \b
    Exit code 0: written.  2: a file or setting could not be used, and nothing was written.
    """
    with failing():
        if "-" in paths:
            message = "Standard input has no name by which a baseline could know it again."
            raise UsageError("no-file", message, "", "Name files or folders.")
        before = _before(output, shrink)
        report, _ = run(paths, as_check(options), mark=False)
        _all_read(report.unread)
        said, after = _shrunk(before, report, paths, output) if shrink else _new(report, output)
        _write(after, output)
        if not options["quiet"]:
            tell(said)


share_options(command, SHARED)


def _before(output: Path, shrink: bool) -> Baseline:
    """Return the baseline there is. Raises UsageError for a file that is none: an article must not be written over."""
    from claimlint.baseline_file import Baseline, read_baseline

    if not shrink and not os.path.exists(output):
        return Baseline()
    try:
        return read_baseline(output)
    except UsageError as error:
        if shrink:
            raise
        hint = "Delete it first, or name another file with --output."
        message = f"It would be written over and is no baseline that can be read: {error.message}"
        raise UsageError(error.code, message, error.where, hint) from error


def _all_read(unread: list[FileReport]) -> None:
    for file in unread:
        say(f"{file.path}: {file.error.message if file.error else ''}")
    if unread:
        say("nothing was written.")
        sys.exit(2)


def _new(report: Report, output: Path) -> tuple[str, Baseline]:
    from claimlint.baseline import baseline_of

    baseline = baseline_of(report.files, output.resolve().parent)
    count, files = len(baseline.entries), len(baseline.contents)
    return (
        f"{output}: {plural(count, 'known finding')} in {files} of {plural(len(report.files), 'file')}.",
        baseline,
    )


def _shrunk(before: Baseline, report: Report, paths: tuple[str, ...], output: Path) -> tuple[str, Baseline]:
    from claimlint.arguments import covers
    from claimlint.baseline import lost, matched, shrunk

    match = matched(before, report.files, output.resolve().parent)
    dropped = lost(match, lambda path: covers(paths, path))
    after = shrunk(match, dropped)
    moved = f", {len(match.moved)} renamed" if match.moved else ""
    return (
        f"{output}: {len(dropped)} dropped, {plural(len(after.entries), 'known finding')} left{moved}.",
        after,
    )


def _write(baseline: Baseline, output: Path) -> None:
    from claimlint.baseline_file import render

    replaced(output, render(baseline), "Name another file with --output.", "The baseline")
