"""Which broken sentences are errors: those that tell readers what to do or how much to take."""

from __future__ import annotations

import pytest

from claimlint.checks.garbled_sentence import instructs
from claimlint.linter import analysed
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_text
from claimlint.rulebase import choose, load_rules


@pytest.fixture(scope="module")
def linter():
    return make_linter(Settings(choose(load_rules(), ["garble/garbled-sentence"])))


def told(linter, text: str) -> bool:
    analysis = analysed(linter, read_text(f"# Notes\n\n{text}\n", "t.md", "markdown"))
    return instructs(analysis.prose[-1])


@pytest.mark.parametrize(
    "text",
    [
        "Take the tablets with water.",
        "Do not drive after the drops.",
        "You must not take the syrup with wine.",
        "Patients with weak kidneys should drink less of it.",
        "The cream should be applied in a thin layer.",
        "If the wound bleeds, press on it with a cloth.",
        "Many people ask, but never use it on a baby.",
        "Start at 50 mg.",
    ],
)
def test_it_tells_what_to_do(linter, text):
    assert told(linter, text)


@pytest.mark.parametrize(
    "text",
    [
        "The tablets were found in the kitchen.",
        "The heart pumps blood into the arteries.",
        "If the wound bleeds, the vessel is open.",
        "Doctors took many of them in the trial.",
        "The dose of the study was low, and nobody knew it.",
    ],
)
def test_it_only_tells_how_things_are(linter, text):
    assert not told(linter, text)
