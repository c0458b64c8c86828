"""From what was said of an article to the rows of both tables."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from claimlint.corpus.columns import ARTICLES, FINDINGS
from claimlint.finding import FileReport, Finding
from claimlint.rule import FAMILIES

Values = dict[str, Any]
_SEVERITIES: Mapping[str, str] = {"error": "errors", "warning": "warnings", "info": "infos"}
_GRADES = (
    "flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index", "automated_readability_index", "consensus_grade",
)  # fmt: skip


def article_values(report: FileReport) -> Values:
    """Return the figures of an article by column, but for ``row``, ``id`` and ``path``."""
    read = not report.error
    live = [finding for finding in report.findings if not finding.suppressed]
    values: Values = {
        "sha256": report.sha256 or None,
        "status": "ok" if read else "error",
        "error_code": report.error.code if report.error else None,
        "error_message": report.error.message if report.error else None,
        "words": report.words if read else None,
        "sentences_count": report.sentences_count if read else None,
        "profile": report.profile if read else None,
        "density": report.density if read else None,
        **{plural: sum(f.severity == one for f in live) for one, plural in _SEVERITIES.items()},
        "suppressed": len(report.findings) - len(live),
        **_by_family(live),
        **_readability(report.readability or {}),
        **{f"garble_{name}": value for name, value in (report.garble or {}).items()},
        **(report.document or {}),
    }
    return {column.name: values.get(column.name) for column in ARTICLES[3:]}


def finding_values(finding: Finding) -> Values:
    """Return a finding by column, but for ``row`` and ``id``."""
    values = {column.name: getattr(finding, column.name, None) for column in FINDINGS[2:]}
    return {
        **values,
        "family": finding.rule.partition("/")[0],
        "references": list(finding.references),
        "data": json.dumps(finding.data, ensure_ascii=False, sort_keys=True),
        "highlights": [dict(vars(highlight)) for highlight in finding.highlights],
        "edit": dict(vars(finding.edit)) if finding.edit else None,
    }


def _by_family(live: list[Finding]) -> Values:
    counted = Counter(finding.rule.partition("/")[0] for finding in live)
    return {f"family_{name}": counted[name] for name in FAMILIES}


def _readability(said: Mapping[str, Any]) -> Values:
    target = said.get("target", {})
    return {
        **{name: said.get(name) for name in _GRADES},
        "readability_reliable": said.get("reliable"),
        "target_grade": target.get("grade"),
        "target_met": target.get("met"),
    }
