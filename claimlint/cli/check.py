"""``claimlint check``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from claimlint.cli.completing import files
from claimlint.cli.destinations import Destination, ReportType, deliver, destinations, needed
from claimlint.cli.fail import failing
from claimlint.cli.known import changes_in, marked_by_settings, only_new
from claimlint.cli.options import today
from claimlint.cli.output import say
from claimlint.cli.progress import progress
from claimlint.cli.recording import check_history, dated, recorded
from claimlint.cli.settings import configs, settings, with_options
from claimlint.errors import ClaimlintError, ReadError, UsageError
from claimlint.reports import FORMATS

if TYPE_CHECKING:
    from claimlint.articles import Found
    from claimlint.config import Effective
    from claimlint.config.ignored import Ignored
    from claimlint.finding import FileReport, Report
    from claimlint.prepared import Linter


@click.command(name="check", epilog="Example: claimlint check article.md --format json --output report.json")
@click.argument("paths", nargs=-1, required=True, shell_complete=files)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="terminal",
    show_default="terminal; github inside GitHub Actions",
    help="Report format.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the report to a file.")
@click.option("--show-suppressed", is_flag=True, help="Show suppressed findings, too, and what covers them.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=ReportType(),
    metavar="FORMAT=FILE",
    help='One more report, in a file or "-". Repeatable.',
)
@with_options(settings)
@today
@click.option(
    "--details", is_flag=True, help="List every sentence in the JSON report, with the guards that spoke."
)
@click.option(
    "--with-text",
    is_flag=True,
    help="Put each article's text in the JSON report, with the places of findings in it. The page (html) has it always.",
)
@click.option(
    "--no-ignore", is_flag=True, help="Search what exclude, .claimlintignore and .gitignore leave out, too."
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Leave out excluded files even when they are named, as pre-commit does.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Mark the findings that this file knows; they do not count. See claimlint baseline.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Report only what changed files brought since a revision of git; REV... since this branch left REV.",
)
@click.option(
    "--history",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add the run to this SQLite file, made where there is none. See claimlint history.",
)
@click.option(
    "--history-excerpts/--no-history-excerpts",
    default=True,
    help="Keep excerpts and messages, which quote articles, in the history.  [default: keep them]",
)
@click.option("--run-info", is_flag=True, help="Say in the report when it was made, and of which commit.")
@click.option("--run-date", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"]), hidden=True)
@click.option("--stdin-filename", metavar="NAME", help="Name, and so format, of the text on standard input.")
@click.option("--watch", "watching", is_flag=True, help="Go on: check and report each file that changes.")
@click.option("--quiet", is_flag=True, help="No progress bar, and no report when nothing is found.")
def command(paths: tuple[str, ...], **options: Any) -> None:
    """Check files, directories, globs, or "-" for standard input.

    Directories are searched for articles, but for hidden files, node_modules, virtual environments,
    project papers such as README.md, and what exclude, .claimlintignore and .gitignore leave out. Whatever
    you name, or match with a glob, is read. Settings come from the configurations above each file.

    \b
    Exit code 0: nothing at or above --fail-on.  1: something was found.
    2: a file or setting could not be used.       130: interrupted.
    """
    with failing():
        from claimlint.gate import exit_code

        if options["stdin_filename"] is not None and "-" not in paths:
            message = "--stdin-filename names the text on standard input, which is not read."
            raise UsageError("no-effect", message, "", "Add “-” to the paths.")
        chosen = destinations(options) if not options["watching"] else []
        check_history(options, chosen)
        if options["watching"]:
            _watch(paths, options)
        whole: list[tuple[Path, FileReport]] = []
        report, own = run(paths, {**options, **needed(chosen, options)}, whole=whole)
        if options["run_info"] or options["run_date"]:
            report = dated(report, paths, options["run_date"])
        # The reader of standard output may go away, so that the history comes first; what is wrong with it is said last.
        problem = recorded(report, [file for _, file in whole], own, paths, options)
        shown = {name: options[name] for name in ("show_suppressed", "details", "with_text")}
        deliver(report, chosen, quiet=options["quiet"], **shown)
        if problem:
            raise problem
        code = exit_code(report, own)
    sys.exit(code)


def run(
    paths: tuple[str, ...],
    options: Mapping[str, Any],
    *,
    mark: bool = True,
    whole: list[tuple[Path, FileReport]] | None = None,
) -> tuple[Report, Mapping[str, Effective]]:
    """Return the report and the settings of each of its files by path. mark: whether findings that a baseline knows are marked.

    whole: a list to be filled with the files and all that was found in them, whatever ``--changed-since`` leaves out of the report.
    """
    from claimlint.articles import articles
    from claimlint.config.ignored import Ignored
    from claimlint.linter import check_path, unread
    from claimlint.linters import Linters

    linters = Linters(
        configs(options),
        details=options["details"],
        today=options["today"],
        with_text=options.get("with_text", False),
    )
    ignored = Ignored(linters.configs, none=options["no_ignore"])
    named = [path for path in paths if path != "-"]
    found = articles(named, ignored, force=options["force_exclude"])
    if not options["quiet"]:
        _say_left_out(found, options["force_exclude"])
    changes = (
        changes_in(options["changed_since"], paths, found) if options["changed_since"] is not None else None
    )
    missing = [(Path(path), unread(path, error)) for path, error in found.missing]
    checked: list[tuple[Path, FileReport]] = []
    with progress(len(found.files), "Checking", quiet=options["quiet"]) as step:
        for path in found.files:
            checked.append((path, check_path(linters.of(path), path)))
            step()
    if "-" in paths and not _excluded_stdin(ignored, options):
        name = options["stdin_filename"] or "<stdin>"
        checked.append((Path(name), _check_stdin(linters.of(Path(name)), name, options)))
    if mark:
        checked = marked_by_settings(linters, checked, paths, quiet=options["quiet"])
    if whole is not None:
        whole += [*checked, *missing]
    if changes:
        checked = only_new(changes, linters.of, checked, quiet=options["quiet"])
    checked += missing
    return linters.report(checked), {file.path: linters.configs.of(path) for path, file in checked}


def _watch(paths: tuple[str, ...], options: Mapping[str, Any]) -> NoReturn:
    from claimlint.articles import articles
    from claimlint.cli.watch import watch
    from claimlint.cli.watched_settings import settings_files
    from claimlint.config.ignored import Ignored

    def find() -> tuple[list[Path], set[Path]]:
        found = configs(options)
        ignored = Ignored(found, none=options["no_ignore"])
        files = articles(paths, ignored, force=options["force_exclude"]).files
        return files, settings_files(found, files)

    def check(named: Sequence[str]) -> None:
        report, _ = run(tuple(named), options)
        here = [Destination("terminal", None)]
        deliver(report, here, quiet=options["quiet"], show_suppressed=options["show_suppressed"])

    watch(paths, options, find, check)


def _say_left_out(found: Found, forced: bool) -> None:
    if found.papers:
        names = _some(found.papers)
        say(f"left out as project papers: {names}. Name them to have them checked.")
    if found.named:
        names = _some([path for path, _ in found.named])
        by = found.named[0][1]
        what = "left out as excluded" if forced else "excluded but named, and so checked"
        hint = "" if forced else " --force-exclude leaves them out."
        say(f"{what}: {names} ({by}).{hint}")


def _some(paths: Sequence[Path]) -> str:
    return ", ".join(str(path) for path in paths[:3]) + (", …" if len(paths) > 3 else "")


def _excluded_stdin(ignored: Ignored, options: Mapping[str, Any]) -> bool:
    """Whether the text on standard input is one of a file that is excluded, and is to be left out for that."""
    name = options["stdin_filename"]
    where = ignored.left_out(Path(name)) if name and options["force_exclude"] else None
    if where and not options["quiet"]:
        say(f"left out as excluded: {name} ({where}).")
    return bool(where)


def _check_stdin(linter: Linter, name: str, options: Mapping[str, Any]) -> FileReport:
    from claimlint.linter import check_document, unread
    from claimlint.readers import media_of, read_bytes
    from claimlint.readers.side_file import with_side_file

    most = linter.settings.max_bytes
    try:
        media = media_of(name) if options["stdin_filename"] else "text"
        document = read_bytes(_stdin(most + 1), name, media, max_bytes=most)
        document = with_side_file(document, Path(name)) if options["stdin_filename"] else document
        return check_document(linter, document)
    except ClaimlintError as error:
        return unread(name, error)


def _stdin(size: int) -> bytes:
    """Read at most ``size`` bytes; a stream that is closed or a directory is a user's mistake."""
    try:
        return sys.stdin.buffer.read(size)
    except (OSError, AttributeError) as error:
        reason = getattr(error, "strerror", None) or "there is none"
        message = f"Standard input cannot be read: {reason}."
        raise ReadError("unreadable", message, "<stdin>", "Pipe a text into it.") from error
