"""Made runs for tests of histories: quick, without a pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from claimlint.finding import FileError, FileReport, Finding, Report
from claimlint.history import append
from claimlint.run_info import with_run
from claimlint.sketch import sketch
from tests.small_report import finding, report

RULES = ("claims/made-up", "trust/never-found")


def article(path: str | Path, *fingerprints: str, text: str = "", **changes: object) -> FileReport:
    """Return a report on a file with these findings. text: sentences, by which it is known again."""
    found = tuple(_finding(str(path), name, number) for number, name in enumerate(fingerprints, 1))
    file = FileReport(
        str(path), sha256="ab" * 32, words=100, sentences_count=9, findings=found, rules=frozenset(RULES),
        content=sketch((text or f"All of {path}.").split(".")),
    )  # fmt: skip
    return replace(file, **changes)  # type: ignore[arg-type]


def _finding(path: str, name: str, line: int) -> Finding:
    rule = RULES[1] if name.startswith("trust") else RULES[0]
    return finding(path=path, rule=rule, fingerprint=name, line=line, end_line=line, excerpt=f"words {name}")


def unread(path: str | Path) -> FileReport:
    """Return a report on a file that could not be read."""
    return FileReport(str(path), error=FileError("missing-file", "There is no such file."))


def made(files: Sequence[FileReport], day: int = 1) -> Report:
    """Return a run over files, on a day of January 2026."""
    rules = tuple({"id": rule, "title": f"Title of {rule}", "severity": "error", "url": ""} for rule in RULES)
    when = datetime(2026, 1, 1, 6, tzinfo=UTC) + timedelta(days=day - 1)
    return with_run(report(*files, rules=rules), [], when)


def add(file: Path, *files: FileReport, day: int = 1, texts: bool = True) -> int:
    """Add such a run to a history."""
    return append(file, made(files, day), texts=texts)
