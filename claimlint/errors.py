"""User errors: what was wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
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

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
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


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known word, or the known words when none is near."""
    choices = list(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.5)
    return f"Did you mean “{close[0]}”?" if close else "Known: " + ", ".join(choices) + "."
