"""``claimlint rules list``."""

from __future__ import annotations

from pathlib import Path

import click

from claimlint.cli.fail import failing
from claimlint.cli.options import rules_dirs
from claimlint.cli.output import tell


@click.command(name="list", epilog="Example: claimlint rules list --family claims")
@click.option("--family", metavar="FAMILY", help="Only this family.")
@rules_dirs
def command(family: str | None, packs: tuple[Path, ...]) -> None:
    """List the rules: id, severity, title; of those that a plugin brings, which plugin."""
    with failing():
        from claimlint.errors import UsageError, nearest
        from claimlint.rule import FAMILIES
        from claimlint.rulebase import load_rules

        if family and family not in FAMILIES:
            raise UsageError("unknown-family", f"No family “{family}”.", hint=nearest(family, FAMILIES))
        rules = [rule for rule in load_rules(packs=packs) if family in (None, rule.family)]
        width = max((len(rule.id) for rule in rules), default=0)
        for rule in rules:
            origin = f"  [{rule.origin}]" if rule.origin else ""
            tell(f"{rule.id:{width}}  {rule.severity:7}  {rule.title}{origin}")
        click.echo(f"{len(rules)} rule{'' if len(rules) == 1 else 's'}.", err=True)
