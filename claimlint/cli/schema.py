"""``claimlint schema``."""

from __future__ import annotations

import json

import click


@click.command(name="schema", epilog="Example: claimlint schema rule > my-rules/rule.schema.json")
@click.argument("of", type=click.Choice(["report", "rule"]), default="report", metavar="[report|rule]")
def command(of: str) -> None:
    """Print the JSON Schema of reports or of rule files."""
    click.echo(json.dumps(_schema(of), ensure_ascii=False, indent=2))


def _schema(of: str) -> object:
    if of == "rule":
        from claimlint.rule_schema import rule_file_schema

        return rule_file_schema()
    from claimlint.reports.json_report import schema

    return schema()
