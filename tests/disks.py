"""Places where there is no room: a full file system, and a limit on the size of files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Disk:
    """A folder, and a context in which only so many bytes more can be written into files there."""

    folder: Path
    nearly_full: Callable[[int], AbstractContextManager[None]]

    def files(self) -> dict[str, bytes]:
        """All that is there, by name."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.name != "filler"
        }


@contextmanager
def mounted(folder: Path) -> Iterator[Disk]:
    """A file system of 400 kB of its own; skips the test where nobody may make one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(folder)]
    if not sys.platform.startswith("linux") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")

    @contextmanager
    def nearly_full(room: int) -> Iterator[None]:
        with (folder / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"\0" * 4096)
            except OSError:
                filler.truncate(max(0, filler.tell() - room))
        try:
            yield
        finally:
            (folder / "filler").unlink()

    try:
        yield Disk(folder, nearly_full)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def limited(folder: Path) -> Iterator[Disk]:
    """No file may grow beyond a size: what a quota does, anywhere on POSIX."""
    resource = pytest.importorskip("resource")
    folder.mkdir()

    @contextmanager
    def nearly_full(room: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    yield Disk(folder, nearly_full)


@pytest.fixture(params=[mounted, limited], ids=["full disk", "limit"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """Each kind of them in turn."""
    with request.param(tmp_path / "disk") as made:
        yield made


def obeying_modes() -> None:
    """In a process that is to start: give up what lets the superuser write where it may not (for ``preexec_fn``)."""
    if os.name == "posix" and os.geteuid() == 0 and sys.platform.startswith("linux"):
        import ctypes

        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None, use_errno=True).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
