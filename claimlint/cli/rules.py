"""``claimlint rules list`` and ``claimlint rules test``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimlint.cli.fail import failing


@click.group(name="rules", epilog="Example: claimlint rules list --family claims")
def command() -> None:
    """List the rules, or test their examples."""


@command.command(name="list", epilog="Example: claimlint rules list --family claims")
@click.option("--family", help="Only this family.")
def list_rules(family: str | None) -> None:
    """List the rules: id, severity, title."""
    with failing():
        from claimlint.errors import UsageError
        from claimlint.rule import FAMILIES
        from claimlint.rulebase import load_rules, nearest

        if family and family not in FAMILIES:
            raise UsageError("unknown-family", f"No family “{family}”.", hint=nearest(family, FAMILIES))
        rules = [rule for rule in load_rules() if family in (None, rule.family)]
        width = max((len(rule.id) for rule in rules), default=0)
        for rule in rules:
            click.echo(f"{rule.id:{width}}  {rule.severity:7}  {rule.title}")
        click.echo(f"{len(rules)} rule{'' if len(rules) == 1 else 's'}.", err=True)


@command.command(name="test", epilog="Example: claimlint rules test my-rules/")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--model", default="en_claimlint", show_default=True, metavar="NAME", help="spaCy pipeline to test with."
)
def test_rules(path: Path | None, model: str) -> None:
    """Run the examples of the bundled rules, or of a rule file or folder.

    Exit code 1 when an example fails.
    """
    with failing():
        from claimlint.examples import run_examples
        from claimlint.rulebase import load_rules

        rules = load_rules([path] if path else None)
        outcomes = [(rule, outcome) for rule in rules for outcome in run_examples(rule, model=model)]
    failed = [(rule, outcome) for rule, outcome in outcomes if outcome.problem]
    for rule, outcome in failed:
        click.echo(f"{rule.path}:{outcome.example.line}: {outcome.problem}")
        click.echo(f"    {outcome.example.text[:160]!r}")
    click.echo(f"{len(outcomes)} examples of {len(rules)} rules: {len(failed)} failed.")
    sys.exit(1 if failed else 0)
