"""The cache on disk: a file an entry, so that runs at the same time and parts of restored caches do no harm."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

import msgspec

from claimlint.cache_home import cache_folder as cache_folder
from claimlint.finding import FileReport
from claimlint.model_sums import CHECKED
from claimlint.ran import Ran

#: Entries that were not used for so long are deleted (seconds); looked after once a day at most.
KEPT, DAY = 30 * 86_400, 86_400
#: Bytes of an entry, unpacked: one that holds more was not written here, and could be as large as memory.
MOST = 200_000_000
#: Name of an entry; nothing else in the folder is touched.
ENDING = ".claimlint-cache"
#: Says when old entries were last looked for.
SWEPT = "swept"
#: Folders: of what is said beside files, by settings; of reports, by the first two characters of their keys.
SETTINGS, REPORTS = "settings", "??"
T = TypeVar("T", FileReport, Ran)


@dataclass(frozen=True)
class Usage:
    """What a cache holds. entries: reports on files. size: of all, bytes."""

    entries: int
    size: int


@dataclass(frozen=True)
class _Entry:
    """What an entry says: the key, as its file's name may be one that was copied, and the report, as JSON."""

    key: str
    value: msgspec.Raw


class Store:
    """A cache in a folder. Whatever goes wrong with it, a run goes on as if there were none."""

    def __init__(self, folder: Path):
        self.folder = folder

    def get(self, key: str, kind: type[T]) -> T | None:
        """Return what was put under a key, a report or what ran; None where there is none, or none that can be read."""
        path = self._path(key, kind)
        try:
            entry = msgspec.json.decode(_unpacked(path.read_bytes()), type=_Entry)
            if entry.key != key:
                return None
            value = msgspec.json.decode(entry.value, type=kind, strict=False)
        except (OSError, zlib.error, msgspec.DecodeError, ValueError, RecursionError):
            return None
        with suppress(OSError):
            os.utime(path)
        return value

    def put(self, key: str, value: FileReport | Ran) -> None:
        """Keep a report, or what ran; at once or not at all, whoever else writes or reads it, or stops."""
        from claimlint import atomic

        path = self._path(key, type(value))
        # ValueError: a text that is no Unicode, such as a name with bytes that are none.
        with suppress(OSError, ValueError):
            data = zlib.compress(msgspec.json.encode(_Entry(key, msgspec.Raw(msgspec.json.encode(value)))), 1)
            path.parent.mkdir(parents=True, exist_ok=True)
            # One that a failing disk cut short is known for what it is, so that none is waited for; one left by a killed run is swept like others.
            atomic.write(path, data, ending=ENDING, settled=False, private=True, linked=False)

    def sweep(self) -> None:
        """Delete entries that were not used for a month; does nothing where that was done within a day."""
        now, mark = time.time(), self.folder / SWEPT
        with suppress(OSError):
            if mark.exists() and 0 <= now - mark.stat().st_mtime < DAY:
                return
            mark.touch()
            for path in self._all():
                with suppress(OSError):
                    age = now - path.stat().st_mtime
                    if age > KEPT:
                        path.unlink()
                    elif age < -DAY:
                        # A clock that was put back makes entries of the future, which would stay until then.
                        os.utime(path)

    def usage(self) -> Usage:
        """Return what it holds."""
        sizes = []
        for path in self._all():
            with suppress(OSError):
                sizes.append(path.stat().st_size)
        return Usage(len(list(self._entries())), sum(sizes))

    def clear(self) -> Usage:
        """Delete all entries, and say what is gone. Raises OSError for one that cannot be deleted."""
        gone = self.usage()
        for path in self._all():
            path.unlink(missing_ok=True)
        for mark in (SWEPT, CHECKED):
            (self.folder / mark).unlink(missing_ok=True)
        for folder in chain(self.folder.glob(REPORTS), self.folder.glob(SETTINGS)):
            with suppress(OSError):
                folder.rmdir()
        return gone

    def _entries(self) -> Iterator[Path]:
        return self.folder.glob(f"{REPORTS}/*{ENDING}")

    def _all(self) -> Iterator[Path]:
        return chain(self._entries(), self.folder.glob(f"{SETTINGS}/*{ENDING}"))

    def _path(self, key: str, kind: type[FileReport] | type[Ran] = FileReport) -> Path:
        return self.folder / (key[:2] if kind is FileReport else SETTINGS) / f"{key}{ENDING}"


def _unpacked(data: bytes) -> bytes:
    """Return what an entry holds. Raises ValueError for one that is cut off, or larger than any that was put."""
    unpacking = zlib.decompressobj()
    unpacked = unpacking.decompress(data, MOST)
    if not unpacking.eof:
        raise ValueError("cut off, or too large")
    return unpacked
