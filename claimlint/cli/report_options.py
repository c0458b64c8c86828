"""Options of ``check`` that say what reports it makes."""

from __future__ import annotations

from pathlib import Path

import click

from claimlint.cli.destinations import ReportType
from claimlint.cli.options import Decorator
from claimlint.reports import FORMATS

#: Formats, and where reports go.
report_options: tuple[Decorator, ...] = (
    click.option(
        "--format",
        "format_",
        type=click.Choice(list(FORMATS)),
        default="terminal",
        show_default="terminal; github inside GitHub Actions",
        help="Report format.",
    ),
    click.option("--output", type=click.Path(path_type=Path), help="Write the report to a file."),
    click.option(
        "--show-suppressed", is_flag=True, help="Show suppressed findings, too, and what covers them."
    ),
    click.option(
        "--report",
        "reports",
        multiple=True,
        type=ReportType(),
        metavar="FORMAT=FILE",
        help='One more report, in a file or "-". Repeatable.',
    ),
)
#: What reports say beyond the findings.
more_text: tuple[Decorator, ...] = (
    click.option(
        "--details", is_flag=True, help="List every sentence in the JSON report, with the guards that spoke."
    ),
    click.option(
        "--with-text",
        is_flag=True,
        help="Put each article's text in the JSON report, with the places of findings in it. The page (html) has it always.",
    ),
)
