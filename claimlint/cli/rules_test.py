"""``claimlint rules test``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimlint.cli.fail import failing
from claimlint.cli.options import rules_dirs
from claimlint.cli.output import tell

if TYPE_CHECKING:
    from claimlint.examples import Outcome
    from claimlint.rule import Rule

#: Characters of an example that are shown.
SHOWN = 160


@click.command(name="test", epilog="Example: claimlint rules test my-rules/")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@rules_dirs
@click.option("--verbose", "-v", is_flag=True, help="List every example, with what guards said.")
@click.option(
    "--model", default="en_claimlint", show_default=True, metavar="NAME", help="spaCy pipeline to test with."
)
def command(paths: tuple[Path, ...], packs: tuple[Path, ...], verbose: bool, model: str) -> None:
    """Run the examples of the bundled rules and those of plugins, or of rule files and folders of your own.

    \b
    Exit code 0: all hold.  1: an example fails.  2: a rule file cannot be used.
    """
    with failing():
        from claimlint.examples import run_examples
        from claimlint.rulebase import bundled_rules, load_rules

        rules = load_rules(paths or None, packs)
        bundled = set() if paths else {rule.id for rule in bundled_rules()}
        outcomes = []
        for rule in rules:
            ran = list(run_examples(rule, model=model))
            outcomes += ran
            for line in _lines(rule, ran, verbose=verbose, hints=verbose or rule.id not in bundled):
                tell(line)
    failed = sum(bool(o.problem) and not o.skipped for o in outcomes)
    tell(_summary(outcomes, failed, len(rules)))
    sys.exit(1 if failed else 0)


def _lines(rule: Rule, outcomes: Sequence[Outcome], *, verbose: bool, hints: bool) -> Iterator[str]:
    if outcomes[0].skipped:
        yield f"{rule.path}: skipped, not tested: {outcomes[0].problem}."
        return
    for outcome in outcomes:
        if outcome.problem or verbose:
            yield from _example(rule, outcome)
    yield from _hints(rule) if hints else ()


def _example(rule: Rule, outcome: Outcome) -> Iterator[str]:
    from claimlint.reports.terminal import clean

    example = outcome.example
    kind = "bad" if example.bad else "good"
    yield f"{rule.path}:{example.line}: {'FAILED' if outcome.problem else 'ok'}: {kind} example of {rule.id}"
    text = " ".join(clean(example.marked).split())
    yield f"    {text[:SHOWN]}" + ("…" if len(text) > SHOWN else "")
    if outcome.problem:
        yield f"    {clean(outcome.problem)}"
    for said in outcome.guards:
        yield f"    {clean(said)}"


def _hints(rule: Rule) -> Iterator[str]:
    from claimlint.examples import far_misses

    for example in far_misses(rule):
        yield (
            f"{rule.path}:{example.line}: hint: not a near miss: this good example shares no word with a bad"
            f" example of {rule.id}"
        )


def _summary(outcomes: Sequence[Outcome], failed: int, rules: int) -> str:
    skipped = sum(outcome.skipped for outcome in outcomes)
    counted = f"{_plural(len(outcomes), 'example')} of {_plural(rules, 'rule')}: {failed} failed"
    return counted + (f", {skipped} skipped." if skipped else ".")


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
