"""Patterns that are compiled when they are first used: most articles ask for none of them, and to compile them all is part of every start."""

from __future__ import annotations

import re
from typing import Any, cast


def deferred(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` would, to be compiled when it is first used.

    For patterns of the program's own, with words of users' at most escaped in them: a mistake shows only then, and so in the tests.
    """
    return cast("re.Pattern[str]", Deferred(pattern, flags))


class Deferred:
    """Stands for a compiled pattern; what is asked of it is asked of that, and remembered."""

    def __init__(self, pattern: str, flags: int):
        self.pattern, self._flags = pattern, flags
        self._compiled: re.Pattern[str]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if "_compiled" not in vars(self):
            self._compiled = re.compile(self.pattern, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
