"""A linter made ready: what a run is to do, the pipeline, and the rules with their checks compiled for it."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from claimlint.accepted.entry import Acceptance
from claimlint.analysis import Check
from claimlint.compiled import compiled
from claimlint.encoder import preload
from claimlint.errors import RuleError, UsageError, brought
from claimlint.house import House
from claimlint.model_sums import check_models
from claimlint.nlp import BUNDLED, components, load_pipeline
from claimlint.plugins import kinds
from claimlint.rule import Rule
from claimlint.rulebase import load_rules
from claimlint.suppression.names import Names

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class Settings:
    """What a run is to do. rules: those to run, in any order. profile, audience, region: None to go by each page.

    known: all rules that suppressions may name, chosen or not; () for the bundled ones and ``rules``. accepted: wordings that
    are accepted, on the day ``today``. with_text: whether reports carry the articles that were read.
    """

    rules: tuple[Rule, ...] = field(default_factory=load_rules)
    model: str = BUNDLED
    details: bool = False
    max_bytes: int = 5_000_000
    profile: str | None = None
    audience: str | None = None
    region: str | None = None
    house: House = field(default_factory=House)
    known: tuple[Rule, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    today: date = field(default_factory=date.today)
    with_text: bool = False


@dataclass(frozen=True)
class Linter:
    """A pipeline with compiled checks; read-only, so one serves any number of documents.

    names: what the names of rules in suppressions stand for. unreported: rules that were not chosen, or have another severity
    here, and run all the same, because a chosen one asks what they find (``beside``).
    """

    settings: Settings
    nlp: Language
    checks: tuple[tuple[Rule, Check], ...]
    skipped: tuple[Mapping[str, str], ...]
    names: Names
    unreported: tuple[tuple[Rule, Check], ...] = ()

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """The ids of the rules it runs: one set, which all its reports share."""
        return frozenset(rule.id for rule, _ in self.checks)


def make_linter(settings: Settings) -> Linter:
    """Load the pipeline and compile the checks whose needs it meets; the others are listed as skipped."""
    with _uncollected():
        return _made(settings)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let garbage wait: all that is made here stays, and to look through it again and again takes a tenth of a start."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _made(settings: Settings) -> Linter:
    check_models()
    rules, skipped = runnable(settings)
    # Every English article is asked of the encoder.
    preload()
    nlp = load_pipeline(settings.model)
    checks = tuple((rule, compiled(rule, nlp)) for rule in rules)
    asked = (rule for rule in _asked_for(settings) if not _lacking(rule, nlp.component_names))
    unreported = tuple((rule, compiled(rule, nlp)) for rule in asked)
    return Linter(settings, nlp, checks, skipped, _names(settings), unreported)


def runnable(settings: Settings) -> tuple[tuple[Rule, ...], tuple[Mapping[str, str], ...]]:
    """Return the rules that the pipeline can run, by id, and the others, each with the reason; the bundled pipeline is not loaded for it."""
    parts = components(settings.model)
    lacking = {rule.id: _lacking(rule, parts) for rule in settings.rules}
    ordered = sorted(settings.rules, key=lambda rule: rule.id)
    skipped = tuple(
        {
            "rule": rule.id,
            "reason": f"the pipeline {settings.model} has no {', '.join(lacking[rule.id])}",
        }
        for rule in ordered
        if lacking[rule.id]
    )
    return tuple(rule for rule in ordered if not lacking[rule.id]), skipped


def _names(settings: Settings) -> Names:
    """Return what rules may be named in suppressions. Raises UsageError ``unknown-rule`` for acceptances that name none."""
    rules = {rule.id: rule for rule in (*(settings.known or load_rules()), *settings.rules)}
    names = Names(tuple(rules.values()), frozenset(rule.id for rule in rules.values() if judges(rule)))
    for one in settings.accepted:
        for name in one.rules:
            if not names.ids(name):
                raise UsageError("unknown-rule", f"No rule or family “{name}”.", one.where, names.hint(name))
    return names


def judges(rule: Rule) -> bool:
    """Whether a rule judges what became of the others' findings."""
    return any(kinds()[name].last for name, _ in rule.checks)


def _lacking(rule: Rule, parts: Collection[str]) -> list[str]:
    """Return what a rule's checks need and is not among the parts of a pipeline."""
    needs = {need for name, _ in rule.checks for need in kinds()[name].needs}
    return sorted(need for need in needs if need not in parts)


def _asked_for(settings: Settings) -> list[Rule]:
    """Return the rules that chosen ones ask about (``beside``) and that are not among them as they stand."""
    chosen = {rule.id for rule in settings.rules if not settings.house.changes(rule)}
    asked = {name: rule for rule in settings.rules for name in rule.beside if name not in chosen}
    known = {rule.id: rule for rule in (*(settings.known or load_rules()), *settings.rules)} if asked else {}
    for name, rule in asked.items():
        if name not in known:
            place = f"{rule.path}:{rule.lines.get(('beside',), 1)}"
            hint = brought("Name a bundled rule.", rule.origin)
            raise RuleError("bad-rule", f"beside: there is no rule “{name}”.", place, hint)
    return [known[name] for name in sorted(asked)]
