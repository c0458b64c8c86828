"""GitLab Code Quality: a list of issues, https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

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
        return [
            {
                "description": clean(f"The file was not read: {file.error.message}"),
                "check_name": "not-read",
                "fingerprint": file.error.code,
                "severity": "blocker",
                "location": {"path": _path(file.path), "lines": {"begin": 1}},
            }
        ]
    return [_finding(finding) for finding in shown(file)]


def _finding(finding: Finding) -> dict[str, Any]:
    lines = {"begin": finding.line, "end": finding.end_line}
    return {
        "description": clean(finding.message),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {"path": _path(finding.path), "lines": lines},
    }


def _path(path: str) -> str:
    """Return a path as GitLab knows it: relative to the repository, without a leading "./"."""
    return posixpath.normpath(slashed(path))
