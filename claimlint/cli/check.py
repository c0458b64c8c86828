"""``claimlint check``."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.core import ParameterSource

from claimlint.cli.completing import files
from claimlint.cli.completing import rules as rule_names
from claimlint.cli.fail import failing
from claimlint.cli.options import audience, entries, profile, region, rules_dirs
from claimlint.cli.output import writing, written
from claimlint.cli.progress import progress
from claimlint.errors import ClaimlintError, ReadError, UsageError

if TYPE_CHECKING:
    from claimlint.finding import Report
    from claimlint.linter import Settings


@click.command(name="check", epilog="Example: claimlint check article.md --format json --output report.json")
@click.argument("paths", nargs=-1, required=True, shell_complete=files)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="Report format.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the report to a file.")
@click.option(
    "--select",
    multiple=True,
    metavar="ID,…",
    shell_complete=rule_names,
    help="Run only these rules: ids, families or globs.",
)
@click.option(
    "--ignore", multiple=True, metavar="ID,…", shell_complete=rule_names, help="Leave these rules out."
)
@rules_dirs
@profile
@audience
@region
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings from a claimlint.toml or pyproject.toml; options on the command line win.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Lowest severity that gives exit code 1.",
)
@click.option("--max-warnings", type=click.IntRange(0), help="More warnings than this give exit code 1.")
@click.option(
    "--max-bytes", type=click.IntRange(1), default=5_000_000, show_default=True, help="Refuse larger files."
)
@click.option(
    "--details", is_flag=True, help="List every sentence in the JSON report, with the guards that spoke."
)
@click.option(
    "--model",
    default="en_claimlint",
    show_default=True,
    metavar="NAME",
    help="An installed spaCy pipeline to use instead of the bundled one.",
)
@click.option("--stdin-filename", metavar="NAME", help="Name, and so format, of the text on standard input.")
@click.option("--watch", "watching", is_flag=True, help="Go on: check and report each file that changes.")
@click.option("--quiet", is_flag=True, help="No progress bar, and no report when nothing is found.")
def command(paths: tuple[str, ...], **options: Any) -> None:
    """Check files, directories, globs, or "-" for standard input.

    Directories are searched for articles, but for hidden files, node_modules, virtual environments and
    project papers such as README.md. Whatever you name, or match with a glob, is read.

    \b
    Exit code 0: nothing at or above --fail-on.  1: something was found.
    2: a file or setting could not be used.       130: interrupted.
    """
    with failing():
        options = _configured(options)
        if options["watching"]:
            _watch(paths, options)
        report = _run(paths, options)
        _write(report, options)
    sys.exit(_exit_code(report, options))


#: Keys of a configuration file by the names that their options have here.
CONFIGURED: Mapping[str, str] = {
    "select": "select", "ignore": "ignore", "rules-dir": "packs", "profile": "profile", "audience": "audience", "region": "region", "model": "model", "fail-on": "fail_on",
    "max-warnings": "max_warnings", "max-bytes": "max_bytes",
}  # fmt: skip


def _configured(options: dict[str, Any]) -> dict[str, Any]:
    """Fill in from the configuration what the command line does not say. Raises UsageError ``bad-config``."""
    if options["config"] is None:
        return options
    from claimlint.config import read_config

    config, context = read_config(options["config"]), click.get_current_context()
    filled = dict(options)
    # Packs first: the rules that others name may be theirs.
    for key, value in sorted(config.values.items(), key=lambda pair: pair[0] != "rules-dir"):
        name = CONFIGURED[key]
        if context.get_parameter_source(name) is ParameterSource.DEFAULT:
            filled[name] = (
                tuple(map(Path, value))
                if key == "rules-dir"
                else tuple(value)
                if isinstance(value, list)
                else value
            )
            if key in ("select", "ignore"):
                _known(filled, value, config.where(key))
    return filled


def _known(options: dict[str, Any], entries: Sequence[str], where: str) -> None:
    """Raise UsageError ``unknown-rule`` at the configuration's line for an entry that names no rule or family."""
    from claimlint.rulebase import choose, load_rules

    try:
        choose(load_rules(packs=options["packs"]), entries)
    except UsageError as error:
        raise UsageError(error.code, error.message, where, error.hint) from error


