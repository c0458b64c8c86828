"""HTML: blocks and links with exact offsets, recovered from the tokenizer's own positions."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from claimlint.document import BlockKind, Document, DocumentBuilder, Piece, Source

Attributes = list[tuple[str, str | None]]

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DROPPED = frozenset(
    (
        "script style template noscript svg math iframe object canvas audio video select textarea datalist"
    ).split()
)
_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
        " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p"
        " pre section summary table tbody td tfoot th thead tr ul title head option label button"
    ).split()
)
_KINDS: Mapping[str, BlockKind] = {
    "title": "title",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "table",
    "th": "table",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "pre": "code",
}
_BOILERPLATE_TAGS = frozenset(["nav", "footer", "aside", "form", "button", "menu"])
_BOILERPLATE_ROLES = frozenset(["navigation", "contentinfo", "banner", "complementary", "search"])
_BOILERPLATE_CLASS = re.compile(
    r"^(?:cookies?|share|sharing|social|breadcrumbs?|sidebar|related|comments?|subscribe|newsletter|menu|nav|navbar|footer|site-header|"
    r"site-footer|cookie-(?:banner|notice|bar)|share-buttons|related-posts|post-tags|skip-link|advert|ads?|promo-banner|disclaimer-footer)$",
    re.IGNORECASE,
)
#: Elements that hold the article: a class name on them never hides it.
_NEVER_BOILERPLATE = frozenset({"html", "body", "main", "article"})
_CLOSES_ITSELF: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "tr": frozenset({"td", "th", "tr", "p"}),
    "option": frozenset({"option"}),
}
_LINKED_DATA = "application/ld+json"
_SPACE = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")


@dataclass(frozen=True)
class Element:
    """An open element with what it passes on to its content."""

    tag: str
    kind: BlockKind
    level: int
    dropped: bool
    boilerplate: bool


@dataclass
class Draft:
    """A block being collected."""

    kind: BlockKind
    level: int
    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(text for text, _, _ in self.pieces)


def read_html(source: Source) -> Document:
    """Read an HTML page or fragment; broken markup is read as browsers do, nothing raises."""
    parser = HtmlBlocks(source.text)
    parser.read()
    builder = DocumentBuilder(source)
    for draft in titled(parser.drafts):
        builder.add(draft.kind, draft.pieces, level=draft.level, links=draft.links)
    return builder.build(meta=parser.meta, comments=parser.comments, linked_data=parser.linked_data)


def titled(drafts: list[Draft]) -> list[Draft]:
    """Make the first h1 the title; drop a ``<title>`` that says the same."""
    first = next((d for d in drafts if d.kind == "heading" and d.level == 1), None)
    if first is not None:
        first.kind = "title"
        same = " ".join(first.text.split()).casefold()
        drafts = [
            d
            for d in drafts
            if d is first or d.kind != "title" or " ".join(d.text.split()).casefold() != same
        ]
    return drafts


class HtmlBlocks(HTMLParser):
    """Collects drafts of blocks. Positions come from the tokenizer: nothing is ever searched for."""

    def __init__(self, text: str, base: int = 0) -> None:
        super().__init__(convert_charrefs=False)
        self._text, self._base = text, base
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._stack: list[Element] = [Element("", "paragraph", 0, False, False)]
        self._open: Counter[str] = Counter()
        self._link: tuple[int, str] | None = None
        self._captions: list[Draft] = []
        self._draft = Draft("paragraph", 0)
        self._breaks = 0
        self.drafts: list[Draft] = []
        self.meta: dict[str, str] = {}
        self.comments: list[tuple[int, str]] = []
        self.linked_data: list[str] = []
        self._in_linked_data = False

    def read(self) -> None:
        """Parse everything."""
        self.feed(self._text)
        self.close()
        self._flush()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    # --- events of the tokenizer -----------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Open an element, or take what a void one says."""
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._flush()
        self._breaks = self._breaks + 1 if tag == "br" else 0
        if tag == "br":
            self._line_break()
        elif tag == "meta":
            self._take_meta(values)
        elif tag == "link":
            if "canonical" in values.get("rel", "").lower().split() and values.get("href"):
                self.meta.setdefault("link:canonical", values["href"].strip())
        elif tag == "img":
            self._take_alt(values)
        elif tag not in _VOID:
            self._push(tag, values)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Treat ``<br/>`` as ``<br>``; HTML ignores the slash elsewhere."""
        self.handle_starttag(tag, attrs)
        if tag in ("svg", "math", "path"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest open element of that name, and those inside it."""
        if tag in _BLOCKS:
            self._flush()
        if tag == "a":
            self._end_link()
        if not self._open[tag]:
            return
        while self._pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take text; runs of white space become one space, as on screen."""
        if self._stack[-1].dropped:
            if self._in_linked_data:
                self.linked_data[-1] += data
            return
        at = self._at()
        code = self._stack[-1].kind == "code"
        for match in _SPACE.finditer(data):
            start, end = at + match.start(), at + match.end()
            if match[0].strip(" \t\r\n\f") or code:
                self._add(match[0], start, end)
                self._breaks = 0
            elif self._draft.pieces and not self._draft.pieces[-1][0].endswith(" "):
                self._add(" ", start, end)

    def handle_entityref(self, name: str) -> None:
        """Take a named character reference whole."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Take a numeric character reference whole."""
        self._reference(f"&#{name}")

    def handle_comment(self, data: str) -> None:
        """Keep comments apart: rules on disclaimers and suppressions look at them."""
        self.comments.append((self._base + self._at(), data.strip()))

    # --- blocks ------------------------------------------------------------------------------------

    def _reference(self, raw: str) -> None:
        if self._stack[-1].dropped:
            return
        at = self._at()
        end = at + len(raw)
        if self._text[end : end + 1] == ";":
            end += 1
        self._add(html.unescape(self._text[at:end]), at, end)

    def _add(self, text: str, start: int, end: int) -> None:
        if not self._draft.pieces:
            top = self._stack[-1]
            self._draft.kind = "boilerplate" if top.boilerplate and top.kind != "title" else top.kind
            self._draft.level = top.level
        self._draft.pieces.append((text, self._base + start, self._base + end))

    def _line_break(self) -> None:
        if self._breaks > 1:
            self._flush()
        elif self._draft.pieces and not self._draft.pieces[-1][0].endswith(" "):
            at = self._at()
            self._add(" ", at, at + len(self.get_starttag_text() or "<br>"))

    def _flush(self) -> None:
        """End the block being collected."""
        if self._link is not None:
            href = self._link[1]
            self._end_link()
            self._link = (0, href)
        if self._draft.text.strip():
            self.drafts.append(self._draft)
        self.drafts += self._captions
        self._captions = []
        self._draft = Draft("paragraph", 0)

    def _end_link(self) -> None:
        if self._link is not None:
            start, href = self._link
            end = len(self._draft.text)
            if end > start:
                self._draft.links.append((start, end, href))
            self._link = None

    # --- elements ----------------------------------------------------------------------------------

    def _push(self, tag: str, values: Mapping[str, str]) -> None:
        if tag in _BLOCKS and self._stack[-1].tag == "p":
            self._pop()
        closes = _CLOSES_ITSELF.get(tag, frozenset())
        while self._stack[-1].tag in closes:
            self._pop()
        if tag == "a":
            self._end_link()
            self._link = (len(self._draft.text), values.get("href", ""))
        if tag == "html" and values.get("lang"):
            self.meta["html:lang"] = values["lang"]
        if tag == "time" and values.get("datetime"):
            self._take_time(values)
        self._in_linked_data = tag == "script" and values.get("type", "").strip().lower() == _LINKED_DATA
        if self._in_linked_data:
            self.linked_data.append("")
        self._stack.append(_element(tag, values, self._stack[-1]))
        self._open[tag] += 1

    def _pop(self) -> Element:
        element = self._stack.pop()
        self._in_linked_data = False
        self._open[element.tag] -= 1
        return element

    def _take_meta(self, values: Mapping[str, str]) -> None:
        names = (values.get(key) for key in ("name", "property", "itemprop", "http-equiv"))
        name = next(filter(None, names), "").strip().lower()
        if not name or "content" not in values:
            return
        self.meta.setdefault(name, values["content"])
        if name == "description":
            self._captions.append(Draft("caption", 0, [self._attribute("content", values["content"])]))

    def _take_time(self, values: Mapping[str, str]) -> None:
        """Keep a date that its element says is the page's own; other times are part of the text."""
        marks = f"{values.get('itemprop', '')} {values.get('class', '')}".lower()
        if "modified" in marks or "updated" in marks or "lastreviewed" in marks:
            self.meta.setdefault("time:modified", values["datetime"])
        elif "published" in marks or "created" in marks or "pubdate" in values:
            self.meta.setdefault("time:published", values["datetime"])

    def _take_alt(self, values: Mapping[str, str]) -> None:
        top = self._stack[-1]
        if values.get("alt", "").strip() and not top.dropped:
            kind: BlockKind = "boilerplate" if top.boilerplate else "caption"
            self._captions.append(Draft(kind, 0, [self._attribute("alt", values["alt"])]))

    def _attribute(self, name: str, value: str) -> Piece:
        """Return an attribute's value with its place in the start tag; whole when entities stand in it."""
        at, raw = self._at(), self.get_starttag_text() or ""
        for match in _ATTRIBUTE.finditer(raw):
            group = next((g for g in (2, 3, 4) if match[g] is not None), 2)
            if match[1].lower() == name and match[group]:
                return value, self._base + at + match.start(group), self._base + at + match.end(group)
        return value, self._base + at, self._base + at + max(len(raw), 1)


