"""Markdown: CommonMark with tables, YAML front matter, HTML and the shortcodes of common CMSs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from claimlint.document import BlockKind, Document, DocumentBuilder, Source
from claimlint.errors import ReadError
from claimlint.readers.drafts import Draft, titled
from claimlint.readers.front_matter import front_matter
from claimlint.readers.html_blocks import HtmlBlocks
from claimlint.readers.layout import Layout
from claimlint.readers.markdown_inline import make_parser, read_inline
from claimlint.tidy import Piece

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
#: What a CMS replaces before readers see the page: Hugo, Jekyll/Liquid, attribute marks, fences, WordPress.
_SHORTCODE = re.compile(
    r"\{\{[<%][^\r\n]{0,400}?[>%]\}\}|\{%[^\r\n]{0,400}?%\}|\{[:.#][\w .#=\"':-]{1,120}\}|^[ \t]*:::[^\r\n]*$"
    # An attribute reads in one way only and has an end, so that no line of them is tried in all ways.
    r"|\[/?[a-z][a-z_-]{1,30}(?:[ \t]{1,9}[\w-]{1,40}=(?:\"[^\"\r\n]{0,400}\"|'[^'\r\n]{0,400}'|[^\s\]\"'][^\s\]]{0,400})){1,20}"
    r"[ \t]{0,9}/?\]|\[/[a-z][a-z_-]{1,30}\]"
    r"|\[(?:gallery|toc|caption|embed|video|audio)\]",
    re.MULTILINE,
)
_TASK = re.compile(r"^\[[ xX]\]\s+")
_CONTAINER = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))")
#: A line that opens a block of code: what stands in it is shown, comments too.
_FENCE = re.compile(
    r"(?:\A|(?<=[\r\n]))[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,})"
)
#: Blocks nested deeper than this would overrun the parser; no article is.
DEEPEST = 40


def read_markdown(source: Source) -> Document:
    """Read Markdown. Raises ReadError ``front-matter`` for a broken YAML header, ``too-deep`` for absurd nesting."""
    return _Reader(source).read()


class _Reader:
    """One document on its way: masked text, line table, drafts."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.md = make_parser()
        self.drafts: list[Draft] = []
        self.comments: list[tuple[int, str]] = []
        self.code: list[tuple[int, int]] = []
        self.layout = Layout()
        self.header = header = front_matter(source)
        self.body = header.end
        if header.title:
            self.drafts.append(Draft("title", 0, [header.title]))
        self.blanked = bytearray(len(source.text))
        self.masked = self._mask(source.text)
        self.lines = [
            (m.start(), m[1])
            for m in _LINE.finditer(self.masked, self.body)
            if m[0] or m.end() == len(self.masked)
        ]
        _check_depth(source, [line for _, line in self.lines])

    def read(self) -> Document:
        """Parse the body and return the document."""
        env: dict[str, object] = {}
        tokens = self.md.parse("\n".join(line for _, line in self.lines), env)
        self._blocks(tokens, env)
        builder = DocumentBuilder(self.source)
        for draft in titled(self.drafts):
            draft.add_to(builder)
        return builder.build(
            front_matter=self.header.data,
            header_places=self.header.places,
            comments=list(_outside(sorted(self.comments), sorted(self.code))),
        )

    def _mask(self, text: str) -> str:
        """Blank out comments and shortcodes, keeping every offset and line end."""

        parts, at = [text[: self.body]], self.body
        for start, end in _comments(text, self.body):
            self.comments.append((start, text[start + 4 : end - 3].strip()))
            parts += [text[at:start], self._blank(text, start, end)]
            at = end
        masked = "".join([*parts, text[at:]])
        parts, at = [], 0
        for match in _SHORTCODE.finditer(masked, self.body):
            parts += [masked[at : match.start()], self._blank(masked, *match.span())]
            at = match.end()
        return "".join([*parts, masked[at:]])

    def _blank(self, text: str, start: int, end: int) -> str:
        self.blanked[start:end] = b"\1" * (end - start)
        return re.sub(r"[^\r\n]", " ", text[start:end])

    def _blocks(self, tokens: Sequence[Token], env: dict[str, object]) -> None:
        containers: list[str] = []
        cells: dict[int, Iterator[tuple[int, int]]] = {}
        for index, token in enumerate(tokens):
            _lay_out(self.layout, token)
            if token.type in ("blockquote_open", "list_item_open"):
                containers.append(token.type)
            elif token.type in ("blockquote_close", "list_item_close"):
                containers.pop()
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html(token)
            elif token.type == "inline":
                self._inline(token, tokens[index - 1], containers, cells, env)

    def _inline(
        self,
        token: Token,
        opener: Token,
        containers: Sequence[str],
        cells: dict[int, Iterator[tuple[int, int]]],
        env: dict[str, object],
    ) -> None:
        places = (
            self._cell(token, cells) if opener.type in ("td_open", "th_open") else self._places(token, opener)
        )
        kind, level = _kind(opener, containers)
        inline = read_inline(self.md, token.content, env)
        draft = Draft(kind, level, list(self._pieces(inline.pieces, places)), inline.links)
        draft.cell, draft.ordinal = self.layout.cell, self.layout.ordinal
        task = _TASK.match(draft.text) if kind == "item" else None
        if task:
            draft = Draft(kind, level, list(_without(draft.pieces, task.end())), ordinal=self.layout.ordinal)
        self.drafts.append(draft)
        self.comments += [(places[start], text) for start, text in inline.comments]
        self.code += [(places[start], places[end - 1] + 1) for start, end in inline.code]
        for alt, start, end in inline.images:
            self.drafts.append(Draft("caption", 0, list(self._pieces([(alt, start, end)], places))))

    def _pieces(self, pieces: Sequence[tuple[str, int, int]], places: Sequence[int]) -> Iterator[Piece]:
        """Map pieces of content to the source; blanked shortcodes become one space."""
        for text, start, end in pieces:
            if len(text) != end - start:
                yield text, places[start], places[end - 1] + 1
                continue
            run = start
            for i in range(start + 1, end + 1):
                if (
                    i < end
                    and places[i] == places[i - 1] + 1
                    and self.blanked[places[i]] == self.blanked[places[i - 1]]
                ):
                    continue
                low, high = places[run], places[i - 1] + 1
                yield (" " if self.blanked[low] else text[run - start : i - start]), low, high
                run = i

    def _places(self, token: Token, opener: Token) -> list[int]:
        """Return the source offset of every character of a run's content, line by line."""
        first = token.map[0] if token.map else 0
        places: list[int] = []
        for number, content in enumerate(token.content.split("\n")):
            start, line = self.lines[first + number]
            if number:
                before, previous = self.lines[first + number - 1]
                places.append(before + len(previous))
            places += _line_places(start, line, content, opener)
        return places

    def _cell(self, token: Token, cells: dict[int, Iterator[tuple[int, int]]]) -> list[int]:
        """Return the places of a table cell: the n-th between the bars of its row."""
        row = token.map[0] if token.map else 0
        start, line = self.lines[row]
        if row not in cells:
            cells[row] = iter(_cell_spans(line))
        low, high = next(cells[row], (0, len(line) if token.content else 0))
        raw = line[low:high]
        low += len(raw) - len(raw.lstrip())
        inner = raw.strip()
        if inner == token.content:
            return [start + low + i for i in range(len(inner))]
        kept = [i for i in range(len(inner)) if not inner.startswith("\\|", i)]
        return ([start + low + i for i in kept] + [start + low] * len(token.content))[: len(token.content)]

    def _code(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        lines = self.lines[first:last]
        if lines:
            low, high = lines[0][0], lines[-1][0] + len(lines[-1][1])
            self.drafts.append(Draft("code", 0, [(self.source.text[low:high], low, high)]))
            self.code.append((low, high))

    def _html(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        if first < last:
            low = self.lines[first][0]
            end, line = self.lines[last - 1]
            parser = HtmlBlocks(self.masked[low : end + len(line)], low, self.layout)
            parser.read()
            self.drafts += parser.drafts
            self.comments += parser.comments


def _comments(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of comments outside fences; one that is never closed is none, and neither is any after it."""
    fence = _FENCE.search(text, at)
    while (start := text.find("<!--", at)) >= 0:
        while fence and fence.start() < at:
            fence = _FENCE.search(text, at)
        if fence and fence.start() < start:
            at = _end_of_fence(text, fence)
            continue
        end = text.find("-->", start + 4)
        if end < 0:
            return
        at = end + 3
        yield start, at


def _end_of_fence(text: str, fence: re.Match[str]) -> int:
    close = rf"(?<=[\r\n])[ \t>]*{fence[1][0]}{{{len(fence[1])},}}[ \t]*(?=[\r\n]|\Z)"
    found = re.compile(close).search(text, fence.end())
    return found.end() if found else len(text)


def _outside(
    comments: Sequence[tuple[int, str]], code: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Yield the comments that no code shows; both are sorted."""
    at = 0
    for start, text in comments:
        while at < len(code) and code[at][1] <= start:
            at += 1
        if at == len(code) or start < code[at][0]:
            yield start, text


def _check_depth(source: Source, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, 1):
        at = depth = 0
        while (match := _CONTAINER.match(line, at)) and depth <= DEEPEST:
            at, depth = match.end(), depth + 1
        indent = len(line) - len(line.lstrip(" "))
        if depth > DEEPEST or (depth and indent > 6 * DEEPEST):
            message = f"Lists or quotes nested more than {DEEPEST} deep, line {number} of the body."
            raise ReadError("too-deep", message, source.name, "Flatten them.")


def _lay_out(layout: Layout, token: Token) -> None:
    if token.type == "table_open":
        layout.open_table()
    elif token.type == "tr_open":
        layout.row()
    elif token.type in ("td_open", "th_open"):
        layout.enter(header=token.type == "th_open")
    elif token.type in ("bullet_list_open", "ordered_list_open"):
        first = token.attrGet("start")
        layout.open_list(None if token.tag == "ul" else 1 if first is None else int(first))
    elif token.type == "list_item_open":
        layout.item()
    elif token.type in ("table_close", "bullet_list_close", "ordered_list_close"):
        layout.close()


def _kind(opener: Token, containers: Sequence[str]) -> tuple[BlockKind, int]:
    if opener.type == "heading_open":
        return "heading", int(opener.tag[1])
    if opener.type in ("td_open", "th_open"):
        return "table", 0
    if containers:
        return ("item" if containers[-1] == "list_item_open" else "quote"), 0
    return "paragraph", 0


def _line_places(start: int, line: str, content: str, opener: Token) -> list[int]:
    """Return the places of one content line: what is left of its source line without prefix and suffix."""
    if opener.type == "heading_open" and opener.markup.startswith("#"):
        mark = re.search(rf"(?:^|[\s>]){re.escape(opener.markup)}(?=[ \t]|$)[ \t]*", line)
        low = mark.end() if mark else 0
    else:
        body = content.lstrip(" \t")
        end = len(line) if line.endswith(content) else len(line.rstrip())
        low = end - len(content.rstrip() if not line.endswith(content) else content)
        if line[low : low + len(content)] != content:
            # A tab that the parser spread over an indent: the words still end the line.
            lead = len(content) - len(body)
            low = max(len(line.rstrip()) - len(body.rstrip()), 0)
            return [start + low] * lead + [start + low + i for i in range(len(body))]
    return [start + low + i for i in range(len(content))]


def _cell_spans(line: str) -> list[tuple[int, int]]:
    """Split a table row at its bars; an escaped bar does not count, outer ones make no cell."""
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", line)]
    edges = [-1, *bars, len(line)]
    spans = [(low + 1, high) for low, high in pairwise(edges)]
    if spans and not line[slice(*spans[0])].strip(" \t>"):
        spans = spans[1:]
    if len(spans) > 1 and not line[slice(*spans[-1])].strip():
        spans = spans[:-1]
    return spans


def _without(pieces: Sequence[Piece], count: int) -> Iterator[Piece]:
    """Yield pieces without their first ``count`` characters."""
    for text, start, end in pieces:
        cut = min(count, len(text))
        count -= cut
        if cut < len(text):
            yield text[cut:], start + (cut if len(text) == end - start else 0), end
