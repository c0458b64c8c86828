"""What stands in one Word paragraph: its visible text, links, pictures' texts and text boxes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from claimlint.readers.docx_styles import Styles, child, toggle, value

_MATH = qn("m:r").removesuffix("r")
_VML = "{urn:schemas-microsoft-com:vml}"
_CHARACTERS: Mapping[str, str] = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:cr"): "\v",
}
#: In a text being read, "\v" stands for a line break, "\f" for a page or column break.
_BREAK = re.compile(r"[\v\f][ \t]*[\v\f][\v\f \t]*|\f")
_SPACE = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_HYPERLINK = re.compile(r"\s*HYPERLINK\b(.*)", re.IGNORECASE | re.DOTALL)
_ARGUMENT = re.compile(r"(\\[a-z])\s|\"([^\"]*)\"|(\S+)", re.IGNORECASE)
_GENERATED = re.compile(
    r"\s*(?:Description automatically generated|AI-generated content may be incorrect\.?)\b.*", re.DOTALL
)
_LIST_FIELD = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)


@dataclass
class FieldState:
    """A field that is open. It may span paragraphs (a table of contents does)."""

    instruction: str = ""
    shown: bool = False
    start: int = 0


@dataclass
class Walk:
    """What is known while walking one part. links: relationships by id; fields: those open, outermost first;

    notes: references met so far.
    """

    styles: Styles
    links: Relationships
    fields: list[FieldState] = field(default_factory=list)
    notes: int = 0


@dataclass
class Paragraph:
    """The text of a paragraph. links: (start, end, href) into it; breaks: where a new block starts;

    captions: alternative texts; boxes: contents of text boxes; bold: whether all visible text is; listing: whether
    it belongs to a table of contents or an index.
    """

    text: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    bold: bool = True
    listing: bool = False


def read_paragraph(element: Element, walk: Walk, style: str) -> Paragraph:
    """Read a ``w:p``. Line breaks become one space in the text, two in a row a break."""
    found = Paragraph()
    for state in walk.fields:
        state.start = 0
    if not walk.styles[style].hidden:
        _inline(element, walk, found)
    # An instruction that its paragraph does not end is broken: it must not swallow the rest of the document.
    walk.fields = [state for state in walk.fields if state.shown]
    for state in walk.fields:
        _end_field(state, found)
    found.listing = found.listing or any(_LIST_FIELD.match(state.instruction) for state in walk.fields)
    return _broken(found)


def _broken(found: Paragraph) -> Paragraph:
    """Turn line breaks into spaces of the same length and note where two or more stand together."""
    breaks = [match.end() for match in _BREAK.finditer(found.text)]
    return replace(found, text=re.sub(r"[\v\f]", " ", found.text), breaks=breaks)


def _inline(element: Element, walk: Walk, found: Paragraph) -> None:
    for node in element:
        if node.tag == qn("w:r"):
            _run(node, walk, found)
        elif node.tag == qn("w:hyperlink"):
            _hyperlink(node, walk, found)
        elif node.tag == qn("w:fldSimple"):
            _simple_field(node, walk, found)
        elif node.tag.startswith(_MATH):
            found.text += "".join(_visible(text) for text in node.iter(qn("m:t")))


def _run(run: Element, walk: Walk, found: Paragraph) -> None:
    properties = child(run, "w:rPr")
    hidden = toggle(properties, "w:vanish")
    if hidden or (hidden is None and walk.styles[value(properties, "w:rStyle")].hidden):
        return
    before = len(found.text)
    _run_content(run, walk, found)
    if found.text[before:].strip() and not toggle(properties, "w:b"):
        found.bold = False


def _run_content(run: Element, walk: Walk, found: Paragraph) -> None:
    for node in run:
        if node.tag == qn("w:fldChar"):
            _field(node.get(qn("w:fldCharType")), walk, found)
        elif node.tag == qn("w:instrText"):
            if walk.fields and not walk.fields[-1].shown:
                walk.fields[-1].instruction += node.text or ""
        elif node.tag in (qn("w:drawing"), qn("w:pict"), qn("w:object")):
            _drawing(node, found)
        elif node.tag == qn("w:ruby"):
            _inline(node, walk, found)
        elif all(state.shown for state in walk.fields):
            found.text += _text(node, walk)


def _text(node: Element, walk: Walk) -> str:
    if node.tag == qn("w:t"):
        return _visible(node)
    if node.tag == qn("w:br"):
        return "\f" if node.get(qn("w:type")) in ("page", "column") else "\v"
    if node.tag == qn("w:sym"):
        return _symbol(node.get(qn("w:char"), ""))
    if node.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
        walk.notes += 1
        return f"[{walk.notes}]"
    return _CHARACTERS.get(node.tag, "")


def _visible(node: Element) -> str:
    """Return the text of ``w:t``: white space at its ends counts only where it says so."""
    text = _SPACE.sub(" ", node.text or "")
    return text if node.get(qn("xml:space")) == "preserve" else text.strip(" \t")


def _symbol(code: str) -> str:
    """Return a symbol by its hexadecimal code; those of symbol fonts (private use) say nothing as text."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    printable = 0x20 < number < 0xD800 and chr(number).isprintable()
    return chr(number) if printable else ""


