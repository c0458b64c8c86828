"""What stands in one Word paragraph: its visible text, links, pictures' texts and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from claimlint.readers.docx_package import Relation, child, toggle
from claimlint.readers.docx_styles import Styles, value

#: Inline elements whose content is read as if they were not there. Deleted and moved-away text is not among them.
_TRANSPARENT = frozenset(
    "w:ins w:moveTo w:smartTag w:customXml w:dir w:bdo w:sdtContent m:oMath m:oMathPara w:rubyBase".split()
)
_CHARACTERS: Mapping[str, str] = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011", "w:cr": "\v"}
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
    """What is known while walking one part. fields: those open, outermost first; notes: references met so far."""

    styles: Styles
    relations: Mapping[str, Relation]
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
    if not walk.styles.hidden(style):
        _inline(element, walk, found)
    # An instruction that its paragraph does not end is broken: it must not swallow the rest of the document.
    walk.fields = [state for state in walk.fields if state.shown]
    for state in walk.fields:
        _end_field(state, found)
    found.listing = found.listing or any(_LIST_FIELD.match(state.instruction) for state in walk.fields)
    return _broken(found)


def _broken(found: Paragraph) -> Paragraph:
    """Turn line breaks into spaces of the same length and note where two or more stand together."""
    breaks = [*found.breaks, *(m.end() for m in re.finditer(r"\v[ \t]*\v[\v \t]*", found.text))]
    return replace(found, text=found.text.replace("\v", " "), breaks=sorted(breaks))


def _inline(element: Element, walk: Walk, found: Paragraph) -> None:
    for node in element:
        tag = node.tag
        if tag == "w:r":
            _run(node, walk, found)
        elif tag == "w:hyperlink":
            _hyperlink(node, walk, found)
        elif tag == "w:fldSimple":
            _simple_field(node, walk, found)
        elif tag == "w:sdt":
            if child(child(node, "w:sdtPr"), "w:showingPlcHdr") is None:
                _inline(node, walk, found)
        elif tag == "mc:AlternateContent":
            for branch in branches(node):
                _inline(branch, walk, found)
        elif tag == "m:r":
            found.text += "".join(_visible(t) for t in node.iter("m:t"))
        elif tag in _TRANSPARENT or tag.startswith("m:"):
            _inline(node, walk, found)


def branches(node: Element) -> Iterator[Element]:
    """Yield the one branch of alternative content that is read: Word's own, else the fallback."""
    choice = next((c for c in node if c.tag == "mc:Choice"), None)
    taken = choice if choice is not None else child(node, "mc:Fallback")
    if taken is not None:
        yield taken


def _run(run: Element, walk: Walk, found: Paragraph) -> None:
    properties = child(run, "w:rPr")
    hidden = toggle(properties, "w:vanish")
    if hidden or (hidden is None and walk.styles.hidden(value(properties, "w:rStyle"))):
        return
    before = len(found.text)
    _run_content(run, walk, found)
    if found.text[before:].strip() and not toggle(properties, "w:b"):
        found.bold = False


def _run_content(run: Element, walk: Walk, found: Paragraph) -> None:
    for node in run:
        tag = node.tag
        if tag == "w:fldChar":
            _field(node.get("w:fldCharType", ""), walk, found)
        elif tag == "w:instrText":
            if walk.fields and not walk.fields[-1].shown:
                walk.fields[-1].instruction += node.text or ""
        elif tag in ("w:drawing", "w:pict", "w:object"):
            _drawing(node, found)
        elif tag == "mc:AlternateContent":
            for branch in branches(node):
                _run_content(branch, walk, found)
        elif tag == "w:ruby":
            _inline(node, walk, found)
        elif all(state.shown for state in walk.fields):
            _text(node, walk, found)


def _text(node: Element, walk: Walk, found: Paragraph) -> None:
    tag = node.tag
    if tag == "w:t":
        found.text += _visible(node)
    elif tag in _CHARACTERS:
        found.text += _CHARACTERS[tag]
    elif tag == "w:br":
        found.text += "\v"
        if node.get("w:type") in ("page", "column"):
            found.breaks.append(len(found.text))
    elif tag == "w:sym":
        found.text += _symbol(node.get("w:char", ""))
    elif tag in ("w:footnoteReference", "w:endnoteReference"):
        walk.notes += 1
        found.text += f"[{walk.notes}]"


def _visible(node: Element) -> str:
    """Return the text of ``w:t``: white space at its ends counts only where it says so."""
    text = _SPACE.sub(" ", node.text or "")
    return text if node.get("xml:space") == "preserve" else text.strip(" \t")


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
    relation = walk.relations.get(node.get("r:id", ""))
    anchor = node.get("w:anchor")
    href = relation.target if relation and relation.external else ""
    href += f"#{anchor}" if anchor else ""
    start = len(found.text)
    _inline(node, walk, found)
    _link(found, start, href)


def _link(found: Paragraph, start: int, href: str) -> None:
    if href and found.text[start:].strip():
        found.links.append((start, len(found.text), href))


def _simple_field(node: Element, walk: Walk, found: Paragraph) -> None:
    start = len(found.text)
    _inline(node, walk, found)
    _end_field(FieldState(node.get("w:instr", ""), True, start), found)


def _field(kind: str, walk: Walk, found: Paragraph) -> None:
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
    if node.tag == "w:txbxContent":
        found.boxes.append(node)
        return
    if node.tag == "mc:AlternateContent":
        for branch in branches(node):
            _drawing(branch, found)
        return
    text = (
        node.get("descr")
        if node.tag == "wp:docPr"
        else node.get("alt")
        if node.tag.startswith("v:")
        else None
    )
    text = " ".join(_GENERATED.sub("", text or "").split())
    if text and text not in found.captions:
        found.captions.append(text)
    for inner in node:
        _drawing(inner, found)
