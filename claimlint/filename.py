"""Names of files: as texts that can be printed and kept in JSON, whatever bytes they are made of; whether a file is gone."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

_ESCAPE = re.compile(rb"\\x([89a-f][0-9a-f])")


def is_gone(path: str) -> bool:
    """Whether there is no such file; of one in a folder that cannot be read nobody knows."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError) as error:
        return getattr(error, "errno", None) != errno.EACCES
    return False


def printable(path: str | Path) -> str:
    r"""Return a name in which each byte that is no UTF-8 is written ``\xff``, so that two such files have two names."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def on_disk(name: str) -> str:
    """Return the name of a file that ``printable`` gave as the system takes it; one that is there as it is written stays."""
    if "\\x" not in name or os.path.lexists(name):
        return name
    raw = os.fsencode(name)
    return os.fsdecode(_ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), raw))
