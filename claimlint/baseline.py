"""Known findings: which ones a run finds again, which ones are gone, whatever lines moved and files were renamed.

A finding is known by its article and its fingerprint. An article is known by its path, or, when there is no file at that
path any more, as the new file that has most of its sentences. What is known of one article hides nothing in another.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten

from claimlint.baseline_file import Baseline, Entry, read_baseline
from claimlint.filename import is_gone, on_disk, printable
from claimlint.finding import SEVERITIES, FileReport, Finding, Severity
from claimlint.sketch import renamed


@dataclass(frozen=True)
class Matched:
    """A baseline held against a run.

    read: articles that were read, by their paths now. moved: path now to path in the baseline, for renamed ones.
    missing: paths of the baseline where no file is, and that no new file is, or can be, the renamed one of.
    accepted: severity by fingerprint, by path in the baseline.
    """

    baseline: Baseline
    root: Path
    read: Mapping[str, FileReport]
    moved: Mapping[str, str]
    missing: Collection[str]
    accepted: Mapping[str, Mapping[str, Severity]]


def known_path(path: str, root: Path) -> str:
    """Return a path as a baseline in the folder ``root`` keeps it: relative to it, links followed, with ``/``."""
    real = os.path.realpath(on_disk(path))
    try:
        return printable(Path(os.path.relpath(real, os.path.realpath(root))).as_posix())
    except ValueError:
        # On Windows there is no way from one drive to another.
        return printable(Path(real).as_posix())


def _place(root: Path, path: str) -> str:
    return on_disk(os.path.join(root, path))


def baseline_of(reports: Iterable[FileReport], root: Path) -> Baseline:
    """Return a baseline of all findings that nothing suppresses yet."""
    entries: list[Entry] = []
    contents = {}
    for report in reports:
        path = known_path(report.path, root)
        found = [f for f in report.findings if not f.suppressed]
        entries += [Entry(path, f.rule, f.fingerprint, f.severity, _short(f)) for f in found]
        if found:
            contents[path] = report.content
    return Baseline(tuple(sorted(entries)), contents)


#: Characters of a finding's words that are kept, for people who read the file.
EXCERPT = 80


def _short(finding: Finding) -> str:
    return shorten(finding.excerpt, EXCERPT, placeholder=" …")


def matched(baseline: Baseline, reports: Iterable[FileReport], root: Path) -> Matched:
    """Find the articles of a baseline among those read, renamed ones by their content."""
    named = {known_path(report.path, root): report for report in reports}
    read = {path: report for path, report in named.items() if not report.error}
    paths = {entry.path for entry in baseline.entries}
    gone = {path: baseline.contents.get(path, ()) for path in paths if is_gone(_place(root, path))}
    gone = {path: content for path, content in gone.items() if path not in read}
    moved = renamed(gone, {path: report.content for path, report in read.items() if path not in paths})
    # A file that was not read may be any of those that are gone.
    unsure = any(report.error and path not in paths for path, report in named.items())
    missing = set() if unsure else set(gone) - set(moved.values())
    return Matched(baseline, root, read, moved, missing, _by_path(baseline.entries))


def with_known(file: Path, reports: Sequence[FileReport]) -> list[FileReport]:
    """Return the reports with what a baseline file knows marked. Raises UsageError ``bad-baseline``."""
    match = matched(read_baseline(file), reports, file.resolve().parent)
    return [marked(match, report) for report in reports]


def marked(match: Matched, report: FileReport) -> FileReport:
    """Return a file's report with its known findings marked.

    They stay known when they grow more severe: whether a page sells can turn on a word elsewhere, and what was accepted
    must not come back by it. ``grown`` tells of them.
    """
    accepted = _accepted(match, report)
    findings = tuple(
        replace(f, suppressed="baseline") if not f.suppressed and f.fingerprint in accepted else f
        for f in report.findings
    )
    return replace(report, findings=findings)


def grown(match: Matched) -> int:
    """Count the known findings that are more severe now than when they were written down."""
    rank = SEVERITIES.index
    return sum(
        rank(finding.severity) < rank(accepted.get(finding.fingerprint, "error"))
        for report in match.read.values()
        for accepted in [_accepted(match, report)]
        for finding in report.findings
        if not finding.suppressed
    )


def _accepted(match: Matched, report: FileReport) -> Mapping[str, Severity]:
    path = known_path(report.path, match.root)
    return match.accepted.get(match.moved.get(path, path), {})


def _by_path(entries: Iterable[Entry]) -> Mapping[str, Mapping[str, Severity]]:
    table: dict[str, dict[str, Severity]] = defaultdict(dict)
    for entry in entries:
        table[entry.path][entry.fingerprint] = entry.severity
    return table


def lost(match: Matched, inside: Callable[[str], bool]) -> list[Entry]:
    """Return the entries whose findings are no longer there, or are suppressed in another way: who takes that back shall be told.

    Only what a run can know counts: articles that it read, by the rules that ran on them, and articles that are gone from
    the places it looked at. inside: whether it looked at a path (absolute).
    """
    found = {
        (match.moved.get(path, path), finding.fingerprint)
        for path, report in match.read.items()
        for finding in report.findings
        if not finding.suppressed
    }
    ran = {match.moved.get(path, path): report.rules for path, report in match.read.items()}
    gone = {path for path in match.missing if inside(os.path.realpath(_place(match.root, path)))}
    return [
        entry
        for entry in match.baseline.entries
        if entry.path in gone
        or (entry.rule in ran.get(entry.path, ()) and (entry.path, entry.fingerprint) not in found)
    ]


def shrunk(match: Matched, dropped: Sequence[Entry]) -> Baseline:
    """Return the baseline without some entries, renamed articles under their new paths, with the content they have now."""
    now = {old: new for new, old in match.moved.items()}
    gone = set(dropped)
    kept = [entry for entry in match.baseline.entries if entry not in gone]
    entries = tuple(sorted(replace(entry, path=now.get(entry.path, entry.path)) for entry in kept))
    contents = {now.get(path, path): content for path, content in match.baseline.contents.items()}
    contents |= {path: report.content for path, report in match.read.items()}
    return Baseline(entries, {path: contents.get(path, ()) for path in {entry.path for entry in entries}})
