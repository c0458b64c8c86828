"""Where in a text something can be put without harm to what stands there."""

from __future__ import annotations

import html
import re

from claimlint.document import Media, Source
from claimlint.finding import Edit
from claimlint.lsp.positions import Lines

_DOCTYPE = re.compile(r"\s*<!doctype[^>]{0,300}>[ \t]*(?:\r\n?|\n)?", re.I)
#: What closes an article, the innermost first.
_CLOSING = [re.compile(rf"</{name}\s*>", re.I) for name in ("article", "main", "body", "html")]
_PARAGRAPH_END = re.compile(r"</p\s*>", re.I)
_TAG = re.compile(r"<(?:p|h[1-6]|div|section|table|[uo]l)\b", re.I)
_BLANK_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?=\r|\n)")
#: A line of Markdown above which a comment may stand on a line of its own, if a blank line comes before.
_OWN_BLOCK = re.compile(r"(?:#|[^\s>|*+\-\d])")


def line_end_of(text: str) -> str:
    """Return the line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def after_header(text: str, media: Media) -> int:
    """Return the offset at which a text begins below its front matter or document type. Raises ReadError ``front-matter``."""
    if media == "html":
        found = _DOCTYPE.match(text)
        return found.end() if found else 0
    from claimlint.readers.front_matter import front_matter

    end = front_matter(Source("", text, media)).end
    below = re.compile(r"[ \t]*(?:\r\n?|\n)").match(text, end) if end else None
    return below.end() if below else end


def paragraph_at_end(text: str, media: Media, words: str) -> Edit:
    """Return the edit that puts a paragraph at the end of an article."""
    if media == "html":
        at = _end_of_page(text)
        return Edit(at, at, _html(words) + line_end_of(text))
    end, at = line_end_of(text), len(text.rstrip())
    return Edit(at, len(text), end * 2 * bool(at) + words + end)


def _end_of_page(text: str) -> int:
    """Return where a page's article ends; of several articles in a page none is it."""
    for closing in _CLOSING:
        ends = [match.start() for match in closing.finditer(text)]
        if ends and (len(ends) == 1 or "article" not in closing.pattern):
            return ends[-1]
    return len(text)


def paragraph_after(text: str, media: Media, offset: int, words: str) -> Edit | None:
    """Return the edit that puts a paragraph below the one at an offset; None where that cannot be told."""
    end = line_end_of(text)
    if media == "html":
        close = _PARAGRAPH_END.search(text, offset)
        if close is None or _TAG.search(text, offset, close.start()):
            return None
        return Edit(close.end(), close.end(), end + _html(words))
    blank = _BLANK_LINE.search(text, offset)
    if blank is None:
        return paragraph_at_end(text, media, words)
    return Edit(blank.start(), blank.start(), end * 2 + words)


def _html(words: str) -> str:
    return f"<p>{html.escape(words, quote=False)}</p>"


def takes_line_above(lines: Lines, line: int, media: Media) -> bool:
    """Whether a comment above a line leaves the page as it is: within a paragraph, list or table it would cut it in two."""
    if media == "html":
        return True
    above = lines.line_text(line - 1) if line else ""
    return not above.strip() and bool(_OWN_BLOCK.match(lines.line_text(line)))
