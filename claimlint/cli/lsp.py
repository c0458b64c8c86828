"""``claimlint lsp``."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

import click

from claimlint.cli.fail import failing
from claimlint.errors import UsageError

#: Seconds that a running check may go on after the editor has left.
PATIENCE = 1.0


@click.command(name="lsp", epilog="Example: vim.lsp.config('claimlint', {cmd = {'claimlint', 'lsp'}})")
@click.option("--stdio", is_flag=True, help="Standard input and output: the default. Some editors pass it.")
def command(stdio: bool) -> None:
    """Serve an editor: findings while you write, reasons, fixes.

    Speaks the Language Server Protocol over standard input and output; docs/editors.md says how editors
    start it. It needs an extra: pip install 'claimlint-health[lsp]'.

    \b
    Exit code 0: the editor said goodbye.  1: it went away.
    2: the extra is missing.             130: interrupted.
    """
    with failing():
        _serve()


def _serve() -> NoReturn:
    try:
        from claimlint.lsp.features import make_server
        from claimlint.lsp.protocol import note_on_stderr
    except ImportError as error:
        message = f"The language server cannot start: {error}."
        hint = "Install what it needs: pip install 'claimlint-health[lsp]'."
        raise UsageError("missing-extra", message, hint=hint) from error
    from claimlint.articles import is_paper

    # The thread that waits for input would have to be waited for.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: os._exit(128 + number))
    if sys.stdin.isatty():
        click.echo("claimlint: waiting for an editor; docs/editors.md says how to set one up.", err=True)
    # What any library prints must not get between the messages.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    note_on_stderr()
    server = make_server(is_paper)
    server.start_io(sys.stdin.buffer, out)
    code = 0 if server.asked_to_stop else 1
    if not server.worker.stop(PATIENCE):
        os._exit(code)
    sys.exit(code)
