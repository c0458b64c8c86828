"""The rules that run, as the service tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimlint.errors import nearest
from claimlint.linter import rule_url
from claimlint.prepared import Settings, runnable
from claimlint.reports.with_text import described
from claimlint.rule import FAMILIES, Rule
from claimlint.server.problem import Problem


class Catalogue:
    """The rules that an article without a name is checked by, ready to be sent. severity is that of the rules, or what the configuration sets."""

    def __init__(self, settings: Settings):
        self._set = settings.house.severities
        self._rules = {rule.id: rule for rule in runnable(settings)[0]}
        self._former = {alias: rule.id for rule in self._rules.values() for alias in rule.aliases}

    def listed(self, asked: list[tuple[str, str]]) -> dict[str, Any]:
        """Return all rules, or those of a ``family``. Raises Problem 400 for a family that there is not, and anything else."""
        if asked and (len(asked) > 1 or asked[0][0] != "family"):
            raise Problem(400, "bad-request", "The only option here is family, once.")
        family = asked[0][1] if asked else None
        if family is not None and family not in FAMILIES:
            raise Problem(400, "unknown-family", f"There is no such family. {nearest(family[:40], FAMILIES)}")
        rules = [rule for rule in self._rules.values() if family in (None, rule.family)]
        return {"rules": [self._short(rule) for rule in rules]}

    def one(self, name: str) -> dict[str, Any]:
        """Return all about a rule, by its id or a former one. Raises Problem 404."""
        rule = self._rules.get(self._former.get(name, name))
        if rule is None:
            hint = nearest(name[:80], self._rules, "GET /v1/rules lists them.")
            raise Problem(404, "unknown-rule", f"No such rule runs here. {hint}")
        return self._whole(rule)

    def _short(self, rule: Rule) -> dict[str, Any]:
        return {
            "id": rule.id,
            "family": rule.family,
            "title": rule.title,
            "severity": self._set.get(rule.id, rule.severity),
            "summary": rule.summary,
            "url": rule_url(rule),
        }

    def _whole(self, rule: Rule) -> dict[str, Any]:
        return {
            **self._short(rule),
            **described(rule),
            "since": rule.since,
            "scope": list(rule.scope),
            "suggestion": rule.suggestion,
            "profiles": dict(rule.profiles),
            "silent_when": _guards(rule.unless),
            "milder_when": _guards(rule.soften),
            "examples": {
                "bad": [example.marked for example in rule.examples if example.bad],
                "good": [example.marked for example in rule.examples if not example.bad],
            },
            "aliases": list(rule.aliases),
            "origin": rule.origin or None,
        }


def _guards(names: tuple[str, ...]) -> list[Mapping[str, str]]:
    from claimlint.handbook.plain import guard_says

    return [{"guard": name, "when": guard_says(name)} for name in names]
