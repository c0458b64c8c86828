"""A corpus run before it begins: what is read, how it is checked, and what must be the same for a run to be gone on with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimlint.articles import articles
from claimlint.cache.keys import digest, tool
from claimlint.config.ignored import Ignored
from claimlint.corpus import source as sources
from claimlint.corpus.parts import Format
from claimlint.corpus.rows import Columns
from claimlint.corpus.source import Source
from claimlint.corpus.survey import Survey, survey
from claimlint.errors import UsageError
from claimlint.filename import printable
from claimlint.linter import make_report
from claimlint.linters import Linters
from claimlint.prepared import Settings

VERSION = "1.0"


@dataclass(frozen=True)
class Request:
    """What is asked for. today: the day by which acceptances expire, None for that of the system when the run began."""

    input: Path
    output: Path
    columns: Columns
    format: Format = "parquet"
    batch_size: int = 200
    today: date | None = None


@dataclass(frozen=True)
class Plan:
    """What a run is to do. settings: all that rows are checked by. keys: what must not differ when it is gone on with, by name."""

    request: Request
    source: Source
    survey: Survey
    settings: tuple[Settings, ...]
    keys: Mapping[str, Any]

    @property
    def parts(self) -> int:
        """How many parts it makes."""
        return -(-self.survey.rows // self.request.batch_size)

    def part_number(self, row: int) -> int:
        """Return the number of the part that a row goes to."""
        return (row - 1) // self.request.batch_size

    def manifest(self) -> dict[str, Any]:
        """Return the manifest, but for parts and sums."""
        source, settings = self.source, self.settings[0]
        return {
            "format": "claimlint corpus",
            "format_version": VERSION,
            "tool": dict(make_report(settings, ()).tool),
            "input": {
                "path": printable(source.path),
                "kind": source.kind,
                "files": len(source.files),
                "rows": self.survey.rows,
            },
            "keys": dict(self.keys),
        }


def plan(request: Request, linters: Linters, ignored: Ignored) -> Plan:
    """Look at all of the input, and settle how each row is checked. Raises UsageError for what cannot be used, RuleError, PluginError."""
    _check_places(request.input, request.output)
    source = _source(request, linters, ignored)
    paths = source.files if source.kind == "articles" else (source.path,)
    each = [linters.settings_of(path) for path in paths]
    distinct = tuple({id(one): one for one in each}.values())
    number = {id(one): at for at, one in enumerate(distinct)}
    if source.kind == "articles":
        source = Source(source.path, source.kind, source.files, source.columns,
                        tuple(number[id(one)] for one in each), source.max_bytes)  # fmt: skip
    seen = survey(source)
    return Plan(request, source, seen, distinct, _keys(request, linters, paths, seen))


def _keys(request: Request, linters: Linters, paths: tuple[Path, ...], seen: Survey) -> dict[str, Any]:
    told = [linters.key_of(path) for path in paths]
    return {
        "claimlint": tool(),
        "settings": None if None in told else digest([told]),
        "input": seen.sha256,
        "options": {
            **{
                f"{name}_column": value for name, value in asdict(request.columns).items() if name != "format"
            },
            "media": request.columns.format,
            "format": request.format,
            "batch_size": request.batch_size,
            "today": request.today.isoformat() if request.today else None,
        },
    }


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Say what of the keys of two runs differs, or cannot be told to be the same."""
    said = []
    if old["input"] != new["input"]:
        said.append("the input")
    if None in (new["claimlint"], new["settings"]):
        said.append("perhaps a plugin, which is installed from a checkout")
    elif old["claimlint"] != new["claimlint"]:
        said.append("claimlint itself, its rules or the libraries below it")
    elif old["settings"] != new["settings"]:
        said.append("the settings: rules, profile, audience, region, …")
    before = old["options"]
    for name, value in new["options"].items():
        if before.get(name) != value:
            was, now = (shown if shown is not None else "not given" for shown in (before.get(name), value))
            said.append(f"--{name.replace('_', '-')} (was {was}, is {now})")
    return said


def _check_places(read: Path, written: Path) -> None:
    one, other = read.resolve(), written.resolve()
    if one == other or one in other.parents or other in one.parents:
        message = f"The output would be written where {printable(read)} is read."
        raise UsageError("same-place", message, printable(written), "Name another folder with -o.")
    if written.exists() and not written.is_dir():
        message = "The output needs a folder; this is a file."
        raise UsageError("unwritable", message, printable(written), "Name another with -o.")


def _source(request: Request, linters: Linters, ignored: Ignored) -> Source:
    path, columns = request.input, request.columns
    max_bytes = linters.configs.of(path)["max-bytes"]
    folder = path.is_dir()
    tables = sources.table_files(path) if folder or sources.table_kind(path) else []
    if tables and not folder:
        return sources.of_tables(path, tables, columns, max_bytes)
    found = articles([str(path)], ignored)
    if tables and found.files:
        message = f"The folder holds both tables ({tables[0].name}) and articles ({found.files[0].name})."
        raise UsageError("mixed-input", message, printable(path), "Name one file, or a folder with one kind.")
    if tables:
        return sources.of_tables(path, tables, columns, max_bytes)
    if found.missing:
        error = found.missing[0][1]
        raise UsageError(error.code, error.message, error.where or printable(path), error.hint)
    if not folder:
        # A file that is neither: say what can be read.
        _check_article(path, columns, max_bytes)
    return Source(path, "articles", tuple(found.files), columns, max_bytes=max_bytes)


def _check_article(path: Path, columns: Columns, max_bytes: int) -> None:
    from claimlint.readers import SUFFIXES

    if path.suffix.lower() not in SUFFIXES:
        sources.of_tables(path, [path], columns, max_bytes)
