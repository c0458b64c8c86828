"""By what a report is known again: everything that what is said of a file depends on, as one hash."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint.config import Effective
from claimlint.config.file import shown
from claimlint.config.keys import KEYS, LINTING
from claimlint.installed import content, papers
from claimlint.plugins.entry_points import plugins
from claimlint.readers.side_file import ENDING, OTHER_ENDING

if TYPE_CHECKING:
    from importlib.metadata import Distribution

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
    return digest([sys.version_info[:3], sys.platform, _own(), added, _versions(LIBRARIES)])


@cache
def _model(name: str) -> str | None:
    """Return what tells one state of a pipeline from another; None for one that is not found."""
    if name == KEYS["model"].default:
        return ""
    if os.path.isdir(name):
        return digest([list(_stamps(name))])
    return _version(name) or None


def _contents(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the rule files and word lists of a pack, with their texts; a pack may be a file, or a family's folder with lists beside it."""
    from claimlint.rule import FAMILIES

    root = folder.resolve()
    yield root.name, None
    packed = (path for path in folder.rglob("*") if path.suffix in PACKED)
    above = root.parents[:2] if folder.is_file() or root.name in FAMILIES else ()
    beside = (path for place in above for path in (place / "lists").glob("*.txt"))
    for path in (*sorted(packed), *([folder] if folder.is_file() else []), *sorted(beside)):
        yield os.path.relpath(path, folder), _content(path)


def _content(path: Path) -> str | None:
    """Return what a file holds; None where there is none, or none that can be read. A pipe would be waited for."""
    try:
        if path.exists() and not path.is_file():
            return "no file"
        return path.read_bytes().decode("latin-1")
    except OSError:
        return None


def _own() -> str:
    """Return what tells one state of this package from another: the list of hashes that pip keeps, in a checkout times and sizes of files."""
    with_hashes = _record("claimlint-health")
    if with_hashes is not None:
        return with_hashes
    return digest([list(_stamps(str(folder))) for folder in (PACKAGE, PACKAGE.parent / "rules")])


def _record(name: str) -> str | None:
    """Return pip's list of a distribution's files with their hashes; None where it lists none of this package, as in a checkout."""
    folder = _folders([name]).get(name, "")
    record = content(folder, "RECORD") if folder else ""
    inside = PACKAGE.parent == Path(os.path.realpath(os.path.dirname(folder)))
    return record if inside and "\nclaimlint/__init__.py," in f"\n{record}" else None


def _folders(names: Collection[str]) -> dict[str, str]:
    """Return the folders with the papers of distributions (``claimlint_health-0.1.0.dist-info``), those that can be told from their names."""
    found: dict[str, str] = {}
    for folder in papers() or ():
        name = os.path.basename(folder).partition("-")[0].lower().replace("_", "-")
        if name in names:
            found.setdefault(name, folder)
    return found


def _plugins() -> list[tuple[str, str | None]]:
    """Return the distributions that add rules or checks, with what tells their states apart."""
    return [(str(one.metadata["Name"]), _state(one)) for one in plugins()]


def _state(plugin: Distribution) -> str | None:
    if '"editable": true' in (plugin.read_text("direct_url.json") or ""):
        return None
    record = plugin.read_text("RECORD")
    files = [str(plugin.locate_file(file)) for file in plugin.files or ()]
    return digest([record or "", [stamp for file in files for stamp in _stamp(file)]])


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            yield from _stamp(os.path.join(place, name))


def _stamp(file: str) -> Iterator[tuple[str, int, int]]:
    try:
        known = os.stat(file)
    except OSError:
        return
    yield file, known.st_size, known.st_mtime_ns


def _versions(names: Collection[str]) -> dict[str, str]:
    """Return the version of each distribution, as the name of its folder of papers has it; else as its papers say."""
    folders = _folders(names)
    return {name: os.path.basename(folders[name]) if name in folders else _version(name) for name in names}


def _version(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
