"""A text cut where findings, what matters most in them, and links begin and end, so that overlapping ones can be marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from claimlint.finding import SEVERITIES
from claimlint.reports.html.safe import address

#: Findings that one piece names; all of them are linked where they end.
MOST = 20


@dataclass(frozen=True)
class Mark:
    """A finding with a place in the text. strong: what matters most in it."""

    finding: Mapping[str, Any]
    start: int
    end: int
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same findings. begun, ended: those that begin before it and end behind it."""

    text: str
    findings: tuple[Mapping[str, Any], ...] = ()
    strong: bool = False
    begun: tuple[Mapping[str, Any], ...] = ()
    ended: tuple[Mapping[str, Any], ...] = ()

    @property
    def worst(self) -> Mapping[str, Any]:
        """The finding by which it is coloured: of those that count the gravest, the shortest of these."""
        return min(self.findings, key=_weight)


def _weight(one: Mapping[str, Any]) -> tuple[bool, int, int]:
    finding = one["finding"]
    return bool(one["suppressed"]), SEVERITIES.index(one["severity"]), finding["end"] - finding["start"]


@dataclass
class Run:
    """Pieces in a row that are one link, or none. link: None for none; its address, or "" where it must not be followed."""

    link: str | None
    pieces: list[Piece] = field(default_factory=list)
    target: str = ""

    @property
    def ended(self) -> list[Mapping[str, Any]]:
        """The findings that end in it."""
        return [finding for piece in self.pieces for finding in piece.ended]


class Cutter:
    """Cuts the blocks of one text, in their order."""

    def __init__(self, text: str, blocks: Sequence[Mapping[str, Any]], marks: Sequence[Mark]) -> None:
        self._text = text
        starts, ends = [block["start"] for block in blocks], [block["end"] for block in blocks]
        #: By block, the marks that touch it.
        self._marks: dict[int, list[Mark]] = {}
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        for mark in marks:
            touched = range(bisect_left(ends, mark.start + 1), bisect_left(starts, mark.end))
            for at in touched:
                self._marks.setdefault(at, []).append(mark)
            if touched:
                self._first[id(mark)], self._last[id(mark)] = touched[0], touched[-1]

    def placed(self, mark: Mark) -> bool:
        """Whether a mark stands in some block."""
        return id(mark) in self._first

    def runs(self, at: int, block: Mapping[str, Any], links: Sequence[Mapping[str, Any]]) -> list[Run]:
        """Return the text of a block, number ``at``. links: those in it, sorted; of links that overlap the first counts."""
        runs: list[Run] = []
        for piece, link in self._pieces(at, block, _apart(links, block)):
            if (
                not runs
                or runs[-1].target != (link or {}).get("href", "")
                or (runs[-1].link is None) != (link is None)
            ):
                href = None if link is None else address(link["href"]) or ""
                runs.append(Run(href, target=(link or {}).get("href", "")))
            runs[-1].pieces.append(piece)
        return runs

    def _pieces(
        self, at: int, block: Mapping[str, Any], links: Sequence[tuple[int, int, Mapping[str, Any]]]
    ) -> Iterator[tuple[Piece, Mapping[str, Any] | None]]:
        start, end = block["start"], block["end"]
        marks = self._marks.get(at, ())
        opening: dict[int, list[Mark]] = {}
        closing: dict[int, list[Mark]] = {}
        strong: dict[int, int] = {}
        for mark in marks:
            opening.setdefault(max(mark.start, start), []).append(mark)
            closing.setdefault(min(mark.end, end), []).append(mark)
            for low, high in mark.strong:
                low, high = max(low, mark.start, start), min(high, mark.end, end)
                if low < high:
                    strong[low], strong[high] = strong.get(low, 0) + 1, strong.get(high, 0) - 1
        linked = {low: link for low, _, link in links}
        unlinked = {high for _, high, _ in links}
        bounds = sorted({start, end, *opening, *closing, *strong, *linked, *unlinked})
        active: dict[int, Mark] = {}
        depth, link = 0, None
        for low, high in pairwise(bounds):
            link = linked.get(low, None if low in unlinked else link)
            depth += strong.get(low, 0)
            for mark in closing.get(low, ()):
                active.pop(id(mark), None)
            active.update((id(mark), mark) for mark in opening.get(low, ()))
            begun = [m for m in opening.get(low, ()) if self._first[id(m)] == at]
            ended = [m for m in closing.get(high, ()) if self._last[id(m)] == at]
            yield (
                Piece(
                    self._text[low:high],
                    tuple(mark.finding for mark in list(active.values())[:MOST]),
                    depth > 0,
                    tuple(mark.finding for mark in begun),
                    tuple(mark.finding for mark in ended),
                ),
                link,
            )


def _apart(
    links: Sequence[Mapping[str, Any]], block: Mapping[str, Any]
) -> list[tuple[int, int, Mapping[str, Any]]]:
    found: list[tuple[int, int, Mapping[str, Any]]] = []
    for link in links:
        low = max(link["start"], block["start"], found[-1][1] if found else 0)
        high = min(link["end"], block["end"])
        if low < high:
            found.append((low, high, link))
    return found
