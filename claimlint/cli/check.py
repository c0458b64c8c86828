"""``claimlint check``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from claimlint.cli.completing import files
from claimlint.cli.destinations import Destination, deliver, destinations, needed
from claimlint.cli.fail import failing
from claimlint.cli.means import means_options
from claimlint.cli.options import baseline, today
from claimlint.cli.recording import check_history, check_run_id, dated, recorded, recording, tells_run
from claimlint.cli.report_options import more_text, report_options
from claimlint.cli.running import run
from claimlint.cli.settings import configs, settings, with_options
from claimlint.errors import UsageError

if TYPE_CHECKING:
    from claimlint.finding import FileReport


@click.command(name="check", epilog="Example: claimlint check article.md --format json --output report.json")
@click.argument("paths", nargs=-1, required=True, shell_complete=files)
@with_options(report_options)
@with_options(settings)
@today
@with_options(more_text)
@click.option(
    "--no-ignore", is_flag=True, help="Search what exclude, .claimlintignore and .gitignore leave out, too."
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Leave out excluded files even when they are named, as pre-commit does.",
)
@baseline
@click.option(
    "--changed-since",
    metavar="REV",
    help="Report only what changed files brought since a revision of git; REV... since this branch left REV.",
)
@with_options(recording)
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="Name, and so format, of the text on standard input, which is checked in place of the file of that name.",
)
@click.option("--watch", "watching", is_flag=True, help="Go on: check and report each file that changes.")
@with_options(means_options)
@click.option("--quiet", is_flag=True, help="No progress bar, and no report when nothing is found.")
def command(paths: tuple[str, ...], **options: Any) -> None:
    """Check files, directories, globs, or "-" for standard input.

    Directories are searched for articles, but for hidden files, node_modules, virtual environments,
    project papers such as README.md, claimlint's own pages, and what exclude, .claimlintignore and .gitignore
    leave out. Whatever you name, or match with a glob, is read. Settings come from the configurations above each file.

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
        check_run_id(options)
        check_history(options, chosen)
        if options["watching"]:
            _watch(paths, options)
        whole: list[tuple[Path, FileReport]] = []
        report, own = run(paths, {**options, **needed(chosen, options)}, whole=whole)
        if tells_run(options):
            report = dated(report, paths, options)
        # The reader of standard output may go away, so that the history comes first; what is wrong with it is said last.
        problem = recorded(report, [file for _, file in whole], own, paths, options)
        shown = {name: options[name] for name in ("show_suppressed", "details", "with_text")}
        deliver(report, chosen, quiet=options["quiet"], **shown)
        if problem:
            raise problem
        code = exit_code(report, own)
    sys.exit(code)


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
