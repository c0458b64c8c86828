"""From findings to what an editor underlines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lsprotocol import types

from claimlint.errors import ClaimlintError
from claimlint.finding import Finding, Severity
from claimlint.linter import rule_url
from claimlint.lsp.checking import Checked
from claimlint.lsp.documents import Opened
from claimlint.lsp.positions import Lines

SOURCE = "claimlint"
SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
#: The line in the place of an error.
_LINE = re.compile(r":(\d+)$")


def diagnostics(document: Opened, checked: Checked) -> list[types.Diagnostic]:
    """Return what to show of a text: its findings, or why it could not be checked."""
    if checked.error:
        return [_unread(document.lines, checked.error)]
    return [diagnostic(document, checked, finding) for finding in checked.findings]


def diagnostic(document: Opened, checked: Checked, finding: Finding) -> types.Diagnostic:
    """Return what to show of a finding."""
    url = rule_url(checked.rules[finding.rule])
    deletes = finding.edit is not None and not finding.edit.text
    return types.Diagnostic(
        range=range_of(document.lines, finding.start, finding.end),
        message=finding.message,
        severity=SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(href=url) if url else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if deletes else None,
        related_information=_inside(document, finding) or None,
        data=key_of(finding),
    )


def key_of(finding: Finding) -> dict[str, Any]:
    """Return by what a diagnostic that comes back is known again."""
    return {"rule": finding.rule, "fingerprint": finding.fingerprint}


def range_of(lines: Lines, start: int, end: int) -> types.Range:
    """Return a stretch of a text in the editor's terms."""
    return types.Range(types.Position(*lines.position(start)), types.Position(*lines.position(end)))


def _inside(document: Opened, finding: Finding) -> list[types.DiagnosticRelatedInformation]:
    """Return the places in a finding that matter most, where they are not all of it."""
    text = document.lines.text.removeprefix("\ufeff")
    return [
        types.DiagnosticRelatedInformation(
            types.Location(document.uri, range_of(document.lines, place.start, place.end)),
            f"“{' '.join(text[place.start : place.end].split())}”",
        )
        for place in finding.highlights
        if (place.start, place.end) != (finding.start, finding.end)
    ]


def _unread(lines: Lines, error: ClaimlintError) -> types.Diagnostic:
    found = _LINE.search(error.where)
    line = min(int(found[1]) - 1, len(lines.starts) - 1) if found else 0
    hint = "Raise it with the setting maxBytes." if error.code == "too-large" else error.hint
    return types.Diagnostic(
        range=range_of(lines, lines.line_start(line), lines.line_stop(line)),
        message=f"Not checked: {error.message} {hint}".strip(),
        severity=types.DiagnosticSeverity.Error,
        code=error.code,
        source=SOURCE,
    )
