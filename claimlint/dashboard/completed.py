"""Files of reports and histories as the article report takes them: what is not kept there gets a value that says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_FILE = {
    "sentences_count": 0,
    "profile": "",
    "readability": None,
    "garble": None,
    "document": None,
    "density": 0.0,
    "sha256": None,
}
_DOCUMENT = dict.fromkeys(("title", "author", "published", "updated", "url", "section", "language"))
#: What a finding that a history keeps does not say.
_FINDING = {
    "start": 0, "end": 0, "scope": "span", "suggestion": "", "references": (), "data": {}, "highlights": (), "confidence": None
}  # fmt: skip


def completed(file: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file with all that ``article_page`` reads."""
    document = file.get("document")
    return {
        **_FILE,
        **file,
        "document": document and {**_DOCUMENT, **document},
        "findings": [_finding(finding) for finding in file["findings"]],
    }


def _finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    whole = {**_FINDING, **finding}
    # A history made without texts has no words to show.
    texts = {
        "excerpt": whole["excerpt"] or "",
        "message": whole["message"] or "",
        "fingerprint": str(whole.get("fingerprint") or ""),
    }
    return {**whole, **texts}
