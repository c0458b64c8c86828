"""Runs a rule's examples: the bad ones must give one finding at the marks, the good ones none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimlint.linter import analysed
from claimlint.nlp import BUNDLED
from claimlint.plugins import kinds
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_text
from claimlint.rule import Example, Rule
from claimlint.rulebase import load_rules
from claimlint.weighing import find

_WORD = re.compile(r"[^\W\d_]+")
#: Words that say nothing about what an example is about.
_EMPTY = frozenset(
    (
        "about after also been before being both from have here into more most much only other over same some such than that their them"
        " then there these they this those very what when which while will with without your does just many often should would could"
    ).split()
)
#: Shorter words count only where there are no longer ones.
_LONG = 4
#: Letters that make two words one: "guaranteed" and "guarantees".
_STEM = 6


@dataclass(frozen=True)
class Outcome:
    """How an example went; ``problem`` is empty when it held.

    guards: what guards said in it, also where it held.
    """

    rule: str
    example: Example
    problem: str
    skipped: bool = False
    guards: tuple[str, ...] = ()


def run_examples(rule: Rule, *, model: str = BUNDLED) -> Iterator[Outcome]:
    """Run the examples of one rule on its own; of one that judges what others found, beside the bundled rules."""
    judges = any(kinds()[name].last for name, _ in rule.checks)
    others = tuple(other for other in load_rules() if other.id != rule.id) if judges else ()
    linter = make_linter(Settings((*others, rule), model))
    for example in rule.examples:
        if linter.skipped:
            yield Outcome(rule.id, example, linter.skipped[0]["reason"], skipped=True)
        else:
            under = replace(linter, settings=replace(linter.settings, profile=example.profile))
            yield _outcome(under, rule, example)


def _outcome(linter: Linter, rule: Rule, example: Example) -> Outcome:
    document = read_text(example.text, "example", example.media)
    findings, silences = find(linter, analysed(linter, document))
    guards = tuple(
        f"“{document.text[s.start : s.end]}” {'softened' if s.softened else 'silent'}: {s.guard} ({s.reason})"
        for s in silences
    )
    spans = [(f.start, f.end) for f in findings if f.rule == rule.id and not f.suppressed]
    if spans == list(example.marks):
        return Outcome(rule.id, example, "", guards=guards)
    problem = f"expected {_words(example.text, example.marks)}, found {_words(example.text, spans)}"
    return Outcome(rule.id, example, problem, guards=guards)


def _words(text: str, spans: tuple[tuple[int, int], ...] | list[tuple[int, int]]) -> str:
    return ", ".join(f"“{text[low:high]}”" for low, high in spans) or "nothing"


# --- near misses ---------------------------------------------------------------------------------------


def far_misses(rule: Rule) -> list[Example]:
    """Return the good examples that share no content word with any bad one: they prove little."""
    bad = set().union(*(content_words(e.text) for e in rule.examples if e.bad))
    return [e for e in rule.examples if not e.bad and bad.isdisjoint(content_words(e.text))]


def has_near_miss(rule: Rule) -> bool:
    """Whether a good example holds a content word that a bad one is flagged for.

    Rules on whole documents mark only the title, so their texts are compared.
    """
    whole = rule.scope == ("document",)
    flagged: set[str] = set()
    for example in (e for e in rule.examples if e.bad):
        marked = " ".join(example.text[low:high] for low, high in example.marks)
        flagged |= content_words(example.text if whole else marked)
    return any(flagged & _stems(e.text) for e in rule.examples if not e.bad)


def content_words(text: str) -> set[str]:
    """Return the stems of the words that say what a text is about; of the short ones if there are no others."""
    words = set(_WORD.findall(text.lower())) - _EMPTY
    return _stems(" ".join(word for word in words if len(word) >= _LONG)) or words


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower())}
