"""Changes of a source that are safe to make unread: where in doubt, there is none.

A rule names the kind of its edit (``edit`` in its file). Word files have no edits: their source is not their bytes.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping

from claimlint.document import Block, Document
from claimlint.finding import Edit, Hit

#: Code points looked at on each side of a block for its tags and the ends of its line, and inside it around the words that fill it.
REACH = 400
_TWO_WORDS = re.compile(r"(\w+)\s+(\w+)")
_WORDS = re.compile(r"\w(?:.*\w)?", re.S)
_LINE_END = re.compile(r"\r\n?|\n")
#: What may stand on a line of Markdown before and after the words of a block.
_MARKS_BEFORE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t]+)*[*_]{0,3}\[?[*_]{0,3}")
_MARKS_AFTER = re.compile(r"[*_]{0,3}(?:\]\([^()\s]{0,200}\))?[*_]{0,3}[ \t]*#{0,6}[ \t]*")
_OPEN = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?>\s*$")
#: Elements that are lines of a page, and those that only mark words in one.
_LINES = frozenset("p li h2 h3 h4 h5 h6 div button".split())
_MARKS = frozenset("a b em i small span strong u".split())
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.M)
#: Where an article ends, the innermost first.
_ENDS = tuple(re.compile(rf"</{name}\s*>", re.I) for name in ("article", "main", "body", "html"))


def edit_for(kind: str | None, document: Document, hit: Hit, suggestion: str | None) -> Edit | None:
    """Return the edit of a rule's kind for one of its hits, or None where it would not be safe."""
    if kind is None or document.source.media == "docx":
        return None
    return KINDS[kind](document, hit, suggestion)


def _second_word(document: Document, hit: Hit, _: str | None) -> Edit | None:
    """Delete the second of two equal words, with the space before it; not one in capitals ("the The Lancet"), nor markup."""
    words = _TWO_WORDS.fullmatch(document.text, hit.start, hit.end)
    if not words or words[2] not in (words[1], words[1].lower()):
        return None
    start = document.to_source(*words.span(1))[1]
    end = document.to_source(*words.span(2))[1]
    between = document.source.text[start:end]
    return Edit(start, end, "") if between.split() == [words[2]] else None


def _block(document: Document, hit: Hit, _: str | None) -> Edit | None:
    """Delete a block that the hit fills, with its line; nothing around it may depend on it."""
    block = document.blocks[bisect_right(document.blocks, hit.start, key=lambda b: b.start) - 1]
    # A long block has many hits, and none of them looks at all of it.
    if (hit.start - block.start) + (block.end - hit.end) > REACH:
        return None
    filled = _bare(document.block_text(block)) == _bare(document.text[hit.start : hit.end])
    if not filled or block.kind not in ("paragraph", "item", "heading"):
        return None
    start, end = document.to_source(block.start, block.end)
    if document.source.media == "html":
        return _element(document.source.text, start, end)
    return _line(document.source.text, start, end, block, document.source.media == "markdown")


def _bare(text: str) -> str:
    """Return a text without the signs and spaces around its words."""
    words = _WORDS.search(text)
    return words[0] if words else ""


def _line(text: str, start: int, end: int, block: Block, markdown: bool) -> Edit | None:
    low, high = _line_around(text, start, end)
    before, after = text[low:start], text[end:high]
    if not markdown:
        return _lines(text, low, high) if not (before + after).strip() else None
    if not _MARKS_BEFORE.fullmatch(before) or not _MARKS_AFTER.fullmatch(after):
        return None
    # A heading without signs is one by the line below it; an item may have others in it.
    underlined = block.kind == "heading" and "#" not in before
    inner = re.match(r"(?:\r\n?|\n)[ \t]", text[high : high + 3])
    return None if underlined or inner else _lines(text, low, high)


def _element(text: str, start: int, end: int) -> Edit | None:
    """Delete the element that holds nothing but these words, however they are marked in it."""
    while True:
        opening = _OPEN.search(text[max(start - REACH, 0) : start])
        if not opening or opening[1].lower() not in _LINES | _MARKS:
            return None
        closing = re.match(rf"\s*</{opening[1]}\s*>", text[end : end + REACH], re.I)
        if not closing:
            return None
        start, end = max(start - REACH, 0) + opening.start(), end + closing.end()
        if opening[1].lower() in _LINES:
            break
    low, high = _line_around(text, start, end)
    alone = not (text[low:start] + text[end:high]).strip()
    return _lines(text, low, high) if alone else Edit(start, end, "")


def _line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the line of a range begins and ends, without its line end; no further away than ``REACH``."""
    near = max(start - REACH, 0)
    low = max((near + match.end() for match in _LINE_END.finditer(text[near:start])), default=near)
    next_end = _LINE_END.search(text, end, end + REACH)
    return low, next_end.start() if next_end else min(end + REACH, len(text))


def _lines(text: str, low: int, high: int) -> Edit | None:
    """Delete a line with its end; between two empty lines one of them, too, and at the end of the text those before it."""
    begins = low == 0 or text[low - 1] in "\r\n"
    if not begins or not (high == len(text) or text[high] in "\r\n"):
        return None
    line_end = _LINE_END.match(text, high)
    end = line_end.end() if line_end else high
    if not text[end : end + REACH].strip() and end + REACH >= len(text):
        return Edit(_before_empty_lines(text, low), end, "")
    following = _LINE_END.match(text, end)
    empty_before = low == 0 or bool(
        re.search(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$", text[max(low - REACH, 0) : low])
    )
    return Edit(low, following.end() if following and empty_before else end, "")


def _before_empty_lines(text: str, low: int) -> int:
    """Return where the empty lines before a line begin."""
    head = text[max(low - REACH, 0) : low]
    words = len(head.rstrip())
    line_end = _LINE_END.search(head, words)
    return low - len(head) + line_end.end() if line_end and words else low


def _suggestion(document: Document, hit: Hit, suggestion: str | None) -> Edit | None:
    """Put the rule's words at the end of the article, as a paragraph."""
    if not suggestion:
        return None
    text = document.source.text
    if document.source.media != "text" and _is_open(text):
        return None
    line_end = _LINE_END.search(text)
    new_line = line_end[0] if line_end else "\n"
    if document.source.media == "html":
        return _paragraph(text, f"<p>{html.escape(suggestion, quote=False)}</p>", new_line)
    end = len(text.rstrip())
    return Edit(end, end, f"{new_line}{new_line}{suggestion}")


def _is_open(text: str) -> bool:
    """Whether what is put at the end may end up in a comment or a block of code."""
    return text.rfind("<!--") > text.rfind("-->") or len(_FENCE.findall(text)) % 2 == 1


def _paragraph(text: str, element: str, new_line: str) -> Edit:
    """Put an element before the end of the only article, else of the main part, else of the page."""
    for pattern in _ENDS:
        places = [match.start() for match in pattern.finditer(text)]
        if len(places) == 1:
            low, _ = _line_around(text, places[0], places[0])
            indent = text[low : places[0]]
            alone = not indent.strip() and (low == 0 or text[low - 1] in "\r\n")
            return (
                Edit(low, low, indent + element + new_line) if alone else Edit(places[0], places[0], element)
            )
    end = len(text.rstrip())
    return Edit(end, end, new_line + element)


#: Kinds of edit by their names in rule files.
KINDS: Mapping[str, Callable[[Document, Hit, str | None], Edit | None]] = {
    "delete-second-word": _second_word,
    "delete-block": _block,
    "append-suggestion": _suggestion,
}
