"""The two things that are measured: finding claims, and finding damaged text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimlint.evaluation.labels import Label
from claimlint.finding import SEVERITIES, Finding, Severity


@dataclass(frozen=True)
class Task:
    """Findings of some families against labels of one kind.

    wanted: kind of the spans to be found; ``clean`` and ``trap`` spans are to be left alone.
    silent_on: categories of traps that say nothing about this task.
    """

    name: str
    families: tuple[str, ...]
    wanted: str
    silent_on: frozenset[str] = frozenset()

    def wants(self, label: Label) -> bool:
        """Whether a span is to be found."""
        return label.kind == self.wanted

    def spares(self, label: Label) -> bool:
        """Whether a span is to be left alone."""
        return label.kind in ("clean", "trap") and not (
            label.kind == "trap" and label.category in self.silent_on
        )

    def counted(self, findings: Iterable[Finding], lowest: Severity) -> list[Finding]:
        """Return the findings that count: at words, of the task's families, and serious enough."""
        severities = SEVERITIES[: SEVERITIES.index(lowest) + 1]
        return [
            f
            for f in findings
            if f.scope == "span" and f.severity in severities and family_of(f.rule) in self.families
        ]


#: Traps that are cut out of lists, headings and the like are often broken themselves.
TASKS = (
    Task("claims", ("claims", "evidence", "causality", "safety", "trust"), "claim"),
    Task("garble", ("garble",), "garbled", frozenset({"other", "list-fragment", "heading"})),
)


def family_of(rule: str) -> str:
    """Return the part of a rule's id before the slash."""
    return rule.partition("/")[0]
