"""The commented ``claimlint.toml`` that ``claimlint init`` writes: every key, most of them as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from claimlint.config.keys import KEYS

#: The schema file that is written beside it, for editors.
SCHEMA_FILE = ".claimlint.schema.json"
WIDTH = 100
#: Keys by what they are for, in the order of the file.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "What the articles are": ("profile", "audience", "region", "excerpt"),
    "What is looked for": ("select", "ignore", "severity", "rules-dir", "rules-version"),
    "What fails a run": ("fail-on", "max-warnings"),
    "What is known and approved": ("accepted", "baseline", "history", "history-excerpts"),
    "Which files are read": ("exclude", "respect-gitignore", "max-bytes"),
    "How configurations hang together": ("root", "extends", "overrides"),
    "The language model": ("model",),
}


def template(chosen: Mapping[str, str], schema: str = f"./{SCHEMA_FILE}") -> str:
    """Return the text of a configuration. chosen: values as TOML by key, to be set; all other keys stand as comments."""
    return "\n".join(_lines(chosen, schema)) + "\n"


def _lines(chosen: Mapping[str, str], schema: str) -> Iterator[str]:
    yield f"#:schema {schema}"
    yield "# Settings of claimlint for the articles in this folder and below. Keys that start with # are not set."
    yield "# “claimlint config FILE” shows what holds for a file and where it was said."
    for part, names in _PARTS.items():
        yield ""
        yield f"# --- {part} ---"
        for name in names:
            yield ""
            yield from textwrap.wrap(_about(name), WIDTH, initial_indent="# ", subsequent_indent="# ")
            yield f"{name} = {chosen[name]}" if name in chosen else f"# {name} = {KEYS[name].example}"


def _about(name: str) -> str:
    key = KEYS[name]
    about = key.about.replace("`", "")
    values = key.schema.get("enum")
    if values:
        about += f" One of: {', '.join(values)}."
    if key.said:
        about += f" Default: {key.said}."
    elif key.default not in (None, ()):
        about += f" Default: {str(key.default).lower() if isinstance(key.default, bool) else key.default}."
    return about
