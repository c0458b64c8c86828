"""The output folder: parts, a journal of those that are whole, and the manifest; one run at a time.

A part is written under another name, brought to the disk, renamed and then noted, so that one that is noted is whole, whenever the
run was killed. What is not noted is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from claimlint import atomic
from claimlint.errors import UsageError
from claimlint.filename import printable

MANIFEST, JOURNAL, LOCK = "manifest.json", "parts.jsonl", ".lock"
#: The tables, each a folder of parts.
TABLES = ("articles", "findings")
_ELSEWHERE = "Name another folder with -o."

Entry = dict[str, Any]


class Folder:
    """An output folder that is locked for this run. entries: the parts that are whole, by number."""

    def __init__(self, path: Path):
        self.path = path
        self.entries: dict[int, Entry] = {}

    def manifest(self) -> Mapping[str, Any] | None:
        """Return the manifest of the run whose folder it is; None where there was none. Raises UsageError ``not-ours``."""
        place = self.path / MANIFEST
        self._refuse_links()
        try:
            manifest = json.loads(place.read_bytes())
            if manifest["format"] != "claimlint corpus":
                raise ValueError
        except FileNotFoundError:
            if foreign := [
                name for name in sorted(os.listdir(self.path)) if name != LOCK and not _partial(name)
            ]:
                message = f"The folder holds what no corpus run wrote: {foreign[0]}. It was left as it is."
                raise UsageError("not-ours", message, printable(self.path), _ELSEWHERE) from None
            return None
        except (ValueError, KeyError, TypeError) as error:
            message = "This manifest was not written by claimlint corpus. It was left as it is."
            raise UsageError("not-ours", message, printable(place), _ELSEWHERE) from error
        return manifest  # type: ignore[no-any-return]

    def _refuse_links(self) -> None:
        """Raise UsageError ``not-ours`` where a link or a pipe stands for what a run writes: it would write, and delete, elsewhere."""
        for name in (MANIFEST, JOURNAL, *TABLES):
            place = self.path / name
            fits = place.is_dir() if name in TABLES else place.is_file()
            if place.is_symlink() or (place.exists() and not fits):
                message = f"No corpus run made {name} what it is, a link or the like. It was left as it is."
                raise UsageError("not-ours", message, printable(place), _ELSEWHERE)

    def begin(self, manifest: Mapping[str, Any]) -> None:
        """Begin anew: what is there of an earlier run is deleted, its manifest last."""
        for name in TABLES:
            shutil.rmtree(self.path / name, ignore_errors=True)
        (self.path / JOURNAL).unlink(missing_ok=True)
        self.entries = {}
        self._replace(MANIFEST, _json(manifest))
        for name in TABLES:
            (self.path / name).mkdir(exist_ok=True)

    def resume(self, manifest: Mapping[str, Any]) -> None:
        """Take up the parts that are whole, and delete what else is there of others."""
        for entry in [*manifest.get("parts", ()), *self._noted()]:
            if all(self._is_whole(name, file) for name, file in entry["files"].items()):
                self.entries[entry["part"]] = entry
        kept = {name for entry in self.entries.values() for name in entry["files"]}
        for table in TABLES:
            (self.path / table).mkdir(exist_ok=True)
            for file in sorted((self.path / table).iterdir()):
                if f"{table}/{file.name}" not in kept:
                    file.unlink()
        self._replace(JOURNAL, b"".join(_line(self.entries[number]) for number in sorted(self.entries)))

    def add(self, number: int, tables: Mapping[str, bytes], suffix: str, counts: Mapping[str, int]) -> None:
        """Write a part, a file a table, and note it."""
        files: dict[str, Any] = {}
        for table in TABLES:
            name = f"{table}/part-{number:05}{suffix}"
            data = tables[table]
            self._replace(name, data)
            files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        entry = {"part": number, **counts, "files": files}
        with (self.path / JOURNAL).open("ab") as journal:
            journal.write(_line(entry))
            journal.flush()
            os.fsync(journal.fileno())
        self.entries[number] = entry

    def end(self, manifest: Mapping[str, Any]) -> None:
        """Write the manifest of a run that is over, with all its parts."""
        parts = [self.entries[number] for number in sorted(self.entries)]
        self._replace(MANIFEST, _json({**manifest, "parts": parts}))
        (self.path / JOURNAL).unlink(missing_ok=True)

    def _noted(self) -> Iterator[Entry]:
        try:
            lines = (self.path / JOURNAL).read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return
        for line in lines:
            # The last one may have been cut off.
            if line.endswith(b"\n"):
                yield json.loads(line)

    def _is_whole(self, name: str, file: Mapping[str, Any]) -> bool:
        try:
            return bool((self.path / name).stat().st_size == file["bytes"])
        except OSError:
            return False

    def _replace(self, name: str, data: bytes) -> None:
        """Write a file at once or not at all, and have it on the disk."""
        # Never where a link leads that somebody put there.
        atomic.write(self.path / name, data, linked=False)


def _partial(name: str) -> bool:
    return name.startswith(".") and name.endswith(atomic.ENDING)


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _line(entry: Entry) -> bytes:
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode()


@contextmanager
def locked(path: Path) -> Iterator[Folder]:
    """Make the folder, and lock it as long as the block lasts; the system lets go of the lock of a run that died.

    Raises UsageError ``busy`` while another run writes to it, ``unwritable``.
    """
    from filelock import FileLock, Timeout

    try:
        path.mkdir(parents=True, exist_ok=True)
        with FileLock(path / LOCK, timeout=0):
            yield Folder(path)
    except Timeout as error:
        message = "Another run is writing to this folder."
        raise UsageError("busy", message, printable(path), "Wait for it, or name another folder.") from error
    except OSError as error:
        message = f"It cannot be written: {error.strerror or error}."
        raise UsageError("unwritable", message, printable(path), _ELSEWHERE) from error
