"""The catalogue's folder and its word lists: one term a line, ``#`` starts a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from claimlint.errors import RuleError


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


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the terms of ``rules/lists/<name>.txt``.

    Raises RuleError ``unknown-list`` naming the file when it does not exist.
    """
    path = rules_dir() / "lists" / f"{name}.txt"
    if not path.is_file():
        raise RuleError("unknown-list", f"No word list “{name}”.", str(path), "See rules/lists/.")
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line)
