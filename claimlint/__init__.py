"""claimlint: a linter for health articles. Its Python API; what stands here is kept stable.

Names are imported when they are first used, so that ``import claimlint`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimlint.api import append_history, check_paths, load_settings, read_history, render, to_json
    from claimlint.corpus.batch import check_batch
    from claimlint.errors import ClaimlintError
    from claimlint.finding import FileError, FileReport, Finding, Report
    from claimlint.linter import check_text
    from claimlint.prepared import Settings
    from claimlint.rule import Rule
    from claimlint.rulebase import load_rules

__version__ = "0.1.0"
__all__ = [
    "ClaimlintError",
    "FileError",
    "FileReport",
    "Finding",
    "Report",
    "Rule",
    "Settings",
    "__version__",
    "append_history",
    "check_batch",
    "check_paths",
    "check_text",
    "load_rules",
    "load_settings",
    "read_history",
    "render",
    "to_json",
]
#: Where each name comes from.
_HOMES = {
    "ClaimlintError": "errors",
    "FileError": "finding",
    "FileReport": "finding",
    "Finding": "finding",
    "Report": "finding",
    "Rule": "rule",
    "Settings": "prepared",
    "append_history": "api",
    "check_batch": "corpus.batch",
    "check_paths": "api",
    "check_text": "linter",
    "load_rules": "rulebase",
    "load_settings": "api",
    "read_history": "api",
    "render": "api",
    "to_json": "api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module “{__name__}” has no attribute “{name}”")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
