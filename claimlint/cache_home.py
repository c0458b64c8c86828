"""Where the cache is kept; the only door to platformdirs."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return where the cache is kept: ``CLAIMLINT_CACHE_DIR``, else the system's folder for a user's caches."""
    if named := os.environ.get("CLAIMLINT_CACHE_DIR"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("claimlint", appauthor=False)
