"""Annotations in GitHub Actions: workflow commands, as many as GitHub shows, and the rest in a folded group of the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimlint.finding import SEVERITIES, FileReport, Finding, Report, Severity
from claimlint.reports.summary import NOUNS, plural, shown, slashed, whole_outcome
from claimlint.reports.terminal import clean

COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
#: Annotations of each kind that GitHub shows of a step; the others are dropped there without a word.
MOST = 10


def render(report: Report) -> str:
    """Return the report as workflow commands; nothing from an article or a path can become a command of its own."""
    findings = [finding for file in report.files for finding in shown(file)]
    lines = [_unread(file) for file in report.unread]
    rest: list[Finding] = []
    for severity in SEVERITIES:
        room = max(0, MOST - len(report.unread)) if severity == "error" else MOST
        graded = [finding for finding in findings if finding.severity == severity]
        lines += [_finding(finding) for finding in graded[:room]]
        rest += graded[room:]
    return "".join(f"{line}\n" for line in [*lines, *_rest(rest), f"claimlint: {whole_outcome(report)}"])


def _unread(file: FileReport) -> str:
    message = file.error.message if file.error else ""
    return _command("error", {"file": slashed(file.path), "title": "claimlint: not read"}, clean(message))


def _finding(finding: Finding) -> str:
    where = {"file": slashed(finding.path), "line": str(finding.line), "endLine": str(finding.end_line)}
    if finding.line == finding.end_line:
        # GitHub takes columns only within one line.
        where |= {"col": str(finding.column), "endColumn": str(finding.end_column)}
    fix = [f"Fix: {clean(finding.fix)}"] if finding.fix else []
    words = [f"Words to put in: “{clean(finding.suggestion)}”"] if finding.suggestion else []
    message = "\n".join([clean(finding.message), *fix, *words])
    return _command(COMMANDS[finding.severity], {**where, "title": f"claimlint: {finding.rule}"}, message)


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_property(clean(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _rest(findings: list[Finding]) -> Iterator[str]:
    """List what is not annotated. A dash and a broken "##[" keep the runner from reading a line as a command."""
    if not findings:
        return
    yield f"::group::{plural(len(findings), 'more finding')}: GitHub annotates {MOST} of a kind in a step"
    for f in findings:
        line = f"- {f.path}:{f.line}:{f.column}  {NOUNS[f.severity]}  {f.rule}  {f.message}"
        yield clean(line).replace("##[", "## [")
    yield "::endgroup::"
