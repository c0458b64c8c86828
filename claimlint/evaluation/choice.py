"""Which pages are measured, and in which parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from claimlint.errors import UsageError, nearest
from claimlint.evaluation.labels import Page
from claimlint.filename import printable


@dataclass(frozen=True)
class Part:
    """Some of the pages. name: ``all``, or of a split ``listed`` and ``rest``.

    open: single sentences of these pages may be shown; those of listed pages stay unread.
    """

    name: str
    pages: tuple[Page, ...]
    open: bool = True


def parts(
    pages: Sequence[Page], only: Sequence[str], without: Sequence[Path], split: Path | None
) -> tuple[Part, ...]:
    """Return the pages to measure: all, or the two parts of a split.

    only: page names or globs. without, split: lists of page names, one a line. Raises UsageError ``unknown-page``
    for a name that no label has and ``no-pages`` where nothing, or one part of a split, is left.
    """
    names = [page.name for page in pages]
    # Lists are read before --only: a list of held-out pages must name labelled pages, not chosen ones.
    dropped = {name for path in without for name in read_list(path, names)}
    listed = set(read_list(split, names)) if split else set()
    wanted = {name for pattern in only for name in _matches(pattern, names)} if only else set(names)
    chosen = tuple(page for page in pages if page.name in wanted - dropped)
    if not chosen:
        raise UsageError("no-pages", "--only and --without leave no page.", hint="Leave fewer out.")
    if split is None:
        return (Part("all", chosen),)
    inside = tuple(page for page in chosen if page.name in listed)
    rest = tuple(page for page in chosen if page.name not in listed)
    if not inside or not rest:
        empty = "in the list" if not inside else "beside the list"
        raise UsageError("no-pages", f"There is no page {empty} to compare with.", printable(split))
    return Part("listed", inside, open=False), Part("rest", rest)


def read_list(path: Path, known: Sequence[str]) -> list[str]:
    """Return the page names of a list, one a line; what follows a ``#`` at a line's start is a comment."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = "The list of pages cannot be read as UTF-8 text."
        raise UsageError("unreadable", message, printable(path), "Check the path.") from error
    names = []
    for number, line in enumerate(lines, 1):
        name = line.strip()
        if name and not name.startswith("#"):
            if name not in known:
                where = f"{printable(path)}:{number}"
                raise UsageError("unknown-page", f"No page “{name}” is labelled.", where, _near(name, known))
            names.append(name)
    return names


def _matches(pattern: str, names: Sequence[str]) -> list[str]:
    found = [name for name in names if name == pattern or fnmatchcase(name, pattern)]
    if not found:
        raise UsageError(
            "unknown-page", f"No labelled page matches “{pattern}”.", "--only", _near(pattern, names)
        )
    return found


def _near(name: str, known: Sequence[str]) -> str:
    return nearest(name, known) if len(known) <= 20 else nearest(name, known).split("Known:")[0].strip()
