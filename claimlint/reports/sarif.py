"""SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from claimlint.finding import Edit, FileReport, Finding, Highlight, Report
from claimlint.reports.sarif_rules import LEVELS, descriptors
from claimlint.reports.summary import slashed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
#: Paths are relative to the folder that claimlint ran in; consumers put their checkout in its place.
ROOT = "%SRCROOT%"
#: How a suppression is called in SARIF, and what is said of it where nobody gave a reason.
SUPPRESSIONS: Mapping[str, tuple[str, str]] = {
    "inline": ("inSource", "Silenced in the article."),
    "baseline": ("external", "Known when the baseline was made."),
    "accepted": ("external", "An accepted wording."),
}


def render(report: Report) -> str:
    """Return the report as SARIF; suppressed findings are results with suppressions."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report) -> dict[str, Any]:
    rules = descriptors(report)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    # A list of artifacts holds each once, though an argument that leads nowhere may be given twice.
    artifacts = {file.path: _artifact(file) for file in report.files}
    number = {path: number for number, path in enumerate(artifacts)}
    root = {"description": {"text": "The folder that claimlint ran in."}}
    return {
        "tool": {"driver": {**_driver(report), "rules": rules}},
        "invocations": [_invocation(report, number)],
        "originalUriBaseIds": {ROOT: root},
        "columnKind": "unicodeCodePoints",
        "artifacts": list(artifacts.values()),
        "results": [
            _result(finding, index[finding.rule], number[file.path])
            for file in report.files
            for finding in file.findings
        ],
    }


def _driver(report: Report) -> dict[str, Any]:
    version = report.tool.get("version", "")
    return {"name": "claimlint", **({"version": version, "semanticVersion": version} if version else {})}


def _invocation(report: Report, number: Mapping[str, int]) -> dict[str, Any]:
    """Say whether every file was read, and name those that were not and the rules that could not run."""
    skipped = [
        {
            "level": "warning",
            "message": {"text": f"Rule {entry['rule']} was skipped: {entry['reason']}."},
            "associatedRule": {"id": entry["rule"]},
        }
        for entry in report.skipped
    ]
    return {
        "executionSuccessful": not report.unread,
        **({"endTimeUtc": report.run["date"]} if report.run else {}),
        "toolExecutionNotifications": list(_not_read(report, number)),
        "toolConfigurationNotifications": skipped,
    }


def _not_read(report: Report, number: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for file in report.unread:
        if file.error:
            yield {
                "descriptor": {"id": file.error.code},
                "level": "error",
                "message": {"text": f"The file was not read: {file.error.message}"},
                "locations": [
                    {"physicalLocation": {"artifactLocation": _location(file.path, number[file.path])}}
                ],
            }


def _artifact(file: FileReport) -> dict[str, Any]:
    hashes = {"hashes": {"sha-256": file.sha256}} if file.sha256 else {}
    return {"location": _location(file.path), "roles": ["analysisTarget"], **hashes}


def _location(path: str, number: int | None = None) -> dict[str, Any]:
    """Return an artifactLocation: relative to the root where the path is, else a ``file:`` address."""
    index = {} if number is None else {"index": number}
    encoded = quote(slashed(path), safe="/", errors="replace")
    if os.path.isabs(path):
        drive = "/" if Path(path).drive else ""
        return {"uri": f"file://{drive}{encoded}", **index}
    return {"uri": encoded, "uriBaseId": ROOT, **index}


def _result(finding: Finding, rule: int, number: int) -> dict[str, Any]:
    location = _location(finding.path, number)
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": _region(finding)}}],
        **_related(finding, location),
        # The first is ours; code scanning knows an alert again by the second.
        "partialFingerprints": {
            "claimlintFinding/v1": finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
        },
        "suppressions": list(_suppressions(finding)),
        **_fixes(finding, location),
        "properties": {"confidence": finding.confidence, "scope": finding.scope},
    }


def _message(finding: Finding) -> str:
    """Return message and words to put in; "[words](place)" of an article must not become a link of the report."""
    words = f" Words to put in: “{finding.suggestion}”" if finding.suggestion else ""
    return f"{finding.message}{words}".replace("](", "] (")


def _region(finding: Finding) -> dict[str, Any]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "snippet": {"text": finding.excerpt},
    }


def _related(finding: Finding, location: dict[str, Any]) -> dict[str, Any]:
    """Return what matters most inside a finding, where it stands on one line."""
    places = [
        {
            "id": number,
            "message": {"text": "This part matters most."},
            "physicalLocation": {"artifactLocation": location, "region": _marked(mark)},
        }
        for number, mark in enumerate(finding.highlights, 1)
        if "\n" not in _words(finding, mark)
    ]
    return {"relatedLocations": places} if places else {}


def _words(finding: Finding, mark: Highlight) -> str:
    return finding.excerpt[mark.start - finding.start : mark.end - finding.start]


def _marked(mark: Highlight) -> dict[str, Any]:
    return {
        "startLine": mark.line,
        "startColumn": mark.column,
        "endColumn": mark.column + mark.end - mark.start,
    }


def _suppressions(finding: Finding) -> Iterator[dict[str, Any]]:
    if finding.suppressed:
        kind, usual = SUPPRESSIONS[finding.suppressed]
        reason = finding.data.get("suppressed_by", {}).get("reason") or usual
        yield {"kind": kind, "status": "accepted", "justification": reason}


def _fixes(finding: Finding, location: dict[str, Any]) -> dict[str, Any]:
    if finding.edit is None:
        return {}
    change = {"artifactLocation": location, "replacements": [_replacement(finding.edit)]}
    return {"fixes": [{"description": {"text": finding.fix or "Mend it."}, "artifactChanges": [change]}]}


def _replacement(edit: Edit) -> dict[str, Any]:
    deleted = {"charOffset": edit.start, "charLength": edit.end - edit.start}
    return {"deletedRegion": deleted, "insertedContent": {"text": edit.text}}
