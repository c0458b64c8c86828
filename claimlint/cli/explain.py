"""``claimlint explain``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from claimlint.cli.fail import failing

if TYPE_CHECKING:
    from claimlint.rule import Example, Rule


@click.command(name="explain", epilog="Example: claimlint explain claims/cure-claim")
@click.argument("rule")
def command(rule: str) -> None:
    """Say what a rule looks for, why, on whose authority, and show its examples."""
    with failing():
        click.echo("\n".join(_page(_find(rule))))


def _find(name: str) -> Rule:
    from claimlint.errors import UsageError
    from claimlint.rulebase import load_rules, nearest

    rules = load_rules()
    for rule in rules:
        if name in (rule.id, *rule.aliases, rule.id.partition("/")[2]):
            return rule
    raise UsageError("unknown-rule", f"No rule “{name}”.", hint=nearest(name, [rule.id for rule in rules]))


def _page(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}  ({rule.severity}, since {rule.since})"
    yield rule.title
    for head, text in (("What", rule.summary), ("Why", rule.why), ("Fix", rule.fix)):
        yield ""
        yield textwrap.fill(f"{head}: {text}", 96, subsequent_indent="  ")
    if rule.suggestion:
        yield ""
        yield textwrap.fill(f"Words to put in: “{rule.suggestion}”", 96, subsequent_indent="  ")
    yield ""
    yield f"Looks at: {', '.join(rule.scope)}."
    for label, guards in (("Silent when", rule.unless), ("Milder when", rule.soften)):
        if guards:
            yield f"{label}: {', '.join(guards)}."
    if rule.references:
        yield "Rests on:"
        for reference in rule.references:
            yield f"  {reference}" + (f"  {reference.url}" if reference.url else "")
    yield from _examples("Flagged:", [e for e in rule.examples if e.bad])
    yield from _examples("Not flagged:", [e for e in rule.examples if not e.bad])


def _examples(head: str, examples: list[Example]) -> Iterator[str]:
    yield ""
    yield head
    for example in examples:
        text = example.text
        for start, end in reversed(example.marks):
            text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
        yield textwrap.indent(textwrap.shorten(text, 240, placeholder=" …"), "  - ")
