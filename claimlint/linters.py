"""From the settings of each file to a linter: one for all files whose settings are the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimlint.cache import Store
from claimlint.cache.keys import settings_key
from claimlint.config import Configs, Effective, Entry
from claimlint.config.file import shown
from claimlint.config.keys import LINTING
from claimlint.config.named import named
from claimlint.errors import UsageError
from claimlint.finding import FileReport, Report, Severity
from claimlint.ran import Ran, joined

if TYPE_CHECKING:
    from claimlint.prepared import Linter, Settings
    from claimlint.rule import Rule


class Linters:
    """Settings and linters by file. configs: where settings come from; put another in its place to have files read anew."""

    def __init__(
        self,
        configs: Configs,
        *,
        details: bool = False,
        today: datetime | None = None,
        with_text: bool = False,
    ):
        self.configs = configs
        self.today = today.date() if today else date.today()
        self.with_text, self._details = with_text, details
        self._keys: dict[str, str | None] = {}
        self._settled: dict[str, Settings] = {}
        self._made: dict[str, Linter] = {}

    def settings_of(self, path: Path) -> Settings:
        """Return the settings for a file; the same object for all files whose settings are the same. Errors as ``settings``."""
        return self._settings(self.configs.of(path))

    def key_of(self, path: Path) -> str | None:
        """Return by what the cache knows the settings for a file; None where nothing may be kept by them."""
        return self._key_for(self.configs.of(path))

    def _key_for(self, effective: Effective) -> str | None:
        key = _key(effective)
        if key not in self._keys:
            self._keys[key] = settings_key(effective, details=self._details)
        return self._keys[key]

    def _settings(self, effective: Effective) -> Settings:
        key = _key(effective)
        if key not in self._settled:
            made = settings(effective, details=self._details, today=self.today)
            self._settled[key] = replace(made, with_text=self.with_text)
        return self._settled[key]

    def of(self, path: Path) -> Linter:
        """Return the linter for a file, or for the files of a folder. Errors as ``settings`` and ``make_linter``."""
        return self.made(self.configs.of(path))

    def made(self, effective: Effective) -> Linter:
        """Return the linter for these settings."""
        key = _key(effective)
        if key not in self._made:
            from claimlint.prepared import make_linter

            self._made[key] = make_linter(self._settings(effective))
        return self._made[key]

    def report(
        self, files: Iterable[tuple[Path, FileReport]], store: Store | None = None, *, catalogue: bool = True
    ) -> Report:
        """Put what was said of files together as one report, with the rules that ran on any of them.

        store: may know, from a run by the same settings, what is said beside files; no rule is loaded then. catalogue: whether the
        rules themselves are wanted in the report, for formats that explain them. Errors as ``settings``.
        """
        by_settings: dict[str, tuple[Effective, list[FileReport]]] = {}
        for path, file in files:
            effective = self.configs.of(path)
            by_settings.setdefault(_key(effective), (effective, []))[1].append(file)
        if not by_settings:
            effective = self.configs.of(Path())
            by_settings[_key(effective)] = (effective, [])
        reports = [self._part(own, told, store, catalogue) for own, told in by_settings.values()]
        return joined(reports) if any(report.files for report in reports) else reports[0]

    def _part(
        self, effective: Effective, files: Sequence[FileReport], store: Store | None, catalogue: bool
    ) -> Report:
        """Return the report on files that have the same settings."""
        if catalogue:
            from claimlint.linter import make_report

            return make_report(self._settings(effective), files)
        key = self._key_for(effective) if store else None
        ran = store.get(key, Ran) if store and key else None
        if ran is None:
            from claimlint.linter import ran_by

            ran = ran_by(self._settings(effective))
            if store and key:
                store.put(key, ran)
        return ran.report(files)


def _key(effective: Effective) -> str:
    return json.dumps({name: effective[name] for name in LINTING})


def settings(effective: Effective, *, details: bool = False, today: date | None = None) -> Settings:
    """Return the settings of a linter. today: when accepted claims expire by it, None for the system's date.

    Raises UsageError ``missing-file`` and ``unknown-rule`` at the ``file:line`` that names no rule or family, ``no-rules`` when none is left to run.
    """
    from claimlint.accepted.files import accepted_claims
    from claimlint.house import House
    from claimlint.prepared import Settings
    from claimlint.rulebase import choose

    rules = known_rules(effective)
    for key in ("select", "ignore", "severity"):
        for entry in effective.entries.get(key, ()):
            _check_known(rules, entry, entry.value[0] if key == "severity" else entry.value)
    levels = _levels(effective, rules)
    chosen = choose(rules, effective["select"], effective["ignore"])
    chosen = tuple(rule for rule in chosen if levels.get(rule.id) != "off")
    if not chosen:
        raise _no_rules(effective)
    severities: dict[str, Severity] = {name: level for name, level in levels.items() if level != "off"}  # type: ignore[misc]
    return Settings(
        chosen,
        effective["model"],
        details,
        effective["max-bytes"],
        profile=effective["profile"],
        audience=effective["audience"],
        region=effective["region"],
        house=House(severities, held(effective, chosen), effective["excerpt"]),
        known=rules,
        accepted=tuple(
            one for path in named(effective, "accepted") for one in accepted_claims(Path(shown(path)))
        ),
        today=today or date.today(),
    )


def known_rules(effective: Effective) -> tuple[Rule, ...]:
    """Return the bundled rules and those of the user's own folders."""
    from claimlint.rulebase import load_rules

    return load_rules(packs=named(effective, "rules-dir"))


