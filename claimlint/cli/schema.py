"""``claimlint schema``."""

from __future__ import annotations

import json

import click


@click.command(name="schema", epilog="Example: claimlint schema > report.schema.json")
def command() -> None:
    """Print the JSON Schema of the JSON report."""
    from claimlint.reports.json_report import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
