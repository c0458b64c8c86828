"""The table of what is plausible: whole, strict, and found by every check that judges by it."""

from __future__ import annotations

import pytest

from claimlint.errors import RuleError
from claimlint.outcomes import Limit, outcome, outcomes, pattern, read_outcomes, worst

ENTRY = """fast: [balm]
outcomes:
  - outcome: more hair
    words: [hair, "*lock"]
    plausible: half an inch a month
    source: {name: A book, year: 2020}
    verified: true
    amounts:
      - {unit: cm, per: week, warning: 0.5, error: 1}
"""
WEEK = 604_800


def test_every_bundled_outcome_has_a_floor_and_somebody_who_says_so():
    assert len({entry.name for entry in outcomes()}) == len(outcomes()) > 25
    for entry in outcomes():
        assert entry.time or entry.limits or entry.rate, entry.name
        assert entry.source and (entry.verified or entry.basis), entry.name
        assert entry.fallback or not entry.words.search(""), entry.name


def test_what_was_not_verified_is_said_with_caution():
    sure, unsure = outcome("hair growth"), outcome("a lower blood pressure")
    assert sure.verified and sure.said.startswith("Plausible: ") and "MedlinePlus" in sure.said
    assert not unsure.verified and "please verify" in unsure.said


def test_a_file_is_read(tmp_path):
    path = tmp_path / "o.yml"
    path.write_text(ENTRY)
    (entry,) = read_outcomes(path)
    assert (
        entry.words.search("a hair") and entry.words.search("a padlock") and not entry.words.search("hairy")
    )
    assert entry.fast.search("a balm")
    assert entry.said == "Plausible: half an inch a month (A book, 2020)."


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("fast: [balm]", "quick: [balm]", 1, "Unknown key “quick”"),
        ("    words:", "    wordz:", 4, "Unknown key “wordz”"),
        ("    plausible: half an inch a month\n", "", 3, "“plausible” is missing"),
        ("unit: cm", "unit: ells", 9, "Unknown unit “ells”"),
        ("per: week", "per: month", 9, "“per” can only be"),
        ("warning: 0.5", "warning: much", 9, "no number above 0"),
        ("verified: true", "verified: false", 7, "with a basis"),
        ("verified: true", "verified: true\n    time: {warning: soon, error: never}", 8, "no time"),
        ('[hair, "*lock"]', "[hair, no]", 4, "A list of words"),
        ("{name: A book, year: 2020}", "A book", 6, "A mapping of keys"),
        (", warning: 0.5, error: 1", "", 9, "needs a floor"),
    ],
)
def test_mistakes_name_their_line(tmp_path, old, new, line, said):
    path = tmp_path / "o.yml"
    assert old in ENTRY
    path.write_text(ENTRY.replace(old, new))
    with pytest.raises(RuleError, match=said) as caught:
        read_outcomes(path)
    assert caught.value.where == f"{path}:{line}"


def test_limits_of_a_week_need_a_span():
    limit = Limit("cm", True, 0, float("inf"), 0.5, 1, 0)
    assert limit.severity(8, None) is None
    assert limit.severity(8, WEEK) == "error"
    assert limit.severity(8, 10 * WEEK) == "warning"
    assert limit.severity(8, 20 * WEEK) is None
    assert worst([limit], "kg", 8, WEEK) is None


def test_no_words_match_nothing():
    assert not pattern([]).search("anything")
