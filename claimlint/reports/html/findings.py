"""Findings as the side list shows them: numbered, in order of the text, with their reasons and sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from claimlint.finding import covering
from claimlint.reports.html.pieces import Mark
from claimlint.reports.html.safe import address
from claimlint.reports.markup import cut
from claimlint.reports.summary import NOUNS

#: Beside the colour of each severity.
SIGNS = {"error": "●", "warning": "▲", "info": "○"}
#: Characters of an excerpt that the list shows.
EXCERPT = 160


def listed(
    file: Mapping[str, Any], rules: Mapping[str, Mapping[str, Any]], taken: set[str]
) -> list[dict[str, Any]]:
    """Return what the list shows of a file: those on the whole article, those in the text, then suppressed ones, numbered on.

    taken: ids that the page has already; those of this file are added. Each says at which number its rule was first told of.
    """
    ordered = sorted(_in_order(file["findings"]), key=lambda pair: pair[0])
    first: dict[str, int] = {}
    return [
        _shown(number, finding, rules.get(finding["rule"], {}), taken)
        | {"told": first.setdefault(finding["rule"], number)}
        for number, (_, finding) in enumerate(ordered, 1)
    ]


def _in_order(findings: Sequence[Mapping[str, Any]]) -> list[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    """Pair findings with what they are sorted by; one that has no place in the text stands where it does in the source."""
    found, at = [], 0
    for number, finding in enumerate(sorted(findings, key=lambda f: f["start"])):
        placed = finding.get("text_start")
        at = finding["start"] if "text_start" not in finding else at if placed is None else placed
        key = (bool(finding["suppressed"]), finding["scope"] != "document", at, number)
        found.append((key, finding))
    return found


def _shown(
    number: int, finding: Mapping[str, Any], rule: Mapping[str, Any], taken: set[str]
) -> dict[str, Any]:
    whole = finding["scope"] == "document"
    return {
        "number": number,
        "id": _name(finding["fingerprint"], number, taken),
        "severity": finding["severity"],
        "noun": NOUNS[finding["severity"]],
        "sign": SIGNS[finding["severity"]],
        "family": finding["rule"].partition("/")[0],
        "rule": finding["rule"],
        "title": rule.get("title", ""),
        "message": finding["message"],
        "fix": rule.get("fix", ""),
        "suggestion": finding["suggestion"],
        "why": rule.get("why", ""),
        "sources": _sources(finding, rule),
        "excerpt": "" if whole else cut(" ".join(finding["excerpt"].split()), EXCERPT),
        "place": "whole article" if whole else f"line {finding['line']}",
        "whole": whole,
        "suppressed": covering(finding["suppressed"], finding["data"]) if finding["suppressed"] else "",
        "placed": False,
        "finding": finding,
    }


def _name(fingerprint: str, number: int, taken: set[str]) -> str:
    """Return an id that is not taken: the fingerprint, so that links to a finding last as long as it does."""
    name = fingerprint if re.fullmatch("[0-9a-f]{1,64}", fingerprint) else str(number)
    unique, more = name, 1
    while unique in taken:
        unique, more = f"{name}-{number}-{more}", more + 1
    taken.add(unique)
    return unique


def _sources(finding: Mapping[str, Any], rule: Mapping[str, Any]) -> list[dict[str, Any]]:
    known = rule.get("references") or [{"text": text, "url": ""} for text in finding["references"]]
    return [{"text": source["text"], "url": address(source["url"] or "")} for source in known]


def marks(shown: Sequence[dict[str, Any]]) -> list[Mark]:
    """Return those that have a place in the text."""
    found = []
    for one in shown:
        finding = one["finding"]
        low, high = finding.get("text_start"), finding.get("text_end")
        if one["whole"] or low is None or high is None or low >= high:
            continue
        strong = tuple(
            (mark["text_start"], mark["text_end"])
            for mark in finding["highlights"]
            if mark.get("text_start") is not None
        )
        found.append(Mark(one, low, high, strong))
    return found
