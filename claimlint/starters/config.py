"""Writes a configuration to start from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from claimlint import atomic
from claimlint.config.schema import rendered
from claimlint.config.search import NAMES, counts
from claimlint.config.template import SCHEMA_FILE, template
from claimlint.errors import UsageError
from claimlint.rulebase import bundled_rules


def write_config(
    folder: Path, values: Mapping[str, str], *, pin: bool = False, force: bool = False
) -> list[Path]:
    """Write ``claimlint.toml`` and the schema it names; return what was written.

    values: texts to set, by key. pin: set ``rules-version`` to the newest rule there is. Raises UsageError ``config-exists`` where the
    folder has a configuration (``force`` writes over a ``claimlint.toml``, never another) and ``unwritable``.
    """
    path = folder / NAMES[0]
    for place in (path, folder / SCHEMA_FILE):
        if os.path.islink(place):
            message = "The configuration cannot be written: this is a link, which may lead anywhere."
            raise UsageError("unwritable", message, str(place), "Take it away, or write where it leads.")
    there = [other for name in NAMES if os.path.isfile(other := folder / name) and counts(other)]
    for other in there:
        if other != path:
            raise UsageError(
                "config-exists", "This folder has its settings here.", str(other), "Change them there."
            )
        if not force:
            raise UsageError(
                "config-exists", "The file is there already.", str(path), "--force writes over it."
            )
    chosen = {key: f'"{value}"' for key, value in values.items()}
    if pin:
        chosen["rules-version"] = f'"{newest()}"'
    texts = {path: template(chosen), folder / SCHEMA_FILE: rendered()}
    try:
        # The schema first: the configuration names it.
        for place in reversed(texts):
            atomic.write(place, texts[place].encode())
    except OSError as error:
        message = f"The configuration cannot be written: {error.strerror}."
        raise UsageError(
            "unwritable", message, str(place), "Name a folder that is there and has room."
        ) from error
    return list(texts)


def newest() -> str:
    """Return the version of the newest bundled rule."""
    return max(
        (rule.since for rule in bundled_rules()), key=lambda since: [int(part) for part in since.split(".")]
    )
