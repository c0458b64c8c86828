"""The rows of a history: from a file's report to columns, and from columns to what the JSON report says of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimlint.finding import FileReport

#: Columns of ``results`` under their names in the JSON report, object by object.
GRADES = (
    "flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index", "automated_readability_index", "consensus_grade",
)  # fmt: skip
GARBLE = ("verdict", "score", "flagged", "scored")
DOCUMENT = ("title", "author", "published", "updated", "url", "section", "language")
FINDING = ("rule", "severity", "message", "line", "column", "scope", "excerpt", "fingerprint", "suppressed")

Row = dict[str, Any]


def result_row(file: FileReport) -> Row:
    """Return what is said of a file as columns of ``results``, but for what places it in a history."""
    readability, garble, document = file.readability or {}, file.garble or {}, file.document or {}
    target = readability.get("target") or {}
    counted = [finding.severity for finding in file.findings if not finding.suppressed]
    return {
        "sha256": file.sha256 or None,
        "status": "error" if file.error else "ok",
        "error_code": file.error.code if file.error else None,
        "error_message": file.error.message if file.error else None,
        "profile": file.profile,
        "words": file.words,
        "sentences": file.sentences_count,
        **{f"{severity}s": counted.count(severity) for severity in ("error", "warning", "info")},
        "suppressed": len(file.findings) - len(counted),
        "density": file.density,
        **{name: readability.get(name) for name in (*GRADES, "reliable")},
        "audience": target.get("audience"),
        "target_grade": target.get("grade"),
        "target_met": target.get("met"),
        **{f"garble_{name}": garble.get(name) for name in GARBLE},
        **{name: document.get(name) for name in DOCUMENT},
    }


def finding_rows(file: FileReport, titles: Mapping[str, str], *, texts: bool) -> list[Row]:
    """Return the findings as columns of ``findings``. titles: of rules, which stand for messages when texts of articles are left out."""
    rows = []
    for finding in file.findings:
        row = {name: getattr(finding, name) for name in FINDING} | {"family": finding.rule.partition("/")[0]}
        if not texts:
            # Messages quote the article, too.
            row |= {"excerpt": None, "message": titles.get(finding.rule, finding.rule)}
        rows.append(row)
    return rows


def file_of(row: Mapping[str, Any], findings: list[Row]) -> Row:
    """Return a result as a file of the JSON report, with its ``article``."""
    error = {"code": row["error_code"], "message": row["error_message"]} if row["status"] == "error" else None
    return {
        "path": row["path"],
        "article": row["article"],
        "sha256": row["sha256"],
        "status": row["status"],
        "error": error,
        "words": row["words"],
        "sentences_count": row["sentences"],
        "profile": row["profile"],
        "readability": _readability(row),
        "garble": _garble(row),
        "document": None if error else {name: row[name] for name in DOCUMENT},
        "density": row["density"],
        "findings": findings,
    }


def _readability(row: Mapping[str, Any]) -> Row | None:
    if row["reliable"] is None:
        return None
    met = row["target_met"]
    target = {
        "audience": row["audience"],
        "grade": row["target_grade"],
        "met": None if met is None else bool(met),
    }
    return {**{name: row[name] for name in GRADES}, "reliable": bool(row["reliable"]), "target": target}


def _garble(row: Mapping[str, Any]) -> Row | None:
    if row["garble_verdict"] is None:
        return None
    return {name: row[f"garble_{name}"] for name in GARBLE}
