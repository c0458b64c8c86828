"""What is installed, read off the names of folders: asking importlib.metadata takes ten times as long, and half of it to import."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

#: What folders with a distribution's papers end in.
_ENDINGS = (".dist-info", ".egg-info")


def papers() -> Iterator[str] | None:
    """Return the folders with the papers of distributions (``spacy-3.8.7.dist-info``), in the order of the search path.

    None where something but plain folders may hold distributions, such as a zip file, or an importer of somebody's own.
    """
    folders = [entry or os.curdir for entry in sys.path]
    plain = all(
        os.path.isdir(folder) or not os.path.exists(folder) or _no_archive(folder) for folder in folders
    )
    if not plain or any(_finds(finder) for finder in sys.meta_path):
        return None
    return (os.path.join(folder, name) for folder in folders for name in _names(folder))


def _names(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(_ENDINGS))
    except OSError:
        return []


def _no_archive(file: str) -> bool:
    return not file.endswith((".zip", ".whl", ".egg", ".pyz"))


def _finds(finder: object) -> bool:
    """Whether an importer that is not Python's own knows distributions."""
    return (
        hasattr(finder, "find_distributions")
        and getattr(finder, "__module__", "") != "_frozen_importlib_external"
    )


def content(folder: str, name: str) -> str:
    """Return one of a distribution's papers; nothing where it is not there or cannot be read."""
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""
