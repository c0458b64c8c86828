"""A run of ``check``: from paths and options to a report; other commands over articles run it, too."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from claimlint.cli.known import changes_in, marked_by_settings, only_new
from claimlint.cli.means import means
from claimlint.cli.output import say
from claimlint.cli.progress import progress
from claimlint.cli.settings import configs
from claimlint.cli.stdin import checked as checked_stdin
from claimlint.cli.stdin import excluded, others
from claimlint.clock import timed
from claimlint.finding import unread

if TYPE_CHECKING:
    from claimlint.articles import Found
    from claimlint.config import Effective
    from claimlint.finding import FileReport, Report
    from claimlint.linters import Linters


def run(
    paths: tuple[str, ...],
    options: Mapping[str, Any],
    *,
    mark: bool = True,
    whole: list[tuple[Path, FileReport]] | None = None,
) -> tuple[Report, Mapping[str, Effective]]:
    """Return the report and the settings of each of its files by path. mark: whether findings that a baseline knows are marked.

    whole: a list to be filled with the files and all that was found in them, whatever ``--changed-since`` leaves out of the report.
    """
    start = perf_counter()
    from claimlint.articles import articles
    from claimlint.batch import check_files
    from claimlint.config.ignored import Ignored
    from claimlint.linters import Linters

    linters = Linters(
        configs(options),
        details=options["details"],
        today=options["today"],
        with_text=options.get("with_text", False),
    )
    ignored = Ignored(linters.configs, none=options["no_ignore"])
    named = [path for path in paths if path != "-"]
    found = articles(named, ignored, force=options["force_exclude"])
    if "-" in paths and options["stdin_filename"]:
        found.files[:] = others(found.files, options["stdin_filename"])
    if not options["quiet"]:
        _say_left_out(found, options["force_exclude"])
    changes = (
        changes_in(options["changed_since"], paths, found, linters.configs)
        if options["changed_since"] is not None
        else None
    )
    missing = [(Path(path), unread(path, error)) for path, error in found.missing]
    checked: list[tuple[Path, FileReport]] = []
    given = means(options)
    with _starting(), progress(len(found.files), "Checking", quiet=options["quiet"]) as step:
        told = check_files(linters, found.files, given)
        for path, file in zip(found.files, told, strict=True):
            checked.append((path, file))
            step()
            _settled()
    if "-" in paths and not excluded(ignored, options):
        name = options["stdin_filename"] or "<stdin>"
        with _starting():
            checked.append((Path(name), _of_stdin(linters, name, options)))
    if mark:
        checked = marked_by_settings(linters, checked, paths, quiet=options["quiet"])
    if whole is not None:
        whole += [*checked, *missing]
    if changes:
        checked = only_new(changes, linters.of, checked, quiet=options["quiet"])
    checked += missing
    report = linters.report(checked, given.store, catalogue=options.get("catalogue", True))
    if given.timed:
        report = replace(report, seconds=perf_counter() - start)
    return report, {file.path: linters.configs.of(path) for path, file in checked}


@contextmanager
def _starting() -> Iterator[None]:
    """Let garbage wait until the first article is checked: all that is loaded for it stays, and to look through it takes a tenth of a start."""
    if not gc.get_freeze_count():
        gc.disable()
    try:
        yield
    finally:
        _settled()


def _settled() -> None:
    """Collect garbage from now on, but never look through what is there already."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _of_stdin(linters: Linters, name: str, options: Mapping[str, Any]) -> FileReport:
    if not options["timings"]:
        return checked_stdin(linters.of(Path(name)), name, options)
    with timed() as clock:
        with clock.part("models and rules"):
            linter = linters.of(Path(name))
        report = checked_stdin(linter, name, options)
    return replace(report, timings=clock.timings())


def _say_left_out(found: Found, forced: bool) -> None:
    if found.papers:
        names = _some(found.papers)
        say(f"left out as project papers: {names}. Name them to have them checked.")
    if found.own:
        say(f"left out as reports of claimlint: {_some(found.own)}. Name them to have them checked.")
    if found.named:
        names = _some([path for path, _ in found.named])
        by = found.named[0][1]
        what = "left out as excluded" if forced else "excluded but named, and so checked"
        hint = "" if forced else " --force-exclude leaves them out."
        say(f"{what}: {names} ({by}).{hint}")


def _some(paths: Sequence[Path]) -> str:
    return ", ".join(str(path) for path in paths[:3]) + (", …" if len(paths) > 3 else "")
