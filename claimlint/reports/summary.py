"""What reports of several formats say alike: how a run went, and which findings are shown in what order."""

from __future__ import annotations

import os

from claimlint.finding import SEVERITIES, FileReport, Finding, Report, Severity

NOTE = "claimlint helps editors; it is no medical or legal advice."
#: What readers call the severities.
NOUNS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 file", "2 files"."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def counted(report: Report) -> str:
    """Return the number of findings of each severity: "2 errors, 1 warning, 0 notes"."""
    return ", ".join(plural(report.count(severity), NOUNS[severity]) for severity in SEVERITIES)


def outcome(report: Report) -> str:
    """Return the sentence that says what was checked and found, and how much of it is suppressed."""
    return f"{checked(report)}: {counted(report)}{suppressed(report)}."


def checked(report: Report) -> str:
    """Return the number of files that were read: "3 files checked"."""
    return f"{plural(len(report.files) - len(report.unread), 'file')} checked"


def suppressed(report: Report) -> str:
    """Return what to add to a count where findings are suppressed, else nothing: "; 2 suppressed"."""
    count = sum(bool(finding.suppressed) for file in report.files for finding in file.findings)
    return f"; {count} suppressed" if count else ""


def unread(report: Report) -> str:
    """Return the sentence that says how many files were not read."""
    return f"{plural(len(report.unread), 'file')} could not be read."


def whole_outcome(report: Report) -> str:
    """Return both sentences, the second only where files were not read."""
    return outcome(report) + (f" {unread(report)}" if report.unread else "")


def shown(file: FileReport) -> list[Finding]:
    """Return a file's findings that are not suppressed, in their order."""
    return [finding for finding in file.findings if not finding.suppressed]


def by_severity(findings: list[Finding]) -> list[Finding]:
    """Return findings with the most serious first, then as they stand in the file."""
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.start, f.rule))


def slashed(path: str) -> str:
    """Return a path with "/" between its parts, as reports that leave this machine have it."""
    return path.replace("\\", "/") if os.sep == "\\" else path
