"""The Python API over files and configurations; ``claimlint/__init__.py`` hands it out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict, Unpack

from claimlint import history
from claimlint.articles import articles
from claimlint.baseline import with_known
from claimlint.batch import TIME_LIMIT
from claimlint.config import KEYS, Configs, Entry
from claimlint.config.ignored import Ignored
from claimlint.config.keys import LINTING
from claimlint.config.merged import COMMAND_LINE, Layer, special
from claimlint.errors import UsageError, nearest
from claimlint.finding import FileReport, Report, unread
from claimlint.linter import make_report
from claimlint.linters import Linters, by_baseline
from claimlint.linters import settings as settings_of
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.reports import FORMATS
from claimlint.run_info import named_id, with_run
from claimlint.workers import check_all

Name = str | os.PathLike[str]


class Keys(TypedDict, total=False):
    """The keys of a configuration that say how a text is linted, with ``_`` for ``-``; docs/configuration.md explains each."""

    select: Sequence[str]
    ignore: Sequence[str]
    severity: Mapping[str, str]
    rules_dir: Sequence[Name]
    rules_version: str
    profile: str
    audience: str
    region: str
    excerpt: bool
    max_bytes: int
    model: str
    accepted: Sequence[Name]


def check_paths(
    paths: Name | Iterable[Name],
    settings: Settings | None = None,
    *,
    config: bool | Name = True,
    progress: Callable[[Path], None] | None = None,
    jobs: int = 1,
) -> Report:
    """Check files as ``claimlint check`` does, and return the report, files sorted by path.

    paths: files, folders and globs. settings: used for every file, instead of any configuration.
    config: True for the configurations found from each file upward, with their baselines; a file to use that one only; False for none.
    progress: called with each file once it is checked. jobs: processes that check files, as ``--jobs`` says; a script that asks for
    more than one must do so under ``if __name__ == "__main__":``, as with all of Python's multiprocessing. Nothing is kept in the cache.

    A file that cannot be read is no exception: it is in ``Report.unread`` with its error, and so is a name that leads to no
    file. Raises UsageError for a configuration or baseline that cannot be used, RuleError, ModelError, PluginError.
    """
    names = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    if settings is not None and config not in (True, False):
        raise UsageError(
            "bad-config", "settings and a configuration exclude each other.", "", "Leave one out."
        )
    linters = Linters(_configs(config and settings is None and config))
    own = _Own(settings) if settings is not None else None
    found = articles([os.fspath(name) for name in names], Ignored(linters.configs))
    checked: list[tuple[Path, FileReport]] = []
    told = check_all(
        found.files, (own or linters).settings_of, (own or linters).of, jobs=jobs, seconds=TIME_LIMIT
    )
    for path, file in zip(found.files, told, strict=True):
        checked.append((path, file))
        if progress:
            progress(path)
    checked = _without_known(linters.configs, checked)
    checked += [(Path(name), unread(name, error)) for name, error in found.missing]
    if settings is not None:
        return make_report(settings, sorted((file for _, file in checked), key=lambda file: file.path))
    return linters.report(checked)


class _Own:
    """The same settings, and linter, for all files."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._linter: Linter | None = None

    def settings_of(self, path: Path) -> Settings:
        return self._settings

    def of(self, path: Path) -> Linter:
        self._linter = self._linter or make_linter(self._settings)
        return self._linter


def load_settings(
    path: Name = ".",
    *,
    config: bool | Name = True,
    details: bool = False,
    with_text: bool = False,
    **keys: Unpack[Keys],
) -> Settings:
    """Return the settings that hold for a file, or for the files of a folder; neither need exist.

    config: as for ``check_paths``. details: whether reports list every sentence. with_text: whether they carry the
    articles, as the page (``html``) wants them. keys: settings that win over those of configurations, as options of the command line do. Paths among them count from the working directory.

    Raises UsageError for a value that cannot be used, an unknown rule or no rule left; RuleError and PluginError for rules
    that cannot be used; TypeError for a key that there is not.
    """
    effective = _configs(config, _layer(keys)).of(Path(path))
    return replace(settings_of(effective, details=details), with_text=with_text)


