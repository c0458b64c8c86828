"""What checks yield (Hit), what editors read (Finding) and what a run returns (Report)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from claimlint.clock import Timings
from claimlint.document import Document
from claimlint.errors import ClaimlintError, PluginError

if TYPE_CHECKING:
    from claimlint.rule import Rule

Severity = Literal["error", "warning", "info"]
#: Most serious first.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
#: Weights of ``density``, findings per 1,000 words (an editorial choice, never a quality score).
DENSITY_WEIGHTS: Mapping[Severity, int] = {"error": 5, "warning": 2, "info": 0}


def softer(severity: Severity) -> Severity:
    """Return the severity one step down; ``info`` stays."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]


def harder(severity: Severity) -> Severity:
    """Return the severity one step up; ``error`` stays."""
    return SEVERITIES[max(SEVERITIES.index(severity) - 1, 0)]


def milder(one: Severity, other: Severity) -> Severity:
    """Return the less serious of two severities."""
    return SEVERITIES[max(SEVERITIES.index(one), SEVERITIES.index(other))]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place a check points at: ``Document.text[start:end]``, half-open code points.

    data: values for the rule's message. confidence: 0 to 1. document: an absence or a verdict on
    the whole article, anchored on its title. severity: only where the check itself grades
    (a floor passed, a part missing); else the rule's own counts. marks: ranges inside it that matter most, in order.
    suggestion: words to put in here, instead of the rule's. source: start and end count in the source, for what is in no block.
    """

    start: int
    end: int
    data: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.9
    document: bool = False
    severity: Severity | None = None
    marks: tuple[tuple[int, int], ...] = ()
    suggestion: str | None = None
    source: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a guard kept a hit from being reported, or made it milder."""

    rule: str
    guard: str
    reason: str
    start: int
    end: int
    softened: bool = False


@dataclass(frozen=True)
class Highlight:
    """A place inside a finding that matters most. start, end: code points of the decoded source; line, column: where it starts, 1-based."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True)
class Edit:
    """A change of the source that is safe to make unseen: ``text`` instead of ``start:end`` (code points of the decoded source)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A placed finding. start, end: code points of the decoded source; lines and columns 1-based.

    suppressed: what keeps it from being reported; ``data["suppressed_by"]`` then says where that stands and its ``reason``.
    highlights: what matters most in it, in order; empty where all of it does. edit: what ``claimlint fix`` may do about it.
    """

    rule: str
    severity: Severity
    message: str
    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str
    confidence: float
    scope: Literal["span", "document"]
    fingerprint: str
    fix: str = ""
    suggestion: str | None = None
    references: tuple[str, ...] = ()
    suppressed: Literal["inline", "baseline", "accepted"] | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    highlights: tuple[Highlight, ...] = ()
    edit: Edit | None = None


def suppressed_by(finding: Finding) -> str:
    """Say on one line why a suppressed finding is not reported: how, where that was said, and the reason given."""
    return covering(finding.suppressed, finding.data)


def covering(suppressed: str | None, data: Mapping[str, Any]) -> str:
    """Say the same of a finding's ``suppressed`` and ``data``, as a report in JSON has them."""
    note = data.get("suppressed_by", {})
    how = {"inline": "suppressed", "accepted": "accepted"}.get(suppressed or "", "in the baseline")
    place = (
        f" by “{note['by']}” in {note['where']}" if "by" in note else f" in {note['where']}" if note else ""
    )
    until = f" until {note['expires']}" if "expires" in note else ""
    reason = f": {note['reason'].rstrip('.')}" if note.get("reason") else ""
    return f"{how}{until}{place}{reason}"


@dataclass(frozen=True)
class SentenceDetail:
    """One sentence of the ``--details`` list; offsets in the source.

    claim: probability of an unsupported claim by the classifier of wordings, None where the page was not put to it.
    garble: probability that it is broken, None for headings, labels, references and the like, which are not judged.
    """

    start: int
    end: int
    block: str
    guards: tuple[Silence, ...] = ()
    claim: float | None = None
    garble: float | None = None


@dataclass(frozen=True)
class FileError:
    """Why a file was not read."""

    code: str
    message: str


@dataclass(frozen=True)
class FileReport:
    """Everything said about one file. ``readability``, ``garble`` and ``document`` follow the JSON contract.

    content: by what it is known again after a rename (``sketch.py``). rules: ids of those that its settings chose.
    article: what was read, None without the setting ``with_text``. timings: where the time went, None where nobody asked.
    """

    path: str
    sha256: str = ""
    error: FileError | None = None
    words: int = 0
    sentences_count: int = 0
    profile: str = "editorial"
    readability: Mapping[str, Any] | None = None
    garble: Mapping[str, Any] | None = None
    document: Mapping[str, Any] | None = None
    sentences: tuple[SentenceDetail, ...] | None = None
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] = field(default_factory=dict)
    content: tuple[str, ...] = ()
    rules: frozenset[str] = frozenset()
    article: Document | None = None
    timings: Timings | None = None

    @property
    def density(self) -> float:
        """Weighted findings per 1,000 words (error 5, warning 2, info 0)."""
        weight = sum(DENSITY_WEIGHTS[f.severity] for f in self.findings if not f.suppressed)
        return round(1000 * weight / self.words, 1) if self.words else 0.0


def unread(path: str, error: ClaimlintError) -> FileReport:
    """Return the report on a file that could not be read."""
    # Of other errors the place is the file itself.
    whose = f"{error.where}: " if isinstance(error, PluginError) else ""
    return FileReport(path, error=FileError(error.code, f"{whose}{error.message} {error.hint}".strip()))


@dataclass(frozen=True)
class Report:
    """The outcome of a run over files. catalogue: the rules that ran, for formats that explain them.

    run: when it was (``date``), of which commit (``revision``) and its ``id``; None where nobody asked (``run_info.py``).
    seconds: how long the run took, None where nobody asked.
    """

    files: tuple[FileReport, ...]
    rules: tuple[Mapping[str, str], ...]
    skipped: tuple[Mapping[str, str], ...]
    tool: Mapping[str, Any]
    catalogue: tuple[Rule, ...] = ()
    run: Mapping[str, Any] | None = None
    seconds: float | None = None

    @property
    def findings(self) -> list[Finding]:
        """All findings that are not suppressed, file by file."""
        return [f for file in self.files for f in file.findings if not f.suppressed]

    @property
    def unread(self) -> list[FileReport]:
        """Files that could not be read."""
        return [file for file in self.files if file.error]

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity."""
        return sum(f.severity == severity for f in self.findings)


def fingerprint(rule: str, text: str, occurrence: int) -> str:
    """Hash rule, normalised document text and occurrence: stable when lines or markup move."""
    normal = re.sub(r"\s+", " ", text).strip().lower()
    return hashlib.sha256(f"{rule}\0{normal}\0{occurrence}".encode()).hexdigest()[:16]
