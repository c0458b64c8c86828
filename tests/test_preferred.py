"""Words to replace: what is left alone (names, quotations, talk about words), and how often a word stands."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.checks.preferred import build
from claimlint.readers import read_text

OPTIONS = {
    "patterns": [{"words": ["addict|addicts", "drug abuse"], "instead": "a person", "not_before": ["PRON"]}]
}


@pytest.fixture(scope="module")
def found(nlp):
    check = build(OPTIONS, nlp)

    def hits(text):
        analysis = analyse(read_text(text, "example", "markdown"), nlp)
        return [(analysis.document.text[hit.start : hit.end], hit.data["times"]) for hit in check(analysis)]

    return hits


def test_the_first_place_is_shown_with_the_number_of_all(found):
    text = "Addicts wait for a bed.\n\nNo addict should wait, and drug abuse is no crime."
    assert found(text) == [("Addicts", " (3 times)")]


@pytest.mark.parametrize(
    "text",
    [
        "“I was an addict. Then I met Jo,” he says. It helped.",
        "“They were kind. An addict knows how rare that is. I stayed,” he says.",
        'He says: "I was an addict and a thief. I stole."',
        "The National Institute on Drug Abuse paid for it.",
        "The word addict is best left out.",
        "He was called an addict by his own doctor.",
        "The drug will addict them.",
        "# Care\n\n## References\n\n- Low J. Why addicts relapse. Journal of Care 2019; 3: 4.",
    ],
)
def test_what_others_say_and_names_are_left_alone(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Help for Addicts\n\nHere it is.",
        "“It works.” An addict would say so.",
        'The bed is 80" wide, and an addict slept in it.',
        "In the short term, an addict needs a bed.",
    ],
)
def test_other_quotation_marks_and_capitals_hide_nothing(found, text):
    assert len(found(text)) == 1
