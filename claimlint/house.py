"""What a house's settings make of severities: those it sets, those it holds back, and what an excerpt cannot carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimlint.finding import Hit, Severity

if TYPE_CHECKING:
    from claimlint.rule import Rule

#: Checks whose findings on a whole article judge what is there; all others of the kind miss something.
VERDICTS = frozenset({"garbled_document", "readability_grade", "stuffing", "language", "health_article"})


@dataclass(frozen=True)
class House:
    """severities: by rule id, what is set. held: ids of rules that stay at info. excerpt: whether texts are parts of articles."""

    severities: Mapping[str, Severity] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    excerpt: bool = False

    def changes(self, rule: Rule) -> bool:
        """Whether a rule's findings may be of another severity than the rule says."""
        return rule.id in self.severities or rule.id in self.held or self.excerpt

    def limited(self, rule: Rule, hit: Hit, severity: Severity) -> Severity:
        """Return a severity, or info where nothing of this rule or kind may be more."""
        missing = hit.document and not any(name in VERDICTS for name, _ in rule.checks)
        return "info" if rule.id in self.held or (self.excerpt and missing) else severity
