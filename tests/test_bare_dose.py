"""Doses told to readers: what counts as one, what explains it, and when it is an error."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.checks.bare_dose import build
from claimlint.readers import read_text


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("Take 900 mg of magnesium each day.", [None]),
        ("Take 900 mg of lithium each day.", ["error"]),
        ("Give the child 900 mg of magnesium each day.", ["error"]),
        ("Take 900 mg of magnesium each day. It is cheap. The label says how much is too much.", []),
        ("Drink ten drops of the tincture.", [None]),
        ("Drink ten drops of the water.", []),
        ("Then take half a tablet.", []),
        ("She took 900 mg of magnesium each day.", []),
    ],
)
def test_severity(nlp, text, severities):
    hits = build({"narrow": ["lithium"]}, nlp)(analyse(read_text(text, "x", "text"), nlp))
    assert [hit.severity for hit in hits] == severities
