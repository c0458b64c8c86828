"""How often each rule was right on labelled pages: the figures that ``evaluate --save`` writes and ``explain`` shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from claimlint.errors import UsageError

SCHEMA_VERSION = "1.0"
#: The figures of the bundled rules, shipped with the package.
SHIPPED = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Precision:
    """Of ``findings`` on labelled spans ``right`` were right; low and high: ends of a 95 % interval, 0 to 1."""

    right: int
    findings: int
    low: float
    high: float


@dataclass(frozen=True)
class Measured:
    """Precision by rule id; rules without a finding on a labelled span are missing.

    pages: how many were measured. note: what pages they are ("development pages"). date: the day, YYYY-MM-DD.
    """

    pages: int
    note: str
    date: str
    rules: Mapping[str, Precision]


def read_measured(path: Path = SHIPPED) -> Measured:
    """Return saved figures; none are saved where there is no such file. Raises UsageError ``bad-figures``."""
    if not path.is_file():
        return Measured(0, "", "", {})
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        rules = {rule: Precision(**figures) for rule, figures in data["rules"].items()}
        return Measured(data["pages"], data["note"], data["date"], rules)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "Write them anew with “claimlint evaluate --save”."
        raise UsageError("bad-figures", "These are no saved figures.", str(path), hint) from error


def as_json(measured: Measured) -> str:
    """Return figures as they are saved, rules in order."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "pages": measured.pages,
        "note": measured.note,
        "date": measured.date,
        "rules": {rule: asdict(measured.rules[rule]) for rule in sorted(measured.rules)},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def sentence(measured: Measured, rule: str) -> str:
    """Say in a sentence how often a rule was right; nothing for a rule without figures."""
    if rule not in measured.rules:
        return ""
    of = measured.rules[rule]
    findings = "finding" if of.findings == 1 else "findings"
    were = "was" if of.findings == 1 else "were"
    return (
        f"{of.right} of {of.findings} {findings} in labelled passages {were} right"
        f" (95% interval {of.low:.2f}–{of.high:.2f}; {measured.pages} {measured.note}, {measured.date})"
    )
