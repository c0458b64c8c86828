"""``claimlint fix``."""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.fail import failing
from claimlint.cli.output import replaced, say, tell, written
from claimlint.cli.settings import configs
from claimlint.cli.shared import SHARED, as_check, share_options
from claimlint.errors import ClaimlintError, UsageError
from claimlint.reports.summary import plural

if TYPE_CHECKING:
    from claimlint.baseline_file import Baseline
    from claimlint.document import Document
    from claimlint.finding import FileReport
    from claimlint.fixing import Fixed
    from claimlint.linters import Linters
    from claimlint.prepared import Linter

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@click.command(name="fix", epilog="Example: claimlint fix drafts/ --diff --select garble/stutter-repeat")
@click.option("--diff", "as_diff", is_flag=True, help="Show the changes and make none.")
def command(paths: tuple[str, ...], as_diff: bool, **options: Any) -> None:
    """Make the changes that are safe to make unread, and no other.

    Words doubled by mistake and left-over lines of a web page are taken out, and a missing medical disclaimer is put
    at the end, worded for profile and region. Suppressed findings are left, and so are Word files. Whatever is not
    changed keeps its bytes: encoding, line ends, white space.

    \b
    Exit code 0: done, or nothing to do.  1: --diff, and there are changes to make.
    2: a file or setting could not be used; the other files are done.
    """
    with failing():
        failed, changes = _run(paths, as_diff, as_check(options))
    sys.exit(2 if failed else int(as_diff and changes > 0))


share_options(command, SHARED | {"baseline"})


def _run(paths: Sequence[str], as_diff: bool, options: dict[str, Any]) -> tuple[int, int]:
    """Fix files; return how many could not be, and how many findings were fixed or would be."""
    from claimlint.articles import articles
    from claimlint.baseline_file import read_baseline
    from claimlint.config.ignored import Ignored
    from claimlint.filename import printable
    from claimlint.linters import Linters

    if "-" in paths:
        raise UsageError("no-file", "Standard input cannot be fixed in place.", "", "Name files or folders.")
    linters = Linters(configs(options), today=options["today"])
    ignored = Ignored(linters.configs, none=options["no_ignore"])
    found = articles(paths, ignored, force=options["force_exclude"])
    failed = len(found.missing)
    for argument, error in found.missing:
        say(f"{argument}: {error.message} {error.hint}".strip())
    done: list[int] = []
    told: set[str] = set()
    # A baseline may hold many articles; it is read once.
    baseline = lru_cache(read_baseline)
    for path in found.files:
        if _leads_out(path, paths):
            say(
                f"{printable(path)}: This link leads out of what was named. It was left; name where it leads."
            )
            failed += 1
            continue
        try:
            done.append(_fix(path, linters, as_diff, options, baseline))
        except ClaimlintError as error:
            # What is wrong with a setting is so for many files.
            if str(error) not in told:
                say(str(error))
            told.add(str(error))
            failed += 1
    if not options["quiet"]:
        files = sum(count > 0 for count in done)
        verb = "would be fixed" if as_diff else "fixed"
        say(f"{plural(sum(done), 'finding')} {verb} in {files} of {plural(len(found.files), 'file')}.")
    return failed, sum(done)


def _leads_out(path: Path, arguments: Sequence[str]) -> bool:
    """Whether a search met a link to an article that nobody named: a folder of others' must not change what lies elsewhere."""
    from claimlint.arguments import covers

    return path.is_symlink() and not covers(arguments, os.path.realpath(path))


def _fix(
    path: Path, linters: Linters, as_diff: bool, options: dict[str, Any], baseline: Callable[[Path], Baseline]
) -> int:
    """Fix a file, or show what would be changed; return how many findings that is about."""
    from claimlint.config.file import shown as here
    from claimlint.config.named import named
    from claimlint.filename import printable
    from claimlint.fixing import fixed
    from claimlint.readers import file_bytes, media_of
    from claimlint.readers.side_file import with_side_file

    name, linter = printable(path), linters.of(path)
    file = next(iter(named(linters.configs.of(path), "baseline")), None)
    most = linter.settings.max_bytes
    data = file_bytes(path, max_bytes=most)
    known = (baseline(Path(here(file))), file.resolve().parent) if file else None
    if media_of(name) == "docx":
        if not options["quiet"]:
            say(f"{name}: Word files are left as they are.")
        return 0
    result = fixed(data, name, lambda document: _checked(linter, with_side_file(document, path), known), most)
    if result.done and as_diff:
        written(_diff(result, name), None)
    elif result.done:
        replaced(path, result.data, "Check the permissions of its folder.", "The article")
        counts = Counter(finding.rule for finding in result.done)
        said = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))
        if not options["quiet"]:
            tell(f"{name}: {said}")
    return len(result.done)


def _checked(linter: Linter, document: Document, known: tuple[Baseline, Path] | None) -> FileReport:
    """Check a document; what a baseline (and its folder) knows is marked, and so is not fixed."""
    from claimlint.baseline import marked, matched
    from claimlint.fixing import editable
    from claimlint.linter import check_document

    report = check_document(linter, document)
    # Most articles have nothing to fix, and need not be looked for among many.
    return marked(matched(known[0], [report], known[1]), report) if known and editable(report) else report


def _diff(result: Fixed, name: str) -> str:
    old, new = _LINE.findall(result.old), _LINE.findall(result.new)
    lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
