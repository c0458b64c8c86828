"""The keys of a configuration: what each may hold, what it means, and how files that set it are merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from claimlint.finding import SEVERITIES
from claimlint.profiles import PROFILES
from claimlint.readership import AUDIENCES, REGIONS

_TEXT: Mapping[str, Any] = {"type": "string", "minLength": 1}
_TEXTS: Mapping[str, Any] = {"type": "array", "items": _TEXT}
#: What ``severity`` may say of a rule; ``default`` takes back what a file further out says.
LEVELS = (*SEVERITIES, "off", "default")


@dataclass(frozen=True)
class Key:
    """A key. schema: JSON Schema of its value. example: such a value, as TOML.

    default: what holds where nobody sets it; () for a list of nothing. said: the default in words, where the value says too little.
    merge: whether the nearest file's value ``replace``s the others, or all ``add`` up, outermost first.
    paths: whether it names files or folders, relative to the file it stands in. per_path: whether overrides may set it.
    structure: whether it says how files hang together, and so is no setting itself.
    """

    schema: Mapping[str, Any]
    about: str
    example: str
    default: Any = None
    said: str = ""
    merge: Literal["replace", "add"] = "replace"
    paths: bool = False
    per_path: bool = True
    structure: bool = False


#: Settings that are options of ``claimlint check`` too are spelt like them.
KEYS: Mapping[str, Key] = {
    "root": Key(
        {"type": "boolean"},
        "Look for no configuration or ignore file in the folders above.",
        "true",
        default=False,
        per_path=False,
        structure=True,
    ),
    "extends": Key(
        _TEXTS,
        "Configurations that this one builds on, relative to it; later ones win over earlier ones, this file over all.",
        '["../shared.toml"]',
        default=(),
        paths=True,
        per_path=False,
        structure=True,
    ),
    "select": Key(
        _TEXTS,
        "Run only these rules: ids, families or globs.",
        '["claims", "safety/*"]',
        default=(),
        said="all rules",
    ),
    "ignore": Key(
        _TEXTS,
        "Leave these rules out: ids, families or globs.",
        '["claims/detox-*"]',
        default=(),
        said="none",
        merge="add",
    ),
    "severity": Key(
        {"type": "object", "additionalProperties": {"enum": list(LEVELS)}},
        "How severe the findings of rules are, by id, family or glob: `error`, `warning`, `info`, `off`; `default` gives a rule back its own. Guards may still make a finding one step milder.",
        '{ "claims/cure-claim" = "warning", readability = "off" }',
        default=(),
        said="as each rule says",
        merge="add",
    ),
    "rules-dir": Key(
        _TEXTS,
        "Folders with rules of your own, beside the bundled ones.",
        '["my-rules"]',
        default=(),
        said="none",
        merge="add",
        paths=True,
    ),
    "rules-version": Key(
        {"type": "string", "pattern": r"^\d+\.\d+(\.\d+)?$"},
        "Bundled rules that came with a later version stay at info, so that an upgrade breaks no build.",
        '"0.1"',
        said="every rule counts",
    ),
    "profile": Key(
        {"enum": list(PROFILES)},
        "Where the articles are to appear.",
        '"eu-food"',
        said="commercial for a page that sells, else editorial",
    ),
    "audience": Key(
        {"enum": list(AUDIENCES)},
        "For whom the articles are written.",
        '"patient"',
        said="as an article says in its front matter, else public",
    ),
    "region": Key(
        {"enum": list(REGIONS)}, "Where their readers live.", '"uk"', said="as an article says in its front matter"
    ),
    "excerpt": Key(
        {"type": "boolean"},
        "The files are parts of articles, which cannot carry an author, a date, sources or warnings: what is merely missing stays at info.",
        "true",
        default=False,
    ),
    "fail-on": Key(
        {"enum": [*SEVERITIES, "never"]},
        "Lowest severity that gives exit code 1.",
        '"warning"',
        default="error",
    ),
    "max-warnings": Key(
        {"type": "integer", "minimum": 0},
        "More warnings than this give exit code 1; counted over the files that this line is for.",
        "20",
        said="no limit",
    ),
    "max-bytes": Key({"type": "integer", "minimum": 1}, "Refuse larger files.", "2_000_000", default=5_000_000),
    "model": Key(_TEXT, "A spaCy pipeline instead of the bundled one.", '"en_core_web_md"', default="en_claimlint"),
    "accepted": Key(
        _TEXTS,
        "Files of accepted claims: wordings that are approved, with their evidence.",
        '["accepted-claims.toml"]',
        default=(),
        said="none",
        merge="add",
        paths=True,
    ),
    "baseline": Key(
        _TEXT, "A file of known findings, which are marked and do not count.", '"baseline.json"', said="none", paths=True
    ),
    "history": Key(
        _TEXT,
        "An SQLite file to which `claimlint check` adds each run, made where there is none.",
        '"history.db"',
        said="none",
        paths=True,
    ),
    "history-excerpts": Key(
        {"type": "boolean"},
        "Keep excerpts and messages, which quote articles, in the history.",
        "false",
        default=True,
    ),
    "exclude": Key(
        _TEXTS,
        "Files and folders that a search leaves out, as in a .gitignore; what is named is read all the same.",
        '["archive/", "*.draft.md"]',
        default=(),
        said="none",
        merge="add",
        per_path=False,
    ),
    "respect-gitignore": Key(
        {"type": "boolean"}, "Leave out of a search what .gitignore files leave out.", "false", default=True, per_path=False
    ),
    "overrides": Key(
        {"type": "array"},
        "Settings for some files: `paths` says which, as in a .gitignore, from the configuration's folder; the other keys are those that may stand in overrides. Later ones win.",
        '[{ paths = ["drafts/**"], fail-on = "never" }]',
        default=(),
        per_path=False,
        structure=True,
    ),
}  # fmt: skip
#: The keys of one entry of ``overrides``.
PATHS = Key(
    _TEXTS, "Which files: patterns as in a .gitignore, from the configuration's folder.", '["drafts/**"]'
)
OVERRIDE_KEYS: Mapping[str, Key] = {
    "paths": PATHS,
    **{name: key for name, key in KEYS.items() if key.per_path},
}
#: The keys that hold a setting.
SETTINGS: Mapping[str, Key] = {name: key for name, key in KEYS.items() if not key.structure}
