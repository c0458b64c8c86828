"""Of claim findings that overlap, which one stays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from claimlint.finding import Finding

#: Where findings overlap, the one of the earlier entry stays and names the other (standards, section 6).
PRECEDENCE = (
    "safety",
    "claims/serious-disease-claim",
    "claims/implausible-time-to-effect",
    "claims/implausible-outcome",
    "claims/weight-loss-rate",
    "claims",
    "evidence",
    "causality",
    # The base rule: whatever else is found says more.
    "evidence/unsupported-efficacy-claim",
)


def drop_overlapped(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Keep one claim finding a place: the one whose rule comes first in PRECEDENCE, naming the others."""
    # A note never hides an error or a warning.
    ranked = sorted(
        (f for f in findings if _rank(f) is not None),
        key=lambda f: (f.severity == "info", _rank(f), f.start),
    )
    kept: dict[int, Finding] = {}
    starts: list[int] = []
    for finding in ranked:
        over = _overlapped(finding, starts, kept)
        if over is None:
            kept[finding.start] = finding
            insort(starts, finding.start)
        elif over.rule != finding.rule:
            related = sorted({*over.data.get("related", ()), finding.rule})
            kept[over.start] = replace(over, data={**over.data, "related": related})
    yield from kept.values()
    yield from (f for f in findings if _rank(f) is None)


def _overlapped(finding: Finding, starts: Sequence[int], kept: Mapping[int, Finding]) -> Finding | None:
    """Return the kept finding that one lies over, the first by precedence; those kept do not touch each other."""
    first = max(bisect_right(starts, finding.start) - 1, 0)
    near = (kept[start] for start in starts[first : bisect_left(starts, finding.end)])
    over = [k for k in near if k.start < finding.end and finding.start < k.end]
    return min(over, key=lambda k: (_rank(k) or 0, k.start), default=None)


def _rank(finding: Finding) -> int | None:
    if finding.scope == "document":
        return None
    for name in (finding.rule, finding.rule.partition("/")[0]):
        if name in PRECEDENCE:
            return PRECEDENCE.index(name)
    return None
