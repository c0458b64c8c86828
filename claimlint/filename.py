"""Names of files as texts that can be printed and kept in JSON, whatever bytes they are made of."""

from __future__ import annotations

import os
import re
from pathlib import Path

_ESCAPE = re.compile(rb"\\x([89a-f][0-9a-f])")


def printable(path: str | Path) -> str:
    r"""Return a name in which each byte that is no UTF-8 is written ``\xff``, so that two such files have two names."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def on_disk(name: str) -> str:
    """Return the name of a file that ``printable`` gave as the system takes it; one that is there as it is written stays."""
    if "\\x" not in name or os.path.lexists(name):
        return name
    raw = os.fsencode(name)
    return os.fsdecode(_ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), raw))
