"""``claimlint accepted``: its commands live in their own files."""

from __future__ import annotations

from collections.abc import Mapping

import click

from claimlint.cli import LazyGroup

COMMANDS: Mapping[str, str] = {"list": "claimlint.cli.accepted_list"}


class AcceptedGroup(LazyGroup):
    """The commands on accepted claims."""

    modules = COMMANDS


@click.group(name="accepted", cls=AcceptedGroup, epilog="Example: claimlint accepted list accepted.yml")
def command() -> None:
    """Look through files of accepted claims."""
