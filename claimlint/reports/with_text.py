"""What ``--with-text`` adds to the JSON report: the article's text, and where in it findings stand; why rules ask what they ask."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimlint.document import Block, Document
    from claimlint.rule import Rule


class Places:
    """From places in the source to places in ``Document.text``, the other way than ``Document.to_source``."""

    def __init__(self, document: Document) -> None:
        self._segments = sorted(document.segments, key=lambda segment: segment.source_start)
        self._starts = [segment.source_start for segment in self._segments]
        self._ends = [segment.source_end for segment in self._segments]

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the text range of a source range; None where it stands in no block (a comment, a header).

        What was written as one sign (an entity) is taken whole.
        """
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= last:
            return None
        head, tail = self._segments[first], self._segments[last - 1]
        lead = max(start - head.source_start, 0) if head.exact else 0
        rest = max(tail.source_end - end, 0) if tail.exact else 0
        low, high = head.start + lead, tail.start + tail.length - rest
        return (low, high) if low < high else None


def with_text(file: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """Return a file of the JSON report with its text, blocks and links, and the places in the text of all that has a place."""
    places = Places(document)
    found = [
        {**_placed(finding, places), "highlights": [_placed(mark, places) for mark in finding["highlights"]]}
        for finding in file["findings"]
    ]
    data = {
        **file,
        "readability": _readability(file["readability"], places),
        "findings": found,
        "text": document.text,
        "blocks": [_block(block) for block in document.blocks],
        "links": [{"start": link.start, "end": link.end, "href": link.href} for link in document.links],
    }
    if "sentences" in file:
        data["sentences"] = [_placed(sentence, places) for sentence in file["sentences"]]
    return data


def _block(block: Block) -> dict[str, Any]:
    cell = {} if block.cell is None else {"cell": asdict(block.cell)}
    ordinal = {} if block.ordinal is None else {"ordinal": block.ordinal}
    return {
        "kind": block.kind,
        "level": block.level,
        "start": block.start,
        "end": block.end,
        **cell,
        **ordinal,
    }


def described(rule: Rule) -> dict[str, Any]:
    """Return what explains a rule: what it finds, why, what to do, and the standards it rests on."""
    return {
        "summary": rule.summary,
        "why": rule.why,
        "fix": rule.fix,
        "references": [{"text": str(reference), "url": reference.url} for reference in rule.references],
    }


def _placed(entry: Mapping[str, Any], places: Places) -> dict[str, Any]:
    low, high = places.of(entry["start"], entry["end"]) or (None, None)
    return {**entry, "text_start": low, "text_end": high}


def _readability(readability: Mapping[str, Any] | None, places: Places) -> dict[str, Any] | None:
    if readability is None:
        return None
    listed = [name for name in ("sections", "hardest") if name in readability]
    parts = {name: [_placed(part, places) for part in readability[name]] for name in listed}
    return {**readability, **parts}
