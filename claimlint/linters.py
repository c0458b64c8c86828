"""From the settings of each file to a linter: one for all files whose settings are the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from claimlint.accepted.files import accepted_claims
from claimlint.config import Configs, Effective, Entry
from claimlint.config.file import shown
from claimlint.errors import UsageError
from claimlint.finding import FileReport, Report, Severity
from claimlint.house import House
from claimlint.linter import joined as joined_reports
from claimlint.linter import make_report
from claimlint.lists import rules_dir
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.rule import Rule
from claimlint.rulebase import choose, load_rules

#: The keys that make one linter differ from another; the others say what is done with its findings.
LINTING = (
    "select", "ignore", "severity", "rules-dir", "rules-version", "profile", "audience", "region", "excerpt", "max-bytes", "model", "accepted",
)  # fmt: skip


class Linters:
    """Linters by file. configs: where settings come from; put another in its place to have files read anew."""

    def __init__(
        self,
        configs: Configs,
        *,
        details: bool = False,
        today: datetime | None = None,
        with_text: bool = False,
    ):
        self.configs = configs
        self._details, self._today, self._with_text = details, today, with_text
        self._made: dict[str, Linter] = {}

    def of(self, path: Path) -> Linter:
        """Return the linter for a file, or for the files of a folder. Errors as ``settings`` and ``make_linter``."""
        return self.made(self.configs.of(path))

    def made(self, effective: Effective) -> Linter:
        """Return the linter for these settings."""
        key = json.dumps({name: effective[name] for name in LINTING})
        if key not in self._made:
            made = settings(effective, details=self._details, today=self._today)
            self._made[key] = make_linter(replace(made, with_text=self._with_text))
        return self._made[key]

    def report(self, files: Iterable[tuple[Path, FileReport]]) -> Report:
        """Put what was said of files together as one report, with the rules that ran on any of them."""
        told: dict[int, tuple[Linter, list[FileReport]]] = {}
        for path, file in files:
            linter = self.of(path)
            told.setdefault(id(linter), (linter, []))[1].append(file)
        if not told:
            return make_report(self.of(Path()), ())
        return joined_reports([make_report(linter, reports) for linter, reports in told.values()])


def settings(effective: Effective, *, details: bool = False, today: datetime | None = None) -> Settings:
    """Return the settings of a linter. today: when accepted claims expire by it, None for the system's date.

    Raises UsageError ``unknown-rule`` at the ``file:line`` that names no rule or family, ``no-rules`` when none is left to run.
    """
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
            one for path in effective["accepted"] for one in accepted_claims(Path(shown(Path(path))))
        ),
        today=today.date() if today else date.today(),
    )


def known_rules(effective: Effective) -> tuple[Rule, ...]:
    """Return the bundled rules and those of the user's own folders."""
    return load_rules(packs=[Path(folder) for folder in effective["rules-dir"]])


def held(effective: Effective, rules: Sequence[Rule]) -> frozenset[str]:
    """Return the ids of bundled rules that ``rules-version`` holds at info: the newer ones, but for those whose severity is set by name."""
    pin = effective["rules-version"]
    if pin is None:
        return frozenset()
    named = {pattern for pattern, level in effective["severity"] if level != "default"}
    wanted = _parts(pin)
    return frozenset(
        rule.id
        for rule in rules
        if _parts(rule.since)[: len(wanted)] > wanted
        and Path(rule.path).is_relative_to(rules_dir())
        and not named & {rule.id, *rule.aliases}
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
        if file := configs.of(path)["baseline"]:
            found.setdefault(str(file), []).append(at)
    return [(Path(file), places) for file, places in sorted(found.items())]