# --- links and fields ----------------------------------------------------------------------------------


def _hyperlink(node: Element, walk: Walk, found: Paragraph) -> None:
    link, anchor = walk.links.get(node.get(qn("r:id"), "")), node.get(qn("w:anchor"))
    href = link.target_ref if link is not None and link.is_external else ""
    start = len(found.text)
    _inline(node, walk, found)
    _link(found, start, f"{href}#{anchor}" if anchor else href)


def _link(found: Paragraph, start: int, href: str) -> None:
    if href and found.text[start:].strip():
        found.links.append((start, len(found.text), href))


def _simple_field(node: Element, walk: Walk, found: Paragraph) -> None:
    start = len(found.text)
    _inline(node, walk, found)
    _end_field(FieldState(node.get(qn("w:instr"), ""), True, start), found)


def _field(kind: str | None, walk: Walk, found: Paragraph) -> None:
    if kind == "begin":
        walk.fields.append(FieldState())
    elif kind == "separate" and walk.fields:
        walk.fields[-1].shown, walk.fields[-1].start = True, len(found.text)
    elif kind == "end" and walk.fields:
        state = walk.fields.pop()
        if state.shown:
            _end_field(state, found)


def _end_field(state: FieldState, found: Paragraph) -> None:
    """Make the link of a HYPERLINK field over what it shows in this paragraph."""
    link = _HYPERLINK.match(state.instruction)
    if link:
        _link(found, state.start, _address(link[1]))
    elif _LIST_FIELD.match(state.instruction):
        found.listing = True


def _address(arguments: str) -> str:
    """Return the address of HYPERLINK arguments: a target; ``\\l`` names a place in it, other switches a tip or frame."""
    href = switch = ""
    for flag, quoted, word in _ARGUMENT.findall(arguments):
        if flag:
            switch = flag.lower()
        elif switch in ("", "\\l"):
            href += f"#{quoted or word}" if switch else quoted or word
            switch = ""
        else:
            switch = ""
    return href


# --- pictures and text boxes -----------------------------------------------------------------------------


def _drawing(node: Element, found: Paragraph) -> None:
    """Take alternative texts and the contents of text boxes; what stands inside a box is read later."""
    if node.tag == qn("w:txbxContent"):
        found.boxes.append(node)
        return
    name = "descr" if node.tag == qn("wp:docPr") else "alt" if node.tag.startswith(_VML) else None
    # White space first: the pattern would look at each part of a long run of it.
    text = _GENERATED.sub("", " ".join((node.get(name, "") if name else "").split()))
    if text and text not in found.captions:
        found.captions.append(text)
    for inner in node:
        _drawing(inner, found)
