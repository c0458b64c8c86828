"""The entry points of installed distributions; the only reader of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from claimlint.errors import PluginError
from claimlint.installed import content, papers

if TYPE_CHECKING:
    from importlib.metadata import Distribution

RULE_GROUP = "claimlint.rules"
CHECK_GROUP = "claimlint.checks"
_POINTS = "entry_points.txt"
HINT = "Uninstall it, or report this to its author."


@dataclass(frozen=True)
class Entry:
    """One entry point. value: ``module`` or ``module:attribute``; load: imports and returns what it names."""

    group: str
    name: str
    value: str
    distribution: str
    version: str
    load: Callable[[], Any] = field(compare=False, repr=False)

    @property
    def origin(self) -> str:
        """Name and version of its distribution."""
        return f"{self.distribution} {self.version}"

    def broken(self, why: str) -> PluginError:
        """Return the error that names the plugin, the entry point and why it cannot be used."""
        message = (
            f"The entry point “{self.name} = {self.value}” of {self.group} cannot be used: {why.rstrip('.')}."
        )
        return PluginError("broken-plugin", message, self.origin, HINT)

    def loaded(self) -> Any:
        """Import what the entry point names. Raises PluginError ``broken-plugin``, whatever goes wrong in that."""
        try:
            return self.load()
        except (Exception, SystemExit) as error:
            raise self.broken(said(error)) from error


def said(error: BaseException) -> str:
    """Return an error on one line: its type and its message."""
    text = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


@cache
def entries(group: str) -> tuple[Entry, ...]:
    """Return the entry points of a group, by distribution and name: whatever the order of the search path."""
    found = [entry for entry in _all() if entry.group == group]
    return tuple(sorted(found, key=lambda entry: (entry.distribution, entry.name, entry.value)))


@cache
def _all() -> tuple[Entry, ...]:
    """Read the entry points of distributions that name one of our groups; others are not parsed, which would take most of the time."""
    return tuple(entry for one in plugins() for entry in _of(one))


@cache
def plugins() -> tuple[Distribution, ...]:
    """Return the distributions that name one of our groups, by name; of one installed twice that first on the path."""
    folders = papers()
    if folders is not None and not any(_named(content(folder, _POINTS)) for folder in folders):
        return ()
    from importlib.metadata import distribution, distributions

    names = {str(one.metadata["Name"]) for one in distributions() if _named(one.read_text(_POINTS) or "")}
    return tuple(distribution(name) for name in sorted(names))


def _named(points: str) -> bool:
    """Whether a file of entry points names one of our groups."""
    return any(f"[{group}]" in points for group in (RULE_GROUP, CHECK_GROUP))


def _of(one: Distribution) -> Iterator[Entry]:
    name, version = str(one.metadata["Name"]), str(one.metadata["Version"])
    try:
        points = list(one.entry_points)
    except (ValueError, TypeError) as error:
        message = f"Its entry_points.txt cannot be read: {said(error)}."
        raise PluginError("broken-plugin", message, f"{name} {version}", HINT) from error
    for point in points:
        if point.group in (RULE_GROUP, CHECK_GROUP):
            yield Entry(point.group, point.name, point.value, name, version, point.load)
