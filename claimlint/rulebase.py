"""Finds, reads and checks rule files: one YAML file a rule, errors with file, line and nearest key."""

from __future__ import annotations

import difflib
import fnmatch
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from claimlint.checks import CHECKS
from claimlint.errors import RuleError, UsageError
from claimlint.finding import SEVERITIES
from claimlint.guards import GUARDS
from claimlint.lists import rules_dir, word_list
from claimlint.rule import CITING_FAMILIES, FAMILIES, SCOPES, Example, Reference, Rule

_TEXT = {"type": "string", "minLength": 1}
_GUARDS = {"type": "array", "items": {"enum": list(GUARDS)}, "uniqueItems": True}
_EXAMPLE = {
    "oneOf": [
        _TEXT,
        {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {"text": _TEXT, "markdown": _TEXT, "html": _TEXT},
        },
    ]
}
#: JSON Schema of the keys every rule has; a check adds its own.
RULE_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": "id title severity since summary why fix scope check message examples".split(),
    "properties": {
        "id": {"type": "string", "pattern": rf"^({'|'.join(FAMILIES)})/[a-z0-9]+(-[a-z0-9]+)*$"},
        "title": _TEXT,
        "severity": {"enum": list(SEVERITIES)},
        "title_severity": {"enum": list(SEVERITIES)},
        "language": {"enum": ["en", "any"]},
        "since": {"type": "string", "pattern": r"^\d+\.\d+(\.\d+)?$"},
        "summary": _TEXT,
        "why": _TEXT,
        "fix": _TEXT,
        "references": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": {"name": _TEXT, "year": {"type": "integer"}, "clause": _TEXT, "url": _TEXT},
            },
        },
        "scope": {"type": "array", "items": {"enum": list(SCOPES)}, "minItems": 1, "uniqueItems": True},
        "check": {"enum": list(CHECKS)},
        "also": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["check"],
                "properties": {"check": {"enum": list(CHECKS)}},
            },
        },
        "unless": _GUARDS,
        "soften": _GUARDS,
        "message": _TEXT,
        "suggestion": _TEXT,
        "profiles": {"type": "object", "additionalProperties": {"enum": [*SEVERITIES, "off"]}},
        "aliases": {"type": "array", "items": _TEXT},
        "examples": {
            "type": "object",
            "additionalProperties": False,
            "required": ["bad", "good"],
            "properties": {
                "bad": {"type": "array", "items": _EXAMPLE, "minItems": 2},
                "good": {"type": "array", "items": _EXAMPLE, "minItems": 3},
            },
        },
    },
}
_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
Lines = dict[tuple[Any, ...], int]


def load_rules(folders: Sequence[Path] | None = None) -> tuple[Rule, ...]:
    """Return the rules of folders (default: the bundled catalogue), sorted by id.

    Raises RuleError naming file and line for a file that is no valid rule, and for a duplicate id.
    """
    if folders is None:
        return _bundled()
    return _load(folders)


@lru_cache(maxsize=1)
def _bundled() -> tuple[Rule, ...]:
    return _load([rules_dir()])


def _load(folders: Iterable[Path]) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for folder in folders:
        for path in rule_files(folder):
            rule = load_rule(path)
            if rule.id in rules:
                message = f"Rule id “{rule.id}” is taken by {rules[rule.id].path}."
                raise RuleError("duplicate-rule", message, str(path), "Give one of them another id.")
            rules[rule.id] = rule
    return tuple(rules[name] for name in sorted(rules))


def rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a folder, or the file itself. Raises RuleError when there are none."""
    if folder.is_file():
        return [folder]
    paths = sorted(p for p in folder.rglob("*.yml") if p.parent.name != "lists") if folder.is_dir() else []
    if not paths:
        raise RuleError(
            "no-rules", "No rule files here.", str(folder), "Rules are *.yml files, one rule each."
        )
    return paths


def load_rule(path: Path) -> Rule:
    """Read one rule file. Raises RuleError naming file and line when it is not a valid rule."""
    data, lines = _read_yaml(path)
    _validate(data, lines, path)
    options = _options(data, (), lines, path)
    also = tuple(
        (e["check"], _options(e, ("also", i), lines, path)) for i, e in enumerate(data.get("also", ()))
    )
    family = data["id"].partition("/")[0]
    if family in CITING_FAMILIES and not data.get("references"):
        _fail(
            path, 1, f"A rule of the family “{family}” needs a reference.", "Name the standard it rests on."
        )
    return Rule(
        **{
            key: data[key]
            for key in ("id", "title", "severity", "since", "summary", "why", "fix", "check", "message")
        },
        scope=tuple(data["scope"]),
        options=options,
        also=also,
        unless=tuple(data.get("unless", ())),
        soften=tuple(data.get("soften", ())),
        references=tuple(Reference(**entry) for entry in data.get("references", ())),
        profiles=data.get("profiles", {}),
        aliases=tuple(data.get("aliases", ())),
        suggestion=data.get("suggestion"),
        title_severity=data.get("title_severity"),
        language=data.get("language", "en"),
        examples=tuple(_examples(data["examples"], lines, path)),
        path=str(path),
    )


def _options(data: Mapping[str, Any], place: tuple[Any, ...], lines: Lines, path: Path) -> dict[str, Any]:
    """Return the keys that belong to a check, word lists filled in."""
    known = CHECKS[data["check"]].options
    return {key: _expand(data[key], path, lines.get((*place, key), 1)) for key in known if key in data}


def _fail(path: Path, line: int, message: str, hint: str = "") -> None:
    raise RuleError("bad-rule", message, f"{path}:{line}", hint)


def _read_yaml(path: Path) -> tuple[Any, Lines]:
    """Return the data and the line of each key path, both from one parse."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("bad-rule", f"Cannot be read: {error}.", str(path)) from error
    try:
        node = yaml.compose(text, Loader=loader)
        data = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise RuleError("bad-rule", f"Broken YAML: {problem}.", f"{path}:{line}", "Quote texts.") from error
    if not isinstance(data, dict):
        _fail(path, 1, "A rule file is a mapping of keys.", "See rules/claims/ for examples.")
    return data, dict(_lines(node, ()))


