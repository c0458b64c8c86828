"""Options of ``check`` that other commands over articles take as they are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import click

from claimlint.cli.check import command as check

#: Those that say what is found where.
SHARED = frozenset(
    (
        "paths select ignore packs profile audience region accepted today config no_config no_ignore force_exclude"
        " max_bytes model quiet"
    ).split()
)


def share_options(command: click.Command, names: Collection[str]) -> None:
    """Give a command these options of ``check``, before its own."""
    command.params = [*(p for p in check.params if p.name in names), *command.params]


def as_check(options: dict[str, Any]) -> dict[str, Any]:
    """Return all options of ``check``: those of a command that shares them, else what ``check`` is set to."""
    return {**check.make_context("check", ["."]).params, **options}
