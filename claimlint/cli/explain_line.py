"""``claimlint explain FILE:LINE``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimlint.finding import suppressed_by

if TYPE_CHECKING:
    from claimlint.config import Effective
    from claimlint.explanation import Explained, Explanation
    from claimlint.finding import Finding

WIDTH = 96
KINDS = {
    "title": "The title",
    "heading": "A heading",
    "paragraph": "In a paragraph",
    "item": "In a list item",
    "quote": "In a quotation",
    "table": "In a table",
    "caption": "In a caption",
    "boilerplate": "In page furniture, where claims are not looked for",
}
NOTHING = "No rule found anything to weigh here."


def explain(
    file: str, line: int, column: int | None, effective: Effective, today: datetime | None = None
) -> Iterator[str]:
    """Yield what there is to say about a line of a file, by the settings that hold for it. today: None for the system's date."""
    from claimlint.config.file import shown
    from claimlint.config.named import named
    from claimlint.explanation import explain_line
    from claimlint.linters import settings
    from claimlint.prepared import make_linter
    from claimlint.readers import read_file

    document = read_file(Path(file), max_bytes=effective["max-bytes"])
    linter = make_linter(settings(effective, today=today.date() if today else None))
    known = named(effective, "baseline")
    explanation = explain_line(linter, document, line, column, Path(shown(known[0])) if known else None)
    place = f"{file}:{line}" + (f":{column}" if column else "")
    yield from _told(place, explanation) if explanation.sentences else _bare(place, explanation)
    for entry in linter.skipped:
        yield from _wrapped(f"Rule {entry['rule']} was skipped: {entry['reason']}.")


def _bare(place: str, explanation: Explanation) -> Iterator[str]:
    from claimlint.reports.terminal import clean

    near = f" The nearest prose is in line {explanation.nearest}." if explanation.nearest else ""
    nothing = "" if explanation.nearest else " The file holds no prose."
    yield f"{clean(place)} {explanation.holds}.{near}{nothing}"
    for finding in explanation.said:
        yield from _finding(finding)


def _told(place: str, explanation: Explanation) -> Iterator[str]:
    from claimlint.reports.terminal import clean

    yield clean(place)
    for sentence in explanation.sentences:
        yield from _sentence(sentence)
    for finding in explanation.said:
        yield from _finding(finding)
    if explanation.language:
        yield f"The file reads as {explanation.language}; only rules that work in any language were run."
    if explanation.whole:
        said = ", ".join(
            f"{f.rule} ({f.severity}{', not reported' if f.suppressed else ''})" for f in explanation.whole
        )
        yield from _wrapped(f"On the whole article: {said}.")
        for finding in explanation.whole:
            if finding.suppressed:
                yield from _wrapped(f"{finding.rule} is not reported: {suppressed_by(finding)}.", "  ")
            yield from _words(finding, f", for {finding.rule}", "  ")


def _sentence(told: Explained) -> Iterator[str]:
    yield from _wrapped(f"“{told.text}”")
    under = f" under “{told.heading}”" if told.heading else ""
    yield from _wrapped(f"{KINDS.get(told.kind, told.kind)}{under}.")
    for finding in told.findings:
        yield from _finding(finding)
    for weighed in told.weighed:
        said = weighed.silence
        does = "finds" if said.softened else "would flag"
        how = "made milder" if said.softened else "silent"
        text = f"{said.rule} {does} “{weighed.words}”, {how}: {said.guard} — {said.reason}"
        yield from _wrapped(text, "  ")
    if not told.findings and not told.weighed:
        yield f"  {NOTHING}"
    yield ""


def _finding(finding: Finding) -> Iterator[str]:
    yield from _wrapped(f"{finding.severity}  {finding.rule}  “{' '.join(finding.excerpt.split())}”", "  ")
    yield from _wrapped(finding.message, "    ")
    if finding.suppressed:
        yield from _wrapped(f"Not reported: {suppressed_by(finding)}.", "    ")
    related = finding.data.get("related", ())
    if related:
        yield from _wrapped(f"Found there too: {', '.join(related)}.", "    ")
    yield from _words(finding, "", "    ")


def _words(finding: Finding, of: str, indent: str) -> Iterator[str]:
    if finding.suggestion:
        yield from _wrapped(f"Words to put in{of}: “{finding.suggestion}”", indent)


def _wrapped(text: str, indent: str = "") -> list[str]:
    from claimlint.reports.terminal import clean

    return textwrap.wrap(
        clean(text), WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )
