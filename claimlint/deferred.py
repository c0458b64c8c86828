"""Patterns that are compiled when they are first used: most articles ask for none of them, and to compile them all is part of every start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from claimlint.pieces import Needs, folded, needs


def deferred(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` would, to be compiled when it is first used.

    For patterns of the program's own, with words of users' at most escaped in them: a mistake shows only then, and so in the tests.
    """
    return cast("re.Pattern[str]", Deferred(pattern, flags))


def sought(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``deferred`` does; its ``search`` and ``finditer`` pass over texts without one of its ``pieces``.

    For long patterns that few texts match: to try each alternative at each place takes many times as long as to see that none of
    their words is there.
    """
    return cast("re.Pattern[str]", Sought(pattern, flags))


class Deferred:
    """Stands for a compiled pattern; what is asked of it is asked of that, and remembered."""

    def __init__(self, pattern: str, flags: int):
        self.pattern, self._flags = pattern, flags
        self._compiled: re.Pattern[str]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "_compiled":
            self._compiled = re.compile(self.pattern, self._flags)
            return self._compiled
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


class Sought(Deferred):
    """Stands for a compiled pattern that is tried only on texts that it may match."""

    def __init__(self, pattern: str, flags: int):
        super().__init__(pattern, flags)
        self._any_case = bool(flags & re.IGNORECASE) or "(?i" in pattern
        self._needs: Needs | None = None

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return self._compiled.search(text) if self._may_match(text) else None

    def finditer(self, text: str, *place: int) -> Iterator[re.Match[str]]:
        """Return the matches in a text, or in a part of it, one after the other."""
        return self._compiled.finditer(text, *place) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        wanted = self._wanted()
        if self._any_case:
            text = folded(text)
        # Written out, since it is asked of every sentence: for some alternative, one of each of its sets stands in the text.
        for sets in wanted:
            for pieces in sets:
                for piece in pieces:
                    if piece in text:
                        break
                else:
                    break
            else:
                return True
        return not wanted

    def _wanted(self) -> Needs:
        if self._needs is None:
            found = needs(self.pattern, self._flags)
            fold = folded if self._any_case else str
            self._needs = tuple(tuple(frozenset(map(fold, one)) for one in sets) for sets in found)
        return self._needs
