"""From one rule file to a Rule: schema, word lists, message and examples are checked, errors name file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any

from claimlint.errors import RuleError, nearest
from claimlint.lists import shipped, word_list
from claimlint.packed import read_rules_file
from claimlint.plugins import kinds
from claimlint.profiles import PROFILES
from claimlint.rule import CITING_FAMILIES, FAMILIES, Example, Reference, Rule
from claimlint.rule_schema import check_schema, rule_schema
from claimlint.yamlfile import Lines, fail

#: What is marked may itself end in a bracket: [[as shown [7]]].
_MARK = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)
_UNPAIRED = ("The marks [[ ]] of this example do not pair.", "Marks do not nest; close each one.")
_PLAIN = "id title severity since summary why fix check message".split()


def load_rule(path: Path, pack: Path | None = None) -> Rule:
    """Read one rule file; ``@name`` is looked up in the lists of its pack, then in the bundled ones.

    Raises RuleError naming file and line when it is not a valid rule.
    """
    data, lines = read_rules_file(path)
    checked = shipped(path)
    if not checked:
        _validate(data, lines, path)
    family = data["id"].partition("/")[0]
    if family in CITING_FAMILIES and not data.get("references"):
        fail(path, 1, f"A rule of the family “{family}” needs a reference.", "Name the standard it rests on.")
    options = _options(data, (), pack, lines, path)
    also = tuple(
        (entry["check"], _options(entry, ("also", index), pack, lines, path))
        for index, entry in enumerate(data.get("also", ()))
    )
    carried = [kinds()[name].data for name in (data["check"], *(name for name, _ in also))]
    shared = [value for value in carried[0] if all(value in values for values in carried)]
    known = ("excerpt", *shared, *(("beside",) if "beside" in data else ()))
    _check_message(data["message"], known, path, lines[("message",)])
    return Rule(
        **{key: data[key] for key in _PLAIN},
        scope=tuple(data["scope"]),
        options=options,
        also=also,
        unless=tuple(data.get("unless", ())),
        soften=tuple(data.get("soften", ())),
        references=tuple(Reference(**entry) for entry in data.get("references", ())),
        profiles=data.get("profiles", {}),
        absolute=tuple(data.get("absolute", ())),
        only=tuple(data.get("only", ())),
        beside=tuple(data.get("beside", ())),
        aliases=tuple(data.get("aliases", ())),
        suggestion=data.get("suggestion"),
        suggestions=data.get("suggestions", {}),
        most=data.get("most"),
        title_severity=data.get("title_severity"),
        language=data.get("language", "en"),
        edit=data.get("edit"),
        examples=tuple(_examples(data["examples"], lines, path, checked=checked)),
        path=str(path),
        lines=lines,
    )


def _options(
    data: Mapping[str, Any], place: tuple[Any, ...], pack: Path | None, lines: Lines, path: Path
) -> dict[str, Any]:
    """Return the keys that belong to a check, word lists filled in."""
    known = kinds()[data["check"]].options
    return {key: _expand(data[key], pack, path, lines, (*place, key)) for key in known if key in data}


# --- the schema's errors in plain words --------------------------------------------------------------


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
    _explain(_innermost(errors[0]), place, lines, path)


def _innermost(error: Any) -> Any:
    """Return the error of the alternative that was meant: the one that fails deepest, not by its type."""
    while error.validator in ("oneOf", "anyOf") and error.context:
        top = len(error.absolute_path)
        meant = [e for e in error.context if e.validator != "type" or len(e.absolute_path) > top]
        if not meant:
            return error
        error = max(meant, key=lambda e: len(e.absolute_path))
    return error


def _explain(error: Any, place: tuple[Any, ...], lines: Lines, path: Path) -> None:
    where = (*place, *error.absolute_path)
    line = next((lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in lines), 1)
    name = _named(where)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", {}))
        key = next(k for k in error.instance if k not in known)
        fail(path, lines.get((*where, key), line), f"Unknown key “{key}”.", nearest(key, known))
    if error.validator == "enum":
        allowed = [str(value) for value in error.validator_value]
        fail(path, line, f"“{error.instance}” is not a valid {name}.", nearest(str(error.instance), allowed))
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        inside = f" in {name}" if where else ""
        fail(path, line, f"Missing key “{missing[0]}”{inside}.", "See rules/README.md.")
    if where == ("id",) and error.validator == "pattern":
        _bad_id(error.instance, path, line)
    if error.validator == "type":
        fail(path, line, f"{name}: {_type_said(error)}.", _type_hint(error.instance))
    if error.validator in ("oneOf", "anyOf"):
        fail(path, line, f"{name}: {_shown(error.instance)} is nothing it can be.", "See rules/README.md.")
    if error.validator == "minItems":
        fail(path, line, f"{name}: at least {error.validator_value} needed, {len(error.instance)} found.")
    fail(path, line, f"{name}: {error.message[:200]}.")


def _named(where: Sequence[Any]) -> str:
    """Write a key path for people: ``examples.bad, entry 2``."""
    text = ""
    for part in where:
        text += f", entry {part + 1}" if isinstance(part, int) else ("." if text else "") + str(part)
    return text or "the rule"


def _bad_id(name: str, path: Path, line: int) -> None:
    family = name.partition("/")[0]
    if family not in FAMILIES:
        fail(path, line, f"id: “{family}” is no family of rules.", nearest(family, FAMILIES))
    hint = "Small letters, digits and single hyphens after the slash: claims/my-rule."
    fail(path, line, f"id: “{name}” is no id of the form family/name.", hint)


_KINDS = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping of keys",
    "integer": "a whole number",
    "number": "a number",
}


def _type_said(error: Any) -> str:
    return f"{_shown(error.instance)} is not {_KINDS.get(str(error.validator_value), error.validator_value)}"


def _type_hint(value: Any) -> str:
    if isinstance(value, bool):
        return "YAML reads the words no, off, yes and on as true or false; put them in quotes."
    return "" if isinstance(value, list | dict | str) else "Put it in quotes if a text is meant."


def _shown(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return f"“{text[:60]}”" + ("…" if len(text) > 60 else "")


# --- word lists, message, examples -------------------------------------------------------------------


def _expand(value: Any, pack: Path | None, path: Path, lines: Lines, where: tuple[Any, ...]) -> Any:
    """Replace "@name" in lists of strings by the terms of that word list."""
    if isinstance(value, dict):
        return {key: _expand(entry, pack, path, lines, (*where, key)) for key, entry in value.items()}
    if not isinstance(value, list):
        return value
    expanded: list[Any] = []
    for index, entry in enumerate(value):
        place = (*where, index)
        if isinstance(entry, str) and entry.startswith("@"):
            try:
                expanded.extend(word_list(entry[1:], pack))
            except RuleError as error:
                fail(path, lines.get(place, 1), error.message, error.hint)
        else:
            expanded.append(_expand(entry, pack, path, lines, place))
    return expanded


def _check_message(message: str, known: Iterable[str], path: Path, line: int) -> None:
    """Refuse a message that could not be filled in: unknown or computed values, stray braces."""
    choices = list(known)
    try:
        fields = [field for field in Formatter().parse(message) if field[1] is not None]
    except ValueError:
        hint = "Write {{ and }} for braces that are meant to be seen."
        fail(path, line, "message: a brace { or } has no partner.", hint)
    for _, name, form, conversion in fields:
        if name not in choices:
            hint = (
                nearest(str(name), choices)
                if name
                else "Write {{ and }} for braces that are meant to be seen."
            )
            fail(path, line, f"message: no value {{{name}}} for this kind of check.", hint)
        if form or conversion:
            fail(path, line, f"message: {{{name}}} takes no format.", f"Write {{{name}}}.")


def _examples(data: Mapping[str, Any], lines: Lines, path: Path, *, checked: bool) -> Iterator[Example]:
    for kind in ("bad", "good"):
        for index, entry in enumerate(data[kind]):
            media, text = ("text", entry) if isinstance(entry, str) else next(iter(entry.items()))
            line = lines.get(("examples", kind, index), 1)
            if not checked:
                _check_marks(text, kind == "bad", path, line)
            yield _example(text, kind == "bad", media, line)


def _check_marks(text: str, bad: bool, path: Path, line: int) -> None:
    # First, since each mark that is never closed is looked for to the end of the text.
    if text.rfind("[[") > text.rfind("]]"):
        fail(path, line, *_UNPAIRED)
    marked = _MARK.findall(text)
    loose = _MARK.sub("", text)
    if "[[" in loose or "]]" in loose or any("[[" in words for words in marked):
        fail(path, line, *_UNPAIRED)
    if any(not words.strip() for words in marked):
        fail(
            path,
            line,
            "The marks [[ ]] of this example hold nothing.",
            "Mark the words that are to be flagged.",
        )
    if bad and not marked:
        fail(path, line, "A bad example marks its finding with [[ ]].")
    if marked and not bad:
        fail(path, line, "A good example has no marks [[ ]]: nothing in it is to be flagged.")


def _example(text: str, bad: bool, kind: Any, line: int) -> Example:
    """Take out the marks, keeping their offsets in the remaining text. kind: of text, or the profile of a plain one."""
    marks, plain, last = [], "", 0
    for match in _MARK.finditer(text) if bad else ():
        plain += text[last : match.start()]
        marks.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        last = match.end()
    if kind in PROFILES:
        return Example(plain + text[last:], bad, profile=kind, marks=tuple(marks), line=line)
    return Example(plain + text[last:], bad, kind, marks=tuple(marks), line=line)