def _lines(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], int]]:
    yield path, node.start_mark.line + 1
    if node.id == "mapping":
        for key, value in node.value:
            yield from _lines(value, (*path, key.value))
            yield (*path, key.value), key.start_mark.line + 1
    elif node.id == "sequence":
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))


def rule_schema(check: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a rule file with the keys of its check."""
    schema = {**RULE_SCHEMA, "properties": {**RULE_SCHEMA["properties"]}}
    if check is not None and check in CHECKS:
        schema["properties"] |= CHECKS[check].options
        schema["required"] = [*schema["required"], *CHECKS[check].required]
    return schema


def check_schema(check: str | None) -> dict[str, Any]:
    """Return the JSON Schema of an entry of ``also``: a check with its keys."""
    kind = CHECKS.get(str(check))
    properties = {"check": {"enum": list(CHECKS)}, **(kind.options if kind else {})}
    required = ["check", *(kind.required if kind else ())]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _validate(data: Mapping[str, Any], lines: Lines, path: Path) -> None:
    _validate_part(data, rule_schema(str(data.get("check"))), (), lines, path)
    for index, entry in enumerate(data.get("also", ())):
        _validate_part(entry, check_schema(entry["check"]), ("also", index), lines, path)


def _validate_part(
    data: Any, schema: Mapping[str, Any], place: tuple[Any, ...], lines: Lines, path: Path
) -> None:
    import jsonschema

    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(data))
    if not errors:
        return
    # The check decides which keys are known, so a wrong check comes before keys it would explain.
    errors.sort(key=lambda e: (list(e.absolute_path) != ["check"], lines.get((*place, *e.absolute_path), 1)))
    error = errors[0]
    where = (*place, *error.absolute_path)
    line = next((lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in lines), 1)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", {}))
        key = next(k for k in error.instance if k not in known)
        _fail(path, lines.get((*where, key), line), f"Unknown key “{key}”.", nearest(key, known))
    if error.validator == "enum":
        allowed = [str(value) for value in error.validator_value]
        _fail(
            path,
            line,
            f"“{error.instance}” is not a valid {where[-1] if where else 'value'}.",
            nearest(str(error.instance), allowed),
        )
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        _fail(path, line, f"Missing key “{missing[0]}”.", "See rules/README.md.")
    _fail(path, line, f"{'.'.join(map(str, where)) or 'the rule'}: {error.message[:200]}.")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known word, or the known words when none is near."""
    choices = list(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.5)
    return f"Did you mean “{close[0]}”?" if close else "Known: " + ", ".join(choices) + "."


def _expand(value: Any, path: Path, line: int) -> Any:
    """Replace "@name" in lists of strings by the terms of that word list."""
    if isinstance(value, dict):
        return {key: _expand(entry, path, line) for key, entry in value.items()}
    if not isinstance(value, list):
        return value
    expanded: list[Any] = []
    for entry in value:
        if isinstance(entry, str) and entry.startswith("@"):
            try:
                expanded.extend(word_list(entry[1:]))
            except RuleError as error:
                raise RuleError(error.code, error.message, f"{path}:{line}", error.hint) from error
        else:
            expanded.append(_expand(entry, path, line))
    return expanded


def _examples(data: Mapping[str, Any], lines: Lines, path: Path) -> Iterator[Example]:
    for kind in ("bad", "good"):
        for index, entry in enumerate(data[kind]):
            media, text = ("text", entry) if isinstance(entry, str) else next(iter(entry.items()))
            line = lines.get(("examples", kind, index), 1)
            example = _example(text, kind == "bad", media, line)
            if example.bad and not example.marks:
                _fail(path, line, "A bad example marks its finding with [[ ]].")
            yield example


def _example(text: str, bad: bool, media: Any, line: int) -> Example:
    """Take out the marks, keeping their offsets in the remaining text."""
    marks, plain, last = [], "", 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        marks.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        last = match.end()
    return Example(plain + text[last:], bad, media, tuple(marks), line)


def choose(rules: Sequence[Rule], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that ``select`` names (all by default) and ``ignore`` does not.

    Entries are rule ids, families or globs. Raises UsageError ``unknown-rule`` for one that names nothing.
    """
    for entry in (*select, *ignore):
        if not any(_names(entry, rule) for rule in rules):
            known = [*(rule.id for rule in rules), *sorted({rule.family for rule in rules})]
            raise UsageError("unknown-rule", f"No rule or family “{entry}”.", "", nearest(entry, known))
    wanted = [rule for rule in rules if not select or any(_names(entry, rule) for entry in select)]
    return tuple(rule for rule in wanted if not any(_names(entry, rule) for entry in ignore))


def _names(entry: str, rule: Rule) -> bool:
    return entry in (rule.id, rule.family, *rule.aliases) or fnmatch.fnmatchcase(rule.id, entry)
