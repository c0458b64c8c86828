"""Writing a file whole: whoever reads it meets the old bytes or the new ones, never half of them."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from claimlint.cli.output import writing


def replaced(path: Path, data: bytes, hint: str, what: str) -> None:
    """Write a file, keeping its permissions; where a link leads is written.

    Raises UsageError ``unwritable``. hint: what to do then. what: the file, as the message calls it.
    """
    place = os.path.realpath(path)
    with writing(str(path), hint, what):
        handle, beside = tempfile.mkstemp(dir=os.path.dirname(place), prefix=".claimlint-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            _permit(place, beside)
            os.replace(beside, place)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise


def _permit(place: str, beside: str) -> None:
    """Give the new file the old one's permissions, or those any new file has: a temporary one is private."""
    if os.path.exists(place):
        shutil.copymode(place, beside)
        return
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(beside, 0o666 & ~mask)
