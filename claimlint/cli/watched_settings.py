"""Which files say how articles are checked, wherever they lie: when one changes, findings may change in all of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from claimlint.config.ignored import IGNORE_FILE
from claimlint.config.search import NAMES
from claimlint.readers.side_file import ENDING

if TYPE_CHECKING:
    from claimlint.config import Configs


def settings_files(configs: Configs, articles: Iterable[Path]) -> set[Path]:
    """Return configurations, ignore files, files that these name, and files beside articles; some may not be there (yet)."""
    found: set[Path] = set()
    folders: set[Path] = set()
    rules: set[str] = set()
    for article in articles:
        found.add(article.with_name(article.name + ENDING))
        folders.add(Path(os.path.realpath(article)).parent)
        effective = configs.of(article)
        named = (*effective.files, *effective["accepted"], *filter(None, [effective["baseline"]]))
        found.update(map(Path, named))
        rules.update(effective["rules-dir"])
    for folder in rules:
        found.update(Path(folder).rglob("*"))
    for place in {place for folder in folders for place in configs.stretch(folder)}:
        found.update(place / name for name in (*NAMES, IGNORE_FILE, ".gitignore"))
    return {Path(os.path.abspath(path)) for path in found}
