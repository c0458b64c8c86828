"""Names of pages: made from paths that reports say, which may be anything, and safe on every file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

#: Characters of a path's last part that a name shows; what tells names apart is the hash behind it.
SHOWN = 40


def page_name(path: str) -> str:
    """Return the file name of an article's page: ASCII, lower case, the same for the same path and for no other."""
    last = PurePosixPath(path.replace("\\", "/")).stem
    plain = unicodedata.normalize("NFKD", last[:200]).encode("ascii", "ignore").decode().lower()
    shown = re.sub(r"[^a-z0-9]+", "-", plain)[:SHOWN].strip("-") or "article"
    digest = hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{shown}-{digest}.html"
