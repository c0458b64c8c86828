"""Which lines of changed articles are new, and which findings are new with them.

A changed article's old version is checked, too. A finding counts when it lies on a changed line, or when the old
version had none such. What the old version had already is left out of the report.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from claimlint.differences import Changes
from claimlint.finding import SEVERITIES, FileReport, Finding
from claimlint.readers import media_of, read_bytes, read_file
from claimlint.sketch import renamed

_LINE_END = re.compile(r"\r\n?|\n")
#: Files that are too large were not checked at all.
_ANY = sys.maxsize
#: Checks what a file held: its bytes and its name.
CheckOld = Callable[[bytes, str], FileReport]


def only_new(
    changes: Changes, checked: Sequence[tuple[Path, FileReport]], check_old: CheckOld
) -> list[FileReport]:
    """Return the reports with those findings alone that the changes brought. checked: changed files with their reports."""
    read = {changes.path_of(path): report for path, report in checked if not report.error}
    old = dict(_old_versions(changes, read, check_old))
    return [_narrowed(changes, path, report, old) for path, report in checked]


def _old_versions(
    changes: Changes, read: Mapping[str, FileReport], check_old: CheckOld
) -> Iterator[tuple[str, tuple[str, FileReport]]]:
    """Yield for each file that is no new one its path then and the report on it then; renamed files by their content."""
    new = {path: report for path, report in read.items() if path not in changes.before}
    for path in sorted(read.keys() - new.keys()):
        yield path, (path, check_old(changes.content(path), path))
    gone = {path: check_old(changes.content(path), path) for path in changes.gone} if new else {}
    contents = {path: report.content for path, report in gone.items()}
    for path, before in renamed(contents, {path: report.content for path, report in new.items()}).items():
        yield path, (before, gone[before])


def _narrowed(
    changes: Changes, path: Path, report: FileReport, old: Mapping[str, tuple[str, FileReport]]
) -> FileReport:
    before = old.get(changes.path_of(path)) if not report.error else None
    if before is None or before[1].error:
        return report
    was = read_bytes(changes.content(before[0]), before[0], media_of(before[0]), max_bytes=_ANY)
    lines = changed_lines(was.source.text, read_file(path, max_bytes=_ANY).source.text)
    return replace(report, findings=tuple(_brought(report.findings, before[1].findings, lines)))


def changed_lines(old: str, new: str) -> frozenset[int]:
    """Return the numbers of the new lines that the old text does not have, or has fewer of; a moved line is not changed."""
    left = Counter(_LINE_END.split(old))
    changed = set()
    for number, line in enumerate(_LINE_END.split(new), 1):
        left[line] -= 1
        if left[line] < 0:
            changed.add(number)
    return frozenset(changed)


def _brought(found: Iterable[Finding], before: Iterable[Finding], lines: frozenset[int]) -> Iterator[Finding]:
    """Yield the findings on changed lines, those of which there were fewer before, and verdicts on the whole that were milder."""
    known: dict[tuple[str, str], list[int]] = {}
    for finding in before:
        if not finding.suppressed:
            known.setdefault(_key(finding), []).append(SEVERITIES.index(finding.severity))
    for finding in found:
        severities = known.get(_key(finding), [])
        if finding.scope == "document":
            counts = severities[:1] > [SEVERITIES.index(finding.severity)]
        else:
            counts = not lines.isdisjoint(range(finding.line, finding.end_line + 1))
        if counts or not severities:
            yield finding
        else:
            severities.pop()


def _key(finding: Finding) -> tuple[str, str]:
    """Return by what a finding is known in both versions: not by its number, which the same words added above would change."""
    words = finding.fingerprint if finding.scope == "document" else " ".join(finding.excerpt.lower().split())
    return finding.rule, words
