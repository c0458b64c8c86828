"""Small JSON reports for tests of the dashboard, made by hand, so that figures can be reckoned by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TOOL = {"name": "claimlint", "version": "1.0.0", "rules_version": "1.0.0", "models": {"en": "1"}}
#: Rules that ran, whether they found something or not.
RULES = ("claims/cure-claim", "garble/stutter", "safety/dose")
#: What an author's text may try.
HOSTILE = (
    "<script>window.hurt = 1</script><img src=x onerror='window.hurt = 1'>\u202egnp.exe\u202c \x00\x1b[31m"
)


def finding(
    rule: str = "claims/cure-claim", severity: str = "error", key: str = "1", **changes: Any
) -> dict[str, Any]:
    base = {
        "rule": rule, "severity": severity, "message": "It promises a cure.", "start": 0, "end": 5, "line": 3, "column": 1, "end_line": 3,
        "end_column": 6, "excerpt": "cures", "confidence": 0.9, "scope": "span", "suggestion": "", "references": [],
        "fingerprint": key, "suppressed": None, "data": {}, "highlights": [],
    }  # fmt: skip
    return {**base, **changes}


def file(path: str = "a.md", *findings: dict[str, Any], words: int = 1000, **changes: Any) -> dict[str, Any]:
    document = {
        "title": f"Title of {path}",
        "author": None,
        "section": None,
        "url": None,
        **changes.pop("document", {}),
    }
    base = {
        "path": path, "sha256": f"sha of {path}", "status": "ok", "error": None, "words": words, "sentences_count": 10,
        "profile": "editorial", "readability": None, "garble": None, "document": document, "density": 0.0, "findings": list(findings),
    }  # fmt: skip
    return {**base, **changes}


def unread(path: str = "gone.md") -> dict[str, Any]:
    error = {"code": "missing-file", "message": "There is no such file.", "where": path, "hint": ""}
    return file(path, words=0, status="error", error=error, document={"title": None}, sha256=None)


def report(*files: dict[str, Any], run: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    return {
        "schema_version": "1.0", "tool": TOOL, "files": list(files), "rules": [{"id": rule, "title": rule, "severity": "error", "url": ""} for rule in RULES],
        "run": run, "skipped": [], "summary": {}, **changes,
    }  # fmt: skip


def run(day: int, id_: str = "") -> dict[str, Any]:
    return {"date": f"2026-01-{day:02}T06:00:00Z", "revision": "abc", "id": id_ or f"run-{day}"}


def put(path: Path, data: Any) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path
