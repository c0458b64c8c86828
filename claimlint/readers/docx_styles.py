"""Word styles: what kind of block a paragraph style makes, in whatever language Word speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from claimlint.document import BlockKind

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
    """What a style, with those it is based on, says of its paragraphs. level: 1 to 6 for titles and headings, else 0."""

    kind: BlockKind
    level: int
    numbered: bool
    hidden: bool


class Styles(dict[str, Style]):
    """The styles of a document by id, each resolved when first asked for. An unknown id stands for its own name."""

    def __init__(self, root: Element | None) -> None:
        super().__init__()
        styles = root.iterchildren(qn("w:style")) if root is not None else ()
        self._elements = {style.get(qn("w:styleId"), ""): style for style in styles}

    def __missing__(self, style: str) -> Style:
        chain = list(self._chain(style))
        kind, level = _kind(chain)
        numbered = (numbering(child(element, "w:pPr")) for _, element in chain)
        hidden = (toggle(child(element, "w:rPr"), "w:vanish") for _, element in chain)
        self[style] = Style(kind, level, _first_said(numbered), _first_said(hidden))
        return self[style]

    def _chain(self, style: str) -> Iterator[tuple[str, Element | None]]:
        """Yield name and element of a style and of those it is based on."""
        for _ in range(_LONGEST_CHAIN):
            if not style:
                return
            element = self._elements.get(style)
            yield (style if element is None else value(element, "w:name")), element
            style = value(element, "w:basedOn")


def _kind(chain: Iterable[tuple[str, Element | None]]) -> tuple[BlockKind, int]:
    """Return block kind and heading level by the first style in a chain that says one."""
    for name, element in chain:
        kind = next((kind for kind, pattern in _KINDS.items() if pattern.match(name)), None)
        outline = outline_level(child(element, "w:pPr"))
        if kind == "heading" or (kind is None and outline):
            digits = re.search(r"[1-9]$", name) if kind else None
            return "heading", min(int(digits[0]) if digits else outline or 2, 6)
        if kind is not None:
            return kind, int(kind == "title")
    return "paragraph", 0


def _first_said(answers: Iterable[bool | None]) -> bool:
    return next((answer for answer in answers if answer is not None), False)


# --- properties ------------------------------------------------------------------------------------------
# python-docx's own accessors raise where a value is missing or misspelt, which Word and others read past.


def child(element: Element | None, tag: str) -> Element | None:
    """Return the first child with a tag such as ``w:pPr``."""
    return element.find(qn(tag)) if element is not None else None


def value(element: Element | None, tag: str) -> str:
    """Return the ``w:val`` of a child, or nothing."""
    found = child(element, tag)
    return found.get(qn("w:val"), "").strip() if found is not None else ""


def toggle(properties: Element | None, tag: str) -> bool | None:
    """Return what run properties say of a switch such as ``w:vanish``; None when they do not say."""
    found = child(properties, tag)
    return None if found is None else found.get(qn("w:val"), "true") not in ("0", "false", "off")


def outline_level(properties: Element | None) -> int:
    """Return the outline level of paragraph properties: 1 to 9, and 0 for body text."""
    level = value(properties, "w:outlineLvl")
    return int(level) + 1 if level in tuple("012345678") else 0


def numbering(properties: Element | None) -> bool | None:
    """Whether paragraph properties number the paragraph; None when they do not say, False for number 0."""
    found = child(properties, "w:numPr")
    return None if found is None else value(found, "w:numId") != "0"
