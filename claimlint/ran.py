"""What a report says beside its files: the rules that ran, those that were skipped, and by what; reports put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.finding import FileReport, Report

if TYPE_CHECKING:
    from claimlint.rule import Rule


@dataclass(frozen=True)
class Ran:
    """What ran by some settings; plain data, so that it can be kept. rules, skipped, tool: as in the JSON report."""

    rules: tuple[Mapping[str, str], ...]
    skipped: tuple[Mapping[str, str], ...]
    tool: Mapping[str, Any]

    def report(self, files: Sequence[FileReport], catalogue: Sequence[Rule] = ()) -> Report:
        """Return the report on files that it ran on."""
        return Report(tuple(files), self.rules, self.skipped, self.tool, tuple(catalogue))


def joined(reports: Sequence[Report]) -> Report:
    """Put reports of one run together: files by path, each rule once, by whatever settings it ran."""
    rules = {rule["id"]: rule for report in reversed(reports) for rule in report.rules}
    skipped = {(entry["rule"], entry["reason"]): entry for report in reports for entry in report.skipped}
    models = {name: version for report in reports for name, version in report.tool["models"].items()}
    catalogue = {rule.id: rule for report in reversed(reports) for rule in report.catalogue}
    return Report(
        tuple(sorted((file for report in reports for file in report.files), key=lambda file: file.path)),
        tuple(rules[name] for name in sorted(rules)),
        tuple(skipped[key] for key in sorted(skipped)),
        {**reports[0].tool, "models": dict(sorted(models.items()))},
        tuple(catalogue[name] for name in sorted(catalogue)),
    )
