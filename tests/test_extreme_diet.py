"""How severe an extreme diet is: by calories, days, water, and for whom it is meant."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.checks.extreme_diet import build
from claimlint.readers import read_text


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("Keep to 799 calories a day.", ["error"]),
        ("Keep to 800 calories a day.", ["warning"]),
        ("Keep to 801 calories a day.", []),
        ("Fast for 1 day.", []),
        ("Fast for 3 days.", ["warning"]),
        ("Fast for 4 days.", ["error"]),
        ("Drink only apple juice for 4 days.", ["warning"]),
        ("Teenagers can drink only apple juice for 4 days.", ["error"]),
        ("Go without food or water for a day.", ["error"]),
        ("Keep to 500 calories a day and fast for 4 days.", ["error", "error"]),
    ],
)
def test_severity(nlp, text, severities):
    hits = build({}, nlp)(analyse(read_text(text, "x", "text"), nlp))
    assert [hit.severity for hit in hits] == severities
