"""Checks a text as the command line would, with linters that stay warm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from claimlint.document import Media
from claimlint.errors import ClaimlintError, ReadError
from claimlint.finding import Finding
from claimlint.linter import Linter, Settings, check_document, make_linter
from claimlint.lsp.settings import ClientSettings, settings_for
from claimlint.readers import read_bytes
from claimlint.rule import Rule

#: Linters that are kept warm: as many sets of rules as are likely to be used by turns.
KEPT = 4


@dataclass(frozen=True)
class Checked:
    """What was found in a text, but for what is suppressed; error: why it could not be checked. rules: by id."""

    findings: tuple[Finding, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    error: ClaimlintError | None = None


class Checker:
    """Checks texts, one at a time. Settings that name the same rules and model share a linter."""

    def __init__(self) -> None:
        self._linters: list[Linter] = []

    def check(self, text: str, name: str, media: Media, path: Path | None, client: ClientSettings) -> Checked:
        """Check a text through the same doors as a file."""
        try:
            linter = self.linter(settings_for(path, client))
            data = _encoded(text, name)
            document = read_bytes(data, name, media, max_bytes=linter.settings.max_bytes)
            report = check_document(linter, document)
        except ClaimlintError as error:
            return Checked(error=error)
        rules = {rule.id: rule for rule, _ in linter.checks}
        return Checked(tuple(f for f in report.findings if not f.suppressed), rules)

    def linter(self, settings: Settings) -> Linter:
        """Return a linter for settings, a warm one where there is one."""
        for linter in self._linters:
            if linter.settings.rules == settings.rules and linter.settings.model == settings.model:
                return replace(linter, settings=settings)
        self._linters = [make_linter(settings), *self._linters[: KEPT - 1]]
        return self._linters[0]


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"The text holds half a character (a lone surrogate), at {error.start}."
        raise ReadError("undecodable", message, name, "Take it out.") from error
