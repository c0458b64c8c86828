"""A plugin's check as claimlint runs it: what goes wrong in it becomes an error that names the plugin."""

from __future__ import annotations

import functools
import json
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks import Kind
from claimlint.errors import ClaimlintError, PluginError
from claimlint.finding import SEVERITIES, Hit
from claimlint.plugins.entry_points import HINT, said

if TYPE_CHECKING:
    from spacy.language import Language


def guarded(name: str, kind: Kind) -> Kind:
    """Return a kind whose check raises only ClaimlintErrors, and yields only hits that can be placed.

    A ValueError of ``build`` passes: so a check says that it cannot use the options of a rule.
    """

    @functools.wraps(kind.build)
    def build(options: Mapping[str, Any], nlp: Language) -> Check:
        try:
            check = kind.build(options, nlp)
        except (ValueError, ClaimlintError):
            raise
        except Exception as error:
            raise _failed(name, kind, "cannot be built", error) from error
        if not callable(check):
            raise _wrong(name, kind, f"build returns no function but {type(check).__name__}")
        return _run(name, kind, check)

    return replace(kind, build=build)


def _run(name: str, kind: Kind, check: Check) -> Check:
    def run(analysis: Analysis) -> list[Hit]:
        try:
            hits = list(check(analysis))
        except ClaimlintError:
            raise
        except Exception as error:
            raise _failed(name, kind, f"failed on {analysis.document.source.name}", error) from error
        for hit in hits:
            if fault := _fault(hit, analysis):
                raise _wrong(name, kind, fault)
        return hits

    return run


def _fault(hit: Any, analysis: Analysis) -> str:
    """Say what is wrong with a hit; nothing when it can be placed and reported."""
    if not isinstance(hit, Hit):
        return f"it yields no Hit but {type(hit).__name__}"
    text = analysis.document.source.text if hit.source else analysis.document.text
    for start, end in ((hit.start, hit.end), *hit.marks):
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
            return f"the range {start!r} to {end!r} is not inside a text of {len(text):,} characters"
    if hit.start == hit.end and not hit.document:
        return f"the hit at {hit.start} is empty"
    if hit.severity not in (None, *SEVERITIES):
        return f"“{hit.severity}” is no severity"
    try:
        json.dumps(dict(hit.data))
    except (TypeError, ValueError) as error:
        return f"the values of a hit are no plain data: {error}"
    return ""


def _failed(name: str, kind: Kind, what: str, error: Exception) -> PluginError:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    message = f"The check “{name}” {what}: {said(error)} ({place})."
    return PluginError("broken-plugin", message, kind.origin, HINT)


def _wrong(name: str, kind: Kind, fault: str) -> PluginError:
    return PluginError("broken-plugin", f"The check “{name}” cannot be used: {fault}.", kind.origin, HINT)
