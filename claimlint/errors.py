"""User errors: what was wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ClaimlintError(Exception):
    """A mistake the user can mend; the command line prints it and leaves with exit code 2.

    code: short stable word, such as ``missing-file``. message: what was wrong.
    where: ``file`` or ``file:line``, when there is a place. hint: what to do next.
    """

    code: str
    message: str
    where: str = ""
    hint: str = ""

    def __reduce__(self) -> tuple[type[ClaimlintError], tuple[str, ...]]:
        # Raised in another process, it arrives whole.
        return type(self), (self.code, self.message, self.where, self.hint)

    def __str__(self) -> str:
        # What is reported on an article may name another file as its place, and does so in the message already.
        place = f"{self.where}: " if self.where and not self.message.startswith(self.where) else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class ReadError(ClaimlintError):
    """A file that could not be read as an article; the other files are still checked."""


class RuleError(ClaimlintError):
    """A rule file, word list or rule selection that cannot be used."""


class UsageError(ClaimlintError):
    """A command line or setting that cannot be used."""


class ModelError(ClaimlintError):
    """A language model that is missing, damaged or lacks a needed component."""


class PluginError(ClaimlintError):
    """A plugin that cannot be used; ``where`` names its distribution."""


def brought(hint: str, origin: str) -> str:
    """Return a hint that says which plugin brings what it is about, if one does."""
    return f"{hint} It comes with {origin}.".strip() if origin else hint


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint with the nearest known word, or the known words when none is near; otherwise: what to say instead of them."""
    choices = list(known)
    close = near(word, choices)
    return f"Did you mean “{close}”?" if close else otherwise or "Known: " + ", ".join(choices) + "."


def near(word: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """Return the known word nearest to one, or "". Of FAMILY/NAME the name counts: that the family is right makes no other name near."""
    import difflib

    return next(
        (one for one in difflib.get_close_matches(word, list(known), 5, cutoff) if _alike(word, one)), ""
    )


def _alike(word: str, other: str) -> bool:
    import difflib

    if "/" not in word:
        return True
    name, other_name = word.rpartition("/")[2], other.rpartition("/")[2]
    return "/" in other and bool(difflib.get_close_matches(name, [other_name], 1, 0.6))
