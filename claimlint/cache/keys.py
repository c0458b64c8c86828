"""By what a report is known again: everything that what is said of a file depends on, as one hash."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from claimlint.config import Effective
from claimlint.config.file import shown
from claimlint.config.keys import KEYS, LINTING
from claimlint.plugins.entry_points import plugins
from claimlint.readers.side_file import ENDING, OTHER_ENDING

#: Libraries whose releases may read, split or score a text otherwise.
LIBRARIES = (
    "spacy", "thinc", "numpy", "onnxruntime", "tokenizers", "textstat", "py3langid", "markdown-it-py", "python-docx", "lxml", "charset-normalizer",
)  # fmt: skip
#: Ends of the names of what a pack of rules is made of.
PACKED = frozenset({".yml", ".yaml", ".txt"})
PACKAGE = Path(__file__).resolve().parents[1]


def digest(parts: Iterable[Any]) -> str:
    """Hash plain values; bytes and texts of any size."""
    total = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else json.dumps(part, sort_keys=True).encode()
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()


def settings_key(effective: Effective, *, details: bool = False) -> str | None:
    """Return the hash of what a file is checked by; None where that cannot be told, and so nothing may be kept."""
    told, model = tool(), _model(effective["model"])
    if told is None or model is None:
        return None
    plain = {name: effective[name] for name in LINTING if name not in ("rules-dir", "accepted", "model")}
    packs = [list(_contents(Path(folder))) for folder in effective["rules-dir"]]
    accepted = [(shown(Path(file)), _content(Path(file))) for file in effective["accepted"]]
    return digest([told, model, plain, packs, accepted, details])


def file_key(settings: str, path: Path, data: bytes, *, expiring: bool, today: date) -> str:
    """Return the hash of all that a report on a file depends on. data: its bytes. expiring: whether wordings are accepted for its settings."""
    beside = _content(path.with_name(path.name + ENDING)), path.with_name(path.name + OTHER_ENDING).exists()
    expiring = expiring or b"expires" in data or "expires" in (beside[0] or "")
    return digest([settings, shown(path), data, beside, today.isoformat() if expiring else None])


@cache
def tool() -> str | None:
    """Return the hash of what does the checking: this package with its models and rules, its plugins, the libraries below it.

    None where a plugin is installed from a checkout, whose files may change without notice.
    """
    added = _plugins()
    if any(state is None for _, state in added):
        return None
    return digest([sys.version_info[:3], sys.platform, _own(), added, {n: _version(n) for n in LIBRARIES}])


@cache
def _model(name: str) -> str | None:
    """Return what tells one state of a pipeline from another; None for one that is not found."""
    if name == KEYS["model"].default:
        return ""
    if os.path.isdir(name):
        return digest(_stamps(Path(name)))
    return _version(name) or None


def _contents(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the rule files and word lists of a pack, with their texts."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in PACKED):
        yield path.relative_to(folder).as_posix(), _content(path)


def _content(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("latin-1")
    except OSError:
        return None


def _own() -> str:
    """Return what tells one state of this package from another: the list of hashes that pip keeps, in a checkout times and sizes of files."""
    with_hashes = _record("claimlint-health")
    if with_hashes is not None:
        return with_hashes
    rules = PACKAGE.parent / "rules"
    return digest(line for folder in (PACKAGE, rules) for line in _stamps(folder))


def _record(name: str) -> str | None:
    """Return pip's list of a distribution's files with their hashes; None where it lists none of this package, as in a checkout."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    record = found.read_text("RECORD") or ""
    inside = Path(str(found.locate_file("claimlint/__init__.py"))).resolve() == PACKAGE / "__init__.py"
    return record if inside and "\nclaimlint/__init__.py," in f"\n{record}" else None


def _plugins() -> list[tuple[str, str | None]]:
    """Return the distributions that add rules or checks, with what tells their states apart."""
    return [(str(one.metadata["Name"]), _state(one)) for one in plugins()]


def _state(plugin: metadata.Distribution) -> str | None:
    if '"editable": true' in (plugin.read_text("direct_url.json") or ""):
        return None
    record = plugin.read_text("RECORD")
    files = [Path(str(plugin.locate_file(file))) for file in plugin.files or ()]
    return digest([record or "", [stamp for file in files for stamp in _stamp(file)]])


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            yield from _stamp(Path(place, name))


def _stamp(file: Path) -> Iterator[tuple[str, int, int]]:
    try:
        known = file.stat()
    except OSError:
        return
    yield str(file), known.st_size, known.st_mtime_ns


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
