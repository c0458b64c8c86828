"""Inline Markdown with positions: markdown-it's own rules, watched as they consume the text.

markdown-it keeps no inline positions. Its tokenizer loop is small, so it is run here with a record
of how far each rule read: nothing is searched for afterwards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

#: A longer run is read in portions: markup that is opened and never closed is sought to the end of the run, each time
#: anew (code points). No paragraph that somebody wrote is so long; a link across a cut would be read as text.
LONGEST_RUN = 10_000


@dataclass
class Inline:
    """Visible text of one inline run. pieces: (text, start, end) into the run's content.

    links: (start, end, href) into the visible text, of which there are ``length`` characters. images: (alt, start, end). comments: (start, text).
    code: (start, end) of what stands between backticks.
    """

    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    images: list[tuple[str, int, int]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0


Record = tuple[str, int, int, Sequence[Token]]


class WatchedInline(ParserInline):
    """The inline parser with a record of (rule, start, end, tokens pushed)."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[Record] = []
        self._source = ""

    def watch(self, content: str, md: MarkdownIt, env: dict[str, object]) -> list[Record]:
        """Parse a run and return its records; delimiters are resolved in the tokens they hold."""
        self.records, self._source = [], content
        self.parse(content, md, env, [])
        return self.records

    def tokenize(self, state: StateInline) -> None:
        """Do what ParserInline.tokenize does, noting what each rule read."""
        if state.src != self._source:
            super().tokenize(state)
            return
        rules = [(rule.name, rule.fn) for rule in self.ruler.__rules__ if rule.enabled]
        limit = state.md.options.maxNesting
        while state.pos < state.posMax:
            start, pushed = state.pos, len(state.tokens)
            name = self._apply(state, rules) if state.level < limit else None
            if name is None:
                state.pending += state.src[state.pos]
                state.pos += 1
            self.records.append((name or "text", start, state.pos, state.tokens[pushed:]))
        if state.pending:
            state.pushPending()

    @staticmethod
    def _apply(state: StateInline, rules: Sequence[tuple[str, object]]) -> str | None:
        for name, rule in rules:
            if rule(state, False):  # type: ignore[operator]
                return name
        return None


def make_parser() -> MarkdownIt:
    """Return a CommonMark parser with tables and strikethrough whose blocks keep their raw inline text."""
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    md.inline = WatchedInline()
    md.inline.ruler.enable("strikethrough")
    md.inline.ruler2.enable("strikethrough")
    md.inline.ruler2.disable("fragments_join")
    md.core.ruler.disable(["inline", "text_join"])
    return md


def read_inline(md: MarkdownIt, content: str, env: dict[str, object]) -> Inline:
    """Return the visible text of an inline run with the places it comes from."""
    whole = Inline()
    for low, high in _portions(content):
        _append(whole, _read_portion(md, content[low:high], env), low)
    return whole


def _portions(content: str) -> Iterator[tuple[int, int]]:
    """Cut a run that is too long after a line, else a sentence, else a word."""
    start = 0
    while len(content) - start > LONGEST_RUN:
        low, high = start + LONGEST_RUN // 2, start + LONGEST_RUN
        cuts = (content.rfind(end, low, high) + len(end) for end in ("\n", ". ", " "))
        end = next((cut for cut in cuts if cut > low), high)
        yield start, end
        start = end
    yield start, len(content)


def _append(whole: Inline, part: Inline, shift: int) -> None:
    """Add what was read from ``shift`` on."""
    seen = whole.length
    whole.length += sum(len(text) for text, _, _ in part.pieces)
    whole.pieces += [(text, start + shift, end + shift) for text, start, end in part.pieces]
    whole.links += [(start + seen, end + seen, href) for start, end, href in part.links]
    whole.images += [(alt, start + shift, end + shift) for alt, start, end in part.images]
    whole.comments += [(start + shift, text) for start, text in part.comments]
    whole.code += [(start + shift, end + shift) for start, end in part.code]


def _read_portion(md: MarkdownIt, content: str, env: dict[str, object]) -> Inline:
    inline = Inline()
    assert isinstance(md.inline, WatchedInline)
    records = md.inline.watch(content, md, env)
    # A link's own record follows those of its label; both are put in the order of the text.
    for name, start, end, tokens in sorted(records, key=lambda record: (record[1], -record[2])):
        _take(inline, content, name, start, end, tokens)
    inline.links = _link_ranges(inline, records)
    return inline


def _take(inline: Inline, content: str, name: str, start: int, end: int, tokens: Sequence[Token]) -> None:
    if name == "text":
        inline.pieces.append((content[start:end], start, end))
    elif name == "newline" or (name == "escape" and content[start + 1 : start + 2] == "\n"):
        inline.pieces.append((" ", start, end))
    elif name in ("escape", "entity"):
        special = [t.content for t in tokens if t.type == "text_special"]
        inline.pieces.append((special[-1] if special else content[start:end], start, end))
    elif name in ("emphasis", "strikethrough"):
        count = end - start if name == "emphasis" else (end - start + 1) // 2
        _delimiters(inline, start, tokens[-count:])
    elif name == "backticks":
        _code(inline, content, start, end, tokens)
    elif name == "autolink":
        inline.pieces.append((content[start + 1 : end - 1], start + 1, end - 1))
    elif name == "image":
        alt = next((t.content for t in tokens if t.type == "image"), "")
        inline.images.append((alt, start + 2, start + 2 + len(alt)))
    elif name == "html_inline" and content.startswith("<!--", start):
        inline.comments.append((start, content[start + 4 : end - 3].strip()))


def _delimiters(inline: Inline, start: int, tokens: Sequence[Token]) -> None:
    """Delimiter characters that did not become markup are text after all."""
    at = start
    for token in tokens:
        if token.type == "text" and token.content and set(token.content) <= set("*_~"):
            inline.pieces.append((token.content, at, at + len(token.content)))
            at += len(token.content)
        else:
            at += 2 if token.type.startswith("s_") else 1


def _code(inline: Inline, content: str, start: int, end: int, tokens: Sequence[Token]) -> None:
    code = next((t for t in tokens if t.type == "code_inline"), None)
    if code is None:
        inline.pieces.append((content[start:end], start, end))
        return
    inline.code.append((start, end))
    low = start + len(code.markup)
    inner = content[low : end - len(code.markup)]
    low += (len(inner) - len(code.content)) // 2
    inline.pieces.append((code.content, low, low + len(code.content)))


def _link_ranges(inline: Inline, records: Sequence[Record]) -> list[tuple[int, int, str]]:
    """Return links over the visible text: what was read between a link's ends."""
    starts = [start for _, start, _ in inline.pieces]
    offsets = list(accumulate((len(text) for text, _, _ in inline.pieces), initial=0))
    links = []
    for name, start, end, tokens in records:
        if name in ("link", "autolink"):
            href = next((str(t.attrs.get("href", "")) for t in tokens if t.type == "link_open"), "")
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first < last:
                links.append((offsets[first], offsets[last], href))
    return links
