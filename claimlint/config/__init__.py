"""Settings from files: found from an article upward, merged, and which files a search leaves out."""

from __future__ import annotations

from claimlint.config.file import read_config
from claimlint.config.keys import KEYS
from claimlint.config.merged import Effective, Entry
from claimlint.config.search import Configs

__all__ = ["KEYS", "Configs", "Effective", "Entry", "read_config"]
