"""Text of articles as a page can show it without harm."""

from __future__ import annotations

import re
from typing import Any

#: Signs that turn the direction of text around, beyond the words they stand in.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_TURNING}\ud800-\udfff\ufffe\uffff]")
_SAFE = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


def shown(text: str) -> str:
    """Return text with each control character, direction sign and lone surrogate as its name, as in ``[U+202E]``."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def finalize(value: Any) -> Any:
    """Do the same with whatever a template puts into the page, but for markup of its own."""
    return shown(value) if type(value) is str else value


def address(href: str) -> str | None:
    """Return a link's address where following it is harmless (http, https, mailto), else None."""
    found = _SAFE.fullmatch(href.strip())
    return found[0] if found else None
