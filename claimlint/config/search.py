"""Which configurations hold for a file: searched from the file upward, each read once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimlint.config.file import ConfigFile, has_table, read_config, shown
from claimlint.config.merged import Effective, Layer, layer_of, merged
from claimlint.config.patterns import Patterns, patterns_of, relative
from claimlint.config.tomlfile import fail
from claimlint.errors import UsageError

#: What a configuration may be called.
NAMES = ("claimlint.toml", ".claimlint.toml", "pyproject.toml")


@dataclass(frozen=True)
class Found:
    """A configuration that was found or named, with those it builds on before it: (file, patterns of its overrides)."""

    file: ConfigFile
    chain: tuple[tuple[ConfigFile, tuple[Patterns, ...]], ...]

    @property
    def folder(self) -> Path:
        """The folder from which its patterns, and those of files it builds on, count."""
        return self.file.path.parent


class Configs:
    """Settings by file. Configurations are read when first needed and then kept: make another to read them anew.

    only: the one configuration to use. none: use none. command_line: what the command line says; it wins.
    Raises UsageError ``bad-config`` for one that cannot be used.
    """

    def __init__(self, only: Path | None = None, *, none: bool = False, command_line: Layer | None = None):
        if only and none:
            raise UsageError(
                "bad-config", "--config and --no-config exclude each other.", "", "Leave one out."
            )
        self._search = not (only or none)
        self._always = (_found(only),) if only else ()
        self._command_line = command_line or {}
        self._folders: dict[Path, Found | None] = {}
        self._found: dict[Path, tuple[Found, ...]] = {}
        self._effective: dict[tuple[object, object], Effective] = {}

    def of(self, path: Path) -> Effective:
        """Return the settings for a file, or for a folder's own files where ``path`` is one; neither need exist."""
        place = os.path.realpath(path)
        return self._of(place, Path(place if os.path.isdir(place) else os.path.dirname(place)))

    def of_name(self, folder: Path, name: str) -> Effective:
        """Return the settings for an article that is no file, by its name below a folder: the folder's configurations count, and no others."""
        place = os.path.realpath(folder)
        return self._of(os.path.join(place, name), Path(place))

    def _of(self, place: str, folder: Path) -> Effective:
        found = self.found(folder)
        # Files for which the same overrides hold have the same settings.
        held = tuple(
            (config.file.path, number, at)
            for config in found
            for number, (_, overrides) in enumerate(config.chain)
            for at, patterns in enumerate(overrides)
            if patterns.match(relative(place, str(config.folder)))
        )
        key = (tuple(config.file.path for config in found), held)
        if key not in self._effective:
            self._effective[key] = self._merged(found, set(held))
        return self._effective[key]

    def _merged(self, found: Sequence[Found], held: set[tuple[Path, int, int]]) -> Effective:
        layers: list[Layer] = []
        for config in found:
            for number, (file, overrides) in enumerate(config.chain):
                layers.append(layer_of(file, file.values))
                for at in range(len(overrides)):
                    if (config.file.path, number, at) in held:
                        layers.append(layer_of(file, file.values["overrides"][at], "overrides", at))
        files = [file.name for config in found for file, _ in config.chain]
        return merged([*layers, self._command_line], files)

    def found(self, folder: Path) -> tuple[Found, ...]:
        """Return the configurations that hold in a folder, outermost first."""
        if not self._search:
            return self._always
        if folder not in self._found:
            own = [config for place in self.stretch(folder) if (config := self._own(place))]
            self._found[folder] = tuple(reversed(own))
        return self._found[folder]

    def stretch(self, folder: Path) -> Iterator[Path]:
        """Yield the folders whose files say something about a folder, from itself upward: all, or up to one with ``root = true``."""
        for place in upward(folder):
            yield place
            own = self._own(place) if self._search else None
            if own and own.file.values.get("root"):
                return

    def _own(self, folder: Path) -> Found | None:
        if folder not in self._folders:
            there = [path for name in NAMES if os.path.isfile(path := folder / name) and counts(path)]
            if len(there) > 1:
                names = f"{there[0].name} and {there[1].name}"
                fail(shown(folder), f"{names} both hold settings here.", "Move them into one.")
            self._folders[folder] = _found(there[0]) if there else None
        return self._folders[folder]


def upward(folder: Path) -> Iterator[Path]:
    """Yield a folder and those above it, up to one that holds a repository (``.git``), the home folder or the file system's root."""
    home = Path(os.path.realpath(os.path.expanduser("~")))
    for place in (folder, *folder.parents):
        yield place
        if os.path.exists(place / ".git") or place == home:
            return


def counts(path: Path) -> bool:
    """Whether a file that is called like a configuration is one: a ``pyproject.toml`` may be about other things."""
    return path.name != "pyproject.toml" or has_table(path)


def _found(path: Path) -> Found:
    config = read_config(path)
    return Found(config, tuple((file, _overrides(file)) for file in _chain(config, ())))


def _overrides(file: ConfigFile) -> tuple[Patterns, ...]:
    return tuple(
        patterns_of(
            [(line, file.where("overrides", number, "paths", at)) for at, line in enumerate(entry["paths"])]
        )
        for number, entry in enumerate(file.values.get("overrides", ()))
    )


def _chain(config: ConfigFile, above: Sequence[Path]) -> Iterator[ConfigFile]:
    """Yield the files that one builds on, in the order in which they count, then itself."""
    path = (*above, config.path)
    for number, name in enumerate(config.values.get("extends", ())):
        where = config.where("extends", number)
        other = Path(config.beside(name))
        if Path(os.path.realpath(other)) in path:
            fail(where, f"“{name}” builds on this file in its turn.", "Take one of the two out.")
        if not os.path.isfile(other):
            fail(where, f"extends: there is no file “{name}”.", "It is looked for beside this one.")
        yield from _chain(read_config(other), path)
    yield config
