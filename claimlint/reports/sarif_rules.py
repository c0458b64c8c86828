"""Rules as SARIF describes them: what each looks for, why, what to do, and how often it was right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimlint.finding import Report, Severity
from claimlint.measured import Measured, read_measured, sentence
from claimlint.rule import Reference, Rule

LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
#: Least precision for each name that code scanning has for it, and the number of findings below which none is given.
PRECISION, ENOUGH = (("very-high", 0.95), ("high", 0.85), ("medium", 0.6), ("low", 0.0)), 5


def descriptors(report: Report) -> list[dict[str, Any]]:
    """Return a reportingDescriptor for each rule that ran or found something, by id."""
    measured = read_measured()
    known = {rule.id: _descriptor(rule, measured) for rule in report.catalogue}
    for finding in (finding for file in report.files for finding in file.findings):
        known.setdefault(finding.rule, {"id": finding.rule, "shortDescription": {"text": finding.rule}})
    return [known[rule] for rule in sorted(known)]


def _descriptor(rule: Rule, measured: Measured) -> dict[str, Any]:
    url = next((reference.url for reference in rule.references if reference.url), "")
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.summary},
        "help": {"text": _text(rule, measured), "markdown": _markdown(rule, measured)},
        **({"helpUri": url} if url else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        **({"deprecatedIds": list(rule.aliases)} if rule.aliases else {}),
        "properties": {"tags": [rule.family, "health"], **_precision(rule, measured)},
    }


def _precision(rule: Rule, measured: Measured) -> dict[str, Any]:
    figures = measured.rules.get(rule.id)
    if figures is None or figures.findings < ENOUGH:
        return {}
    share = figures.right / figures.findings
    return {"precision": next(name for name, least in PRECISION if share >= least)}


def _parts(rule: Rule, measured: Measured) -> list[tuple[str, str]]:
    said = sentence(measured, rule.id)
    parts = [("What it flags", rule.summary), ("Why", rule.why), ("What to do", rule.fix)]
    parts += [("Words to put in", rule.suggestion or ""), ("Measured", f"{said}." if said else "")]
    return [(head, text) for head, text in parts if text]


def _text(rule: Rule, measured: Measured) -> str:
    sources = [
        f"- {reference}" + (f" {reference.url}" if reference.url else "") for reference in rule.references
    ]
    lines = [f"{head}: {text}" for head, text in _parts(rule, measured)]
    return "\n".join([*lines, *(["It rests on:", *sources] if sources else []), _more(rule)])


def _markdown(rule: Rule, measured: Measured) -> str:
    paragraphs = [f"**{head}.** {text}" for head, text in _parts(rule, measured)]
    if rule.references:
        paragraphs.append("**It rests on**\n\n" + "\n".join(f"- {_linked(r)}" for r in rule.references))
    return "\n\n".join(
        [*paragraphs, _more(rule).replace(f"claimlint explain {rule.id}", f"`claimlint explain {rule.id}`")]
    )


def _linked(reference: Reference) -> str:
    return f"[{reference}](<{reference.url}>)" if reference.url else str(reference)


def _more(rule: Rule) -> str:
    return f"Examples: claimlint explain {rule.id}"
