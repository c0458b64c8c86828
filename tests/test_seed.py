"""The article the project was conceived from. Offsets only: its text stays outside the project."""

from __future__ import annotations

import json

import pytest

from claimlint.linter import check_path
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared
SEED = SHARED / "seed"


@pytest.fixture(scope="module")
def report(linter):
    return check_path(linter, SEED / "lasting-relief-back-pain-7-seconds.txt")


@pytest.fixture(scope="module")
def labels():
    return [json.loads(line) for line in (SEED / "labels.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_promise_of_the_title_is_an_error_at_its_exact_span(report, labels):
    (claim,) = [row for row in labels if row["kind"] == "claim"]
    found = {
        f.rule: (f.start, f.end, f.severity)
        for f in report.findings
        if f.scope == "span" and f.severity == "error"
    }
    for rule in ("claims/implausible-time-to-effect", "structure/title-promise-not-in-body"):
        assert found[rule] == (claim["start"], claim["end"], "error")


def test_what_is_missing_is_reported(report):
    found = {f.rule for f in report.findings if f.scope == "document"}
    assert found >= {
        "safety/missing-red-flag-advice",
        "disclaimers/missing-see-a-professional",
        "disclaimers/missing-medical-disclaimer",
        "trust/missing-references",
    }


def test_page_furniture_and_lower_case_starts_are_reported(report):
    places = {(f.rule, f.start) for f in report.findings}
    assert ("structure/boilerplate-residue", 4217) in places or any(
        f.rule == "structure/boilerplate-residue" and f.start > 4200 for f in report.findings
    )
    starts = {start for rule, start in places if rule == "garble/casing-punctuation-damage"}
    assert 483 in starts and len(starts) >= 2


def test_ice_on_bare_skin_is_reported(report):
    """Its sentence is labelled as free of claims, and so it is: what it holds is unsafe advice."""
    (found,) = [f for f in report.findings if f.rule == "safety/unsafe-first-aid"]
    assert 3478 <= found.start < found.end <= 3538


def test_no_sound_sentence_carries_a_claim(report, labels):
    sound = [(row["start"], row["end"]) for row in labels if row["kind"] == "clean"]
    spans = [
        f
        for f in report.findings
        if f.scope == "span"
        and f.rule.split("/")[0] in ("claims", "evidence", "causality", "safety")
        and f.rule != "safety/unsafe-first-aid"
    ]
    assert not [f for f in spans if any(f.start < end and start < f.end for start, end in sound)]
