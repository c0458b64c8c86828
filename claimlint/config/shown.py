"""The settings that hold for a file, with the origin of each, as text and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimlint.config.file import shown as shown_path
from claimlint.config.keys import SETTINGS, Key
from claimlint.config.merged import Effective, Entry

WIDTH = 96


@dataclass(frozen=True)
class Shown:
    """What is told of a file. excluded: ``file:line`` of the pattern that leaves it out of a search. rules: how many run, of how many.

    held: rules that ``rules-version`` keeps at info.
    """

    name: str
    effective: Effective
    excluded: str | None
    rules: tuple[int, int]
    held: Sequence[str]
    version: str


def as_dict(shown: Shown) -> dict[str, Any]:
    """Return it as plain data."""
    settings = {name: _plain(shown.effective, name, key) for name, key in SETTINGS.items()}
    return {
        "file": shown.name,
        "configurations": list(shown.effective.files),
        "excluded": shown.excluded,
        "settings": settings,
        "rules": {"run": shown.rules[0], "known": shown.rules[1], "held": list(shown.held)},
    }


def _plain(effective: Effective, name: str, key: Key) -> dict[str, Any]:
    if not isinstance(key.default, tuple):
        return {"value": _said(name, effective[name]), "origin": effective.origin(name)}
    entries = [
        {
            "value": {entry.value[0]: entry.value[1]} if name == "severity" else _said(name, entry.value),
            "origin": entry.origin,
        }
        for entry in effective.entries.get(name, ())
    ]
    return {"value": [entry["value"] for entry in entries], "entries": entries}


def lines(shown: Shown) -> Iterator[str]:
    """Yield it as text."""
    effective = shown.effective
    yield f"Settings for {shown.name}"
    yield f"Configurations: {', then '.join(effective.files) or 'none'}."
    if shown.excluded:
        yield f"A search leaves it out: {shown.excluded}."
    yield ""
    rows = [row for name, key in SETTINGS.items() for row in _rows(name, key, effective)]
    width = max(len(value) for _, value, _ in rows if len(value) <= 56)
    for name, value, origin in rows:
        yield f"{name:17}  {value:{width}}  {origin}".rstrip()
    yield ""
    yield f"{shown.rules[0]} of {shown.rules[1]} rules run."
    yield from textwrap.wrap(_held(shown), WIDTH, break_on_hyphens=False)


def _rows(name: str, key: Key, effective: Effective) -> Iterator[tuple[str, str, str]]:
    entries = effective.entries.get(name, ())
    if not entries:
        yield name, key.said or _value(key.default), "default"
    elif not isinstance(key.default, tuple):
        yield name, _value(_said(name, effective[name])), effective.origin(name)
    else:
        for number, entry in enumerate(entries):
            yield "" if number else name, _entry(name, entry), entry.origin


def _entry(name: str, entry: Entry) -> str:
    return f"{entry.value[0]} = {entry.value[1]}" if name == "severity" else _value(_said(name, entry.value))


def _said(name: str, value: Any) -> Any:
    """Return a value as it can be named from the working directory."""
    return shown_path(Path(value)) if SETTINGS[name].paths and value else value


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _held(shown: Shown) -> str:
    pin = shown.effective["rules-version"]
    if pin is None:
        return ""
    if not shown.held:
        return f"rules-version {pin} holds back none of the rules of claimlint {shown.version}."
    count = f"{len(shown.held)} rule{'' if len(shown.held) == 1 else 's'}"
    return f"rules-version {pin} keeps {count} at info: {', '.join(shown.held)}."
