"""Runs a rule's examples: the bad ones must give one finding at the marks, the good ones none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimlint.analysis import analyse
from claimlint.linter import Linter, Settings, find, make_linter
from claimlint.nlp import BUNDLED
from claimlint.readers import read_text
from claimlint.rule import Example, Rule


@dataclass(frozen=True)
class Outcome:
    """How an example went; ``problem`` is empty when it held."""

    rule: str
    example: Example
    problem: str
    skipped: bool = False


def run_examples(rule: Rule, *, model: str = BUNDLED) -> Iterator[Outcome]:
    """Run the examples of one rule on its own."""
    linter = make_linter(Settings((rule,), model))
    for example in rule.examples:
        if linter.skipped:
            yield Outcome(rule.id, example, linter.skipped[0]["reason"], skipped=True)
        else:
            yield Outcome(rule.id, example, _problem(linter, example))


def _problem(linter: Linter, example: Example) -> str:
    document = read_text(example.text, "example", example.media)
    findings, silences = find(linter, analyse(document, linter.nlp))
    spans = [(f.start, f.end) for f in findings]
    if spans == list(example.marks):
        return ""
    found = ", ".join(f"“{example.text[low:high]}”" for low, high in spans) or "nothing"
    wanted = ", ".join(f"“{example.text[low:high]}”" for low, high in example.marks) or "nothing"
    guards = "; ".join(f"{s.guard}: {s.reason}" for s in silences)
    return f"expected {wanted}, found {found}" + (f" (guards: {guards})" if guards else "")
