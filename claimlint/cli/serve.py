"""``claimlint serve``."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.fail import failing
from claimlint.cli.output import say
from claimlint.cli.serve_options import service, settled
from claimlint.cli.settings import configs, linting, model, with_options
from claimlint.errors import UsageError

if TYPE_CHECKING:
    from claimlint.server.run import Plan

_ORIGIN = re.compile(r"https?://[^\s/?#@*]+")


@click.command(name="serve", epilog="Example: claimlint serve --port 8765 --config newsroom.toml")
@with_options(service)
@with_options(linting)
@with_options(settled)
@model
@click.option("--quiet", is_flag=True, help="Write no line for each request.")
def command(**options: Any) -> None:
    """Serve a content management system: articles over HTTP, reports back.

    \b
    POST /v1/check                    an article in, its report out
    GET  /v1/rules[/FAMILY/NAME]      the rules that run
    GET  /healthz /readyz /metrics    for who runs it; /openapi.json describes it all
    GET  /                            a page to paste an article into

    Settings are those of the working directory when the service starts, or of --config. No file is read for a request,
    and no words of articles are kept or logged. It needs an extra: pip install 'claimlint-health[server]'.
    SIGTERM and Ctrl-C end it: what was accepted is still checked.

    \b
    Exit code 0: ended by SIGTERM.  2: it could not start.  130: interrupted.
    """
    with failing():
        interrupted = _serve(options)
    if interrupted:
        say("interrupted.")
        sys.exit(130)


def _serve(options: dict[str, Any]) -> bool:
    from claimlint.server.token import check_host, read_token

    token = read_token(options["token_file"], os.environ.get("CLAIMLINT_TOKEN"))
    check_host(options["host"], token)
    for origin in options["origins"]:
        if not _ORIGIN.fullmatch(origin):
            message = f"“{origin}” is no origin."
            raise UsageError(
                "bad-origin", message, "", "Name a site, without a path: https://cms.example.org"
            )
    try:
        from claimlint.server.run import serve
    except ImportError as error:
        message = f"The service cannot start: {error}."
        hint = 'Install what it needs: pip install "claimlint-health[server]".'
        raise UsageError("missing-extra", message, "", hint) from error
    return serve(_plan(options, token))


def _plan(options: dict[str, Any], token: str | None) -> Plan:
    from claimlint.server.limits import Limits
    from claimlint.server.run import Plan
    from claimlint.workers import processors

    names = ("max_bytes", "requests", "waiting", "body_seconds", "check_seconds", "stop_seconds")
    return Plan(
        configs(options),
        options["host"],
        options["port"],
        options["jobs"] or processors(),
        Limits(**{name: options[name] for name in names}),
        token,
        options["origins"],
        _silent if options["quiet"] else _log,
        say,
    )


def _log(line: str) -> None:
    # Whoever reads the log may go away; the service goes on.
    with suppress(OSError):
        click.echo(line)


def _silent(_: str) -> None:
    pass
