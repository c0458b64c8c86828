"""From an entry point of ``claimlint.rules`` to the folder with its rules."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from claimlint.plugins.entry_points import Entry, said


def folder_of(entry: Entry) -> Path:
    """Return the folder that a value names: that of a package, which is not run, or the path that an attribute holds.

    Raises PluginError ``broken-plugin``.
    """
    folder = _held(entry) if ":" in entry.value else _package(entry)
    if not folder.is_dir():
        raise entry.broken(f"there is no folder {folder}")
    return folder


def _package(entry: Entry) -> Path:
    try:
        # Packages above it are imported.
        spec = find_spec(entry.value.strip())
    except (Exception, SystemExit) as error:
        raise entry.broken(said(error)) from error
    if spec is None:
        raise entry.broken(f"there is no package “{entry.value}”")
    places = list(spec.submodule_search_locations or ())
    if not places:
        raise entry.broken(f"“{entry.value}” is a module, and a package is meant: a folder with rules in it")
    return Path(places[0])


def _held(entry: Entry) -> Path:
    value = entry.loaded()
    if not isinstance(value, str | os.PathLike):
        raise entry.broken(f"it holds no path of a folder but {type(value).__name__}")
    return Path(os.fspath(value))
