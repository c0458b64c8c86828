"""Word (.docx): what a reader of the page sees, in reading order, one source line a paragraph.

Read: text, inserted text, table cells row by row, text boxes (once, after their paragraph), alternative texts of
pictures as captions. Not read: deleted and hidden text, comments, field instructions. Footnotes and endnotes follow the
body, and a reference to one reads "[n]"; headers and footers come last, as boilerplate, since a disclaimer may stand there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from claimlint.document import BlockKind, Document, DocumentBuilder, Source
from claimlint.readers.docx_package import INFLATION, MAX_INFLATED, Package, Relation, child, corrupt
from claimlint.readers.docx_paragraph import Paragraph, Walk, branches, read_paragraph
from claimlint.readers.docx_styles import Styles, numbering, outline_level, read_styles, value
from claimlint.readers.html import Draft, titled

_CONTAINERS = frozenset("w:ins w:moveTo w:customXml w:smartTag w:sdtContent".split())
#: Titles that programs fill in unasked.
_NO_TITLE = re.compile(
    r"(?:word document|document ?\d*|untitled.*|microsoft word\b.*|.*\.(?:docx?|dotx?|rtf|odt))$",
    re.IGNORECASE,
)
#: The date of the template that python-docx makes documents from.
_TEMPLATE_DATE = "2013-12-23T23:15:00Z"
#: Paragraphs that are titles or headings by their look alone have at most so many words.
_TITLE_WORDS, _HEADING_WORDS = 20, 14
_ENDS = re.compile(r"[.…;:,]['\"”’)\]]*(?:\[\d+\])*$")
#: A list made by hand.
_BULLET = re.compile(r"\s*[*•·▪●○‣✓✔➢►–-]\s+(?=\S)")
_PROPERTIES: Mapping[str, str] = {
    "dc:title": "title",
    "dc:creator": "author",
    "dc:language": "language",
    "dc:subject": "subject",
    "cp:keywords": "keywords",
    "dcterms:created": "created",
    "dcterms:modified": "modified",
}


@dataclass(frozen=True)
class Place:
    """Where paragraphs stand: in a table cell, or in boilerplate."""

    table: bool = False
    boilerplate: bool = False


def read_docx(data: bytes, name: str, max_bytes: int) -> Document:
    """Read a Word file. ``Source.text`` of the result is its text, a line a paragraph; ``meta`` its core properties.

    Raises ReadError: ``not-docx``, ``not-word``, ``old-word``, ``corrupt``, ``encrypted``, ``macros``,
    ``unpacks-too-large``, ``unsafe-xml``, ``too-deep``. No more is ever unpacked than INFLATION times
    max_bytes, nor than MAX_INFLATED bytes.
    """
    package = Package(data, name, min(INFLATION * max_bytes, MAX_INFLATED))
    reader = _Reader(package)
    reader.read()
    builder = DocumentBuilder(
        Source(name, "\n".join(reader.lines), "docx", "utf-8", hashlib.sha256(data).hexdigest())
    )
    for draft in reader.drafts:
        builder.add(draft.kind, draft.pieces, level=draft.level, links=draft.links)
    return builder.build(meta=reader.meta)


class _Reader:
    """One document on its way: the lines of its source and the drafts of its blocks."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.lines: list[str] = []
        self.drafts: list[Draft] = []
        self.meta: dict[str, str] = {}
        self._at = 0

    def read(self) -> None:
        """Read body, notes, headers and footers, and properties."""
        path, root = self.package.main()
        relations = self.package.relations(path)
        styles = read_styles(next((part for part, _ in self._parts(relations, "styles")), None))
        body = child(root, "w:body")
        if body is None:
            raise corrupt(self.package.name)
        self._blocks(body, Walk(styles, relations), Place())
        self.drafts = _with_title(self.drafts)
        self._notes(relations, styles)
        self._margins(relations, styles)
        self._properties()

    def _parts(
        self, relations: Mapping[str, Relation], kind: str
    ) -> Iterator[tuple[Element, dict[str, Relation]]]:
        """Yield the parts of a kind with their own relationships, sorted by path."""
        paths = {r.target for r in relations.values() if r.kind == kind and not r.external}
        for path in sorted(paths):
            root = self.package.xml(path)
            if root is not None:
                yield root, self.package.relations(path)

    def _notes(self, relations: Mapping[str, Relation], styles: Styles) -> None:
        for kind in ("footnotes", "endnotes"):
            for part, inner in self._parts(relations, kind):
                for note in part:
                    if note.get("w:type", "normal") == "normal":
                        self._blocks(note, Walk(styles, inner), Place())

    def _margins(self, relations: Mapping[str, Relation], styles: Styles) -> None:
        """Read headers and footers, each wording once: first, even and odd pages often share theirs."""
        seen: set[str] = set()
        for kind in ("header", "footer"):
            for part, inner in self._parts(relations, kind):
                words = "".join(t.text or "" for t in part.iter("w:t"))
                if words not in seen:
                    seen.add(words)
                    self._blocks(part, Walk(styles, inner), Place(boilerplate=True))

    # --- blocks ------------------------------------------------------------------------------------

    def _blocks(self, parent: Element, walk: Walk, place: Place) -> None:
        for node in parent:
            if node.tag == "w:p":
                self._paragraph(node, walk, place)
            elif node.tag == "w:tbl":
                self._rows(node, walk, replace(place, table=True))
            elif node.tag == "w:sdt":
                self._control(node, walk, place)
            elif node.tag == "mc:AlternateContent":
                for branch in branches(node):
                    self._blocks(branch, walk, place)
            elif node.tag in _CONTAINERS:
                self._blocks(node, walk, place)

    def _rows(self, parent: Element, walk: Walk, place: Place) -> None:
        """Read a table's cells row by row; content controls and insertions may wrap rows and cells."""
        for node in parent:
            if node.tag == "w:tc":
                self._blocks(node, walk, place)
            elif _holds_rows(node):
                self._rows(node, walk, place)

    def _control(self, node: Element, walk: Walk, place: Place) -> None:
        """Read a content control; a table of contents is furniture, a prompt to type is nothing."""
        properties = child(node, "w:sdtPr")
        gallery = value(child(properties, "w:docPartObj"), "w:docPartGallery").lower()
        if child(properties, "w:showingPlcHdr") is None:
            contents = gallery == "table of contents"
            self._blocks(node, walk, replace(place, boilerplate=True) if contents else place)

    def _paragraph(self, node: Element, walk: Walk, place: Place) -> None:
        properties = child(node, "w:pPr")
        style = value(properties, "w:pStyle")
        found = read_paragraph(node, walk, style)
        kind, level = _kind(properties, style, walk.styles, found, place)
        start = self._line(found.text)
        bullet = _BULLET.match(found.text) if kind == "paragraph" else None
        if bullet:
            kind = "item"
        for low, high in pairwise([bullet.end() if bullet else 0, *found.breaks, len(found.text)]):
            links = [
                (max(a, low) - low, min(b, high) - low, href)
                for a, b, href in found.links
                if a < high and low < b
            ]
            self._draft(kind, level, found.text[low:high], start + low, links)
        for caption in found.captions:
            self._draft("boilerplate" if place.boilerplate else "caption", 0, caption, self._line(caption))
        for box in found.boxes:
            self._blocks(box, Walk(walk.styles, walk.relations, notes=walk.notes), place)

    def _line(self, text: str) -> int:
        """Add a line to the source and return its offset."""
        start = self._at
        self.lines.append(text)
        self._at += len(text) + 1
        return start

    def _draft(
        self, kind: BlockKind, level: int, text: str, start: int, links: Sequence[tuple[int, int, str]] = ()
    ) -> None:
        if text.strip():
            self.drafts.append(Draft(kind, level, [(text, start, start + len(text))], list(links)))

    # --- properties ----------------------------------------------------------------------------------

    def _properties(self) -> None:
        """Take the core properties; their title counts where the page itself shows none."""
        root = next((part for part, _ in self._parts(self.package.relations(""), "core-properties")), None)
        for element in root if root is not None else ():
            name, text = _PROPERTIES.get(element.tag), " ".join((element.text or "").split())
            if name and text not in ("", _TEMPLATE_DATE) and not (name == "title" and _NO_TITLE.match(text)):
                self.meta[name] = text
        if "title" in self.meta and not any(draft.kind == "title" for draft in self.drafts):
            title = self.meta["title"]
            start = self._line(title)
            self.drafts.insert(0, Draft("title", 0, [(title, start, start + len(title))]))