def append_history(
    report: Report,
    file: Name,
    *,
    date: datetime | None = None,
    excerpts: bool = True,
    run_id: str | None = None,
) -> int:
    """Add a report to a history, as ``claimlint check --history`` does, and return the number of the run.

    file: made where there is none. date: when the run was, without a zone in UTC; None for now. excerpts: whether excerpts and
    messages, which quote articles, are kept. run_id: reports of the same id are parts of one run; None for what CLAIMLINT_RUN_ID says, else a run of
    its own. Raises UsageError for a file that is no history, or cannot be written.
    """
    named = named_id(run_id)
    run = with_run(report, [one.path for one in report.files if not one.error][:1], date, named)
    return history.append(Path(file), run, texts=excerpts, joined=named is not None)


def read_history(file: Name) -> Iterator[Mapping[str, Any]]:
    """Yield the runs of a history in the order in which they were added, each like a JSON report.

    ``run`` has a ``number``, too; each file its ``article``, an id that stays when it is renamed, and the ids of the ``rules`` that ran on it.
    A finding has what docs/history.md lists. Files that stayed the same may share their ``findings``: change nothing in them.
    Raises UsageError for a file that is no history.
    """
    return history.runs(Path(file))


def render(report: Report, format: str) -> str:
    """Return a report as text, in one of the formats of ``claimlint check --format``. Raises UsageError ``unknown-format``."""
    if format not in FORMATS:
        raise UsageError("unknown-format", f"No format “{format}”.", "", nearest(format, FORMATS))
    return FORMATS[format](report)


def to_json(report: Report) -> str:
    """Return a report as JSON text, as ``claimlint check --format json`` prints it; ``claimlint schema`` prints its schema."""
    return render(report, "json")


def _configs(config: bool | Name, said: Layer | None = None) -> Configs:
    only = None if isinstance(config, bool) else Path(config)
    return Configs(only, none=config is False, command_line=said)


def _layer(keys: Keys) -> Layer:
    """Return what a caller says, as the entries of each key."""
    layer: dict[str, list[Entry]] = {}
    for name, value in keys.items():
        key = name.replace("_", "-")
        if key not in LINTING or "-" in name:
            raise TypeError(f"load_settings() got an unexpected keyword argument '{name}'")
        layer[key] = [Entry(one, COMMAND_LINE) for one in _values(name, key, value)]
    return layer


def _values(name: str, key: str, value: Any) -> list[Any]:
    """Return the values of a key one by one. Raises UsageError ``bad-setting`` for one that cannot be used."""
    import jsonschema

    schema = KEYS[key].schema
    if schema.get("type") == "array" and not isinstance(value, str | os.PathLike):
        value = [os.fspath(one) if isinstance(one, os.PathLike) else one for one in value]
    if isinstance(value, Mapping):
        value = dict(value)
    if problem := next(jsonschema.Draft202012Validator(schema).iter_errors(value), None):
        broken: Any = problem.schema
        allowed = [str(one) for one in broken.get("enum", ())]
        hint = nearest(str(problem.instance), allowed) if allowed else f"As TOML: {KEYS[key].example}."
        raise UsageError("bad-setting", f"“{problem.instance}” is no valid {name}.", "", hint)
    if isinstance(value, dict):
        return sorted(value.items(), key=lambda pair: special(pair[0]))
    return value if isinstance(value, list) else [value]


def _without_known(
    configs: Configs, checked: Sequence[tuple[Path, FileReport]]
) -> list[tuple[Path, FileReport]]:
    """Return the reports with what the baselines of the configurations know marked. Raises UsageError ``bad-baseline``."""
    known = list(checked)
    for file, places in by_baseline(configs, checked):
        reports = with_known(file, [checked[at][1] for at in places])
        for at, report in zip(places, reports, strict=True):
            known[at] = checked[at][0], report
    return known
