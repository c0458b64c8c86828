"""Options of ``claimlint serve``: where it listens, who may ask, what it grants."""

from __future__ import annotations

from pathlib import Path

import click

from claimlint.cli.options import Decorator

_SECONDS = click.FloatRange(0, 86400, min_open=True)
#: All but the settings of rules and readers.
service: tuple[Decorator, ...] = (
    click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        metavar="ADDRESS",
        help="Where to listen. Others than this machine's own need a token.",
    ),
    click.option(
        "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 for a free one."
    ),
    click.option(
        "--token-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A file with the token that requests must bring. [default: CLAIMLINT_TOKEN in the environment]",
    ),
    click.option(
        "--cors-origin",
        "origins",
        multiple=True,
        metavar="ORIGIN",
        help="A site whose scripts may ask, as https://cms.example.org. Repeatable.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(0),
        default=0,
        show_default=True,
        metavar="N",
        help="Processes that check, each with about 500 MB of memory. 0 for one for each processor.",
    ),
    click.option(
        "--queue",
        "waiting",
        type=click.IntRange(0),
        default=16,
        show_default=True,
        metavar="N",
        help="Articles that may wait for a process; more get 429.",
    ),
    click.option(
        "--max-requests",
        "requests",
        type=click.IntRange(1),
        default=256,
        show_default=True,
        metavar="N",
        help="Requests that may be open at once; more get 503.",
    ),
    click.option(
        "--max-bytes",
        type=click.IntRange(1),
        default=1_000_000,
        show_default=True,
        help="Refuse larger articles: 413.",
    ),
    click.option(
        "--time-limit",
        "check_seconds",
        type=_SECONDS,
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="How long a check may take (504), and wait to begin (503).",
    ),
    click.option(
        "--body-time",
        "body_seconds",
        type=_SECONDS,
        default=10,
        show_default=True,
        metavar="SECONDS",
        help="How long an article may take to come in: 408.",
    ),
    click.option(
        "--stop-time",
        "stop_seconds",
        type=click.FloatRange(0, 86400),
        default=30,
        show_default=True,
        metavar="SECONDS",
        help="How long accepted articles are still checked when the service is to stop.",
    ),
)
#: Which configuration counts: one is settled on when the service starts.
settled: tuple[Decorator, ...] = (
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Use only this configuration. [default: those of the working directory]",
    ),
    click.option("--no-config", is_flag=True, help="Use no configuration."),
)
