"""Finds rules: the bundled catalogue, packs of a user's own, and which of them a run selects."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from claimlint.errors import RuleError, UsageError, brought, nearest
from claimlint.lists import rules_dir
from claimlint.plugins import Pack
from claimlint.plugins import packs as plugin_packs
from claimlint.rule import FAMILIES, Rule
from claimlint.rulefile import load_rule

#: What rule files end in.
SUFFIXES = (".yml", ".yaml")
#: Where to look for a rule; there are too many to name them all.
LISTED = "“claimlint rules list” names all."


def load_rules(folders: Sequence[Path] | None = None, packs: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """Return rules, sorted by id: the bundled ones, those of installed plugins, and those of packs beside them.

    folders: where to read rules instead of the bundled ones and those of plugins. packs: folders of rules of your own.

    Raises RuleError naming file and line for a file that is no valid rule and for an id that is taken, PluginError for a
    plugin that cannot be used.
    """
    if folders is not None:
        return _load(_packs((*folders, *packs)))
    return _load(_packs(packs), _installed()) if packs else _installed()


@lru_cache(maxsize=1)
def bundled_rules() -> tuple[Rule, ...]:
    """Return the rules that come with claimlint itself, sorted by id."""
    return _load(_packs([rules_dir()]))


@lru_cache(maxsize=1)
def _installed() -> tuple[Rule, ...]:
    packs = plugin_packs()
    return _load(packs, bundled_rules()) if packs else bundled_rules()


def _packs(folders: Iterable[Path]) -> list[Pack]:
    return [Pack(Path(folder), "") for folder in folders]


def _load(packs: Iterable[Pack], given: Sequence[Rule] = ()) -> tuple[Rule, ...]:
    taken = {name: rule for rule in given for name in (rule.id, *rule.aliases)}
    rules = {rule.id: rule for rule in given}
    # Whoever works on a plugin names its folder while it is installed from there.
    read = {Path(rule.path).resolve() for rule in given if rule.origin}
    for pack in packs:
        root = _root(pack.folder)
        for path in _files(pack):
            if (whole := path.resolve()) in read:
                continue
            read.add(whole)
            rule = _read(path, pack, root or pack_of(path, pack.folder))
            for name in (rule.id, *rule.aliases):
                if name in taken:
                    _refuse(rule, name, taken[name], always=taken[name] in given)
                taken[name] = rule
            rules[rule.id] = rule
    return tuple(rules[name] for name in sorted(rules))


def _files(pack: Pack) -> list[Path]:
    try:
        return rule_files(pack.folder)
    except RuleError as error:
        raise replace(error, hint=brought(error.hint, pack.origin)) from error


def _read(path: Path, pack: Pack, root: Path) -> Rule:
    try:
        rule = load_rule(path, root)
        return replace(rule, origin=pack.origin) if pack.origin else rule
    except RuleError as error:
        raise replace(error, hint=brought(error.hint, pack.origin)) from error


def _refuse(rule: Rule, name: str, other: Rule, *, always: bool) -> None:
    key = ("id",) if name == rule.id else ("aliases",)
    message = f"Rule id “{name}” is taken by {other.path}{f' of {other.origin}' if other.origin else ''}."
    if rule.origin:
        hint = brought("Uninstall the plugin, or ask its author for another id.", rule.origin)
    elif other.origin:
        hint = "Give yours another id, or uninstall the plugin."
    else:
        hint = (
            "The bundled rules are always there; give yours another id." if always else "Give one another id."
        )
    raise RuleError("duplicate-rule", message, f"{rule.path}:{rule.lines.get(key, 1)}", hint)


def rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a folder, or the file itself. Raises RuleError when there are none."""
    if os.path.isfile(folder):
        return [folder]
    if not os.path.exists(folder):
        raise RuleError("no-rules", "No such file or folder.", str(folder), "Check the path.")
    paths = [path for path in sorted(folder.rglob("*")) if _is_rule_file(path, folder)]
    if not paths:
        hint = "Rules are *.yml files, one rule each; make one with “claimlint rules new FAMILY/NAME”."
        raise RuleError("no-rules", "No rule files here.", str(folder), hint)
    return paths


def _is_rule_file(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).parts
    hidden = any(part.startswith(".") for part in inside)
    return path.suffix in SUFFIXES and "lists" not in inside[:-1] and not hidden and path.is_file()


def pack_of(path: Path, folder: Path) -> Path:
    """Return the root of the pack a rule file belongs to: the folder given, else the one above its family's."""
    if root := _root(folder):
        return root
    home = path.resolve().parent
    return home.parent if home.name in FAMILIES else home


def _root(folder: Path) -> Path | None:
    """Return a folder that is the root of a pack itself; None for a file, and for the folder of a family."""
    return folder if folder.is_dir() and folder.resolve().name not in FAMILIES else None


def choose(rules: Sequence[Rule], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that ``select`` names (all by default) and ``ignore`` does not.

    Entries are rule ids, families or globs. Raises UsageError ``unknown-rule`` for one that names nothing.
    """
    for entry in (*select, *ignore):
        if not any(rule.named(entry) for rule in rules):
            known = [*(rule.id for rule in rules), *sorted({rule.family for rule in rules})]
            raise UsageError(
                "unknown-rule", f"No rule or family “{entry}”.", "", nearest(entry, known, LISTED)
            )
    wanted = [rule for rule in rules if not select or any(rule.named(entry) for entry in select)]
    return tuple(rule for rule in wanted if not any(rule.named(entry) for entry in ignore))
