"""Settings of one file as its configurations and the command line give them together, each value with its origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimlint.config.file import ConfigFile
from claimlint.config.keys import SETTINGS

COMMAND_LINE = "command line"


@dataclass(frozen=True)
class Entry:
    """A value, or one entry of a list, with where it was said: ``file:line`` or ``command line``.

    value: text, number, true or false; (rules, level) for an entry of ``severity``; an absolute path for what names a file.
    """

    value: Any
    origin: str


#: What one place says: the entries of each key; of a key that holds one value, one.
Layer = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True)
class Effective:
    """The settings that hold for a file. entries: by key, only those that somebody set. files: the configurations, outermost first."""

    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> Any:
        """Return a key's value: a tuple for a list and for ``severity``; the default where nobody set it."""
        entries = self.entries.get(key, ())
        if isinstance(SETTINGS[key].default, tuple):
            return tuple(entry.value for entry in entries)
        return entries[-1].value if entries else SETTINGS[key].default

    def origin(self, key: str) -> str:
        """Return where a key that holds one value was set last: ``file:line``, ``command line`` or ``default``."""
        entries = self.entries.get(key, ())
        return entries[-1].origin if entries else "default"


def merged(layers: Iterable[Layer], files: Sequence[str] = ()) -> Effective:
    """Put layers together, outermost first: a nearer value replaces, or adds to, those further out, as its key says."""
    entries: dict[str, tuple[Entry, ...]] = {}
    for layer in layers:
        for key, new in layer.items():
            before = entries.get(key, ()) if SETTINGS[key].merge == "add" else ()
            # What is said again counts where it was said last: for severities, the last that fits holds.
            again = {entry.value for entry in new}
            entries[key] = (*(entry for entry in before if entry.value not in again), *new)
    return Effective(entries, tuple(dict.fromkeys(files)))


def layer_of(config: ConfigFile, table: Mapping[str, Any], *place: str | int) -> Layer:
    """Return what a file says at its top level, or in one of its overrides (place)."""
    return {name: _entries(config, name, table[name], *place) for name in SETTINGS if name in table}


def _entries(config: ConfigFile, name: str, value: Any, *place: str | int) -> list[Entry]:
    def entry(value: Any, *inside: str | int) -> Entry:
        if SETTINGS[name].paths:
            value = config.beside(value)
        return Entry(value, config.where(*place, name, *inside))

    if isinstance(value, list):
        return [entry(one, number) for number, one in enumerate(value)]
    if isinstance(value, dict):
        return [entry(pair, pair[0]) for pair in sorted(value.items(), key=lambda pair: special(pair[0]))]
    return [entry(value)]


def special(rules: str) -> tuple[int, str]:
    """Order what names rules from a family over globs to a rule: in one file the more special wins."""
    if "*" in rules or "?" in rules or "[" in rules:
        return 1, rules
    return (2 if "/" in rules else 0), rules
