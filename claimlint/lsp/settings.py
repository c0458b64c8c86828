"""From what an editor is set to, to what a document is checked by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimlint.errors import nearest
from claimlint.linter import Settings
from claimlint.profiles import PROFILES
from claimlint.readers import MAX_BYTES
from claimlint.readership import AUDIENCES, REGIONS
from claimlint.rulebase import choose, load_rules

#: Settings with one word of a few, and their words.
CHOICES: Mapping[str, Sequence[str]] = {
    "profile": list(PROFILES),
    "audience": list(AUDIENCES),
    "region": list(REGIONS),
}


@dataclass(frozen=True)
class ClientSettings:
    """What an editor is set to; None or nothing leaves it to the settings of the file."""

    profile: str | None = None
    audience: str | None = None
    region: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    max_bytes: int | None = None


def read_settings(sent: Any) -> tuple[ClientSettings, list[str]]:
    """Return the settings an editor sent, and what is wrong with those that were left out.

    They stand in the object itself or below ``claimlint``. Keys that are not the server's own are not looked at: editors
    send all of an extension's.
    """
    table = sent if isinstance(sent, Mapping) else {}
    inner = table.get("claimlint")
    table = inner if isinstance(inner, Mapping) else table
    faults: list[str] = []
    found: dict[str, Any] = {}
    for key, words in CHOICES.items():
        value = table.get(key)
        if value in (None, ""):
            continue
        if value in words:
            found[key] = value
        else:
            faults.append(f"“{value}” is no valid {key}. {nearest(str(value), words)}")
    for key in ("select", "ignore"):
        value = table.get(key)
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            found[key] = tuple(entry.strip() for entry in value if entry.strip())
        elif value is not None:
            faults.append(f"{key} must be a list of texts.")
    limit = table.get("maxBytes")
    if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0:
        found["max_bytes"] = limit
    elif limit is not None:
        faults.append("maxBytes must be a whole number of at least 1.")
    return ClientSettings(**found), faults


def settings_for(path: Path | None, client: ClientSettings) -> Settings:
    """Return what a document is checked by: the one place where an editor's settings meet those of its file.

    path: None for a text that was never saved. Raises UsageError for an entry that names no rule.
    """
    return Settings(
        choose(load_rules(), client.select, client.ignore),
        max_bytes=client.max_bytes or MAX_BYTES,
        profile=client.profile,
        audience=client.audience,
        region=client.region,
    )
