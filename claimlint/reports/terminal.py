"""The report an editor reads: file by file, most serious first, the words marked in their line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from claimlint.finding import FileReport, Finding, Report, Severity, suppressed_by
from claimlint.reports.summary import NOTE, by_severity, outcome, unread
from claimlint.reports.timings import table

#: A line in pieces, each with its style.
Line = list[tuple[str, str]]
STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
#: Characters of a long source line shown around the marked words.
AROUND = 36
#: Characters of long marked words that are shown; a whole sentence may be marked.
MARKED = 72
#: Confidence from which a topic is named, how many are, and kinds that say too little of an article.
SURE, MOST_TOPICS, VAGUE = 0.5, 4, ("body-part", "function")


def render(report: Report, *, colour: bool = False, width: int = 100, show_suppressed: bool = False) -> str:
    """Return the report as text; colour adds terminal codes, nothing else changes."""
    lines = [line for file in report.files for line in _file(file, width, show_suppressed)]
    lines += _summary(report)
    if colour:
        return _coloured(lines, width)
    return "".join("".join(text for text, _ in line) + "\n" for line in lines)


def _coloured(lines: Iterable[Line], width: int) -> str:
    """Return lines with the terminal codes of their styles; only this needs rich, which takes long to import."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=width, force_terminal=True, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        for line in lines:
            console.print(Text.assemble(*line), soft_wrap=True)
    return capture.get()


def _file(file: FileReport, width: int, show_suppressed: bool) -> Iterator[Line]:
    if file.error:
        yield [(clean(file.path), "bold underline" if file.path else "")]
        yield [("  ", ""), ("not read", STYLES["error"]), (f"  {clean(file.error.message)}", "")]
        yield []
        return
    shown = [f for f in file.findings if show_suppressed or not f.suppressed]
    if not shown:
        return
    yield [(clean(file.path), "bold underline")]
    if about := _about(file):
        yield [(f"  About: {clean(about)}", "dim")]
    advised: set[str] = set()
    for finding in by_severity(shown):
        yield from _finding(file, finding, width)
        yield from _advice(finding, width, advised)
    yield []


def _about(file: FileReport) -> str:
    """Name the topics an article is surely about, the surest first; "pain" only where no "back pain" says more."""
    topics = (file.document or {}).get("topics", ())
    sure = [t for t in topics if t["confidence"] >= SURE and t["kind"] not in VAGUE]
    told = [t for t in sure if not any(set(t["term"].split()) < set(o["term"].split()) for o in sure)]
    told.sort(key=lambda t: (t["kind"] == "population", -t["confidence"]))
    return ", ".join(f"{t['term']} ({t['kind'].replace('-', ' ')})" for t in told[:MOST_TOPICS])


def _finding(file: FileReport, finding: Finding, width: int) -> Iterator[Line]:
    place = f"{clean(file.path)}:{finding.line}:{finding.column}"
    yield [
        (f"  {place}  ", ""),
        (finding.severity, STYLES[finding.severity]),
        ("  " + finding.rule, "dim"),
    ]
    if finding.suppressed:
        yield from _wrapped(f"Not reported: {suppressed_by(finding)}.", "    ", width)
    yield from _wrapped(finding.message, "    ", width)
    if finding.scope == "span":
        yield from _marked(file, finding)


def _advice(finding: Finding, width: int, given: set[str]) -> Iterator[Line]:
    """Say what to do; once a rule and file is enough, and once for the same words."""
    if finding.rule not in given:
        yield from _wrapped(f"Fix: {finding.fix}", "    ", width, dim=True)
    if finding.suggestion and finding.suggestion not in given:
        yield from _wrapped(f"Words to put in: “{finding.suggestion}”", "    ", width, dim=True)
    given |= {finding.rule, finding.suggestion or ""}


def _wrapped(text: str, indent: str, width: int, *, dim: bool = False) -> Iterator[Line]:
    for line in textwrap.wrap(clean(text), max(width - len(indent), 40)):
        yield [(indent + line, "dim" if dim else "")]


def _marked(file: FileReport, finding: Finding) -> Iterator[Line]:
    """Show the source line, cut around the words that matter, and underline them."""
    number, ranges = _underlined(file, finding)
    line = file.lines.get(number, "")
    low, high = ranges[0][0], min(ranges[-1][1], ranges[0][0] + MARKED)
    left, right = max(0, low - AROUND), min(len(line), max(high, low + 1) + AROUND)
    right = right if high == ranges[-1][1] else high
    style = STYLES[finding.severity]
    text = [("    │ " + ("…" if left else ""), "")]
    under = [("    │ " + " " * bool(left), "")]
    at = left
    for start, end in ((start, min(end, high)) for start, end in ranges if start < high):
        before, words = clean(line[at:start]), clean(line[start:end])
        text += [(before, ""), (words, style)]
        under += [(" " * _cells(before), ""), ("^" * max(_cells(words), 1), style)]
        at = end
    yield [*text, (clean(line[at:right]) + ("…" if right < len(line) else ""), "")]
    yield under


def _cells(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _underlined(file: FileReport, finding: Finding) -> tuple[int, list[tuple[int, int]]]:
    """Return a line's number and the ranges of it (from 0) to be underlined: the finding, or what matters most in it."""
    if finding.highlights:
        first = finding.highlights[0]
        width = len(file.lines.get(first.line, ""))
        inside = [h for h in finding.highlights if h.line == first.line]
        return first.line, [(h.column - 1, min(h.column - 1 + h.end - h.start, width)) for h in inside]
    line = file.lines.get(finding.line, "")
    high = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    return finding.line, [(finding.column - 1, high)]


def clean(text: str) -> str:
    """Return text on one line without control characters, which could steer a terminal."""
    return "".join(" " if c in "\t\r\n" else c for c in text if c.isprintable() or c in "\t\r\n")


def _summary(report: Report) -> Iterator[Line]:
    yield [(outcome(report), "bold")]
    if report.unread:
        yield [(unread(report), STYLES["error"])]
    for entry in report.skipped:
        yield [(f"Rule {entry['rule']} was skipped: {entry['reason']}.", "")]
    yield from ([(clean(row), "")] for row in table(report))
    yield [(NOTE, "dim")]
