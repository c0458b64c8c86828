"""Finds rules: the bundled catalogue, packs of a user's own, and which of them a run selects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from claimlint.errors import RuleError, UsageError, nearest
from claimlint.lists import rules_dir
from claimlint.rule import FAMILIES, Rule
from claimlint.rulefile import load_rule

#: What rule files end in.
SUFFIXES = (".yml", ".yaml")
#: Where to look for a rule; there are too many to name them all.
LISTED = "“claimlint rules list” names all."


def load_rules(folders: Sequence[Path] | None = None, packs: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """Return the rules of folders (default: the bundled catalogue) and of packs beside them, sorted by id.

    Raises RuleError naming file and line for a file that is no valid rule, and for an id that is taken.
    """
    if folders is None:
        return _load(packs, _bundled()) if packs else _bundled()
    return _load([*folders, *packs])


@lru_cache(maxsize=1)
def _bundled() -> tuple[Rule, ...]:
    return _load([rules_dir()])


def _load(folders: Iterable[Path], given: Sequence[Rule] = ()) -> tuple[Rule, ...]:
    taken = {name: rule for rule in given for name in (rule.id, *rule.aliases)}
    rules = {rule.id: rule for rule in given}
    read: set[Path] = set()
    for folder in folders:
        for path in rule_files(folder):
            if path.resolve() in read:
                continue
            read.add(path.resolve())
            rule = load_rule(path, pack_of(path, folder))
            for name in (rule.id, *rule.aliases):
                if name in taken:
                    _refuse(rule, name, taken[name], bundled=taken[name] in given)
                taken[name] = rule
            rules[rule.id] = rule
    return tuple(rules[name] for name in sorted(rules))


def _refuse(rule: Rule, name: str, other: Rule, *, bundled: bool) -> None:
    key = ("id",) if name == rule.id else ("aliases",)
    message = f"Rule id “{name}” is taken by {other.path}."
    hint = "The bundled rules are always there; give yours another id." if bundled else "Give one another id."
    raise RuleError("duplicate-rule", message, f"{rule.path}:{rule.lines.get(key, 1)}", hint)


def rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a folder, or the file itself. Raises RuleError when there are none."""
    if folder.is_file():
        return [folder]
    if not folder.exists():
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
    if folder.is_dir() and folder.resolve().name not in FAMILIES:
        return folder
    home = path.resolve().parent
    return home.parent if home.name in FAMILIES else home


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
