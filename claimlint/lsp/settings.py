"""From what an editor is set to, to what a document is checked by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimlint.config import Configs, Effective, Entry
from claimlint.errors import nearest
from claimlint.profiles import PROFILES
from claimlint.readership import AUDIENCES, REGIONS

#: Settings with one word of a few, and their words.
CHOICES: Mapping[str, Sequence[str]] = {
    "profile": list(PROFILES),
    "audience": list(AUDIENCES),
    "region": list(REGIONS),
}
#: Where settings that an editor sent are said to come from.
EDITOR = "the editor's settings"


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


def settings_for(path: Path | None, client: ClientSettings) -> Effective:
    """Return what a document is checked by: the settings of its file, and above them the editor's own.

    path: None for a text that was never saved. Raises UsageError ``bad-config`` for a configuration that cannot be used.
    """
    said = {
        key: [Entry(value, EDITOR) for value in (given if isinstance(given, tuple) else (given,))]
        for key, given in (
            ("select", client.select),
            ("ignore", client.ignore),
            ("profile", client.profile),
            ("audience", client.audience),
            ("region", client.region),
            ("max-bytes", client.max_bytes),
        )
        if given
    }
    return Configs(command_line=said).of(path or Path())
