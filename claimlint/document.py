"""What a reader makes of a file: prose in blocks, each character tied to its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from claimlint.tidy import Piece, tidied

BlockKind = Literal[
    "title", "heading", "paragraph", "item", "quote", "table", "caption", "code", "boilerplate"
]
Media = Literal["text", "markdown", "html", "docx"]

_LINE_END = re.compile(r"\r\n?|\n")
#: Between two blocks in ``Document.text``. It belongs to no block and to no source position.
BLOCK_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file. ``text`` keeps its own line ends (CR, LF or CRLF) and has no byte-order mark.

    A Word file's text is what is read out of it, a line a paragraph.
    """

    name: str
    text: str
    media: Media = "text"
    encoding: str = "utf-8"
    sha256: str = ""

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; CRLF, LF and a lone CR each end one."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table: which table of the document, its row and column, from 1.

    header: whether it names a row or a column. columns: how many it spans.
    """

    table: int
    row: int
    column: int
    header: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of ``Document.text`` of one kind; half-open, in code points.

    level: 1 to 6 for headings; for a title 1 when readers see it on the page and 0 when it stands
    only in metadata (``<title>``, front matter). cell, ordinal: of a table and of a numbered list, where
    the reader knows; a further block in the same cell or item has the same.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cell: Cell | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """``text[start : start + length]`` comes from ``source[source_start : source_end]``.

    Where both have the same length the two are the same characters, one to one; otherwise
    (an entity, an escape) the segment is taken whole.
    """

    start: int
    length: int
    source_start: int
    source_end: int

    @property
    def exact(self) -> bool:
        """Whether characters map one to one."""
        return self.length == self.source_end - self.source_start


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink over ``Document.text[start:end]``."""

    start: int
    end: int
    href: str


@dataclass(frozen=True)
class SideFile:
    """What stands about an article in a file beside it, ``NAME.claimlint.yml``. lines: key path to its line."""

    path: str
    data: Mapping[str, object]
    lines: Mapping[tuple[object, ...], int]


@dataclass(frozen=True)
class Document:
    """An article as checks see it.

    text: prose only, blocks joined by ``BLOCK_GAP``. segments: sorted, not overlapping.
    front_matter: YAML header as parsed. meta: ``<meta>`` names to content, with "html:lang", "link:canonical",
    "time:published" and "time:modified"; a Word file's core properties. comments: text of
    Markdown/HTML comments with their source offsets, but for those that a code block shows. linked_data: JSON-LD scripts
    as written. header_places: where in the source the parts of the front matter's key ``claimlint`` stand, by key path.
    side: None where no file stands beside it.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    links: tuple[Link, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)
    meta: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[tuple[int, str], ...] = ()
    linked_data: tuple[str, ...] = ()
    header_places: Mapping[tuple[object, ...], tuple[int, int]] = field(default_factory=dict)
    side: SideFile | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    @cached_property
    def _lines(self) -> list[int]:
        return self.source.line_starts

    @cached_property
    def prose_lines(self) -> list[int]:
        """The 1-based source lines that hold text of a block, sorted."""
        held: set[int] = set()
        for segment in self.segments:
            first = self.line_column(segment.source_start)[0]
            held.update(range(first, self.line_column(segment.source_end - 1)[0] + 1))
        return sorted(held)

    @cached_property
    def title(self) -> Block | None:
        """The block that names the article: the visible title, else the one in metadata."""
        titles = [block for block in self.blocks if block.kind == "title"]
        return max(titles, key=lambda block: block.level, default=None)

    def block_text(self, block: Block) -> str:
        """Return the prose of a block."""
        return self.text[block.start : block.end]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty text range to the smallest source range that holds all of it.

        Raises ValueError when the range lies between blocks, where no source stands.
        """
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        touched = [s for s in self.segments[first:last] if s.start < end and s.start + s.length > start]
        if not touched:
            raise ValueError(f"no source at text range {start}:{end}")
        head, tail = touched[0], touched[-1]
        lead = max(start - head.start, 0) if head.exact else 0
        rest = max(tail.start + tail.length - end, 0) if tail.exact else 0
        return head.source_start + lead, tail.source_end - rest

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column (in code points) of a source offset."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def source_line(self, line: int) -> str:
        """Return a 1-based source line without its line end."""
        end = self._lines[line] if line < len(self._lines) else len(self.source.text)
        return self.source.text[self._lines[line - 1] : end].rstrip("\r\n")


class DocumentBuilder:
    """Collects blocks in reading order; readers feed it (text, source start, source end) pieces."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._text: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.segments: list[Segment] = []
        self.links: list[Link] = []

    def add(
        self,
        kind: BlockKind,
        pieces: Sequence[Piece],
        *,
        level: int = 0,
        links: Sequence[tuple[int, int, str]] = (),
        cell: Cell | None = None,
        ordinal: int | None = None,
    ) -> None:
        """Append a block; nothing happens when the pieces hold no visible character.

        links: (start, end, href), offsets relative to the joined text of the pieces; one over nothing visible is left out.
        White space at both ends of the block is cut, and inside it is tidied (``tidy.py``), but for code.
        """
        if kind != "code":
            pieces, links = tidied(pieces, links)
        joined = "".join(text for text, _, _ in pieces)
        stripped = joined.strip()
        if not stripped:
            return
        cut = len(joined) - len(joined.lstrip())
        if self.blocks:
            self._text.append(BLOCK_GAP)
            self._length += len(BLOCK_GAP)
        start, end = self._length, self._length + len(stripped)
        self._add_segments(pieces, start - cut, start, end)
        self._text.append(stripped)
        self._length = end
        self.blocks.append(Block(kind, start, end, level, cell, ordinal))
        for low, high, href in links:
            low, high = max(low - cut + start, start), min(high - cut + start, end)
            if stripped[low - start : max(high - start, 0)].strip():
                self.links.append(Link(low, high, href))

    def _add_segments(self, pieces: Sequence[Piece], at: int, start: int, end: int) -> None:
        """Lay the pieces from text offset ``at`` on, clipped to ``start:end``."""
        for text, source_start, source_end in pieces:
            low, high = max(at, start), min(at + len(text), end)
            if low < high:
                exact = len(text) == source_end - source_start
                head = source_start + (low - at if exact else 0)
                tail = source_end - (at + len(text) - high if exact else 0)
                self._append(Segment(low, high - low, head, tail))
            at += len(text)

    def _append(self, segment: Segment) -> None:
        """Append, joining with the segment before where both run on one to one."""
        last = self.segments[-1] if self.segments else None
        if (
            last is not None
            and last.exact
            and segment.exact
            and last.start + last.length == segment.start
            and last.source_end == segment.source_start
        ):
            self.segments[-1] = Segment(
                last.start, last.length + segment.length, last.source_start, segment.source_end
            )
        else:
            self.segments.append(segment)

    def build(
        self,
        *,
        front_matter: Mapping[str, object] | None = None,
        header_places: Mapping[tuple[object, ...], tuple[int, int]] | None = None,
        meta: Mapping[str, str] | None = None,
        comments: Sequence[tuple[int, str]] = (),
        linked_data: Sequence[str] = (),
    ) -> Document:
        """Return the finished document."""
        return Document(
            source=self.source,
            text="".join(self._text),
            blocks=tuple(self.blocks),
            segments=tuple(self.segments),
            links=tuple(self.links),
            front_matter=front_matter or {},
            header_places=header_places or {},
            meta=meta or {},
            comments=tuple(comments),
            linked_data=tuple(linked_data),
        )
