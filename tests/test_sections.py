"""Headings over nothing: what counts as nothing, and what is left alone."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.checks.sections import build
from claimlint.readers import read_text


@pytest.fixture(scope="module")
def found(nlp):
    check = build({}, nlp)

    def headings(text, media="markdown"):
        analysis = analyse(read_text(text, "example", media), nlp)
        return [analysis.document.text[hit.start : hit.end] for hit in check(analysis)]

    return headings


def test_the_last_and_the_lowest_heading_can_be_bare(found):
    assert found("# Gout\n\nIt hurts.\n\n## Use\n\n### Adults\n\n### Children\n\nNone.\n\n## Dose\n") == [
        "Adults",
        "Dose",
    ]


@pytest.mark.parametrize(
    "below",
    [
        "![Doses](doses.png)",
        "```\n5 mg\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<!-- doses -->",
        "> One a day.",
    ],
)
def test_what_is_shown_is_something(found, below):
    assert found(f"# Gout\n\nIt hurts.\n\n## Dose\n\n{below}\n\n## Use\n\nWith water.\n") == []


@pytest.mark.parametrize("heading", ["Related articles", "Comments", "[Dose](/dose)", "Call 999 at once"])
def test_furniture_links_and_messages_are_left_alone(found, heading):
    assert found(f"# Gout\n\nIt hurts.\n\n## {heading}\n\n## Use\n\nWith water.\n") == []


def test_headings_of_plain_text_are_guesses(found):
    assert (
        found("Gout\n\nIt hurts a lot.\n\nDose\n\nUse\n\nTake it with water, and not at night.", "text") == []
    )
