"""Which findings a document's suppressions cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from claimlint.accepted.wordings import holds, words_of
from claimlint.finding import Finding
from claimlint.suppression.fault import Fault

#: What a suppression covers: findings that touch a line, begin in a block, hold some words, or any in the file.
Reach = Literal["line", "block", "words", "file"]


@dataclass(frozen=True, eq=False)
class Suppression:
    """One name of a rule (or all) that is not reported in some place.

    name: as written, "" for all. rules: ids it stands for; none for an unknown name. by: how it was said. where: ``file:line``.
    start, end: its place in the source, None for a file beside the article. first, last: lines it covers; last is None
    for a block that is never enabled again. words, occurrence: which of the excerpts that hold the words; None for all.
    """

    name: str
    rules: frozenset[str]
    by: str
    where: str
    reason: str
    start: int | None
    end: int | None
    reach: Reach
    first: int = 0
    last: int | None = None
    words: tuple[str, ...] = ()
    occurrence: int | None = None

    def note(self) -> dict[str, Any]:
        """Return what a finding's ``data`` say of it."""
        return {"where": self.where, "reason": self.reason, "by": self.by}

    def reaches(self, finding: Finding) -> bool:
        """Whether a finding of its rules lies where it covers them, occurrences aside."""
        if finding.rule not in self.rules:
            return False
        if self.reach == "file":
            return True
        if finding.scope == "document":
            return False
        if self.reach == "words":
            return holds(words_of(finding.excerpt), self.words)
        return finding.end_line >= self.first and (self.last is None or finding.line <= self.last)


@dataclass(frozen=True)
class Cover:
    """All suppressions of a document, in its order. blocks: by rule, (start, end, which), sorted, none in another.

    faults: what is wrong with what was said.
    """

    suppressions: tuple[Suppression, ...] = ()
    blocks: Mapping[str, Sequence[tuple[int, int, Suppression]]] | None = None
    faults: tuple[Fault, ...] = ()

    def of(self, findings: Sequence[Finding]) -> list[Suppression | None]:
        """Return what covers each of a document's findings: the narrowest that does."""
        if not self.suppressions:
            return [None] * len(findings)
        lines = self._by_line()
        worded = [one for one in self.suppressions if one.reach == "words"]
        whole = self._whole()
        seen: Counter[int] = Counter()
        return [
            self._line(lines, finding)
            or self._block(finding)
            or _worded(worded, finding, seen)
            or whole.get(finding.rule)
            for finding in findings
        ]

    def _by_line(self) -> list[tuple[int, Suppression]]:
        found = [(one.first, one) for one in self.suppressions if one.reach == "line"]
        return sorted(found, key=lambda pair: pair[0])

    def _whole(self) -> dict[str, Suppression]:
        table: dict[str, Suppression] = {}
        for one in self.suppressions:
            for rule in one.rules if one.reach == "file" else ():
                table.setdefault(rule, one)
        return table

    @staticmethod
    def _line(lines: Sequence[tuple[int, Suppression]], finding: Finding) -> Suppression | None:
        if finding.scope == "document":
            return None
        low = bisect_left(lines, finding.line, key=lambda pair: pair[0])
        high = bisect_right(lines, finding.end_line, key=lambda pair: pair[0])
        return next((one for _, one in lines[low:high] if finding.rule in one.rules), None)

    def _block(self, finding: Finding) -> Suppression | None:
        spans = (self.blocks or {}).get(finding.rule, ())
        at = bisect_right(spans, finding.start, key=lambda span: span[0]) - 1
        if at < 0 or finding.scope == "document" or finding.start >= spans[at][1]:
            return None
        return spans[at][2]


def _worded(worded: Sequence[Suppression], finding: Finding, seen: Counter[int]) -> Suppression | None:
    """Return the first that covers a finding by its words; seen: how often each has met them so far."""
    found = None
    for one in worded:
        if one.reaches(finding):
            seen[id(one)] += 1
            if found is None and one.occurrence in (None, seen[id(one)]):
                found = one
    return found


def idle(
    cover: Cover, findings: Sequence[Finding], judged: frozenset[str], ran: frozenset[str]
) -> Iterator[Fault]:
    """Yield the suppressions that cover none of a document's findings.

    judged: rules that the run has chosen; a suppression of others cannot be judged. ran: those that this document was
    put to.
    """
    by = cover.of(findings)
    used = {id(one) for one in by if one}
    for one in cover.suppressions:
        if id(one) not in used and one.rules and one.rules <= judged and one.rules & ran:
            place = f"{one.where}: " if one.start is None else ""
            yield Fault("unused", place + _idle(one, findings, by), one.start, one.end)


def _idle(one: Suppression, findings: Sequence[Finding], by: Sequence[Suppression | None]) -> str:
    said = f"{one.name} finds nothing" if one.name else "nothing is found"
    for finding, other in zip(findings, by, strict=True):
        if other and one.reaches(finding):
            return f"what it covers is covered by “{other.by}” in {other.where}, too"
    mine = [finding for finding in findings if finding.rule in one.rules]
    whole = next((f for f in mine if f.scope == "document" and one.reach != "file"), None)
    if whole:
        return f"{whole.rule} speaks of the whole article, which only “claimlint-disable-file” covers"
    spans = [finding for finding in mine if finding.scope == "span"]
    if spans and one.reach in ("line", "block"):
        near = min(spans, key=lambda finding: (abs(finding.line - one.first), finding.line))
        return f"{said} {_extent(one)}, but in line {near.line}"
    return f"{said} {_extent(one)}"


def _extent(one: Suppression) -> str:
    if one.reach == "line":
        return f"in line {one.first}" if one.first else "below it, where no text follows"
    if one.reach == "block":
        return f"from line {one.first} " + (f"to {one.last}" if one.last else "on")
    if one.reach == "words":
        which = f", place {one.occurrence}" if one.occurrence else ""
        return f"that holds “{' '.join(one.words)}”{which}"
    return "in this article"
