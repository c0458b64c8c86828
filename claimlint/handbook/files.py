"""Files that hold documentation."""

from __future__ import annotations

from pathlib import Path

from claimlint.errors import RuleError


def read(path: Path) -> str:
    """Return a file's text. Raises RuleError ``unreadable``."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("unreadable", "Cannot be read as UTF-8 text.", str(path)) from error
