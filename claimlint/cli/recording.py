"""What ``check`` adds to histories: the one of ``--history``, or those that the settings of files name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.options import Decorator
from claimlint.cli.output import say
from claimlint.errors import UsageError

if TYPE_CHECKING:
    from claimlint.cli.destinations import Destination
    from claimlint.config import Effective
    from claimlint.finding import FileReport, Report

#: What a text on standard input is called where nobody named its file.
NAMELESS = "<stdin>"

#: What is said, and kept, of the run itself.
recording: tuple[Decorator, ...] = (
    click.option(
        "--history",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Add the run to this SQLite file, made where there is none. See claimlint history.",
    ),
    click.option(
        "--history-excerpts/--no-history-excerpts",
        default=True,
        help="Keep excerpts and messages, which quote articles, in the history.  [default: keep them]",
    ),
    click.option("--run-info", is_flag=True, help="Say in the report when it was made, and of which commit."),
    click.option(
        "--run-id",
        metavar="ID",
        help="Call the run so; reports and histories of the same id are parts of one run. Implies --run-info. Without it, CLAIMLINT_RUN_ID may say.",
    ),
    click.option("--run-date", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"]), hidden=True),
)


def check_history(options: Mapping[str, Any], chosen: Iterable[Destination]) -> None:
    """Raise UsageError, before anything is checked, for a ``--history`` that cannot be one or takes the place of a report."""
    file: Path | None = options["history"]
    if file is None:
        return
    from claimlint.history.database import check_place

    if options["watching"]:
        message = "--watch checks drafts; a history keeps runs over finished states."
        raise UsageError("no-effect", message, "", "Leave one of the two out.")
    for destination in chosen:
        if destination.output and os.path.realpath(destination.output) == os.path.realpath(file):
            raise UsageError(
                "same-file", f"A report and the history would go to {file}.", "", "Give each a file."
            )
    check_place(file)


def check_run_id(options: Mapping[str, Any]) -> None:
    """Raise UsageError ``bad-run-id``, before anything is checked, for an id that cannot be one."""
    from claimlint.run_info import named_id

    named_id(options["run_id"])


def tells_run(options: Mapping[str, Any]) -> bool:
    """Whether reports are to say when they were made; an id in the environment alone changes no report."""
    return bool(options["run_info"] or options["run_date"] or options["run_id"])


def dated(report: Report, paths: Sequence[str], options: Mapping[str, Any]) -> Report:
    """Return a report with its ``run``. Raises UsageError ``bad-date``, ``bad-run-id``."""
    from claimlint.run_info import named_id, with_run

    return with_run(report, paths, options["run_date"], named_id(options["run_id"]))


def recorded(
    report: Report,
    files: Iterable[FileReport],
    settings: Mapping[str, Effective],
    paths: Sequence[str],
    options: Mapping[str, Any],
) -> UsageError | None:
    """Add a run to the histories of its files, and return the first error that kept one from being written.

    files: with all that was found in them, whatever the report leaves out. settings: by path.
    """
    histories = _histories(files, settings, quiet=options["quiet"])
    problems = []
    for (file, excerpts), own in histories.items():
        from claimlint.history import append
        from claimlint.run_info import named_id

        try:
            append(
                Path(file),
                dated(replace(report, files=tuple(own)), paths, options),
                texts=excerpts,
                joined=named_id(options["run_id"]) is not None,
            )
        except UsageError as error:
            problems.append(error)
    return problems[0] if problems else None


def _histories(
    files: Iterable[FileReport], settings: Mapping[str, Effective], *, quiet: bool
) -> dict[tuple[str, bool], list[FileReport]]:
    """Return the files of each history, by its path and whether it keeps excerpts."""
    found: dict[tuple[str, bool], list[FileReport]] = {}
    for file in files:
        own = settings[file.path]
        if not own["history"]:
            continue
        if file.path == NAMELESS:
            if not quiet:
                say("standard input is not in the history; --stdin-filename would give it a name.")
            continue
        found.setdefault((str(own["history"]), own["history-excerpts"]), []).append(file)
    return found
