"""Markdown: CommonMark with tables, YAML front matter, HTML and the shortcodes of common CMSs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from claimlint.document import BlockKind, Document, DocumentBuilder, Source
from claimlint.errors import ReadError
from claimlint.readers.html import Draft, HtmlBlocks, titled
from claimlint.readers.markdown_inline import make_parser, read_inline
from claimlint.tidy import Piece

#: A YAML header opens with a key or comment; a page may also open with a rule ("---") and prose.
_FRONT = re.compile(
    r"\A---[ \t]*(?:\r\n|\r|\n)(\s*(?:#|[\w\"'][\w .\"'-]{0,40}:(?=\s)).*?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)",
    re.DOTALL,
)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
#: What a CMS replaces before readers see the page: Hugo, Jekyll/Liquid, attribute marks, fences, WordPress.
_SHORTCODE = re.compile(
    r"\{\{[<%][^\r\n]{0,400}?[>%]\}\}|\{%[^\r\n]{0,400}?%\}|\{[:.#][\w .#=\"':-]{1,120}\}|^[ \t]*:::[^\r\n]*$"
    r"|\[/?[a-z][a-z_-]{1,30}(?:[ \t]+[\w-]+=(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s\]]+))+[ \t]*/?\]|\[/[a-z][a-z_-]{1,30}\]"
    r"|\[(?:gallery|toc|caption|embed|video|audio)\]",
    re.MULTILINE,
)
_TASK = re.compile(r"^\[[ xX]\]\s+")
_CONTAINER = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))")
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
        front = _FRONT.match(source.text)
        self.body = front.end() if front else 0
        self.front = _front_matter(source, front) if front else {}
        if front:
            self._add_front_title(front)
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
            builder.add(draft.kind, draft.pieces, level=draft.level, links=draft.links)
        return builder.build(front_matter=self.front, comments=sorted(self.comments))

    def _mask(self, text: str) -> str:
        """Blank out comments and shortcodes, keeping every offset and line end."""

        def blank(match: re.Match[str]) -> str:
            if match.start() < self.body:
                return match[0]
            if match[0].startswith("<!--"):
                self.comments.append((match.start(), match[1].strip()))
            self.blanked[match.start() : match.end()] = b"\1" * len(match[0])
            return re.sub(r"[^\r\n]", " ", match[0])

        return _SHORTCODE.sub(blank, _COMMENT.sub(blank, text))

    def _blocks(self, tokens: Sequence[Token], env: dict[str, object]) -> None:
        containers: list[str] = []
        cells: dict[int, int] = {}
        for index, token in enumerate(tokens):
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
        cells: dict[int, int],
        env: dict[str, object],
    ) -> None:
        places = (
            self._cell(token, cells) if opener.type in ("td_open", "th_open") else self._places(token, opener)
        )
        kind, level = _kind(opener, containers)
        inline = read_inline(self.md, token.content, env)
        draft = Draft(kind, level, list(self._pieces(inline.pieces, places)), inline.links)
        task = _TASK.match(draft.text) if kind == "item" else None
        if task:
            draft = Draft(kind, level, list(_without(draft.pieces, task.end())))
        self.drafts.append(draft)
        self.comments += [(places[start], text) for start, text in inline.comments]
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

    def _cell(self, token: Token, cells: dict[int, int]) -> list[int]:
        """Return the places of a table cell: the n-th between the bars of its row."""
        row = token.map[0] if token.map else 0
        start, line = self.lines[row]
        spans = _cell_spans(line)
        at = cells.get(row, 0)
        cells[row] = at + 1
        low, high = spans[at] if at < len(spans) else (0, len(line))
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

    def _html(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        if first < last:
            low = self.lines[first][0]
            end, line = self.lines[last - 1]
            parser = HtmlBlocks(self.masked[low : end + len(line)], low)
            parser.read()
            self.drafts += parser.drafts
            self.comments += parser.comments

    def _add_front_title(self, front: re.Match[str]) -> None:
        """Add the title of the front matter as a title block that readers do not see on the page."""
        import yaml

        node = yaml.compose(front[1], Loader=yaml.SafeLoader)
        for key, value in getattr(node, "value", ()):
            if key.value == "title" and value.id == "scalar" and value.value.strip():
                low, high = front.start(1) + value.start_mark.index, front.start(1) + value.end_mark.index
                raw = self.source.text[low:high]
                if raw[1:-1] == value.value:
                    low, high = low + 1, high - 1
                self.drafts.append(Draft("title", 0, [(value.value, low, high)]))


def _front_matter(source: Source, match: re.Match[str]) -> Mapping[str, Any]:
    import yaml

    try:
        data = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 2 + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or str(error)
        where = f"{source.name}:{line}"
        raise ReadError(
            "front-matter", f"The front matter is broken: {problem}, line {line}.", where, "Mend the YAML."
        ) from error
    return data if isinstance(data, dict) else {}


def _check_depth(source: Source, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, 1):
        at = depth = 0
        while (match := _CONTAINER.match(line, at)) and depth <= DEEPEST:
            at, depth = match.end(), depth + 1
        indent = len(line) - len(line.lstrip(" "))
        if depth > DEEPEST or (depth and indent > 6 * DEEPEST):
            message = f"Lists or quotes nested more than {DEEPEST} deep, line {number} of the body."
            raise ReadError("too-deep", message, source.name, "Flatten them.")


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
