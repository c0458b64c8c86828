"""A JSON report read piece by piece: of 5,000 articles it is too big to hold, with all its objects, in memory.

The standard library's scanner does the parsing, a few times as fast as parsers made for streams; here only the outer object
and its list of files are walked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

#: Characters read at a time.
CHUNK = 1 << 20
_SPACE = " \t\r\n"


class BrokenJson(Exception):
    """What is read is no JSON object; position: the character where that shows."""

    def __init__(self, problem: str, position: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.position = position


def members(file: IO[str], listed: str = "files") -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of the JSON object in a file; of the list under one key, each item by itself, under that key.

    Raises BrokenJson, also for a file that ends too early or goes on after the object.
    """
    text = _Text(file)
    text.expect("{")
    if text.peek() == "}":
        text.expect("}")
    else:
        while True:
            key = text.value()
            if not isinstance(key, str):
                raise text.broken("a key is missing")
            text.expect(":")
            if key == listed and text.peek() == "[":
                yield from ((key, item) for item in _items(text))
            else:
                yield key, text.value()
            if text.expect(",}") == "}":
                break
    if text.peek():
        raise text.broken("it goes on after its end")


def _items(text: _Text) -> Iterator[Any]:
    text.expect("[")
    if text.peek() == "]":
        text.expect("]")
        return
    while True:
        yield text.value()
        if text.expect(",]") == "]":
            return


class _Text:
    """What was read and is not yet used up."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._buffer = ""
        self._at = 0
        self._before = 0
        self._decode = json.JSONDecoder().raw_decode

    def broken(self, problem: str) -> BrokenJson:
        return BrokenJson(problem, self._before + self._at)

    def peek(self) -> str:
        """Return the next character that is no space; "" at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _SPACE:
                    return self._buffer[self._at]
                self._at += 1
            if not self._more():
                return ""

    def expect(self, characters: str) -> str:
        found = self.peek()
        if not found:
            raise self.broken("it ends too early")
        if found not in characters:
            raise self.broken(f"“{found}” stands where “{characters[0]}” should")
        self._at += 1
        return found

    def value(self) -> Any:
        """Return the next value, whole. What is read at a time grows with it, so that a long one costs no square."""
        self.peek()
        while True:
            try:
                value, end = self._decode(self._buffer, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, ValueError) and self._more(max(CHUNK, len(self._buffer) - self._at)):
                    continue
                raise self._told(error) from error
            # A number at the end of what was read may go on.
            if end < len(self._buffer) or not self._more():
                self._at = end
                return value

    def _told(self, error: ValueError | RecursionError) -> BrokenJson:
        if not isinstance(error, json.JSONDecodeError):
            return self.broken("it is nested too deeply, or a number is too long")
        early = error.pos >= len(self._buffer) or error.msg.startswith("Unterminated")
        return BrokenJson("it ends too early" if early else error.msg, self._before + error.pos)

    def _more(self, size: int = CHUNK) -> bool:
        read = self._file.read(size)
        if not read:
            return False
        self._before += self._at
        self._buffer = self._buffer[self._at :] + read
        self._at = 0
        return True
