"""From the tokens of an HTML page to drafts of its blocks and links, and what it says of itself."""

from __future__ import annotations

import re
from collections import Counter

from claimlint.document import BlockKind
from claimlint.readers.drafts import Draft
from claimlint.readers.html_elements import BLOCKS, CLOSES_ITSELF, VOID, Attributes, Element, element, value
from claimlint.readers.html_meta import meta_name, said_by
from claimlint.readers.html_tokens import Attribute, HtmlToken, tokens
from claimlint.readers.layout import Layout, number
from claimlint.tidy import Piece

_LINKED_DATA = "application/ld+json"
_SPACE = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")


class HtmlBlocks:
    """Collects drafts of blocks. Positions come from the tokenizer: nothing is ever searched for."""

    def __init__(self, text: str, base: int = 0, layout: Layout | None = None) -> None:
        self._text, self._base = text, base
        self._layout = layout or Layout()
        self._stack: list[Element] = [Element("", "paragraph", 0, False, False)]
        self._open: Counter[str] = Counter()
        self._link: tuple[int, str] | None = None
        self._captions: list[Draft] = []
        self._draft = Draft("paragraph", 0)
        self._length = 0
        self._breaks = 0
        self.drafts: list[Draft] = []
        self.meta: dict[str, str] = {}
        self.comments: list[tuple[int, str]] = []
        self.linked_data: list[str] = []
        self._in_linked_data = False

    def read(self) -> None:
        """Parse everything."""
        for token in tokens(self._text):
            if token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._end(token.text)
            elif token.kind == "comment":
                # Kept apart: rules on disclaimers and suppressions look at them.
                self.comments.append((self._base + token.start, token.text.strip()))
            elif token.kind == "raw" and self._in_linked_data:
                self.linked_data.append(token.text)
            elif self._stack[-1].dropped:
                continue
            elif token.kind == "text":
                self._take_text(token)
            elif token.kind == "reference":
                self._add(token.text, token.start, token.end)
        self._flush()

    # --- tokens --------------------------------------------------------------------------------------

    def _start(self, token: HtmlToken) -> None:
        """Open an element, or take what a void one says; HTML ignores the slash of ``<br/>``."""
        tag, values = token.text, token.attributes
        if tag in BLOCKS:
            self._flush()
        self._breaks = self._breaks + 1 if tag == "br" else 0
        if tag == "br":
            self._line_break(token)
        elif tag == "meta":
            self._take_facts(tag, values)
            self._take_description(values)
        elif tag == "link":
            self._take_facts(tag, values)
        elif tag == "img":
            self._take_alt(values)
        elif tag not in VOID:
            self._push(tag, values)
            if token.closes_itself and tag in ("svg", "math", "path"):
                self._end(tag)

    def _end(self, tag: str) -> None:
        """Close the nearest open element of that name, and those inside it."""
        if tag in BLOCKS:
            self._flush()
        if tag == "a":
            self._end_link()
        if not self._open[tag]:
            return
        while self._pop().tag != tag:
            pass

    def _take_text(self, token: HtmlToken) -> None:
        """Take text; runs of white space become one space, as on screen."""
        code = self._stack[-1].kind == "code"
        for match in _SPACE.finditer(token.text):
            start, end = token.start + match.start(), token.start + match.end()
            if match[0].strip(" \t\r\n\f") or code:
                self._add(match[0], start, end)
                self._breaks = 0
            elif self._draft.pieces and not self._draft.pieces[-1][0].endswith(" "):
                self._add(" ", start, end)

    # --- blocks ------------------------------------------------------------------------------------

    def _add(self, text: str, start: int, end: int) -> None:
        if not self._draft.pieces:
            top = self._stack[-1]
            self._draft.kind = "boilerplate" if top.boilerplate and top.kind != "title" else top.kind
            self._draft.level = top.level
            self._draft.cell, self._draft.ordinal = self._layout.cell, self._layout.ordinal
        self._draft.pieces.append((text, self._base + start, self._base + end))
        self._length += len(text)

    def _line_break(self, token: HtmlToken) -> None:
        if self._breaks > 1:
            self._flush()
        elif self._draft.pieces and not self._draft.pieces[-1][0].endswith(" "):
            self._add(" ", token.start, token.end)

    def _flush(self) -> None:
        """End the block being collected."""
        if self._link is not None:
            href = self._link[1]
            self._end_link()
            self._link = (0, href)
        if any(text.strip() for text, _, _ in self._draft.pieces):
            self.drafts.append(self._draft)
        self.drafts += self._captions
        self._captions = []
        self._draft = Draft("paragraph", 0)
        self._length = 0

    def _end_link(self) -> None:
        if self._link is not None:
            start, href = self._link
            end = self._length
            if end > start:
                self._draft.links.append((start, end, href))
            self._link = None

    # --- elements ----------------------------------------------------------------------------------

    def _push(self, tag: str, values: Attributes) -> None:
        if tag in BLOCKS and self._stack[-1].tag == "p":
            self._pop()
        closes = CLOSES_ITSELF.get(tag, frozenset())
        while self._stack[-1].tag in closes:
            self._pop()
        if tag == "a":
            self._end_link()
            self._link = (self._length, value(values, "href"))
        if tag == "html" and value(values, "lang"):
            self.meta["html:lang"] = value(values, "lang")
        if tag == "time":
            self._take_facts(tag, values)
        self._in_linked_data = tag == "script" and value(values, "type").strip().lower() == _LINKED_DATA
        self._lay_out(tag, values)
        self._stack.append(element(tag, values, self._stack[-1]))
        self._open[tag] += 1

    def _pop(self) -> Element:
        element = self._stack.pop()
        self._open[element.tag] -= 1
        if element.tag in ("table", "ol", "ul"):
            self._layout.close()
        return element

    def _lay_out(self, tag: str, values: Attributes) -> None:
        layout = self._layout
        if tag == "table":
            layout.open_table()
        elif tag == "tr":
            layout.row()
        elif tag in ("td", "th"):
            columns, rows = (number(value(values, name), 1) or 1 for name in ("colspan", "rowspan"))
            layout.enter(header=tag == "th", columns=columns, rows=rows)
        elif tag in ("ol", "ul"):
            layout.open_list(number(value(values, "start"), 1) if tag == "ol" else None)
        elif tag == "li":
            layout.item(number(value(values, "value"), None))

    def _take_facts(self, tag: str, values: Attributes) -> None:
        for name, text in said_by(tag, values):
            self.meta.setdefault(name, text)

    def _take_description(self, values: Attributes) -> None:
        if "content" in values and meta_name(values) == "description":
            self._captions.append(Draft("caption", 0, [self._piece(values["content"])]))

    def _take_alt(self, values: Attributes) -> None:
        top = self._stack[-1]
        if value(values, "alt").strip() and not top.dropped:
            kind: BlockKind = "boilerplate" if top.boilerplate else "caption"
            self._captions.append(Draft(kind, 0, [self._piece(values["alt"])]))

    def _piece(self, attribute: Attribute) -> Piece:
        return attribute.value, self._base + attribute.start, self._base + attribute.end
