"""The JSON report, version 1.0; ``report.schema.json`` beside this file is its contract."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimlint.finding import FileReport, Finding, Report, SentenceDetail
from claimlint.reports.timings import of_file as timings_of_file
from claimlint.reports.timings import of_run as timings_of_run
from claimlint.reports.with_text import described, with_text

SCHEMA_VERSION = "1.0"


def render(report: Report) -> str:
    """Return the report as JSON text: same input, same bytes."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema that every report satisfies."""
    loaded: dict[str, Any] = json.loads(
        Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8")
    )
    return loaded


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": dict(report.tool),
        "files": [_file(file) for file in report.files],
        "rules": _rules(report),
        "run": dict(report.run) if report.run else None,
        "skipped": [dict(entry) for entry in report.skipped],
        "summary": _summary(report),
        **({"timings": timings} if (timings := timings_of_run(report)) else {}),
    }


def _file(file: FileReport) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": file.path,
        "sha256": file.sha256 or None,
        "status": "error" if file.error else "ok",
        "error": vars(file.error) if file.error else None,
        "words": file.words,
        "sentences_count": file.sentences_count,
        "profile": file.profile,
        "readability": file.readability,
        "garble": file.garble,
        "document": file.document,
        "density": file.density,
        "findings": [_finding(finding) for finding in file.findings],
    }
    if file.timings:
        data["timings"] = timings_of_file(file.timings)
    if file.sentences is not None:
        data["sentences"] = [_sentence(sentence) for sentence in file.sentences]
    return data if file.article is None else with_text(data, file.article)


def _rules(report: Report) -> list[dict[str, Any]]:
    """Return the rules that ran, with their reasons and sources where the report has the articles' text."""
    told = any(file.article for file in report.files)
    more = {rule.id: described(rule) for rule in report.catalogue} if told else {}
    return [{**rule, **more.get(rule["id"], {})} for rule in report.rules]


def _sentence(sentence: SentenceDetail) -> dict[str, Any]:
    guards = [{"name": g.guard, "reason": g.reason, "rule": g.rule} for g in sentence.guards]
    return {
        "start": sentence.start,
        "end": sentence.end,
        "block": sentence.block,
        "garble": sentence.garble,
        "claim": sentence.claim,
        "guards": guards,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    names = (
        "rule severity message start end line column end_line end_column excerpt confidence scope"
        " suggestion references fingerprint suppressed data"
    ).split()
    data = {name: getattr(finding, name) for name in names}
    highlights = [dict(vars(highlight)) for highlight in finding.highlights]
    return {
        **data,
        "references": list(finding.references),
        "data": _plain(finding.data),
        "highlights": highlights,
        **({"edit": dict(vars(finding.edit))} if finding.edit else {}),
    }


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}


def _summary(report: Report) -> dict[str, Any]:
    findings = report.findings
    suppressed = sum(bool(f.suppressed) for file in report.files for f in file.findings)
    return {
        "files": len(report.files),
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
        "suppressed": suppressed,
        "unread": len(report.unread),
        "by_rule": dict(sorted(Counter(f.rule for f in findings).items())),
        "by_family": dict(sorted(Counter(f.rule.partition("/")[0] for f in findings).items())),
    }
