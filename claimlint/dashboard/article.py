"""An article as a report has it, checked and made small: what tables, charts and comparisons of the dashboard need."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from claimlint.errors import UsageError
from claimlint.finding import SEVERITIES
from claimlint.hosts import host_of
from claimlint.reports.markup import cut
from claimlint.reports.terminal import clean

#: Characters of messages, excerpts and titles that are kept: reports of 100,000 findings must fit in memory.
MOST = 200


class Known(NamedTuple):
    """A finding. fingerprint: by what it is known again; where there is none, its rule, line and words. whole: whether it is on the whole article."""

    fingerprint: str
    rule: str
    severity: str
    suppressed: bool
    line: int
    message: str
    excerpt: str
    whole: bool = False

    @property
    def family(self) -> str:
        """The family of its rule."""
        return self.rule.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Article:
    """An article in one run. Counts leave suppressed findings out.

    id: what stays when it is renamed, or "". problem: why it was not read, or "". grade: school years, None where it means nothing.
    density: weighted findings per 1,000 words, as the report has it. findings: all, suppressed ones too.
    rules: those that ran on it, where a history says; else they are those of the report.
    """

    id: str
    path: str
    sha256: str
    problem: str
    words: int
    title: str
    author: str
    section: str
    site: str
    verdict: str
    grade: float | None
    density: float
    errors: int
    warnings: int
    infos: int
    suppressed: int
    findings: tuple[Known, ...]
    rules: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """Findings that count."""
        return self.errors + self.warnings + self.infos

    @property
    def name(self) -> str:
        """What it is called where one name must do."""
        return self.title or self.path


def article_of(file: Any, place: str, number: int) -> Article:
    """Return the article of an entry of a report's files. Raises UsageError ``bad-report`` for one that is not as the schema says."""
    with well_formed(place, f"Entry {number + 1} of its files"):
        return _article(file)


@contextmanager
def well_formed(place: str, what: str) -> Iterator[None]:
    """Turn what goes wrong with a part of a report into UsageError ``bad-report``. what: the part, for the message."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        message = f"{what} is not as “claimlint schema report” says: {why}."
        raise UsageError(
            "bad-report", message, place, "Make the report anew with claimlint check."
        ) from error


def _article(file: Mapping[str, Any]) -> Article:
    document = file.get("document") or {}
    found = tuple(_known(finding) for finding in file["findings"])
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in found:
        counts[finding.severity] += not finding.suppressed  # type: ignore[index]
    path, error = file["path"], file["error"]
    if not isinstance(path, str):
        raise ValueError("a path is no text")
    return Article(
        id=str(file.get("article") or ""),
        path=intern(path),
        sha256=_text(file.get("sha256")),
        problem=_problem(error) if error or file["status"] != "ok" else "",
        words=_whole(file["words"]),
        title=_text(document.get("title")),
        author=intern(_text(document.get("author"))),
        section=intern(_text(document.get("section"))),
        site=intern(clean(host_of(_text(document.get("url"), 2000)))),
        verdict=intern(_text((file.get("garble") or {}).get("verdict"))),
        grade=_grade(file.get("readability")),
        density=_number(file.get("density") or 0),
        errors=counts["error"],
        warnings=counts["warning"],
        infos=counts["info"],
        suppressed=sum(finding.suppressed for finding in found),
        findings=found,
        rules=_shared(tuple(file.get("rules") or ())),
    )


@lru_cache(100)
def _shared(rules: tuple[str, ...]) -> frozenset[str]:
    return frozenset(rules)


def _known(finding: Mapping[str, Any]) -> Known:
    severity, rule = finding["severity"], finding["rule"]
    if severity not in SEVERITIES or not isinstance(rule, str):
        raise ValueError(f"a finding has the severity {severity!r} and the rule {rule!r}")
    line, excerpt = _whole(finding["line"]), _text(finding["excerpt"])
    fingerprint = finding.get("fingerprint") or f"{rule}:{line}:{excerpt}"
    return Known(
        fingerprint=str(fingerprint),
        rule=intern(clean(rule)),
        severity=intern(severity),
        suppressed=bool(finding["suppressed"]),
        line=line,
        message=_text(finding["message"]),
        excerpt=excerpt,
        whole=finding.get("scope") == "document",
    )


def _problem(error: Any) -> str:
    return _text(error.get("message"), 500) if isinstance(error, Mapping) else "No reason is given."


def _grade(readability: Any) -> float | None:
    if not readability or not readability.get("reliable", True):
        return None
    grade = readability.get("consensus_grade")
    return None if grade is None else _number(grade)


def _text(value: Any, most: int = MOST) -> str:
    """Return a text on one line, without control characters and not too long; authors may come as a list."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value)
    # Half a surrogate pair, which JSON may hold, cannot be written.
    text = str(value)[: 4 * most].encode("utf-8", "replace").decode()
    return cut((text if text.isprintable() else clean(text)).strip(), most)


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value} is no number")
    return number


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no count")
    return value
