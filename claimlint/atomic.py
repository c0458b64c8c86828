"""Files written whole: whoever reads one meets the old bytes or the new ones, never half of them, whatever fails on the way."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

#: What a file is called before it has its place; the dot keeps it out of searches.
PREFIX, ENDING = ".claimlint-", ".partial"
#: Names of open files: what they lead to is to be written to, not replaced.
_OPEN = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")


def write(
    path: Path,
    data: bytes,
    *,
    ending: str = ENDING,
    settled: bool = True,
    private: bool = False,
    linked: bool = True,
) -> None:
    """Write a file by the side and put it in its place at the end, with the permissions and the owner of the one that was there.

    A pipe or a device is written to as it is. ending: of the name by the side. settled: whether it is to be on the disk before it counts, as
    what cannot be made again must be, and what a disk says only then is an error. private: for the user alone, whatever was there.
    linked: whether where a link leads is written; else the file takes the place of the link, or pipe. Raises OSError; then the old file is
    there as it was, and nothing beside it.
    """
    if linked and _is_stream(path):
        _pour(path, data)
        return
    place = os.path.realpath(path) if linked else os.path.abspath(path)
    handle, beside = tempfile.mkstemp(dir=os.path.dirname(place), prefix=PREFIX, suffix=ending)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if settled:
                file.flush()
                _settle(file.fileno())
        if not private:
            _permit(place, beside)
        os.replace(beside, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    if settled:
        _settle_names(os.path.dirname(place))


def _pour(path: Path, data: bytes) -> None:
    """Write to a pipe or a device; a pipe that nobody reads is refused, since it would be waited for without end."""
    if not path.is_fifo():
        path.write_bytes(data)
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        raise OSError(error.errno, "nobody reads from this pipe", str(path)) from error
    os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as pipe:
        pipe.write(data)


def _is_stream(path: Path) -> bool:
    if os.fspath(path).startswith(_OPEN):
        return True
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    # A folder is no stream; putting a file in its place fails, and says so.
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _permit(place: str, beside: str) -> None:
    """Give the new file the old one's permissions and owner, or those any new file has: a temporary one is private."""
    try:
        old = os.stat(place)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(beside, 0o666 & ~mask)
        return
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        # Only the superuser can give a file away; to others it becomes their own.
        with suppress(OSError):
            os.chown(beside, old.st_uid, old.st_gid)
    shutil.copymode(place, beside)


def _settle(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems know no such thing.
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise


def _settle_names(folder: str) -> None:
    """Have the names in a folder on the disk, where the system can; the file is in its place already."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
