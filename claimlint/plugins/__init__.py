"""What other distributions add: packs of rules and kinds of check, found by their entry points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimlint.errors import PluginError
from claimlint.plugins.entry_points import CHECK_GROUP, RULE_GROUP, entries

if TYPE_CHECKING:
    from claimlint.checks import Kind


@dataclass(frozen=True)
class Pack:
    """A folder of rules. origin: name and version of the distribution that brings it."""

    folder: Path
    origin: str


@cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds of check by name: the bundled ones, then those of plugins, by distribution and name.

    Raises PluginError ``broken-plugin`` for one that cannot be imported or used, ``plugin-clash`` for a name that is taken.
    """
    from claimlint.checks import CHECKS

    known = dict(CHECKS)
    for entry in entries(CHECK_GROUP):
        if entry.name in known:
            by = known[entry.name].origin or "claimlint"
            message = f"The check “{entry.name}” is there already; it is {by}’s."
            raise PluginError(
                "plugin-clash", message, entry.origin, "Uninstall one, or ask its author for another name."
            )
        from claimlint.plugins.foreign_kind import kind_of

        known[entry.name] = kind_of(entry)
    return known


@cache
def packs() -> tuple[Pack, ...]:
    """Return the packs of rules of plugins, by distribution and name. Raises PluginError ``broken-plugin``."""
    from claimlint.plugins.folders import folder_of

    return tuple(Pack(folder_of(entry), entry.origin) for entry in entries(RULE_GROUP))


def versions() -> dict[str, str]:
    """Return the version of each distribution that adds rules or checks, by name."""
    both = (*entries(RULE_GROUP), *entries(CHECK_GROUP))
    return dict(sorted((entry.distribution, entry.version) for entry in both))
