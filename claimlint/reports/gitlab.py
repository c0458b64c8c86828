"""GitLab Code Quality: a list of issues, https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.

GitLab reads part of what Code Climate has specified; ``type`` and ``categories`` make it whole for others that read that.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections import Counter
from collections.abc import Mapping
from typing import Any

from claimlint.finding import FileReport, Finding, Report, Severity
from claimlint.reports.summary import shown, slashed
from claimlint.reports.terminal import clean

SEVERITIES: Mapping[Severity, str] = {"error": "critical", "warning": "major", "info": "info"}

#: Families that are about how an article is written; the others are about what it says.
WRITING = ("garble", "language", "readability", "structure")


def render(report: Report) -> str:
    """Return the findings as Code Quality issues; a file that was not read is a blocker."""
    seen: Counter[str] = Counter()
    issues = [issue for file in report.files for issue in _issues(file)]
    for issue in issues:
        # GitLab shows one issue a fingerprint, so it must tell files and repetitions apart, too.
        told = "\0".join((issue["location"]["path"], issue["check_name"], issue["fingerprint"]))
        seen[told] += 1
        told += f"\0{seen[told]}"
        issue["fingerprint"] = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issues(file: FileReport) -> list[dict[str, Any]]:
    """Return a file's issues with fingerprints that tell them apart within the file."""
    if file.error:
        words = f"The file was not read: {file.error.message}"
        return [_issue("not-read", words, file.error.code, "blocker", _place(file.path, 1, 1))]
    return [_finding(finding) for finding in shown(file)]


def _finding(finding: Finding) -> dict[str, Any]:
    place = _place(finding.path, finding.line, finding.end_line)
    return _issue(finding.rule, finding.message, finding.fingerprint, SEVERITIES[finding.severity], place)


def _issue(check: str, words: str, fingerprint: str, severity: str, place: dict[str, Any]) -> dict[str, Any]:
    category = "Clarity" if check.partition("/")[0] in WRITING else "Bug Risk"
    return {
        "type": "issue",
        "check_name": check,
        "description": clean(words),
        "categories": [category],
        "severity": severity,
        "fingerprint": fingerprint,
        "location": place,
    }


def _place(path: str, begin: int, end: int) -> dict[str, Any]:
    """Return a place; the path as GitLab knows it, relative to the repository, without a leading "./"."""
    return {"path": posixpath.normpath(slashed(path)), "lines": {"begin": begin, "end": end}}
