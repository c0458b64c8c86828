"""``claimlint check --watch``: what changed is checked anew, with warm models, until Ctrl-C."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from claimlint.cli.output import say
from claimlint.config.file import shown
from claimlint.errors import ClaimlintError, UsageError

#: Milliseconds after which files are looked at without a sign of a change: some file systems give none.
LONGEST = 2_000

#: Size and time of the last change, by which a file is known to be as it was.
State = Mapping[Path, tuple[int, int]]


def watch(
    paths: Sequence[str],
    options: Mapping[str, Any],
    find: Callable[[], tuple[Iterable[Path], Iterable[Path]]],
    check: Callable[[Sequence[str]], None],
) -> NoReturn:
    """Check and report all, and then what changes, until interrupted.

    paths, options: as ``check`` was given them. find: the files that the paths now stand for, and those
    that say how they are checked. check: checks files and prints the report.
    Raises UsageError ``no-watch`` for what cannot be watched; errors in settings that come up later are said, and watching goes on.
    """
    _refuse(paths, options)
    articles, settings = map(_state, find())
    check(paths)
    say("watching for changes; Ctrl-C ends it.")
    problem = ""
    for _ in _signs(paths):
        try:
            before, held = articles, settings
            articles, settings = map(_state, find())
            gone, new = compared(before, articles)
            for path in gone:
                say(f"gone: {path}")
            if changed := [*itertools.chain(*compared(held, settings))]:
                say(f"changed: {_named(changed)}")
                check(paths)
            elif new:
                say(f"changed: {_named(new)}")
                check([str(path) for path in new])
            problem = ""
        except ClaimlintError as error:
            # What is wrong stays so until somebody mends it.
            if str(error) != problem:
                say(str(error))
            problem = str(error)
    raise AssertionError("a watch ends only by an interrupt")


def compared(before: State, now: State) -> tuple[list[Path], list[Path]]:
    """Return the files that are gone, and those that are new or changed."""
    gone = sorted(path for path in before if path not in now)
    return gone, sorted(path for path in now if before.get(path) != now[path])


def _named(paths: Iterable[Path]) -> str:
    return ", ".join(shown(path) for path in paths)


def _refuse(paths: Sequence[str], options: Mapping[str, Any]) -> None:
    if "-" in paths:
        raise UsageError("no-watch", "Standard input cannot be watched.", hint="Name files or folders.")
    if options["format_"] != "terminal" or options["output"] or options.get("reports"):
        message = "--watch reports to the terminal, one change at a time; a file would hold only the last."
        raise UsageError("no-watch", message, hint="Leave --format, --output and --report out.")


def _state(files: Iterable[Path]) -> State:
    """Return the files that are there, each with what it is known by."""
    found: dict[Path, tuple[int, int]] = {}
    for path in files:
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = (status.st_size, status.st_mtime_ns)
    return found


def _signs(paths: Sequence[str]) -> Iterator[None]:
    """Yield when there are signs of a change, and also without, after a while."""
    import watchfiles

    places, recursive = watched(paths)
    changes = watchfiles.watch(
        *places, recursive=recursive, rust_timeout=LONGEST, yield_on_timeout=True, ignore_permission_denied=True
    )  # fmt: skip
    for _ in changes:
        yield


def watched(paths: Sequence[str]) -> tuple[list[str], bool]:
    """Return the places to watch, and whether what is below them counts, too.

    An editor may put a new file in the place of the old one, so that a file's folder is watched; beside folders that are
    watched with all that is below them, the file itself is. Raises UsageError ``no-watch`` for a path in no folder that is there.
    """
    folders = {_base(path) for path in paths if os.path.isdir(path) or _is_pattern(path)}
    files = {path for path in paths if not (os.path.isdir(path) or _is_pattern(path))}
    found = folders | {
        path if folders and os.path.exists(path) else os.path.dirname(path) or "." for path in files
    }
    for place in sorted(found):
        if not os.path.exists(place):
            raise UsageError("no-watch", "There is no such folder to watch.", place, "Check the path.")
    return sorted(found), bool(folders)


def _is_pattern(path: str) -> bool:
    import glob

    return glob.has_magic(path) and not os.path.lexists(path)


def _base(path: str) -> str:
    """Return a folder itself, or the folder below which a pattern's matches stand."""
    import glob

    while glob.has_magic(path) and not os.path.isdir(path):
        path = os.path.dirname(path)
    return path or "."
