"""Whether the bundled models are those that were shipped, by their SHA-256 sums.

``models/SHA256SUMS`` lists what is loaded, as ``sha256sum -c`` reads it; ``training/sums.py`` writes it anew. Files that look as they did
when they were last read (size, time, inode) are not read again: the cache folder says so, and where there is none they are read by every run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from claimlint import atomic
from claimlint.cache_home import cache_folder
from claimlint.errors import ModelError, UsageError

FOLDER = Path(__file__).parent / "models"
SUMS = "SHA256SUMS"
#: In the cache folder: by what the models were known that were read last.
CHECKED = "models-checked"
#: What nothing loads: papers, and what a training leaves beside its model.
_PAPERS = ("CARD.md", "NOTICE.md", "LICENSE", "full.onnx")
_AGAIN = "Install claimlint again."


@lru_cache(maxsize=4)
def check_models(folder: Path = FOLDER) -> None:
    """Raise ModelError ``damaged-model`` unless all model files are those that ``SHA256SUMS`` lists; once a process."""
    listed = _listed(folder)
    state = _state(folder, listed)
    kept = None
    with suppress(OSError, ValueError, UsageError):
        kept = cache_folder() / CHECKED
        if kept.read_text(encoding="ascii") == state:
            return
    for name, expected in listed.items():
        if _sum(folder, name) != expected:
            message = f"The model file {name} is damaged, or not the one that came with claimlint."
            raise ModelError("damaged-model", message, str(folder / name), _AGAIN)
    if kept:
        _keep(kept, state)


def sums(folder: Path = FOLDER) -> str:
    """Return what ``SHA256SUMS`` is to say of the model files that are there."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    loaded = [name for name in names if name != SUMS and name.rpartition("/")[2] not in _PAPERS]
    return "".join(f"{_sum(folder, name)}  {name}\n" for name in loaded)


def _listed(folder: Path) -> Mapping[str, str]:
    """Return the sums of the model files by their names below a folder."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        message = "The list of the bundled models cannot be read."
        raise ModelError("damaged-model", message, str(folder / SUMS), _AGAIN) from error
    return {name: total for total, _, name in (line.partition("  ") for line in lines)}


def _sum(folder: Path, name: str) -> str:
    try:
        with (folder / name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        message = f"The model file {name} cannot be read: {error.strerror}."
        raise ModelError("damaged-model", message, str(folder / name), _AGAIN) from error


def _state(folder: Path, listed: Mapping[str, str]) -> str:
    """Return by what the files are known without reading them."""

    def stamps() -> Iterator[str]:
        yield os.path.realpath(folder)
        for name, total in listed.items():
            with suppress(OSError):
                seen = os.stat(folder / name)
                yield f"{name} {total} {seen.st_size} {seen.st_mtime_ns} {seen.st_ino}"

    return hashlib.sha256("\n".join(stamps()).encode("utf-8", "backslashreplace")).hexdigest()


def _keep(kept: Path, state: str) -> None:
    """Keep what was read, at once or not at all; where nothing can be kept it is read again."""
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(kept, state.encode("ascii"), settled=False, linked=False)
