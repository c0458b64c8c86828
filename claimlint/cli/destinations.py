"""Which reports a run of ``check`` writes, and where: ``--format``, ``--output`` and ``--report``."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from claimlint.cli.output import appended, writing, written
from claimlint.errors import UsageError, nearest
from claimlint.reports import FORMATS

if TYPE_CHECKING:
    from claimlint.finding import Report

#: Formats that list every sentence when ``--details`` asks for it, and have the text when ``--with-text`` does.
DETAILED = ("json", "jsonl")
#: Those that always need both.
WHOLE = ("html",)
#: Those that explain the rules.
EXPLAINING = ("sarif", "html")


@dataclass(frozen=True)
class Destination:
    """A report to be written. output: None for standard output. option: the one that named it."""

    format: str
    output: Path | None
    option: str = "--output"

    @property
    def place(self) -> str:
        """What messages call it."""
        return "standard output" if self.output is None else str(self.output)


class ReportType(click.ParamType[Destination]):
    """``FORMAT=FILE``, with "-" for standard output."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Destination:
        """Return the destination that a text names."""
        format_, equals, file = str(value).partition("=")
        if not equals or not file:
            self.fail(f"“{value}” is not FORMAT=FILE, as in sarif=report.sarif.", param, ctx)
        if format_ not in FORMATS:
            self.fail(f"There is no format “{format_}”. {nearest(format_, FORMATS)}", param, ctx)
        return Destination(format_, _output(Path(file)), "--report")


def destinations(options: Mapping[str, Any]) -> list[Destination]:
    """Return what a run is to write.

    The report of ``--format`` goes to ``--output`` or standard output; where neither is named and a ``--report`` takes standard
    output, it is left out. Raises UsageError ``same-file`` for two reports in one place, ``unwritable`` for a folder
    that is not there, ``no-details`` for ``--details`` or ``--with-text`` and ``no-effect`` for ``--timings`` without a format that
    shows them.
    """
    extra: tuple[Destination, ...] = options["reports"]
    named = _named("format_") or options["output"] is not None
    chosen = list(extra)
    if named or all(destination.output is not None for destination in extra):
        chosen.insert(0, Destination(_format(options), _output(options["output"])))
    seen: set[str] = set()
    for destination in chosen:
        _check(destination, seen)
    for option, wanted in (("--details", options["details"]), ("--with-text", options["with_text"])):
        if wanted and not any(destination.format in DETAILED for destination in chosen):
            raise UsageError(
                "no-details", f"{option} needs --format json.", hint="Add --format json, or jsonl."
            )
    if options["timings"] and not any(d.format in (*DETAILED, "terminal") for d in chosen):
        raise UsageError("no-effect", "--timings is for the terminal and JSON.", hint="Add --format json.")
    if options["show_suppressed"] and not any(d.format == "terminal" and d.output is None for d in chosen):
        raise UsageError("no-effect", "--show-suppressed is for the terminal; other formats show all.")
    return chosen


def needed(chosen: Sequence[Destination], options: Mapping[str, Any]) -> dict[str, bool]:
    """Return the options ``details`` and ``with_text`` as the run must have them, so that every report can be written.

    ``catalogue``: whether a report wants the rules themselves.
    """
    whole = any(destination.format in WHOLE for destination in chosen)
    explained = options["with_text"] or any(destination.format in EXPLAINING for destination in chosen)
    return {**{name: options[name] or whole for name in ("details", "with_text")}, "catalogue": explained}


def deliver(
    report: Report,
    chosen: Sequence[Destination],
    *,
    quiet: bool,
    show_suppressed: bool = False,
    details: bool = False,
    with_text: bool = False,
) -> None:
    """Write the reports, files before standard output, whose reader may go away.

    quiet: nothing on standard output where nothing was found. details, with_text: whether they were asked for, beside
    the formats that have them always. Raises UsageError ``unwritable`` for the first that could not be written, after
    all others were, and ``overwrites-article`` before any is.
    """
    _spare_articles(report, chosen)
    problems = []
    for destination in sorted(chosen, key=lambda destination: destination.output is None):
        if quiet and destination.output is None and not report.findings and not report.unread:
            continue
        try:
            whole = destination.format in WHOLE
            share = report if whole else _share(report, details=details, with_text=with_text)
            _write(share, destination, show_suppressed)
        except UsageError as error:
            problems.append(error)
    if problems:
        raise problems[0]


def _named(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


def _format(options: Mapping[str, Any]) -> str:
    """Return the format of the main report: inside GitHub Actions annotations, unless another one or a file is named, or wanted."""
    shows = options["show_suppressed"]
    if not _named("format_") and options["output"] is None and _in_actions() and not shows:
        return "github"
    return str(options["format_"])


def _in_actions() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _output(path: Path | None) -> Path | None:
    return None if path is None or str(path) == "-" else path


def _check(destination: Destination, seen: set[str]) -> None:
    path = destination.output
    key = "-" if path is None else os.path.realpath(path)
    if key in seen:
        message = f"Two reports would go to {destination.place}."
        raise UsageError("same-file", message, "", "Give each a file of its own: --report FORMAT=FILE.")
    seen.add(key)
    if path is None:
        return
    if os.path.isdir(path):
        problem, hint = "it is a directory", f"Name a file with {destination.option}."
    elif not os.path.isdir(path.parent):
        problem, hint = f"there is no folder {path.parent}", "Make it first."
    else:
        return
    raise UsageError("unwritable", f"The report cannot be written: {problem}.", str(path), hint)


def _spare_articles(report: Report, chosen: Sequence[Destination]) -> None:
    """Raise UsageError ``overwrites-article`` for a report that would replace an article of this run."""
    articles = {os.path.realpath(file.path) for file in report.files}
    for destination in chosen:
        if destination.output is not None and os.path.realpath(destination.output) in articles:
            message = "The report would overwrite an article that was checked."
            hint = "Put it elsewhere, or under another name."
            raise UsageError("overwrites-article", message, destination.place, hint)


def _share(report: Report, *, details: bool, with_text: bool) -> Report:
    """Return what a report has without what only another one needs, so that it is the same as by itself."""
    files = (
        replace(
            file, sentences=file.sentences if details else None, article=file.article if with_text else None
        )
        for file in report.files
    )
    return replace(report, files=tuple(files))


def _write(report: Report, destination: Destination, show_suppressed: bool) -> None:
    if destination.format == "terminal" and destination.output is None:
        _show(report, show_suppressed)
        return
    written(FORMATS[destination.format](report), destination.output, destination.option)
    if destination.format == "github" and destination.output is None:
        _summarise(report)


def _summarise(report: Report) -> None:
    """Append the Markdown report to the summary of a job in GitHub Actions, as annotations are few and short."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and _in_actions():
        appended(FORMATS["markdown"](report), Path(summary))


def _show(report: Report, show_suppressed: bool) -> None:
    from claimlint.reports import terminal

    tty = sys.stdout.isatty()
    colour = tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    with writing("<stdout>"):
        shown = terminal.render(report, colour=colour, width=_width(tty), show_suppressed=show_suppressed)
        click.echo(shown, nl=False, color=colour)


def _width(tty: bool) -> int:
    import shutil

    return min(shutil.get_terminal_size().columns, 120) if tty else 100
