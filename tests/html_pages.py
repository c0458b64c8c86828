"""Articles for tests of the page, as the JSON report has them with ``--with-text``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claimlint.finding import FileReport
from claimlint.reports import json_report
from tests.small_report import finding, report

TOOL = {
    "name": "claimlint",
    "version": "1.2.3",
    "rules_version": "1.2.3",
    "models": {"en_claimlint": "0.1.0"},
}
RULES: dict[str, dict[str, Any]] = {
    "claims/made-up": {
        "id": "claims/made-up", "title": "A rule", "severity": "error", "url": "", "summary": "Finds.", "why": "It matters.", "fix": "Mend it.",
        "references": [{"text": "A standard (2020)", "url": "https://example.org/a"}, {"text": "A book", "url": ""}],
    }
}  # fmt: skip
FACTS = {
    "title": "A title", "author": "A. Writer", "published": "2026-01-02", "updated": None, "url": "https://example.org/", "section": None, "language": "en",
    "topics": [{"term": "cough", "kind": "symptom", "weight": 1.0, "confidence": 1.0}], "has_medical_disclaimer": True, "advises_professional": False,
    "has_citations": False, "has_author_or_date": True, "commercial_intent": False, "debunking": True,
}  # fmt: skip


def article(
    blocks: Sequence[tuple[str, int, str]],
    found: Sequence[tuple[int, int, Mapping[str, Any]]] = (),
    links: Sequence[tuple[int, int, str]] = (),
    **changes: Any,
) -> dict[str, Any]:
    """Return a file with these blocks (kind, level, text), and findings at places of the text, with what is special about them."""
    text, laid = "", []
    for kind, level, words in blocks:
        text += "\n\n" if text else ""
        laid.append({"kind": kind, "level": level, "start": len(text), "end": len(text) + len(words)})
        text += words
    findings = [
        {
            **_plain(start, end, text),
            "text_start": start,
            "text_end": end,
            "fingerprint": f"{number:016x}",
            **own,
        }
        for number, (start, end, own) in enumerate(found, 1)
    ]
    return {
        **json_report.as_dict(report(FileReport("drafts/a.md", sha256="ab" * 32, words=120, sentences_count=9)))["files"][0],
        "document": FACTS,
        "text": text,
        "blocks": laid,
        "links": [{"start": start, "end": end, "href": href} for start, end, href in links],
        "findings": findings,
        **changes,
    }  # fmt: skip


def _plain(start: int, end: int, text: str) -> dict[str, Any]:
    whole = report(FileReport("a.md", findings=(finding(start=start, end=end, excerpt=text[start:end]),)))
    return dict(json_report.as_dict(whole)["files"][0]["findings"][0])


def opened(page: Any, text: str, path: Path) -> Any:
    """Open a page's text from disk."""
    path.write_text(text, encoding="utf-8")
    page.goto(path.as_uri())
    return page
