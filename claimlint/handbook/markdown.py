"""Text and examples as Markdown that renders to the same text, whatever characters are in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from claimlint.rule import Example

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#~|&$])")
#: At the start of a line these would begin a list, a quotation or an underlined heading.
_OPENING = re.compile(r"^([-+=]|\d+(?=[.)]))")
#: Lines of a shown document are broken here (characters).
WIDTH = 100


def escape(text: str) -> str:
    """Return text on one line in which no character has a meaning in Markdown or HTML."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda m: m[1] + "\\" if m[1].isdigit() else "\\" + m[1], escaped)


def cell(text: str) -> str:
    """Return Markdown fit for a table cell."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table whose cells are Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(cell(text) for text in row) + " |" for row in rows]


def examples(shown: Iterable[Example]) -> Iterator[str]:
    """Yield examples as Markdown lines: short ones as list items, whole documents as blocks."""
    for example in shown:
        if example.media == "text" and "\n" not in example.text.strip():
            yield f"- {_inline(example)}"
        else:
            yield ""
            yield from _block(example)
            yield ""


def _inline(example: Example) -> str:
    """Escape around the marks, which become bold. HTML tags hold where ``**`` beside punctuation does not."""
    parts, last = [], 0
    for start, end in example.marks:
        parts += [_part(example.text[last:start]), f"<strong>{_part(example.text[start:end])}</strong>"]
        last = end
    text = "".join([*parts, _part(example.text[last:])]).strip()
    return _OPENING.sub(lambda m: m[1] + "\\" if m[1].isdigit() else "\\" + m[1], text)


def _part(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def _block(example: Example) -> Iterator[str]:
    """Show a document in ``<pre>``, where Markdown means nothing and blank lines end nothing."""
    text = _broken(example.text) if example.media == "text" else example.text
    parts, last = [], 0
    for start, end in example.marks:
        parts += [html.escape(text[last:start], quote=False)]
        parts += ["<strong>", html.escape(text[start:end], quote=False), "</strong>"]
        last = end
    parts.append(html.escape(text[last:], quote=False))
    yield from ("<pre>" + "".join(parts).rstrip() + "</pre>").split("\n")


def _broken(text: str) -> str:
    """Break long lines by turning spaces into line ends, so that offsets stay."""
    out = list(text)
    line, space = 0, -1
    for at, char in enumerate(text):
        if char == "\n":
            line, space = at + 1, -1
        elif char == " ":
            space = at
        if at - line >= WIDTH and space > line:
            out[space] = "\n"
            line, space = space + 1, -1
    return "".join(out)