def _holds_rows(node: Element) -> bool:
    """Whether a table's part holds cells that stand: a row that tracked changes delete holds none."""
    holds = node.tag in ("w:tr", "w:sdt") or node.tag in _CONTAINERS
    return holds and child(child(node, "w:trPr"), "w:del") is None


def _kind(
    properties: Element | None, style: str, styles: Styles, found: Paragraph, place: Place
) -> tuple[BlockKind, int]:
    """Return block kind and heading level of a paragraph: by its style, its numbering, where it stands, its look."""
    if place.boilerplate or found.listing:
        return "boilerplate", 0
    kind, level = styles.kind(style)
    outline = outline_level(properties)
    if kind == "paragraph" and outline:
        return "heading", min(outline, 6)
    if kind == "paragraph":
        numbered = numbering(properties)
        if styles.numbered(style) if numbered is None else numbered:
            kind = "item"
        elif place.table:
            kind = "table"
        elif found.bold and _looks_short(found.text, _HEADING_WORDS):
            kind, level = "heading", 2
    return kind, level


def _with_title(drafts: list[Draft]) -> list[Draft]:
    """Make the first heading 1 the title where no paragraph has the style, else a short first line."""
    if any(draft.kind == "title" for draft in drafts):
        return drafts
    drafts = titled(drafts)
    if len(drafts) > 1 and not any(draft.kind == "title" for draft in drafts):
        first = drafts[0]
        by_look = first.kind == "paragraph" or (first.kind == "heading" and first.level == 2)
        if by_look and _looks_short(first.text, _TITLE_WORDS):
            first.kind, first.level = "title", 1
    return drafts


def _looks_short(text: str, words: int) -> bool:
    return 0 < len(text.split()) <= words and not _ENDS.search(text.rstrip())
