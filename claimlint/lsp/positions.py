"""Where offsets stand in an editor's terms: lines, and columns in the units that client and server agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]
#: What ends a line in the protocol; other line breaks of Unicode do not.
_LINE_END = re.compile(r"\r\n?|\n")
_MARK = "\ufeff"


class Lines:
    """The lines of a text. Offsets are code points of the text without its byte-order mark, as readers count them."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        ends = list(_LINE_END.finditer(text))
        self.text = text
        self.encoding = encoding
        self.starts = [0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]
        self._mark = int(text.startswith(_MARK))

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 0; within a line end it is the end of the line."""
        at = min(max(offset + self._mark, 0), len(self.text))
        line = bisect_right(self.starts, at) - 1
        start = self.starts[line]
        return line, units(self.text[start : min(at, self._stops[line])], self.encoding)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a position; one beyond a line's end is its end, one within a character its start."""
        return max(self.index(line, column) - self._mark, 0)

    def index(self, line: int, column: int) -> int:
        """Return the place of a position in ``text`` itself, where a byte-order mark counts."""
        if line >= len(self.starts):
            return len(self.text)
        start, stop = self.starts[max(line, 0)], self._stops[max(line, 0)]
        return start + _characters(self.text[start:stop], column, self.encoding)

    def line_of(self, offset: int) -> int:
        """Return the line, from 0, that an offset is in."""
        return self.position(offset)[0]

    def line_text(self, line: int) -> str:
        """Return a line without its end."""
        return self.text[self.starts[line] : self._stops[line]]

    def line_start(self, line: int) -> int:
        """Return the offset at which a line begins."""
        return max(self.starts[line] - self._mark, 0)

    def line_stop(self, line: int) -> int:
        """Return the offset at which a line's text ends."""
        return max(self._stops[line] - self._mark, 0)


def units(text: str, encoding: Encoding) -> int:
    """Return how many code units a text has; half a character (a lone surrogate) counts like a whole one of its range."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    return sum(_width(character, encoding) for character in text)


def _characters(text: str, count: int, encoding: Encoding) -> int:
    """Return how many whole characters fit into so many code units."""
    if encoding == "utf-32" or text.isascii():
        return min(max(count, 0), len(text))
    used = 0
    for index, character in enumerate(text):
        used += _width(character, encoding)
        if used > count:
            return index
    return len(text)


def _width(character: str, encoding: Encoding) -> int:
    code = ord(character)
    if encoding == "utf-16":
        return 1 + (code > 0xFFFF)
    return 1 + (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF)
