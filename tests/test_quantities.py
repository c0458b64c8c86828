from __future__ import annotations

import pytest

from claimlint.quantities import amounts, durations, shares, spoken, value


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("in just 7 seconds", 7),
        ("seven seconds", 7),
        ("a 7-second trick", 7),
        ("twenty-one days", 21 * 86_400),
        ("under a minute", 60),
        ("half an hour", 1800),
        ("a couple of days", 2 * 86_400),
        ("1.5 hours", 5400),
        ("2-3 weeks", 3 * 604_800),
        ("two to three weeks", 3 * 604_800),
        ("overnight", 28_800),
        ("instantly", 1),
        ("within minutes", 600),
        ("90 min", 5400),
        ("three short minutes", 180),
    ],
)
def test_time_is_normalised_to_seconds(text, seconds):
    assert [d.seconds for d in durations(text)] == [seconds]


@pytest.mark.parametrize(
    "text", ["a 7 year old", "7-year-old boys", "seconds count", "the second dose", "mint"]
)
def test_what_is_no_length_of_time(text):
    assert list(durations(text)) == []


def test_positions_are_those_of_the_text():
    text = "Hold it for 30 seconds, then rest for two minutes."
    assert [text[d.start : d.end] for d in durations(text)] == ["30 seconds", "two minutes"]


def test_a_hyphen_marks_a_modifier():
    assert [d.modifier for d in durations("a 7-second fix in 7 seconds")] == [True, False]


def test_value_reads_digits_and_words():
    assert value("1,5") == 1.5
    assert value("1,000") == 1000
    assert value("ninety-nine") == 99


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 second"), (900, "15 minutes"), (604_800, "1 week"), (0.5, "0.5 seconds")]
)
def test_spoken(seconds, words):
    assert spoken(seconds) == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two stone", [("kg", 12.7)]),
        ("40 ounces", [("kg", 1.1)]),
        ("3 inches or 8 cm", [("cm", 7.6), ("cm", 8)]),
        ("40 points", [("point", 40)]),
        ("35 mm Hg", [("point", 35)]),
        ("90 mg/dL", [("mg/dL", 90)]),
        ("5.5 mmol/L", [("mmol/L", 5.5)]),
        ("two dress sizes", [("cm", 10)]),
        ("30 per cent", [("percent", 30)]),
        ("3 pointed hats", []),
    ],
)
def test_amounts_are_normalised(text, found):
    assert [(a.unit, round(a.number, 1)) for a in amounts(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("98 %", [98]),
        ("nine out of ten people", [90]),
        ("9 in 10", [90]),
        ("4 of every 5", [80]),
        ("3 in 2019", []),
        ("12 of 10", []),
    ],
)
def test_shares_in_percent(text, found):
    assert [share.number for share in shares(text)] == found
