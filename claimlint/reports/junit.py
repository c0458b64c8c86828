"""JUnit XML, which nearly every CI reads: a suite a file, a case a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimlint.finding import FileReport, Finding, Report
from claimlint.reports.summary import shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: What XML 1.0 cannot hold, not even escaped.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """Return the report as JUnit XML.

    Errors and warnings are failures, notes are cases that passed and say so in their output, and a file that was not read is an error.
    """
    from xml.etree.ElementTree import Element, indent, tostring

    root = Element("testsuites", name="claimlint")
    for file in report.files:
        root.append(_suite(file))
    for kind in ("tests", "failures", "errors"):
        root.set(kind, str(sum(int(suite.get(kind, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(file: FileReport) -> Element:
    from xml.etree.ElementTree import Element

    findings = shown(file)
    cases = [_case(finding) for finding in findings] or [_whole(file)]
    failures = sum(finding.severity != "info" for finding in findings)
    counts = {"tests": len(cases), "failures": failures, "errors": int(file.error is not None), "skipped": 0}
    suite = Element("testsuite", name=_legal(file.path), time="0")
    for kind, count in counts.items():
        suite.set(kind, str(count))
    suite.extend(cases)
    return suite


def _whole(file: FileReport) -> Element:
    """Return the case of a file without findings, or of one that was not read."""
    from xml.etree.ElementTree import SubElement

    case = _new_case(file.path, "read" if file.error else "no findings")
    if file.error:
        SubElement(case, "error", type=_legal(file.error.code), message=_legal(file.error.message))
    return case


def _case(finding: Finding) -> Element:
    from xml.etree.ElementTree import SubElement

    case = _new_case(finding.path, f"{finding.rule} at {finding.line}:{finding.column}")
    case.set("file", _legal(finding.path))
    case.set("line", str(finding.line))
    if finding.severity == "info":
        SubElement(case, "system-out").text = _legal(_told(finding))
    else:
        failure = SubElement(case, "failure", type=finding.severity, message=_legal(finding.message))
        failure.text = _legal(_told(finding))
    return case


def _told(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    words = f"\nWords to put in: “{finding.suggestion}”" if finding.suggestion else ""
    fix = f"\nFix: {finding.fix}" if finding.fix else ""
    return f"{place} {finding.severity}\n{finding.message}{fix}{words}"


def _new_case(path: str, name: str) -> Element:
    from xml.etree.ElementTree import Element

    return Element("testcase", classname=_legal(path), name=_legal(name), time="0")


def _legal(text: str) -> str:
    return ILLEGAL.sub("\ufffd", text)