def _run(paths: tuple[str, ...], options: dict[str, Any]) -> Report:
    from claimlint.cli.paths import articles
    from claimlint.linter import check_path, make_linter, make_report, unread

    found = articles([path for path in paths if path != "-"])
    settings = _settings(options)
    linter = make_linter(settings)
    if found.papers and not options["quiet"]:
        _say_left_out(found.papers)
    reports = [unread(path, error) for path, error in found.missing]
    with progress(len(found.files), "Checking", quiet=options["quiet"]) as step:
        for path in found.files:
            reports.append(check_path(linter, path))
            step()
    if "-" in paths:
        reports.append(_check_stdin(linter, options))
    return make_report(linter, sorted(reports, key=lambda file: file.path))


def _watch(paths: tuple[str, ...], options: dict[str, Any]) -> NoReturn:
    from claimlint.cli.paths import articles
    from claimlint.cli.watch import watch

    def check(named: Sequence[str]) -> None:
        _write(_run(tuple(named), options), options)

    watch(paths, options, lambda: articles(paths).files, check)


def _say_left_out(papers: Sequence[Path]) -> None:
    names = ", ".join(str(path) for path in papers[:3]) + (", …" if len(papers) > 3 else "")
    click.echo(f"claimlint: left out as project papers: {names}. Name them to have them checked.", err=True)


def _check_stdin(linter: Any, options: dict[str, Any]) -> Any:
    from claimlint.linter import check_document, unread
    from claimlint.readers import media_of, read_bytes

    name = options["stdin_filename"] or "<stdin>"
    try:
        media = media_of(name) if options["stdin_filename"] else "text"
        data = _stdin(options["max_bytes"] + 1)
        return check_document(linter, read_bytes(data, name, media, max_bytes=options["max_bytes"]))
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


def _settings(options: dict[str, Any]) -> Settings:
    from claimlint.linter import Settings
    from claimlint.rulebase import choose, load_rules

    select, ignore = (entries(options[name]) for name in ("select", "ignore"))
    rules = choose(load_rules(packs=options["packs"]), select, ignore)
    if not rules:
        raise UsageError("no-rules", "--select and --ignore leave no rule to run.")
    if options["details"] and options["format_"] == "terminal":
        raise UsageError("no-details", "--details needs --format json.", hint="Add --format json.")
    where = {name: options[name] for name in ("profile", "audience", "region")}
    return Settings(rules, options["model"], options["details"], options["max_bytes"], **where)


def _write(report: Report, options: dict[str, Any]) -> None:
    from claimlint.reports import FORMATS, terminal

    output: Path | None = options["output"]
    if options["quiet"] and not report.findings and not report.unread and output is None:
        return
    if options["format_"] == "terminal" and output is None:
        tty = sys.stdout.isatty()
        colour = tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        width = _width(tty)
        with writing("<stdout>"):
            click.echo(terminal.render(report, colour=colour, width=width), nl=False, color=colour)
        return
    written(FORMATS[options["format_"]](report), output)


def _width(tty: bool) -> int:
    import shutil

    return min(shutil.get_terminal_size().columns, 120) if tty else 100


def _exit_code(report: Report, options: dict[str, Any]) -> int:
    """Return 2 when a file was not read, 1 when findings gate, else 0."""
    from claimlint.finding import SEVERITIES

    if report.unread:
        return 2
    if options["fail_on"] == "never":
        return 0
    gating = SEVERITIES[: SEVERITIES.index(options["fail_on"]) + 1]
    found = any(report.count(severity) for severity in gating)
    limit = options["max_warnings"]
    return int(found or (limit is not None and report.count("warning") > limit))
