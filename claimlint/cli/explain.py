"""``claimlint explain``: of a rule, or of a line of a file."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.completing import rules_or_files
from claimlint.cli.fail import failing
from claimlint.cli.options import accepted, audience, baseline, profile, region, rules_dirs, today
from claimlint.cli.output import tell
from claimlint.cli.settings import configs, which, with_options

if TYPE_CHECKING:
    from claimlint.rule import Example, Rule

WIDTH = 96
#: FILE:LINE or FILE:LINE:COLUMN. The file's name may hold colons (C:\drafts\a.md); rule ids hold none.
PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


@click.command(name="explain", epilog="Example: claimlint explain claims/cure-claim, or: explain draft.md:12")
@click.argument("what", metavar="RULE|FILE:LINE", shell_complete=rules_or_files)
@rules_dirs
@profile
@audience
@region
@accepted
@today
@baseline
@with_options(which)
@click.option(
    "--model", default="en_claimlint", show_default=True, metavar="NAME", help="spaCy pipeline for FILE:LINE."
)
def command(what: str, **options: Any) -> None:
    """Explain a rule, or what was found at a line and why.

    \b
    RULE         what it looks for, why, on whose authority, with its examples
    FILE:LINE    each sentence there: what was found in it, and which guards
                 kept a rule silent or made it milder, with their reasons
                 (FILE:LINE:COLUMN picks one sentence)

    Settings come from the configurations, as for check.
    """
    with failing():
        place = PLACE.fullmatch(what)
        if place and not os.path.isfile(what):
            from claimlint.cli.explain_line import explain

            column = int(place["column"]) if place["column"] else None
            effective = configs(options).of(Path(place["file"]))
            lines = list(explain(place["file"], int(place["line"]), column, effective, options["today"]))
        else:
            lines = list(_page(_find(what, options)))
    tell("\n".join(lines).rstrip())


def _find(name: str, options: dict[str, Any]) -> Rule:
    from claimlint.errors import UsageError, nearest
    from claimlint.linters import known_rules
    from claimlint.rulebase import LISTED

    rules = known_rules(configs(options).of(Path()))
    for rule in rules:
        if name in (rule.id, *rule.aliases, rule.id.partition("/")[2]):
            return rule
    if os.path.isfile(name):
        raise UsageError("no-line", "Which line of it?", name, f"Try “claimlint explain {name}:1”.")
    hint = nearest(name, [rule.id for rule in rules], LISTED)
    raise UsageError("unknown-rule", f"No rule “{name}”.", hint=hint)


def _page(rule: Rule) -> Iterator[str]:
    from claimlint.handbook.plain import grades, limits
    from claimlint.measured import read_measured, sentence

    origin = f", in {rule.origin}" if rule.origin else ""
    yield f"{rule.id}  ({', '.join(grades(rule))}, since {rule.since}{origin})"
    yield rule.title
    for head, text in (("What", rule.summary), ("Why", rule.why), ("Fix", rule.fix)):
        yield ""
        yield from _wrapped(f"{head}: {text}")
    for place, words in (("", rule.suggestion), *((f", for {p}", w) for p, w in rule.suggestions.items())):
        if words:
            yield ""
            yield from _wrapped(f"Words to put in{place}: “{words}”")
    yield ""
    yield f"Looks at: {', '.join(rule.scope)}."
    for said in limits(rule):
        yield from _wrapped(said)
    yield from _guards("Silent when one of these guards speaks:", rule.unless)
    yield from _guards("One step milder when one of these guards speaks:", rule.soften)
    if measured := sentence(read_measured(), rule.id):
        yield from _wrapped(f"Measured: {measured}.")
    if rule.references:
        yield "Rests on:"
        for reference in rule.references:
            yield f"  {reference}" + (f"  {reference.url}" if reference.url else "")
    yield from _examples("Flagged:", [e for e in rule.examples if e.bad])
    yield from _examples("Not flagged:", [e for e in rule.examples if not e.bad])


def _guards(head: str, names: tuple[str, ...]) -> Iterator[str]:
    from claimlint.handbook.plain import guard_says

    if names:
        yield head
        for name in names:
            yield from _wrapped(f"{name}: {guard_says(name)}", "  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    # A name such as about-misinformation stays whole.
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )


def _examples(head: str, examples: list[Example]) -> Iterator[str]:
    yield ""
    yield head
    for example in examples:
        yield textwrap.indent(textwrap.shorten(example.marked, 240, placeholder=" …"), "  - ")
