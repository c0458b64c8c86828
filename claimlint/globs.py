"""Patterns of paths as in a ``.gitignore``, in time that grows with a path's length and no faster."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

#: What pathspec makes of "*".
_STAR = "[^/]*"


def glob(text: str) -> GitIgnoreSpecPattern:
    """Return a pattern made ready. Raises ValueError for one that is none."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    try:
        with warnings.catch_warnings():
            # What Python may read otherwise some day: "[[a]" and the like.
            warnings.simplefilter("ignore", FutureWarning)
            pattern = GitIgnoreSpecPattern(text)
            if pattern.regex is not None and pattern.regex.pattern.count(_STAR) > 1:
                pattern.regex = re.compile(_linear(pattern.regex.pattern))
    except re.error as error:
        raise ValueError(f"“{text}” is no pattern: {error}") from error
    return pattern


def _linear(regex: str) -> str:
    """Return a pattern that takes what stands between two stars where it comes first: later places are no better, and each would be tried."""
    first, *between, last = regex.split(_STAR)
    taken = (f"(?>{_STAR}?{part})" if "(?" not in part else _STAR + part for part in between)
    return first + "".join(taken) + _STAR + last
