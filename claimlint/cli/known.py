"""What ``check`` leaves to what is known already: a baseline, and the state of the articles at a revision."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimlint.cli.output import say
from claimlint.errors import UsageError
from claimlint.reports.summary import plural

if TYPE_CHECKING:
    from claimlint.articles import Found
    from claimlint.config import Configs
    from claimlint.differences import Changes
    from claimlint.finding import FileReport
    from claimlint.linters import Linters
    from claimlint.prepared import Linter


def changes_in(revision: str, paths: Sequence[str], found: Found, configs: Configs) -> Changes:
    """Ask git what changed, and leave only that among the files found; what was deleted is not missed.

    Says, whatever is quiet, which settings changed: a gate must not be passed by them in silence.
    Raises UsageError: for standard input, for a file outside the repository, and as ``changes_since``.
    """
    from claimlint.cli.watched_settings import settings_files
    from claimlint.differences import changes_since

    if "-" in paths:
        hint = "Name files or folders."
        raise UsageError(
            "no-old-version", "Standard input has no state at a revision.", "--changed-since", hint
        )
    changes = changes_since(revision, paths)
    _say_changed_settings(changes, settings_files(configs, found.files))
    files = [path for path in found.files if os.path.exists(path) or not changes.deleted(str(path))]
    found.files[:] = [path for path in files if changes.touched(path)]
    gone = ("missing-file", "no-articles")
    found.missing[:] = [
        (path, error) for path, error in found.missing if error.code not in gone or not changes.deleted(path)
    ]
    return changes


def _say_changed_settings(changes: Changes, settings: Iterable[Path]) -> None:
    from claimlint.config.file import shown
    from claimlint.config.search import counts
    from claimlint.readers.side_file import ENDING

    # What lies beside an article is part of it, and a pyproject.toml may be about other things.
    own = (path for path in settings if not path.name.endswith((ENDING, ".gitignore")))
    changed = sorted(
        shown(path)
        for path in own
        if changes.settings_touched(path) and (not os.path.exists(path) or counts(path))
    )
    if changed:
        say(
            f"changed since “{changes.revision}”: {', '.join(changed[:3])}{', …' if len(changed) > 3 else ''}."
            " What that brings up in unchanged text is not reported; check without --changed-since for it."
        )


def only_new(
    changes: Changes,
    linter_of: Callable[[Path], Linter],
    checked: Sequence[tuple[Path, FileReport]],
    *,
    quiet: bool,
) -> list[tuple[Path, FileReport]]:
    """Return the reports with the findings that the changes brought, and say how many others there are.

    linter_of: the linter for a path, also for one where no file is any more.
    """
    from claimlint import changes as changed
    from claimlint.linter import check_bytes

    def check_old(data: bytes, name: str) -> FileReport:
        path = Path(changes.root, name)
        return check_bytes(linter_of(path), data, str(path), changes.beside(name))

    reports = changed.only_new(changes, checked, check_old)
    if not quiet:
        left_out = _count(report for _, report in checked) - _count(reports)
        if not checked:
            say(f"nothing changed since “{changes.revision}”.")
        elif left_out:
            said = plural(left_out, "older finding")
            say(f"left out {said}, there since before “{changes.revision}”.")
    return list(zip((path for path, _ in checked), reports, strict=True))


def _count(reports: Iterable[FileReport]) -> int:
    return sum(not finding.suppressed for report in reports for finding in report.findings)


def marked_by_settings(
    linters: Linters, checked: Sequence[tuple[Path, FileReport]], paths: Sequence[str], *, quiet: bool
) -> list[tuple[Path, FileReport]]:
    """Return the reports with what the baseline of each file's settings knows marked. Raises UsageError ``bad-baseline``."""
    from claimlint.config.file import shown
    from claimlint.linters import by_baseline

    known = list(checked)
    for file, places in by_baseline(linters.configs, checked):
        reports = marked(Path(shown(file)), [checked[at][1] for at in places], paths, quiet=quiet)
        for at, report in zip(places, reports, strict=True):
            known[at] = checked[at][0], report
    return known


def marked(
    file: Path, reports: Sequence[FileReport], paths: Sequence[str], *, quiet: bool
) -> list[FileReport]:
    """Return the reports with what the baseline knows marked; say what of it is no longer found, or more severe now.

    Raises UsageError ``bad-baseline``.
    """
    from claimlint.arguments import covers
    from claimlint.baseline import grown, lost, marked, matched
    from claimlint.baseline_file import read_baseline

    match = matched(read_baseline(file), reports, file.resolve().parent)
    gone = lost(match, lambda path: covers(paths, path))
    if (more := grown(match)) and not quiet:
        said = plural(more, "known finding")
        say(f"{said} of {file} more severe now than when written down.")
    if gone and not quiet:
        say(
            f"{plural(len(gone), 'known finding')} of {file} no longer found, or suppressed otherwise;"
            f" “claimlint baseline … --output {file} --shrink” drops them."
        )
    return [marked(match, report) for report in reports]
