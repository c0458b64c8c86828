"""``claimlint schema``."""

from __future__ import annotations

import json

import click


@click.command(name="schema", epilog="Example: claimlint schema rule > my-rules/rule.schema.json")
@click.argument(
    "of",
    type=click.Choice(["report", "jsonl", "rule", "evaluation", "config", "accepted"]),
    default="report",
    metavar="[report|jsonl|rule|evaluation|config|accepted]",
)
def command(of: str) -> None:
    """Print the JSON Schema of reports, lines of a jsonl report, rule files, evaluations, configurations or files of accepted claims."""
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
    if of == "accepted":
        from claimlint.accepted.files import schema as accepted_schema

        return accepted_schema()
    from claimlint.reports.json_report import schema

    return schema()
