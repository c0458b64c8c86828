"""The table of ``docs/configuration.md``: every key of a configuration."""

from __future__ import annotations

from claimlint.config.keys import KEYS, Key
from claimlint.handbook.markdown import table


def keys_table() -> str:
    """Return the keys of a configuration as a Markdown table."""
    rows = ((f"`{name}`", _about(name, key), _default(key), _merged(key)) for name, key in KEYS.items())
    return "\n".join(table(("key", "meaning", "default", "nearer files"), rows))


def _about(name: str, key: Key) -> str:
    values = key.schema.get("enum")
    listed = f" One of {', '.join(f'`{value}`' for value in values)}." if values else ""
    return f"{key.about}{listed} `{name} = {key.example}`"


def _default(key: Key) -> str:
    if key.said or key.default in (None, ()):
        return key.said
    return f"`{str(key.default).lower() if isinstance(key.default, bool) else key.default}`"


def _merged(key: Key) -> str:
    if key.structure:
        return ""
    return ("add" if key.merge == "add" else "replace") + ("" if key.per_path else "; not in overrides")
