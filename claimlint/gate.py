"""Whether a run passes: by each file's own settings, whatever was found in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from claimlint.config import Effective
from claimlint.finding import SEVERITIES, FileReport, Report


def exit_code(report: Report, settings: Mapping[str, Effective]) -> int:
    """Return 2 when a file was not read, 1 when findings gate, else 0. settings: by ``FileReport.path``.

    ``max-warnings`` counts over all files that are under the same line of a configuration, or the command line.
    """
    if report.unread:
        return 2
    warnings: Counter[tuple[str, int]] = Counter()
    for file in report.files:
        own = settings[file.path]
        if own["fail-on"] == "never":
            continue
        if any(_count(file, severity) for severity in _gating(own["fail-on"])):
            return 1
        if own["max-warnings"] is not None:
            warnings[own.origin("max-warnings"), own["max-warnings"]] += _count(file, "warning")
    return int(any(count > limit for (_, limit), count in warnings.items()))


def _gating(lowest: str) -> tuple[str, ...]:
    return SEVERITIES[: [*SEVERITIES].index(lowest) + 1]  # type: ignore[arg-type]


def _count(file: FileReport, severity: str) -> int:
    return sum(finding.severity == severity and not finding.suppressed for finding in file.findings)
