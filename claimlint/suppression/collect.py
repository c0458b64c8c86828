"""Gathers a document's suppressions from its comments, its front matter and the file beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from claimlint.accepted.wordings import words_of
from claimlint.document import Document
from claimlint.shape import Problem
from claimlint.suppression.commands import BLOCK, END, FILE, LINE, NEXT, Command, Name, commands
from claimlint.suppression.cover import Cover, Reach, Suppression
from claimlint.suppression.fault import Fault
from claimlint.suppression.names import Names
from claimlint.suppression.notes import Disabled, Notes

_REACH: dict[str, Reach] = {LINE: "line", NEXT: "line", BLOCK: "block", FILE: "file"}
#: For so many unknown names the nearest known one is sought: the search is slow, and no article has more.
MOST_HINTS = 20


def cover_of(document: Document, header: Notes, side: Notes, names: Names) -> Cover:
    """Return what a document's suppressions cover. header, side: what its front matter and the file beside it say."""
    collected = _Collected(document, names)
    said, faults = commands(document)
    collected.faults += faults
    for index, command in enumerate(said):
        for name in command.names:
            collected.take(command, name, said[index + 1 :])
    collected.close(len(document.source.text) + 1)
    for notes, beside in ((header, False), (side, True)):
        for entry in notes.disabled:
            collected.enter(entry, beside=beside)
        for problem in notes.problems:
            collected.faults.append(_malformed(document, problem))
    return Cover(tuple(collected.made), dict(collected.blocks), tuple(collected.faults))


def place_of(document: Document, path: tuple[Any, ...]) -> tuple[int, int]:
    """Return where an entry of the front matter stands in the source, or the one that holds it."""
    places = document.header_places
    return next((places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in places), (0, 0))


def where_of(document: Document, path: tuple[Any, ...], *, beside: bool) -> str:
    """Return ``file:line`` of an entry of the front matter, or of the file beside the document."""
    if not beside or document.side is None:
        return f"{document.source.name}:{document.line_column(place_of(document, path)[0])[0]}"
    lines = document.side.lines
    line = next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), 1)
    return f"{document.side.path}:{line}"


def _malformed(document: Document, problem: Problem) -> Fault:
    words = problem.message[0].lower() + problem.message[1:].rstrip(".")
    return Fault("malformed", words, *place_of(document, problem.path), problem.hint)


@dataclass
class _Collected:
    """One document's suppressions while they are gathered. open: by rule, where it was disabled and by what."""

    document: Document
    names: Names
    made: list[Suppression] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    blocks: dict[str, list[tuple[int, int, Suppression]]] = field(default_factory=lambda: defaultdict(list))
    open: dict[str, tuple[int, Suppression]] = field(default_factory=dict)
    unknown: int = 0

    def take(self, command: Command, name: Name, later: Sequence[Command]) -> None:
        """Take one name of a comment. later: the commands after it."""
        ids = self.names.ids(name.text)
        if not ids:
            self._unknown(name.text, name.start, name.end)
        elif command.kind == END:
            self._enable(command, name, ids)
        else:
            self._disable(command, name, ids, later)

    def enter(self, entry: Disabled, *, beside: bool) -> None:
        """Take an entry of the front matter or of the file beside the document."""
        where = where_of(self.document, entry.path, beside=beside)
        for index, name in enumerate(entry.rules):
            path = (*entry.path, *(("rules", index) if len(entry.rules) > 1 else ()))
            start, end = (None, None) if beside else place_of(self.document, path)
            ids = self.names.ids(name)
            if not ids:
                self._unknown(name, start, end, f"{where}: " if beside else "")
                continue
            self.made.append(
                Suppression(
                    name=name,
                    rules=ids,
                    by="side file" if beside else "front matter",
                    where=where,
                    reason=entry.reason,
                    start=start,
                    end=end,
                    reach="words" if entry.text else "file",
                    words=words_of(entry.text),
                    occurrence=entry.occurrence,
                )
            )

    def close(self, end: int) -> None:
        """End what was never enabled again."""
        for rule, (start, one) in self.open.items():
            self.blocks[rule].append((start, end, one))

    def _unknown(self, name: str, start: int | None, end: int | None, place: str = "") -> None:
        self.unknown += 1
        hint = self.names.hint(name) if self.unknown <= MOST_HINTS else ""
        words = f"{place}there is no rule or family “{name}”"
        self.faults.append(Fault("unknown-rule", words, start, end, hint))

    def _enable(self, command: Command, name: Name, ids: frozenset[str]) -> None:
        closed = [rule for rule in sorted(ids) if rule in self.open]
        for rule in closed:
            start, one = self.open.pop(rule)
            self.blocks[rule].append((start, command.start, one))
        if not closed:
            words = f"nothing is disabled here that it could enable{f' ({name.text})' if name.text else ''}"
            self.faults.append(Fault("nothing-to-enable", words, name.start, name.end))

    def _disable(self, command: Command, name: Name, ids: frozenset[str], later: Sequence[Command]) -> None:
        one = self._suppression(command, name, ids, later)
        self.made.append(one)
        if command.kind != BLOCK:
            return
        for rule in sorted(ids):
            if rule in self.open:
                # The later one takes over, so that its reason is the one that counts.
                start, before = self.open[rule]
                self.blocks[rule].append((start, command.end, before))
            self.open[rule] = (command.end, one)

    def _suppression(
        self, command: Command, name: Name, ids: frozenset[str], later: Sequence[Command]
    ) -> Suppression:
        first = self._line(command.start)
        last: int | None = first
        if command.kind == NEXT:
            first = last = self._next_line(self._line(command.end - 1))
        if command.kind == BLOCK:
            ends = (c for c in later if c.kind == END and any(ids & self.names.ids(n.text) for n in c.names))
            last = next((self._line(c.start) for c in ends), None)
        return Suppression(
            name=name.text,
            rules=ids,
            by=f"claimlint-{command.kind}",
            where=f"{self.document.source.name}:{self._line(command.start)}",
            reason=command.reason,
            start=name.start,
            end=name.end,
            reach=_REACH[command.kind],
            first=first,
            last=last,
        )

    def _line(self, offset: int) -> int:
        return self.document.line_column(offset)[0]

    def _next_line(self, line: int) -> int:
        """Return the next line that holds text of the article, or 0 where none does."""
        lines = self.document.prose_lines
        at = bisect_right(lines, line)
        return lines[at] if at < len(lines) else 0
