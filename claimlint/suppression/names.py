"""What the names of rules in a suppression stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from claimlint.rule import Rule
from claimlint.shape import close


@dataclass(frozen=True)
class Names:
    """rules: all there are, whether a run has chosen them or not. last: ids of those that judge suppressions.

    Nothing covers a rule that judges suppressions but its own name: a comment must not hide that it does nothing.
    """

    rules: tuple[Rule, ...]
    last: frozenset[str] = frozenset()
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def ids(self, name: str) -> frozenset[str]:
        """Return the ids of the rules that an id, former id, family or glob stands for; "" stands for all."""
        if name not in self._known:
            found = (rule for rule in self.rules if not name or rule.named(name))
            self._known[name] = frozenset(
                rule.id for rule in found if rule.id not in self.last or name in (rule.id, *rule.aliases)
            )
        return self._known[name]

    def all_ids(self, names: Iterable[str]) -> frozenset[str]:
        """Return the ids that any of some names stands for; those of all rules where there are no names."""
        chosen = list(names)
        return frozenset().union(*(self.ids(name) for name in chosen)) if chosen else self.ids("")

    def hint(self, name: str) -> str:
        """Return a question that names the rule or family nearest to an unknown name, or nothing."""
        known = [*(rule.id for rule in self.rules), *sorted({rule.family for rule in self.rules})]
        return close(name, known) or next(
            (f"Did you mean “{rule.id}”?" for rule in self.rules if rule.id.partition("/")[2] == name), ""
        )
