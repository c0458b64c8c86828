"""``claimlint schema``."""

from __future__ import annotations

import json

import click


@click.command(name="schema", epilog="Example: claimlint schema rule > my-rules/rule.schema.json")
@click.argument(
    "of",
    type=click.Choice(["report", "jsonl", "rule", "evaluation", "config"]),
    default="report",
    metavar="[report|jsonl|rule|evaluation|config]",
)
def command(of: str) -> None:
    """Print the JSON Schema of reports, lines of a jsonl report, rule files, evaluations or configurations."""
    click.echo(json.dumps(_schema(of), ensure_ascii=False, indent=2))


def _schema(of: str) -> object:
    if of == "rule":
        from claimlint.rule_schema import rule_file_schema

        return rule_file_schema()
    if of == "config":
        from claimlint.config.schema import config_schema

        return config_schema()
    if of == "jsonl":
        from claimlint.reports.jsonl import schema as line_schema

        return line_schema()
    if of == "evaluation":
        from claimlint.evaluation.as_json import schema as evaluation_schema

        return evaluation_schema()
    from claimlint.reports.json_report import schema

    return schema()
