"""Where the cache is kept; the only door to platformdirs."""

from __future__ import annotations

import os
from pathlib import Path

from claimlint.errors import UsageError


def cache_folder() -> Path:
    """Return where the cache is kept: ``CLAIMLINT_CACHE_DIR``, else the system's folder for a user's caches.

    Raises UsageError ``no-home`` where there is none: the user has no home folder that is known.
    """
    if named := os.environ.get("CLAIMLINT_CACHE_DIR"):
        return Path(named)
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("claimlint", appauthor=False)
    except RuntimeError:
        folder = Path()
    # Some versions give “~/.cache”, as it stands, where nobody knows what “~” is.
    if not folder.is_absolute():
        hint = "Name one with CLAIMLINT_CACHE_DIR."
        raise UsageError("no-home", "This user has no home folder, and so no cache.", "", hint)
    return folder
