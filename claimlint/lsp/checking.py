"""Checks a text as the command line would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from claimlint.baseline import with_known
from claimlint.config.named import named
from claimlint.document import Media
from claimlint.errors import ClaimlintError, ReadError
from claimlint.finding import FileReport, Finding
from claimlint.linter import check_document
from claimlint.linters import settings
from claimlint.lsp.settings import ClientSettings, settings_for
from claimlint.prepared import make_linter
from claimlint.readers import read_bytes
from claimlint.readers.side_file import with_side_file
from claimlint.rule import Rule


@dataclass(frozen=True)
class Checked:
    """What was found in a text, but for what is suppressed; error: why it could not be checked. rules: by id."""

    findings: tuple[Finding, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    error: ClaimlintError | None = None


def checked(text: str, name: str, media: Media, path: Path | None, client: ClientSettings) -> Checked:
    """Check a text through the same doors as a file."""
    try:
        # Models and compiled rules stay in memory: a linter for other settings is made in no time.
        effective = settings_for(path, client)
        linter = make_linter(settings(effective))
        data = _encoded(text, name)
        document = read_bytes(data, name, media, max_bytes=linter.settings.max_bytes)
        report = check_document(linter, with_side_file(document, path) if path else document)
        report = _without_known(report, path, named(effective, "baseline"))
    except ClaimlintError as error:
        return Checked(error=error)
    rules = {rule.id: rule for rule, _ in linter.checks}
    return Checked(tuple(f for f in report.findings if not f.suppressed), rules)


def _without_known(report: FileReport, path: Path | None, baseline: Sequence[Path]) -> FileReport:
    """Return the report with what the file's baseline knows marked."""
    if path is None or not baseline:
        return report
    return with_known(baseline[0], [replace(report, path=str(path))])[0]


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"The text holds half a character (a lone surrogate), at {error.start}."
        raise ReadError("undecodable", message, name, "Take it out.") from error
