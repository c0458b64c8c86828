"""Which accepted claims hold for an article, by its path."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from claimlint.accepted.entry import Acceptance
from claimlint.globs import glob

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def for_article(acceptances: Iterable[Acceptance], name: str) -> Iterator[Acceptance]:
    """Yield those without ``paths`` and those of which one glob matches the article; globs are read as in .gitignore.

    name: as the article was named; where it is relative, to the working directory.
    """
    folder, base = os.path.split(name)
    place = os.path.join(os.path.realpath(folder), base)
    for one in acceptances:
        if not one.paths or _matches(one, place):
            yield one


def _matches(one: Acceptance, place: str) -> bool:
    inside = os.path.relpath(place, one.folder)
    return not inside.startswith(os.pardir) and globs(one.paths).match_file(inside)


@lru_cache(maxsize=1024)
def globs(paths: tuple[str, ...]) -> GitIgnoreSpec:
    """Return globs made ready. Raises ValueError for one that cannot be used."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec(map(glob, paths), backend="simple")
