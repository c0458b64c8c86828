"""A small report with one of everything that formats must show."""

from __future__ import annotations

from typing import Any

from claimlint.finding import Edit, FileError, FileReport, Finding, Highlight, Report
from claimlint.rule import Reference, Rule

RULE = Rule(
    id="claims/made-up",
    title="A rule of the tests",
    severity="error",
    since="0.1",
    summary="Finds what the tests need.",
    why="Formats must show it.",
    fix="Say “so”, or take it out.",
    scope=("sentence",),
    check="tokens",
    message="{excerpt}",
    references=(Reference("A standard", 2020, "1.2", "https://example.org/a"), Reference("A book")),
    aliases=("claims/once-so",),
    suggestion="Words that may stand.",
)
SILENT = Rule(
    id="trust/never-found", title="A rule that finds nothing", severity="info", since="0.1", summary="Finds nothing.", why="It ran.", fix="Nothing.",
    scope=("document",), check="tokens", message="",
)  # fmt: skip


def finding(**changes: Any) -> Finding:
    base: dict[str, Any] = dict(
        rule="claims/made-up", severity="error", message="“100% safe” promises safety.", path="drafts/a b.md", start=10, end=19, line=3, column=4,
        end_line=3, end_column=13, excerpt="100% safe", confidence=0.9, scope="span", fingerprint="0123456789abcdef", fix="Say so.",
    )  # fmt: skip
    return Finding(**{**base, **changes})


def report(*files: FileReport, **changes: Any) -> Report:
    tool = {
        "name": "claimlint",
        "version": "1.2.3",
        "rules_version": "1.2.3",
        "models": {"en_claimlint": "0.1.0"},
    }
    base: dict[str, Any] = dict(files=files, rules=(), skipped=(), tool=tool, catalogue=(RULE, SILENT))
    return Report(**{**base, **changes})


def one_of_everything() -> Report:
    """Return findings of each severity, scope and suppression, with marks and an edit, beside a clean and an unread file."""
    marks = (Highlight(10, 14, 3, 4), Highlight(15, 19, 3, 9))
    found = (
        finding(highlights=marks, suggestion="It was safe in a trial."),
        finding(severity="warning", start=30, end=60, line=5, column=1, end_line=6, end_column=9, excerpt="two lines\nof a sentence", fingerprint="1"),
        finding(severity="info", scope="document", rule="trust/never-found", message="No author is named.", fingerprint="2", fix="Name one."),
        finding(severity="warning", message="“the the” stands twice.", excerpt="the the", start=70, end=77, line=8, column=1, end_line=8, end_column=8, fingerprint="3", edit=Edit(70, 74, "")),
        finding(suppressed="inline", fingerprint="4", line=9, end_line=9, data={"suppressed_by": {"by": "claims", "where": "line 9", "reason": "A quotation."}}),
        finding(suppressed="baseline", fingerprint="5", line=10, end_line=10),
        finding(suppressed="accepted", fingerprint="6", line=11, end_line=11),
    )  # fmt: skip
    return report(
        FileReport("clean.txt", sha256="ab" * 32, words=5),
        FileReport("drafts/a b.md", sha256="cd" * 32, words=120, findings=found, lines={3: "is 100% safe"}),
        FileReport(
            "drafts/gone.md", error=FileError("missing-file", "There is no such file. Check the path.")
        ),
        skipped=({"rule": "claims/other", "reason": "the pipeline x has no parser"},),
    )
