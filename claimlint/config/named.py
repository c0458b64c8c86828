"""The files and folders that settings name, each known to be there or told at the line that names it."""

from __future__ import annotations

import os
from pathlib import Path

from claimlint.config.file import shown
from claimlint.config.keys import SETTINGS
from claimlint.config.merged import COMMAND_LINE, Effective
from claimlint.errors import UsageError

_WHAT = {"rules-dir": "folder with rules", "accepted": "file of accepted claims", "baseline": "baseline"}
_HINT = {"baseline": "“claimlint baseline PATHS --output FILE” writes one; or take the key out."}


def named(effective: Effective, key: str) -> tuple[Path, ...]:
    """Return the paths that a key names.

    Raises UsageError ``missing-file`` at the ``file:line`` of a configuration that names nothing there is. Who reads what the
    command line names says so himself.
    """
    entries = effective.entries.get(key, ())
    if not isinstance(SETTINGS[key].default, tuple):
        entries = entries[-1:]
    for entry in entries:
        if entry.origin != COMMAND_LINE and not os.path.exists(entry.value):
            message = f"{key}: There is no {_WHAT[key]} {shown(Path(entry.value))}."
            hint = _HINT.get(key, "Paths count from the configuration's folder; correct it, or take it out.")
            raise UsageError("missing-file", message, entry.origin, hint)
    return tuple(Path(entry.value) for entry in entries)