def held(effective: Effective, rules: Sequence[Rule]) -> frozenset[str]:
    """Return the ids of bundled rules that ``rules-version`` holds at info: the newer ones, but for those whose severity is set by name."""
    pin = effective["rules-version"]
    if pin is None:
        return frozenset()
    from claimlint.lists import rules_dir

    by_name = {pattern for pattern, level in effective["severity"] if level != "default"}
    wanted = _parts(pin)
    return frozenset(
        rule.id
        for rule in rules
        if _parts(rule.since)[: len(wanted)] > wanted
        and Path(rule.path).is_relative_to(rules_dir())
        and not by_name & {rule.id, *rule.aliases}
    )


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _levels(effective: Effective, rules: Sequence[Rule]) -> Mapping[str, str]:
    """Return what is set for rules, by id: of the entries that name a rule the last holds."""
    levels: dict[str, str] = {}
    for pattern, level in effective["severity"]:
        for rule in rules:
            if rule.named(pattern):
                levels[rule.id] = level
    return {name: level for name, level in levels.items() if level != "default"}


def _check_known(rules: Sequence[Rule], entry: Entry, name: str) -> None:
    from claimlint.rulebase import choose

    try:
        choose(rules, [name])
    except UsageError as error:
        where = "" if entry.origin == "command line" else entry.origin
        raise UsageError(error.code, error.message, where, error.hint) from error


def _no_rules(effective: Effective) -> UsageError:
    said = [
        entry.origin for key in ("select", "ignore", "severity") for entry in effective.entries.get(key, ())
    ]
    where = next((origin for origin in reversed(said) if origin != "command line"), "")
    return UsageError(
        "no-rules",
        "What is selected and ignored leaves no rule to run.",
        where,
        "To leave files out, use exclude." if where else "",
    )


def by_baseline(configs: Configs, checked: Sequence[tuple[Path, FileReport]]) -> list[tuple[Path, list[int]]]:
    """Return the baselines that files' settings name, each with the places of its files among those checked."""
    found: dict[str, list[int]] = {}
    for at, (path, _) in enumerate(checked):
        for file in named(configs.of(path), "baseline"):
            found.setdefault(str(file), []).append(at)
    return [(Path(file), places) for file, places in sorted(found.items())]
