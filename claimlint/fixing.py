"""Safe edits carried out: the bytes of an article in, its bytes with the edits out; all other bytes stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claimlint.document import Document
from claimlint.finding import Edit, FileReport, Finding
from claimlint.readers import media_of, read_bytes
from claimlint.readers.decode import encode

#: An edit may bring two words together that are the same; what is still there after so many rounds stays.
ROUNDS = 5

Check = Callable[[Document], FileReport]


@dataclass(frozen=True)
class Fixed:
    """An article after its edits. old, new: its source then and now. done: the findings that are gone."""

    data: bytes
    old: str
    new: str
    done: tuple[Finding, ...] = ()


def fixed(data: bytes, name: str, check: Check, max_bytes: int) -> Fixed:
    """Carry out the edits of an article's findings, but for suppressed ones, until there are none.

    A round that leaves as many findings with an edit as there were is taken back. Raises ReadError as ``read_bytes``,
    and ``unencodable`` when the file's encoding has no such characters.
    """
    document = read_bytes(data, name, media_of(name), max_bytes=max_bytes)
    now = Fixed(data, document.source.text, document.source.text)
    found = editable(check(document))
    for _ in range(ROUNDS):
        chosen = without_overlap(found)
        if not chosen:
            break
        text = edited(now.new, [finding.edit for finding in chosen if finding.edit])
        changed = encode(text, document.source, data)
        after = read_bytes(changed, name, document.source.media, max_bytes=len(changed))
        left = editable(check(after))
        if after.source.text != text or len(left) >= len(found):
            break
        now = Fixed(changed, now.old, text, (*now.done, *chosen))
        found = left
    return now


def editable(report: FileReport) -> list[Finding]:
    """Return the findings that have an edit and that nothing suppresses."""
    return [finding for finding in report.findings if finding.edit and not finding.suppressed]


def without_overlap(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in order, but for those whose edit reaches into one before it; a later round has them."""
    chosen: list[Finding] = []
    end = -1
    for finding in sorted(findings, key=lambda f: _place(f.edit)):
        start, stop = _place(finding.edit)
        if start >= end and (start, stop) != (end, end):
            chosen.append(finding)
            end = stop
    return chosen


def _place(edit: Edit | None) -> tuple[int, int]:
    return (edit.start, edit.end) if edit else (0, 0)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made; they do not overlap."""
    parts, last = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*parts, text[last:]])
