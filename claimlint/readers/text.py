"""Plain text: paragraphs, and titles, headings and items told from short lines without end punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimlint.document import BlockKind, Document, DocumentBuilder, Source
from claimlint.tidy import Piece

#: Words a heading or item has at most; a title may be a little longer.
SHORT_WORDS = 14
TITLE_WORDS = 20
#: Lines of hard-wrapped text fill most of the width; below this share a line break ends a paragraph.
WRAP_WIDTH = (50, 100)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_BULLET = re.compile(r"\s*(?:[-*•·–—▪●○‣✓✔✗✘➢►▶»§ü]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_COUNTED = re.compile(r"\s*\(?(\d{1,2})[.)]")
_UNDERLINE = re.compile(r"^\s*([=\-~*_#])\1{2,}\s*$")
_END = re.compile(r"[.!?…;,]['\"”’)\]]*$")
_FULL_STOP = re.compile(r"[.…;,]['\"”’)\]]*$")


@dataclass(frozen=True)
class Line:
    """A source line without its line end. after_blank: an empty line stands before it."""

    text: str
    start: int
    after_blank: bool

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    @property
    def short(self) -> bool:
        """Few words and no end punctuation; a colon at the end marks a lead-in, not a heading."""
        text = self.text.rstrip()
        return self.words <= SHORT_WORDS and not _END.search(text) and not text.endswith(":")


def read_plain(source: Source) -> Document:
    """Read plain text."""
    builder = DocumentBuilder(source)
    lines = list(_lines(source.text))
    at = 0
    while at < len(lines):
        at = _add(builder, lines, at)
    return builder.build()


def _lines(text: str) -> Iterator[Line]:
    blank = True
    for match in _LINE.finditer(text):
        if match[1].strip() and not _UNDERLINE.match(match[1]):
            yield Line(match[1], match.start(), blank)
            blank = False
        elif not match[1].strip():
            blank = True


def _add(builder: DocumentBuilder, lines: Sequence[Line], at: int) -> int:
    """Add the block that begins at a line; return the index of the next one."""
    line = lines[at]
    bullet = _BULLET.match(line.text)
    if bullet and not (at == 0 and line.short):
        counted = _COUNTED.match(bullet[0])
        builder.add("item", [_piece(line, bullet.end())], ordinal=int(counted[1]) if counted else None)
        return at + 1
    kind = _kind(lines, at)
    if kind == "paragraph":
        last = _wrapped_to(lines, at)
        builder.add(kind, _joined(builder.source.text, lines[at : last + 1]))
        return last + 1
    builder.add(kind, [_piece(line, 0)], level={"title": 1, "heading": 2}.get(kind, 0))
    return at + 1


def _piece(line: Line, cut: int) -> Piece:
    return line.text[cut:], line.start + cut, line.start + len(line.text)


def _kind(lines: Sequence[Line], at: int) -> BlockKind:
    line = lines[at]
    if at == 0 and line.words <= TITLE_WORDS and not _FULL_STOP.search(line.text.rstrip()):
        return "title"
    if not line.short or _is_wrapped_part(lines, at):
        return "paragraph"
    return "item" if _in_list(lines, at) else "heading"


def _is_wrapped_part(lines: Sequence[Line], at: int) -> bool:
    """Whether a short line begins or goes on a hard-wrapped paragraph."""
    return (
        _fills(lines[at])
        and at + 1 < len(lines)
        and not lines[at + 1].after_blank
        and lines[at + 1].text[:1].islower()
    )


def _in_list(lines: Sequence[Line], at: int) -> bool:
    """Whether a short line is one of a run of short lines, or stands below a lead-in ending in a colon."""
    before = lines[at - 1] if at else None
    if before is not None and not lines[at].after_blank:
        if before.text.rstrip().endswith(":"):
            return True
        if before.short and at - 1 > 0 and not before.after_blank:
            return True
    following = lines[at + 1 : at + 2]
    run = bool(following) and following[0].short and not following[0].after_blank
    return run and not lines[at].after_blank


def _fills(line: Line) -> bool:
    return WRAP_WIDTH[0] <= len(line.text.rstrip()) <= WRAP_WIDTH[1]


def _wrapped_to(lines: Sequence[Line], at: int) -> int:
    """Return the last line of a hard-wrapped paragraph; the line itself when the text is not wrapped."""
    last = at
    while last + 1 < len(lines) and _fills(lines[last]):
        line, after = lines[last], lines[last + 1]
        ends = bool(re.search(r"[.!?:]['\"”’)\]]*$", line.text.rstrip()))
        if after.after_blank or _BULLET.match(after.text) or (ends and not _continues(lines, last)):
            break
        last += 1
    return last


def _continues(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph goes on after a line that happens to end a sentence: its neighbours fill the width too."""
    line, after = lines[at], lines[at + 1]
    words = after.text.split()
    room = len(line.text.rstrip()) + 1 + len(words[0])
    return (
        room > 68
        and _fills(line)
        and (after.text[:1].islower() or (at > 0 and not line.after_blank and _fills(lines[at - 1])))
    )


def _joined(text: str, lines: Sequence[Line]) -> list[Piece]:
    """Join wrapped lines with single spaces that stand for the line ends."""
    pieces: list[Piece] = []
    for line in lines:
        body = line.text.strip()
        start = line.start + len(line.text) - len(line.text.lstrip())
        if pieces:
            pieces.append((" ", pieces[-1][2], start))
        pieces.append((body, start, start + len(body)))
    return pieces
