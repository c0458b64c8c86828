"""Documentation made from rule data: a page a rule, an index, and the tables of a pack's README."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from claimlint import atomic
from claimlint.errors import RuleError
from claimlint.handbook.files import read
from claimlint.handbook.page import MARK, index, page
from claimlint.handbook.tables import fill
from claimlint.rule import FAMILIES, Rule


def plan(rules: Sequence[Rule], folder: Path, packs: Sequence[Path]) -> dict[Path, str]:
    """Return what each file is to hold: pages and index below ``folder``, and READMEs of packs with markers."""
    files = {folder / f"{rule.id}.md": page(rule) for rule in rules}
    files[folder / "README.md"] = index(rules)
    for pack in packs:
        readme = pack / "README.md"
        if readme.is_file():
            pages = Path(os.path.relpath(folder, pack)).as_posix() + "/"
            files[readme] = fill(read(readme), rules, pages, pack)
    return files


def left_over(folder: Path, planned: Mapping[Path, str]) -> list[Path]:
    """Return pages of rules that are no more; only files that carry our mark."""
    found = [path for family in FAMILIES for path in sorted((folder / family).glob("*.md"))]
    return [path for path in found if path not in planned and read(path).startswith(MARK)]


def stale(planned: Mapping[Path, str]) -> list[Path]:
    """Return the files that are missing or hold something else."""
    return [path for path, text in planned.items() if not path.is_file() or read(path) != text]


def write(planned: Mapping[Path, str], remove: Sequence[Path]) -> None:
    """Write the files that are stale and remove others. Raises RuleError ``unwritable``."""
    try:
        for path in stale(planned):
            if path.is_symlink():
                raise RuleError(
                    "unwritable", "This is a link, which may lead anywhere.", str(path), "Take it away."
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write(path, planned[path].encode())
        for path in remove:
            path.unlink()
    except OSError as error:
        raise RuleError("unwritable", f"Cannot be written: {error.strerror}.", str(error.filename)) from error
