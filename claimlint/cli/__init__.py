"""The command line: parse, call, print, exit. Commands live in their own files and load lazily."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Mapping
from typing import Any

import click

from claimlint import __version__
from claimlint.cli.fail import failing
from claimlint.cli.process import mend_streams, orderly

#: Command name to the module that holds it as ``command``.
COMMANDS: Mapping[str, str] = {
    "accepted": "claimlint.cli.accepted",
    "baseline": "claimlint.cli.baseline",
    "cache": "claimlint.cli.cache",
    "check": "claimlint.cli.check",
    "completion": "claimlint.cli.completion",
    "config": "claimlint.cli.config",
    "corpus": "claimlint.cli.corpus",
    "dashboard": "claimlint.cli.dashboard",
    "evaluate": "claimlint.cli.evaluate",
    "explain": "claimlint.cli.explain",
    "fix": "claimlint.cli.fix",
    "history": "claimlint.cli.history",
    "init": "claimlint.cli.init",
    "lsp": "claimlint.cli.lsp",
    "rules": "claimlint.cli.rules",
    "schema": "claimlint.cli.schema",
    "serve": "claimlint.cli.serve",
}


class LazyGroup(click.Group):
    """Imports a command's module only when that command is asked for."""

    modules: Mapping[str, str] = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        module = self.modules.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(module).command
        return command


class Program(LazyGroup):
    """The whole command line. Whatever a command leaves to it, an interrupt or what the system refuses, ends it as the contract says."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run it as a program."""
        mend_streams()
        with orderly(), failing():
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Click would make exit code 1 of an interrupt."""
        with failing():
            return super().invoke(ctx)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claimlint")
def main() -> None:
    """Lint health articles for unsupported claims, damaged text and missing safety advice.

    \b
    Example:
      claimlint check drafts/ --fail-on warning
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a curly quote shows a question mark.
            stream.reconfigure(errors="replace")
