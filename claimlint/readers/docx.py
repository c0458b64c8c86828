"""Word (.docx): what a reader of the page sees, in reading order, one source line a paragraph.

Read: text, inserted text, table cells row by row, text boxes (once, after their paragraph), alternative texts of
pictures as captions. Not read: deleted and hidden text, comments, field instructions. Footnotes and endnotes follow the
body, and a reference to one reads "[n]"; headers and footers come last, as boilerplate, since a disclaimer may stand there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element as Element

from claimlint.document import BlockKind, Document, DocumentBuilder, Source
from claimlint.readers.docx_package import INFLATION, MAX_INFLATED, open_word
from claimlint.readers.docx_paragraph import Paragraph, Walk, read_paragraph
from claimlint.readers.docx_styles import Style, Styles, child, numbering, outline_level, value
from claimlint.readers.drafts import Draft, titled
from claimlint.readers.layout import Layout, number

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: What is not read: text that tracked changes take away, and the reading aids of ruby text.
_GONE = tuple(map(qn, "w:del w:moveFrom w:rt".split()))
#: What is read as if it were not there.
_WRAPPERS = (
    *map(qn, "w:ins w:moveTo w:smartTag w:customXml w:dir w:bdo w:sdtContent w:rubyBase".split()),
    f"{_MARKUP}AlternateContent",
    f"{_MARKUP}Choice",
    f"{_MARKUP}Fallback",
)
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
    qn("dc:title"): "title",
    qn("dc:creator"): "author",
    qn("dc:language"): "language",
    qn("dc:subject"): "subject",
    qn("cp:keywords"): "keywords",
    qn("dcterms:created"): "created",
    qn("dcterms:modified"): "modified",
}
#: Where paragraphs stand, as the kind of block that those without a style of their own make.
Place = Literal["paragraph", "table", "boilerplate"]


def read_docx(data: bytes, name: str, max_bytes: int) -> Document:
    """Read a Word file. ``Source.text`` of the result is its text, a line a paragraph; ``meta`` its core properties.

    Raises ReadError: ``not-docx``, ``not-word``, ``old-word``, ``corrupt``, ``encrypted``, ``macros``,
    ``unpacks-too-large``, ``unsafe-xml``, ``too-deep``. No more is ever unpacked than INFLATION times
    max_bytes, nor than MAX_INFLATED bytes.
    """
    reader = _Reader(open_word(data, name, min(INFLATION * max_bytes, MAX_INFLATED)))
    reader.read()
    builder = DocumentBuilder(
        Source(name, "\n".join(reader.lines), "docx", "utf-8", hashlib.sha256(data).hexdigest())
    )
    for draft in reader.drafts:
        draft.add_to(builder)
    return builder.build(meta=reader.meta)


class _Reader:
    """One document on its way: the lines of its source and the drafts of its blocks."""

    def __init__(self, document: WordDocument) -> None:
        self.part = document.part
        styles = self._parts(self.part, RT.STYLES)
        self.styles = Styles(styles[0].element if styles else None)
        self.lines: list[str] = []
        self.drafts: list[Draft] = []
        self.meta: dict[str, str] = {}
        self._at = 0
        self._layout = Layout()

    def read(self) -> None:
        """Read body, notes, headers and footers, and properties."""
        self._story(self.part, self.part.element.body, "paragraph")
        self.drafts = _with_title(self.drafts)
        for part in self._parts(self.part, RT.FOOTNOTES, RT.ENDNOTES):
            for note in part.element:
                if note.get(qn("w:type"), "normal") == "normal":
                    self._story(part, note, "paragraph")
        self._margins()
        self._properties()

    def _parts(self, source: Part | OpcPackage, *kinds: str) -> list[XmlPart]:
        """Return the parts that a part or the package is related to, in the order of kinds and by name."""
        found = [rel for rel in source.rels.values() if rel.reltype in kinds and not rel.is_external]
        found.sort(key=lambda rel: (kinds.index(rel.reltype), rel.target_part.partname))
        return [rel.target_part for rel in found if isinstance(rel.target_part, XmlPart)]

    def _margins(self) -> None:
        """Read headers and footers, each wording once: first, even and odd pages often share theirs."""
        seen: set[str] = set()
        for part in self._parts(self.part, RT.HEADER, RT.FOOTER):
            words = "".join(text.text or "" for text in part.element.iter(qn("w:t")))
            if words not in seen:
                seen.add(words)
                self._story(part, part.element, "boilerplate")

    # --- blocks ------------------------------------------------------------------------------------

    def _story(self, part: Part, root: Element, place: Place) -> None:
        _settle(root)
        self._blocks(root, Walk(self.styles, part.rels), place)

    def _blocks(self, parent: Element, walk: Walk, place: Place) -> None:
        for node in parent:
            if node.tag == qn("w:p"):
                self._paragraph(node, walk, place)
            elif node.tag == qn("w:tbl"):
                self._table(node, walk, place)
            elif node.tag == qn("w:sdt"):
                self._blocks(node, walk, "boilerplate")

    def _table(self, node: Element, walk: Walk, place: Place) -> None:
        self._layout.open_table()
        for row in node.tr_lst:
            self._layout.row()
            head = child(child(row, "w:trPr"), "w:tblHeader") is not None
            for cell in row.tc_lst:
                columns = number(value(child(cell, "w:tcPr"), "w:gridSpan"), 1) or 1
                self._layout.enter(header=head, columns=columns)
                self._blocks(cell, walk, "boilerplate" if place == "boilerplate" else "table")
        self._layout.close()

    def _paragraph(self, node: Element, walk: Walk, place: Place) -> None:
        properties = child(node, "w:pPr")
        style = value(properties, "w:pStyle")
        found = read_paragraph(node, walk, style)
        kind, level = _kind(properties, self.styles[style], found, place)
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
            kind = "boilerplate" if place == "boilerplate" else "caption"
            self._draft(kind, 0, caption, self._line(caption))
        for box in found.boxes:
            self._blocks(box, replace(walk, fields=[]), place)

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
            draft = Draft(kind, level, [(text, start, start + len(text))], list(links), self._layout.cell)
            self.drafts.append(draft)

    # --- properties ----------------------------------------------------------------------------------

    def _properties(self) -> None:
        """Take the core properties; their title counts where the page itself shows none."""
        parts = self._parts(self.part.package, RT.CORE_PROPERTIES)
        for element in parts[0].element.iter(*_PROPERTIES) if parts else ():
            name, text = _PROPERTIES[element.tag], " ".join((element.text or "").split())
            if text not in ("", _TEMPLATE_DATE) and not (name == "title" and _NO_TITLE.match(text)):
                self.meta[name] = text
        if "title" in self.meta and not any(draft.kind == "title" for draft in self.drafts):
            title = self.meta["title"]
            start = self._line(title)
            self.drafts.insert(0, Draft("title", 0, [(title, start, start + len(title))]))


def _settle(root: Element) -> None:
    """Leave only what a reader sees: changes accepted, alternatives chosen, prompts and wrappers taken away.

    Content controls stay where they hold a table of contents.
    """
    etree.strip_tags(root, etree.Comment, etree.PI)
    for row in [*root.iter(qn("w:tr"))]:
        if child(child(row, "w:trPr"), "w:del") is not None:
            row.getparent().remove(row)
    for control in [*root.iter(qn("w:sdt"))]:
        properties = child(control, "w:sdtPr")
        gallery = value(child(properties, "w:docPartObj"), "w:docPartGallery")
        if child(properties, "w:showingPlcHdr") is not None:
            control.clear()
        if gallery.lower() != "table of contents":
            control.tag = qn("w:sdtContent")
    for alternatives in [*root.iter(f"{_MARKUP}AlternateContent")]:
        # Word's own comes first, the fallback for other programs last.
        for other in alternatives[1:]:
            alternatives.remove(other)
    etree.strip_elements(root, *_GONE, with_tail=False)
    etree.strip_tags(root, *_WRAPPERS)


def _kind(properties: Element | None, style: Style, found: Paragraph, place: Place) -> tuple[BlockKind, int]:
    """Return block kind and heading level of a paragraph: by its style, its numbering, where it stands, its look."""
    if place == "boilerplate" or found.listing:
        return "boilerplate", 0
    kind, level = style.kind, style.level
    outline = outline_level(properties)
    if kind == "paragraph" and outline:
        return "heading", min(outline, 6)
    if kind == "paragraph":
        numbered = numbering(properties)
        if style.numbered if numbered is None else numbered:
            kind = "item"
        elif place == "table":
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
