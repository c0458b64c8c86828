"""Plugins for tests: distributions written into a folder, and a search path on which they are installed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from claimlint import plugins, rulebase
from claimlint.cache import keys
from claimlint.plugins import entry_points

CACHES = (
    keys.tool,
    plugins.kinds,
    plugins.packs,
    entry_points.entries,
    entry_points._all,
    entry_points.plugins,
    rulebase._installed,
)


def distribution(site: Path, name: str, points: str, files: Mapping[str, str], version: str = "1.0") -> None:
    """Write a distribution as pip leaves it. points: its ``entry_points.txt``. files: path to text."""
    about = site / f"{name.replace('-', '_')}-{version}.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (about / "entry_points.txt").write_text(points)
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")


@contextmanager
def installed(*sites: Path) -> Iterator[None]:
    """Let what lies in these folders be installed."""
    path, modules = list(sys.path), set(sys.modules)
    sys.path[:0] = map(str, sites)
    _forget()
    try:
        yield
    finally:
        sys.path[:] = path
        for name in set(sys.modules) - modules:
            # What a plugin brought goes; what claimlint loaded meanwhile stays.
            if any(str(getattr(sys.modules[name], "__file__", None)).startswith(str(s)) for s in sites):
                del sys.modules[name]
        _forget()


def _forget() -> None:
    importlib.invalidate_caches()
    for cache in CACHES:
        cache.cache_clear()
