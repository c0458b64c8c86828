"""HTML cut into tags, text, references and comments, each with its place, in time linear in the page.

The standard library's parser takes the square of the length on broken markup (a page of ``<p a='``), and what it
makes of such markup depends on the Python release. Here, as in browsers, anything is a page: what is no markup is
text, and nothing raises.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["start", "end", "text", "raw", "reference", "comment", "declaration"]

#: Between these and their end tags stands no markup; what does is one "raw" token.
RAW = frozenset({"script", "style"})
#: Characters that may be read in vain, as a multiple of the page's length, looking for the end of tags whose quotes
#: are never closed; after that a tag ends at the next ">" whatever its quotes say.
PATIENCE = 4
#: A reference longer than this is text (no name is; the digits of a number would have to be padded).
LONGEST_REFERENCE = 40
_MARK = re.compile(r"[<&]")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_GAP = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"""([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*))?)?""")
_REFERENCE = re.compile(
    rf"&(?:#[0-9]{{1,{LONGEST_REFERENCE}}}|#[xX][0-9a-fA-F]{{1,{LONGEST_REFERENCE}}}|[a-zA-Z][a-zA-Z0-9.-]{{0,{LONGEST_REFERENCE}}});?"
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A value with its place; where it holds references, as many characters stand there as were written."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HtmlToken:
    """A piece of a page at ``start:end``. text: the tag's name, or what is to be read."""

    kind: Kind
    text: str
    start: int
    end: int
    attributes: dict[str, Attribute] = field(default_factory=dict)
    closes_itself: bool = False


def tokens(text: str) -> Iterator[HtmlToken]:
    """Yield the tokens of a page in order."""
    return _Tokenizer(text).run()


class _Tokenizer:
    """One page on its way. What was once sought in vain is not sought again: that keeps the time linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._patience = PATIENCE * len(text)
        self._missing: set[str] = set()

    def run(self) -> Iterator[HtmlToken]:
        text, at, plain = self._text, 0, 0
        while mark := _MARK.search(text, at):
            token = self._markup(mark.start())
            if token is None:
                at = mark.end()
                continue
            if plain < mark.start():
                yield HtmlToken("text", text[plain : mark.start()], plain, mark.start())
            yield token
            at = plain = token.end
            if token.kind == "start" and token.text in RAW and not token.closes_itself:
                at = plain = self._end_of_raw(token)
                yield HtmlToken("raw", text[token.end : at], token.end, at)
        if plain < len(text):
            yield HtmlToken("text", text[plain:], plain, len(text))

    def _markup(self, at: int) -> HtmlToken | None:
        """Return the markup that begins at a "<" or "&"; None when the character is text."""
        text = self._text
        if text[at] == "&":
            match = _REFERENCE.match(text, at)
            return match and HtmlToken("reference", unescape(match[0]), at, match.end())
        if text.startswith("<!--", at):
            return self._comment(at)
        after = text[at + 1 : at + 2]
        if after in ("!", "?"):
            return self._declaration(at)
        if after == "/":
            return self._end_tag(at)
        return self._start_tag(at) if after.isascii() and after.isalpha() else None

    def _find(self, wanted: str, at: int) -> int:
        """Return where a text stands next, or -1; asked in vain once, the answer is known."""
        if wanted in self._missing:
            return -1
        found = self._text.find(wanted, at)
        if found < 0:
            self._missing.add(wanted)
        return found

    def _comment(self, at: int) -> HtmlToken | None:
        for short in ("<!-->", "<!--->"):
            if self._text.startswith(short, at):
                return HtmlToken("comment", "", at, at + len(short))
        end = self._find("-->", at + 4)
        return None if end < 0 else HtmlToken("comment", self._text[at + 4 : end], at, end + 3)

    def _declaration(self, at: int) -> HtmlToken | None:
        """Take a doctype, a processing instruction or a CDATA section; no reader sees any of them."""
        close = "]]>" if self._text.startswith("<![CDATA[", at) else ">"
        end = self._find(close, at)
        return None if end < 0 else HtmlToken("declaration", "", at, end + len(close))

    def _end_tag(self, at: int) -> HtmlToken | None:
        end = self._find(">", at)
        if end < 0:
            return None
        name = _NAME.match(self._text, at + 2, end)
        return HtmlToken("end", name[0].lower() if name else "", at, end + 1)

    def _start_tag(self, at: int) -> HtmlToken | None:
        close = self._find(">", at)
        if close < 0:
            return None
        name = _NAME.match(self._text, at + 1)
        assert name is not None
        attributes: dict[str, Attribute] = {}
        limit = len(self._text) if self._patience > 0 else close
        end = self._attributes(name.end(), limit, attributes)
        if end < 0:
            self._patience -= len(self._text) - at
            return None
        slash = self._text[end - 1] == "/"
        return HtmlToken("start", name[0].lower(), at, end + 1, attributes, slash)

    def _attributes(self, at: int, limit: int, found: dict[str, Attribute]) -> int:
        """Collect attributes, of each name the first; return where the tag's ">" stands, or -1."""
        text = self._text
        while True:
            gap = _GAP.match(text, at)
            at = gap.end() if gap else at
            if text.startswith(">", at):
                return at
            match = _ATTRIBUTE.match(text, at, limit)
            if match is None:
                return -1
            group = match.lastindex or 1
            value = unescape(match[group]) if group > 1 else ""
            found.setdefault(match[1].lower(), Attribute(value, *match.span(group)))
            at = match.end()

    def _end_of_raw(self, tag: HtmlToken) -> int:
        """Return where the end tag of a script or style begins; at the end of the page when there is none."""
        close = re.compile(rf"</{tag.text}(?=[\s/>])", re.IGNORECASE).search(self._text, tag.end)
        return close.start() if close else len(self._text)


def unescape(text: str) -> str:
    """Replace the references in a text; one whose number has thousands of digits leaves it as it is."""
    try:
        return html.unescape(text)
    except ValueError:
        return text
