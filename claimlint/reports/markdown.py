"""One comment on a pull request: what was found in short, a table of files, and the findings folded below."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.finding import SEVERITIES, FileReport, Finding, Report
from claimlint.reports.markup import cut, escaped, escaped_html
from claimlint.reports.summary import NOTE, NOUNS, by_severity, checked, plural, shown, suppressed, unread

#: First line of the comment, by which a later run finds and replaces it.
MARKER = "<!-- claimlint-report -->"
#: Characters that GitHub takes in a comment, counted as UTF-16 units, and what is kept of them for the closing words.
LIMIT, CLOSING = 65_536, 600
#: Most characters of the table of files, and of the list of files that were not read.
TABLE, UNREAD = 20_000, 10_000
#: Most characters of a message, of words to put in, and of a path.
MESSAGE, PATH = 600, 200


def render(report: Report) -> str:
    """Return the report as Markdown of at most 65,536 characters; what did not fit is counted at its end."""
    files = sorted((file for file in report.files if shown(file)), key=_weight)
    head = "\n".join(_head(report)) + "\n"
    table, left_out = _table(files)
    details, missing = _details(files, LIMIT - CLOSING - _length(head + table))
    return head + table + details + "\n".join(_closing(report, left_out, missing)) + "\n"


def _weight(file: FileReport) -> tuple[int, ...]:
    """Sort files with most errors first, then most warnings; a stable sort leaves the rest in order."""
    return tuple(-count for count in _counts(file))


def _counts(file: FileReport) -> list[int]:
    return [sum(finding.severity == severity for finding in shown(file)) for severity in SEVERITIES]


def _head(report: Report) -> Iterator[str]:
    counts = ", ".join(plural(n, NOUNS[s]) for s in SEVERITIES if (n := report.count(s)))
    found = counts or ("not all files read" if report.unread else "nothing found")
    yield from (MARKER, f"### claimlint: {found}", "", f"{checked(report)}{suppressed(report)}.")
    if report.unread:
        yield from ("", f"**{unread(report)}**", "", *_not_read(report.unread))


def _not_read(files: list[FileReport]) -> Iterator[str]:
    room = UNREAD
    for number, file in enumerate(files):
        line = f"- {_path(file)}: {escaped(cut(file.error.message if file.error else '', MESSAGE))}"
        room -= _length(line)
        if room < 0:
            yield f"- … and {len(files) - number} more"
            return
        yield line


def _path(file: FileReport) -> str:
    return escaped(cut(file.path, PATH))


def _table(files: list[FileReport]) -> tuple[str, int]:
    """Return the table of files, and how many of them did not fit."""
    if not files:
        return "", 0
    text = "\n| File | Errors | Warnings | Notes |\n|:---|---:|---:|---:|\n"
    for number, file in enumerate(files):
        row = f"| {_path(file)} | {' | '.join(map(str, _counts(file)))} |\n"
        if _length(text + row) > TABLE:
            return text, len(files) - number
        text += row
    return text, 0


def _details(files: list[FileReport], room: int) -> tuple[str, int]:
    """Return folded lists of findings that fit into so many characters, and how many findings did not."""
    text, missing = "", 0
    for file in files:
        if room <= 0:
            missing += len(shown(file))
            continue
        opening, end = f"\n<details><summary>{_summary(file)}</summary>\n\n", "\n</details>\n"
        items, left = _items(file, room - _length(opening + end))
        missing += left
        if items:
            text += opening + items + end
            room -= _length(opening + items + end)
        if left:
            # What comes later is less serious: shown, it would look as if all before it was.
            room = 0
    return text, missing


def _summary(file: FileReport) -> str:
    told = [plural(n, NOUNS[severity]) for n, severity in zip(_counts(file), SEVERITIES, strict=True) if n]
    return f"{escaped_html(cut(file.path, PATH))}: {', '.join(told)}"


def _items(file: FileReport, room: int) -> tuple[str, int]:
    text, advised = "", set[str]()
    findings = by_severity(shown(file))
    for number, finding in enumerate(findings):
        item = _item(finding, advised)
        if _length(item) > room:
            return text, len(findings) - number
        text, room = text + item, room - _length(item)
        advised.add(finding.rule)
    return text, 0


def _item(finding: Finding, advised: set[str]) -> str:
    """Return a list item; what to do is said once a rule and file."""
    lines = [
        f"- **{NOUNS[finding.severity]}**, line {finding.line}: {escaped(cut(finding.message, MESSAGE))} `{finding.rule}`"
    ]
    if finding.rule not in advised and finding.fix:
        lines.append(f"  <br>Fix: {escaped(cut(finding.fix, MESSAGE))}")
    if finding.rule not in advised and finding.suggestion:
        lines.append(f"  <br>Words to put in: “{escaped(cut(finding.suggestion, MESSAGE))}”")
    return "\n".join(lines) + "\n"


def _closing(report: Report, files: int, findings: int) -> Iterator[str]:
    if files or findings:
        cuts = [plural(files, "file")] * bool(files) + [plural(findings, "finding")] * bool(findings)
        yield from (
            "",
            f"**Cut to fit a comment: {' and '.join(cuts)} not shown here.** The job's log and other reports have all.",
        )
    if report.skipped:
        yield from (
            "",
            f"{plural(len(report.skipped), 'rule')} skipped: the language model lacks what they need.",
        )
    yield from ("", f"<sub>claimlint {escaped(str(report.tool.get('version', '')))}. {NOTE}</sub>")


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
