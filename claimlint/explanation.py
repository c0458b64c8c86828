"""What was found at a line of a document and what guards said, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimlint.analysis import Analysis, Sentence
from claimlint.baseline import with_known
from claimlint.document import Document
from claimlint.errors import UsageError
from claimlint.finding import FileReport, Finding, Silence
from claimlint.language import language_of
from claimlint.linter import analysed
from claimlint.prepared import Linter
from claimlint.sketch import sketch
from claimlint.weighing import find


@dataclass(frozen=True)
class Weighed:
    """A guard's word on a stretch of the document. words: the stretch, on one line."""

    silence: Silence
    words: str


@dataclass(frozen=True)
class Explained:
    """A sentence at the line. heading: the one that governs it, or nothing."""

    text: str
    kind: str
    heading: str
    findings: tuple[Finding, ...]
    weighed: tuple[Weighed, ...]


@dataclass(frozen=True)
class Explanation:
    """A line explained. Without sentences: what the line holds instead, and the nearest line with prose.

    whole: findings on the whole document, where the line is its title's. said: findings on what the line says to claimlint.
    language: the name of a language that
    rules for English were not run on.
    """

    sentences: tuple[Explained, ...]
    whole: tuple[Finding, ...] = ()
    holds: str = ""
    nearest: int | None = None
    language: str = ""
    said: tuple[Finding, ...] = ()


def explain_line(
    linter: Linter, document: Document, line: int, column: int | None = None, baseline: Path | None = None
) -> Explanation:
    """Explain a line, or the sentence at a column of it; both count from 1. baseline: a file of known findings.

    Raises UsageError ``no-such-line`` for a place that is not in the document, ``bad-baseline``.
    """
    _check_place(document, line, column)
    analysis = analysed(linter, document)
    at = [s for s in _prose(analysis) if line in _lines(document, s)]
    if column is not None:
        at = [s for s in at if _holds(document, s, line, column)] or at
    findings, silences = find(linter, analysis)
    findings = _marked(analysis, findings, baseline) if baseline else findings
    said = tuple(_said(document, findings, line))
    if not at:
        holds, nearest = _content(analysis, line), _nearest(analysis, line)
        return Explanation((), holds=holds, nearest=nearest, said=said)
    title = document.title
    titled = title is not None and any(s.block is title for s in at)
    return Explanation(
        tuple(_explained(analysis, sentence, findings, silences) for sentence in at),
        whole=tuple(f for f in findings if f.scope == "document") if titled else (),
        language="" if language_of(analysis).english else language_of(analysis).name,
        said=said,
    )


def _marked(analysis: Analysis, findings: Sequence[Finding], baseline: Path) -> list[Finding]:
    """Return the findings, those marked that the baseline knows."""
    content = sketch(sentence.text for sentence in analysis.prose)
    report = FileReport(analysis.document.source.name, findings=tuple(findings), content=content)
    return list(with_known(baseline, [report])[0].findings)


def _said(document: Document, findings: Iterable[Finding], line: int) -> Iterator[Finding]:
    """Yield the findings at a line that lie in no text of the article: on comments and front matter."""
    for finding in findings:
        if finding.scope == "span" and finding.line <= line <= finding.end_line:
            held = any(
                s.source_start < finding.end and finding.start < s.source_end for s in document.segments
            )
            if not held:
                yield finding


def line_count(document: Document) -> int:
    """Return how many lines the source has; what follows a last line end is no line."""
    text = document.source.text
    return len(document.source.line_starts) - (text == "" or text[-1] in "\r\n")


def _check_place(document: Document, line: int, column: int | None) -> None:
    count = line_count(document)
    where = document.source.name
    if not 1 <= line <= count:
        has = "is empty" if count == 0 else f"has {count} line{'' if count == 1 else 's'}"
        raise UsageError(
            "no-such-line", f"There is no line {line}; the file {has}.", where, "Lines count from 1."
        )
    length = len(document.source_line(line))
    if column is not None and not 1 <= column <= length + 1:
        message = f"Line {line} has no column {column}; it has {length} characters."
        raise UsageError("no-such-line", message, f"{where}:{line}", "Columns count from 1.")


def _prose(analysis: Analysis) -> list[Sentence]:
    return [sentence for sentence in analysis.sentences if sentence.block.kind != "code"]


def _lines(document: Document, sentence: Sentence) -> range:
    start, end = document.to_source(sentence.start, sentence.end)
    return range(document.line_column(start)[0], document.line_column(max(end - 1, start))[0] + 1)


def _holds(document: Document, sentence: Sentence, line: int, column: int) -> bool:
    start, end = document.to_source(sentence.start, sentence.end)
    return document.line_column(start) <= (line, column) < document.line_column(end)


def _explained(
    analysis: Analysis, sentence: Sentence, findings: Iterable[Finding], silences: Iterable[Silence]
) -> Explained:
    document = analysis.document
    low, high = document.to_source(sentence.start, sentence.end)
    heading = analysis.heading_of.get(sentence.block.start)
    return Explained(
        text=" ".join(sentence.text.split()),
        kind=sentence.block.kind,
        heading=" ".join(document.block_text(heading).split()) if heading else "",
        findings=tuple(f for f in findings if f.scope == "span" and f.start < high and low < f.end),
        weighed=tuple(_weighed(document, silences, sentence)),
    )


def _weighed(document: Document, silences: Iterable[Silence], sentence: Sentence) -> Iterator[Weighed]:
    for silence in silences:
        if silence.start < sentence.end and sentence.start < silence.end:
            yield Weighed(silence, " ".join(document.text[silence.start : silence.end].split()))


def _content(analysis: Analysis, line: int) -> str:
    """Say what a line without prose holds."""
    document = analysis.document
    if not document.source_line(line).strip():
        return "is blank"
    code = (s for s in analysis.sentences if s.block.kind == "code")
    if any(line in _lines(document, sentence) for sentence in code):
        return "holds code, which is not read"
    if line <= _front_matter_lines(document):
        return "belongs to the front matter"
    return "holds no prose, only markup"


def _front_matter_lines(document: Document) -> int:
    """Return how many lines the front matter takes at the top of a page."""
    lines = document.source.text.splitlines()
    if document.source.media not in ("markdown", "html") or not lines or lines[0].strip() != "---":
        return 0
    return next((n + 1 for n, text in enumerate(lines) if n and text.strip() in ("---", "...")), 0)


def _nearest(analysis: Analysis, line: int) -> int | None:
    lines = {n for sentence in _prose(analysis) for n in _lines(analysis.document, sentence)}
    return min(lines, key=lambda n: (abs(n - line), n), default=None)
