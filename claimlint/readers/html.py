"""HTML: blocks and links with exact offsets, recovered from the tokenizer's own positions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from claimlint.document import BlockKind, Document, DocumentBuilder, Source
from claimlint.readers.front_matter import front_matter
from claimlint.readers.html_tokens import Attribute, HtmlToken, tokens
from claimlint.tidy import Piece

Attributes = Mapping[str, Attribute]

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
    """Read an HTML page or fragment, with the YAML header that site generators take; broken markup is read as browsers do.

    Raises ReadError ``front-matter`` for a broken header.
    """
    header = front_matter(source)
    parser = HtmlBlocks(source.text[header.end :], header.end)
    parser.read()
    drafts = [Draft("title", 0, [header.title])] if header.title else []
    builder = DocumentBuilder(source)
    for draft in titled(drafts + parser.drafts):
        builder.add(draft.kind, draft.pieces, level=draft.level, links=draft.links)
    return builder.build(
        front_matter=header.data,
        header_places=header.places,
        meta=parser.meta,
        comments=parser.comments,
        linked_data=parser.linked_data,
    )


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


class HtmlBlocks:
    """Collects drafts of blocks. Positions come from the tokenizer: nothing is ever searched for."""

    def __init__(self, text: str, base: int = 0) -> None:
        self._text, self._base = text, base
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
        if tag in _BLOCKS:
            self._flush()
        self._breaks = self._breaks + 1 if tag == "br" else 0
        if tag == "br":
            self._line_break(token)
        elif tag == "meta":
            self._take_meta(values)
        elif tag == "link":
            self._take_canonical(values)
        elif tag == "img":
            self._take_alt(values)
        elif tag not in _VOID:
            self._push(tag, values)
            if token.closes_itself and tag in ("svg", "math", "path"):
                self._end(tag)

    def _end(self, tag: str) -> None:
        """Close the nearest open element of that name, and those inside it."""
        if tag in _BLOCKS:
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
        if tag in _BLOCKS and self._stack[-1].tag == "p":
            self._pop()
        closes = _CLOSES_ITSELF.get(tag, frozenset())
        while self._stack[-1].tag in closes:
            self._pop()
        if tag == "a":
            self._end_link()
            self._link = (self._length, _value(values, "href"))
        if tag == "html" and _value(values, "lang"):
            self.meta["html:lang"] = _value(values, "lang")
        if tag == "time" and _value(values, "datetime"):
            self._take_time(values)
        self._in_linked_data = tag == "script" and _value(values, "type").strip().lower() == _LINKED_DATA
        self._stack.append(_element(tag, values, self._stack[-1]))
        self._open[tag] += 1

    def _pop(self) -> Element:
        element = self._stack.pop()
        self._open[element.tag] -= 1
        return element

    def _take_meta(self, values: Attributes) -> None:
        names = (_value(values, key) for key in ("name", "property", "itemprop", "http-equiv"))
        name = next(filter(None, names), "").strip().lower()
        if not name or "content" not in values:
            return
        self.meta.setdefault(name, _value(values, "content"))
        if name == "description":
            self._captions.append(Draft("caption", 0, [self._piece(values["content"])]))

    def _take_canonical(self, values: Attributes) -> None:
        if "canonical" in _value(values, "rel").lower().split() and _value(values, "href"):
            self.meta.setdefault("link:canonical", _value(values, "href").strip())

    def _take_time(self, values: Attributes) -> None:
        """Keep a date that its element says is the page's own; other times are part of the text."""
        marks = f"{_value(values, 'itemprop')} {_value(values, 'class')}".lower()
        if "modified" in marks or "updated" in marks or "lastreviewed" in marks:
            self.meta.setdefault("time:modified", _value(values, "datetime"))
        elif "published" in marks or "created" in marks or "pubdate" in values:
            self.meta.setdefault("time:published", _value(values, "datetime"))

    def _take_alt(self, values: Attributes) -> None:
        top = self._stack[-1]
        if _value(values, "alt").strip() and not top.dropped:
            kind: BlockKind = "boilerplate" if top.boilerplate else "caption"
            self._captions.append(Draft(kind, 0, [self._piece(values["alt"])]))

    def _piece(self, attribute: Attribute) -> Piece:
        return attribute.value, self._base + attribute.start, self._base + attribute.end


def _value(values: Attributes, name: str) -> str:
    return values[name].value if name in values else ""


def _element(tag: str, values: Attributes, parent: Element) -> Element:
    style = _value(values, "style").replace(" ", "").lower()
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


def _is_boilerplate(tag: str, values: Attributes) -> bool:
    if tag in _NEVER_BOILERPLATE:
        return False
    if tag in _BOILERPLATE_TAGS or _value(values, "role").lower() in _BOILERPLATE_ROLES:
        return True
    names = f"{_value(values, 'class')} {_value(values, 'id')}".split()
    return any(_BOILERPLATE_CLASS.match(name) for name in names)
