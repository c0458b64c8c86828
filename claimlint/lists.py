"""The catalogue's folder and its word lists: one term a line, ``#`` starts a comment."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from claimlint.errors import RuleError, nearest


def rules_dir() -> Path:
    """Return the bundled catalogue: inside the installed package, else beside it in a checkout.

    Editable installs do not carry ``rules/`` into the package, so a sibling ``rules/`` counts when
    the ``pyproject.toml`` next to it is ours. Raises RuleError ``no-rules`` when neither is there.
    """
    package = Path(__file__).parent
    if (package / "rules").is_dir():
        return package / "rules"
    project = package.parent / "pyproject.toml"
    if project.is_file() and 'name = "claimlint-health"' in project.read_text(encoding="utf-8"):
        return package.parent / "rules"
    raise RuleError("no-rules", "The bundled rules are missing.", str(package), "Install claimlint again.")


def shipped(path: Path) -> bool:
    """Whether a rule or table is part of an installed package: it was checked before it was shipped. In a checkout somebody may be at work on it."""
    return path.is_relative_to(Path(__file__).parent / "rules")


_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@cache
def word_list(name: str, pack: Path | None = None) -> tuple[str, ...]:
    """Return the terms of ``lists/<name>.txt`` of a pack of rules, else of the bundled catalogue.

    Raises RuleError ``unknown-list`` with the nearest known name when neither has it.
    """
    path = list_files(pack).get(name)
    if path is None:
        message = f"No word list “{name}”."
        raise RuleError("unknown-list", message, "", nearest(name, sorted(list_files(pack))))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = "A word list is UTF-8 text, one term a line."
        raise RuleError("bad-list", f"The word list {path} cannot be read.", str(path), hint) from error
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    terms = tuple(line for line in lines if line)
    if not terms:
        raise RuleError("bad-list", f"The word list {path} is empty.", str(path), "Write one term a line.")
    return terms


def list_files(pack: Path | None = None) -> dict[str, Path]:
    """Return the word lists by name; those of a pack hide bundled ones of the same name."""
    folders = [rules_dir(), *([pack] if pack else [])]
    paths = [path for folder in folders for path in sorted((folder / "lists").glob("*.txt"))]
    return {path.stem: path for path in paths if _NAME.fullmatch(path.stem)}
