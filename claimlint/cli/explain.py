"""``claimlint explain``: of a rule, or of a line of a file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimlint.cli.fail import failing
from claimlint.cli.options import profile, rules_dirs

if TYPE_CHECKING:
    from claimlint.rule import Example, Rule

#: FILE:LINE or FILE:LINE:COLUMN. The file's name may hold colons (C:\drafts\a.md); rule ids hold none.
PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


@click.command(name="explain", epilog="Example: claimlint explain claims/cure-claim, or: explain draft.md:12")
@click.argument("what", metavar="RULE|FILE:LINE")
@rules_dirs
@profile
@click.option(
    "--model", default="en_claimlint", show_default=True, metavar="NAME", help="spaCy pipeline for FILE:LINE."
)
def command(what: str, packs: tuple[Path, ...], profile: str | None, model: str) -> None:
    """Explain a rule, or what was found at a line and why.

    \b
    RULE         what it looks for, why, on whose authority, with its examples
    FILE:LINE    each sentence there: what was found in it, and which guards
                 kept a rule silent or made it milder, with their reasons
                 (FILE:LINE:COLUMN picks one sentence)
    """
    with failing():
        place = PLACE.fullmatch(what)
        if place and not Path(what).is_file():
            from claimlint.cli.explain_line import explain

            column = int(place["column"]) if place["column"] else None
            lines = list(explain(place["file"], int(place["line"]), column, packs, model, profile))
        else:
            lines = list(_page(_find(what, packs)))
    click.echo("\n".join(lines).rstrip())


def _find(name: str, packs: tuple[Path, ...]) -> Rule:
    from claimlint.errors import UsageError, nearest
    from claimlint.rulebase import load_rules

    rules = load_rules(packs=packs)
    for rule in rules:
        if name in (rule.id, *rule.aliases, rule.id.partition("/")[2]):
            return rule
    if Path(name).is_file():
        raise UsageError("no-line", "Which line of it?", name, f"Try “claimlint explain {name}:1”.")
    raise UsageError("unknown-rule", f"No rule “{name}”.", hint=nearest(name, [rule.id for rule in rules]))


def _page(rule: Rule) -> Iterator[str]:
    from claimlint.measured import read_measured, sentence

    yield f"{rule.id}  ({rule.severity}, since {rule.since})"
    yield rule.title
    for head, text in (("What", rule.summary), ("Why", rule.why), ("Fix", rule.fix)):
        yield ""
        yield textwrap.fill(f"{head}: {text}", 96, subsequent_indent="  ")
    for place, words in (("", rule.suggestion), *((f", for {p}", w) for p, w in rule.suggestions.items())):
        if words:
            yield ""
            yield textwrap.fill(f"Words to put in{place}: “{words}”", 96, subsequent_indent="  ")
    yield ""
    yield f"Looks at: {', '.join(rule.scope)}."
    for label, names in (("Only in profiles", rule.only), ("Whatever the evidence in", rule.absolute)):
        if names:
            yield f"{label}: {', '.join(names)}."
    for label, guards in (("Silent when", rule.unless), ("Milder when", rule.soften)):
        if guards:
            yield f"{label}: {', '.join(guards)}."
    if measured := sentence(read_measured(), rule.id):
        yield textwrap.fill(f"Measured: {measured}.", 96, subsequent_indent="  ")
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
        yield textwrap.indent(textwrap.shorten(example.marked, 240, placeholder=" …"), "  - ")
