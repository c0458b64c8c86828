"""Text of articles made safe for Markdown as GitHub and GitLab show it."""

from __future__ import annotations

import html
import re

from claimlint.reports.terminal import clean

_MARKS = re.compile(r"([\\`*_\[\]<>&|~$])")
#: What would call a person, link an issue or lead to another site; a space of no width takes that away.
_CALLS = re.compile(r"(@|#|:(?=//)|(?<=www)(?=\.))", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is: no markup, HTML, table cell, mention or link."""
    return _CALLS.sub(r"\1&#8203;", _MARKS.sub(r"\\\1", clean(text)))


def escaped_html(text: str) -> str:
    """Return the same for a line of HTML, where Markdown is not read."""
    return _CALLS.sub(r"\1&#8203;", html.escape(clean(text), quote=False))


def cut(text: str, most: int) -> str:
    """Return text of at most so many characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
