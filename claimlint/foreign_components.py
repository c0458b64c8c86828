"""Components that other distributions add to spaCy, which imports all of them whenever it loads a pipeline."""

from __future__ import annotations

from importlib.metadata import entry_points


def bringer(error: Exception) -> str:
    """Return name and version of the distribution whose component fails with an error when it is imported; else nothing."""
    for entry in entry_points(group="spacy_factories"):
        try:
            entry.load()
        except Exception as again:
            if repr(again) == repr(error):
                return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
    return ""
