"""From an entry point of ``claimlint.checks`` to a kind of check that fails by name, never with a traceback."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from types import ModuleType
from typing import Any

from claimlint.checks import Kind
from claimlint.plugins.entry_points import Entry
from claimlint.plugins.guarded import guarded
from claimlint.rule import Rule

#: Keys that every rule may have, or that the program sets.
TAKEN = frozenset(field.name for field in fields(Rule))
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def kind_of(entry: Entry) -> Kind:
    """Return the kind of check that an entry point names: a Kind, or a module with ``build`` and ``OPTIONS``.

    A module may have ``REQUIRED``, ``NEEDS`` and ``VALUES`` besides. Raises PluginError ``broken-plugin``.
    """
    if not _NAME.fullmatch(entry.name):
        raise entry.broken("a check is named in small letters, digits and “_”")
    loaded = entry.loaded()
    kind = _of_module(entry, loaded) if isinstance(loaded, ModuleType) else loaded
    if not isinstance(kind, Kind):
        raise entry.broken(f"it is neither a module nor a Kind but {type(kind).__name__}")
    _refuse(entry, kind)
    return guarded(entry.name, replace(kind, origin=entry.origin))


def _of_module(entry: Entry, module: ModuleType) -> Kind:
    for name in ("build", "OPTIONS"):
        if not hasattr(module, name):
            raise entry.broken(f"the module {module.__name__} has no {name}")
    required, needs, values = (getattr(module, name, ()) for name in ("REQUIRED", "NEEDS", "VALUES"))
    return Kind(module.build, module.OPTIONS, required, needs, values)


def _refuse(entry: Entry, kind: Kind) -> None:
    """Raise PluginError for what would fail later, where nobody knows whose fault it is."""
    if not callable(kind.build):
        raise entry.broken("build is no function")
    if not isinstance(kind.options, Mapping):
        raise entry.broken("OPTIONS is no mapping of rule keys to JSON Schemas")
    for key, schema in kind.options.items():
        _refuse_option(entry, key, schema)
    for what, names in (("required", kind.required), ("needs", kind.needs), ("data", kind.data)):
        if isinstance(names, str) or not isinstance(names, Sequence) or not all(_is_text(n) for n in names):
            raise entry.broken(f"{what} is no list of texts")
    for key in kind.required:
        if key not in kind.options:
            raise entry.broken(f"the required key “{key}” is not among the OPTIONS")


def _refuse_option(entry: Entry, key: Any, schema: Any) -> None:
    import jsonschema

    if not _is_text(key) or not _NAME.fullmatch(key):
        raise entry.broken(f"the key “{key}” in OPTIONS is not small letters, digits and “_”")
    if key in TAKEN:
        raise entry.broken(f"the key “{key}” in OPTIONS is one that every rule has")
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        raise entry.broken(f"the JSON Schema of “{key}” is none: {error.message[:200]}") from error
    if not isinstance(schema, Mapping):
        raise entry.broken(f"the JSON Schema of “{key}” is no mapping")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
