"""``claimlint dashboard``."""

from __future__ import annotations

from pathlib import Path

import click

from claimlint.cli.completing import files
from claimlint.cli.fail import failing
from claimlint.cli.output import say, tell


@click.command(name="dashboard", epilog="Example: claimlint dashboard report.json -o dashboard")
@click.argument(
    "reports",
    nargs=-1,
    required=True,
    metavar="REPORTS...|HISTORY",
    type=click.Path(path_type=Path),
    shell_complete=files,
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder to write: a new one, or one that an earlier call wrote, which is replaced.",
)
@click.option(
    "--title", metavar="TEXT", help="What the dashboard is called.  [default: Articles checked by claimlint]"
)
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(reports: tuple[Path, ...], output: Path, title: str | None, quiet: bool) -> None:
    """Make static pages of reports: totals and trend, worst articles, what is newly broken and fixed, a page for each article.

    REPORTS are files of check --format json or jsonl, or folders of them; HISTORY is a file of check --history. Reports
    of one run id are one run. The pages open from disk and load nothing. Reports made with --with-text show
    the findings in the article's text.

    \b
    Exit code 0: written.  2: a report could not be used, and nothing was written.
    """
    with failing():
        from claimlint.dashboard.build import TITLE, build
        from claimlint.reports.summary import plural

        built = build(reports, output, TITLE if title is None else title)
        if not quiet:
            for line in built.said:
                say(line)
            tell(f"{built.index}: {plural(built.articles, 'article')}, {plural(built.runs, 'run')}.")