def _element(tag: str, values: Mapping[str, str], parent: Element) -> Element:
    style = values.get("style", "").replace(" ", "").lower()
    hidden = "hidden" in values or "display:none" in style
    head = tag == "head" or (parent.tag == "head" and tag != "title")
    level = (
        int(tag[1])
        if re.fullmatch(r"h[1-6]", tag)
        else (0 if tag in _KINDS or tag in _BLOCKS else parent.level)
    )
    kind = _KINDS.get(tag) or (parent.kind if _keeps_kind(tag, parent) else "paragraph")
    dropped = (parent.dropped and tag != "title") or tag in _DROPPED or hidden or head
    return Element(tag, kind, level, dropped, parent.boilerplate or _is_boilerplate(tag, values))


def _keeps_kind(tag: str, parent: Element) -> bool:
    """Inline elements and paragraphs inside an item, cell or quote belong to it."""
    return tag not in _BLOCKS or (
        tag in ("p", "div") and parent.kind in ("item", "table", "quote", "caption")
    )


def _is_boilerplate(tag: str, values: Mapping[str, str]) -> bool:
    if tag in _NEVER_BOILERPLATE:
        return False
    if tag in _BOILERPLATE_TAGS or values.get("role", "").lower() in _BOILERPLATE_ROLES:
        return True
    names = f"{values.get('class', '')} {values.get('id', '')}".split()
    return any(_BOILERPLATE_CLASS.match(name) for name in names)
