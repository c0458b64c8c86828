"""``claimlint rules``: its commands live in their own files."""

from __future__ import annotations

from collections.abc import Mapping

import click

from claimlint.cli import LazyGroup

COMMANDS: Mapping[str, str] = {
    "list": "claimlint.cli.rules_list",
    "test": "claimlint.cli.rules_test",
    "new": "claimlint.cli.rules_new",
    "docs": "claimlint.cli.rules_docs",
}


class RulesGroup(LazyGroup):
    """The commands of the rule writer."""

    modules = COMMANDS


@click.group(name="rules", cls=RulesGroup, epilog="Example: claimlint rules list --family claims")
def command() -> None:
    """List, test, start and document rules."""
