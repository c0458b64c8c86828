"""Word styles: what kind of block a paragraph style makes, in whatever language Word speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from claimlint.document import BlockKind
from claimlint.readers.docx_package import child, toggle

#: Built-in styles have English names in the file, whatever Word shows; ids are translated.
_KINDS: Mapping[BlockKind, re.Pattern[str]] = {
    "title": re.compile(r"title$", re.I),
    "heading": re.compile(r"heading ?[1-9]$|toc ?heading$", re.I),
    "boilerplate": re.compile(r"toc ?\d|table ?of ?figures|header$|footer$|index ?\d", re.I),
    "item": re.compile(r"list(?: ?(?:paragraph|bullet|number|continue))?(?: ?\d)?$|bibliography$", re.I),
    "quote": re.compile(r"(?:intense ?)?quot(?:e|ations?)$|block ?(?:text|quotation)$", re.I),
    "caption": re.compile(r"(?:caption|figure|illustration)$", re.I),
    "code": re.compile(r"html ?(?:preformatted|code)|macro|(?:source ?)?code\b|verbatim|preformatted", re.I),
}
#: A chain of styles longer than this runs in a circle.
_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Style:
    """A style as far as reading goes. outline: 1 to 9 for a heading level, 0 for none."""

    name: str
    based_on: str = ""
    outline: int = 0
    numbered: bool | None = None
    hidden: bool | None = None


@dataclass(frozen=True)
class Styles:
    """The styles of a document by id."""

    table: Mapping[str, Style] = field(default_factory=dict)

    def chain(self, style: str) -> Iterator[Style]:
        """Yield a style and those it is based on. An unknown id stands for its own name."""
        for _ in range(_LONGEST_CHAIN):
            if not style:
                return
            found = self.table.get(style, Style(style))
            yield found
            style = found.based_on

    def kind(self, style: str) -> tuple[BlockKind, int]:
        """Return block kind and heading level (1 to 6, else 0) of a paragraph style."""
        for entry in self.chain(style):
            kind = next((kind for kind, pattern in _KINDS.items() if pattern.match(entry.name)), None)
            if kind == "heading" or (kind is None and entry.outline):
                digits = re.search(r"[1-9]$", entry.name) if kind else None
                return "heading", min(int(digits[0]) if digits else entry.outline or 2, 6)
            if kind is not None:
                return kind, int(kind == "title")
        return "paragraph", 0

    def numbered(self, style: str) -> bool:
        """Whether a style makes list items by its numbering."""
        return next((s.numbered for s in self.chain(style) if s.numbered is not None), False)

    def hidden(self, style: str) -> bool:
        """Whether a style hides its text."""
        return next((s.hidden for s in self.chain(style) if s.hidden is not None), False)


def read_styles(root: Element | None) -> Styles:
    """Return the styles of ``styles.xml``; none when the part is missing."""
    if root is None:
        return Styles()
    return Styles({s.get("w:styleId", ""): _style(s) for s in root if s.tag == "w:style"})


def _style(element: Element) -> Style:
    paragraph = child(element, "w:pPr")
    return Style(
        name=value(element, "w:name"),
        based_on=value(element, "w:basedOn"),
        outline=outline_level(paragraph),
        numbered=numbering(paragraph),
        hidden=toggle(child(element, "w:rPr"), "w:vanish"),
    )


def value(element: Element | None, tag: str) -> str:
    """Return the ``w:val`` of a child, or nothing."""
    found = child(element, tag)
    return found.get("w:val", "").strip() if found is not None else ""


def outline_level(properties: Element | None) -> int:
    """Return the outline level of paragraph properties: 1 to 9, and 0 for body text."""
    level = value(properties, "w:outlineLvl")
    return int(level) + 1 if level.isdecimal() and len(level) == 1 and level < "9" else 0


def numbering(properties: Element | None) -> bool | None:
    """Whether paragraph properties number the paragraph; None when they do not say, False for number 0."""
    found = child(properties, "w:numPr")
    return None if found is None else value(found, "w:numId") != "0"
