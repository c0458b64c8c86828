"""Kinds of check on their own, with rules made for the test; the bundled rules have their examples."""

from __future__ import annotations

from typing import Any

import pytest

from claimlint.checks import CHECKS


@pytest.fixture
def hits(nlp, analysis_of):
    def run(kind: str, text: str, media: str = "text", **options: Any) -> list[str]:
        analysis = analysis_of(text, media)
        check = CHECKS[kind].build(options, nlp)
        return [analysis.document.text[hit.start : hit.end] for hit in check(analysis)]

    return run


def test_phrases_ignore_case_and_keep_to_words(hits):
    assert hits("phrases", "Magic Beans! magic beans. Magical beans.", phrases=["magic beans"]) == [
        "Magic Beans",
        "magic beans",
    ]


def test_phrases_alone_are_whole_blocks_or_labels(hits):
    assert hits("phrases", "# T\n\nRead more\n", "markdown", phrases=["x"], alone=["read more"]) == [
        "Read more"
    ]
    assert (
        hits("phrases", "# T\n\nRead more on this page.\n", "markdown", phrases=["x"], alone=["read more"])
        == []
    )


def test_tokens_take_the_longest(hits):
    assert hits(
        "tokens", "It is very very good.", patterns=[[{"LOWER": "very", "OP": "+"}, {"LOWER": "good"}]]
    ) == ["very very good"]


def test_tokens_near_a_term_or_word(hits):
    near = {"terms": ["chronic-condition"], "words": ["pain"]}
    pattern = [[{"LOWER": "guaranteed"}]]
    assert hits("tokens", "Relief from gout is guaranteed.", patterns=pattern, near=near) == ["guaranteed"]
    assert hits("tokens", "The rent is guaranteed.", patterns=pattern, near=near) == []


CURE = {"head": ["cure"], "pos": ["VERB"], "roles": ["object"], "target": ["chronic-condition"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Honey cures gout.", ["cures gout"]),
        ("Gout is cured by honey.", ["Gout is cured"]),
        ("This is honey, which cures gout.", ["cures gout"]),
        ("Honey is used to cure gout and asthma.", ["cure gout and asthma"]),
        ("Honey cures.", []),
        ("Gout cures nothing.", []),
    ],
)
def test_dependency_levels_voice_clauses_and_coordination(hits, text, found):
    assert hits("dependency", text, patterns=[CURE]) == found


def test_dependency_advice_only(hits):
    stop = {"head": ["stop"], "roles": ["object"], "words": ["tablet"], "mood": "advice"}
    assert hits("dependency", "Stop your tablets.", patterns=[stop]) == ["Stop your tablets"]
    assert hits("dependency", "You can stop your tablets.", patterns=[stop]) == ["stop your tablets"]
    assert hits("dependency", "He had to stop his tablets.", patterns=[stop]) == []
    assert (
        hits(
            "dependency",
            "Stop your tablets only if your doctor says so; ask your doctor first.",
            patterns=[stop],
        )
        == []
    )
    waved = "Stop your tablets, you don’t need to see a doctor."
    assert hits("dependency", waved, patterns=[stop]) == ["Stop your tablets"]


def test_repetition(hits):
    assert hits("repetition", "It is is good, very very good.", of="word", allow=["very"]) == ["is is"]
    text = "Rest is the best cure of all. Walk a bit. Rest is the best cure of all."
    assert hits("repetition", text, of="sentence") == ["Rest is the best cure of all."]


def test_presence_by_phrase_groups(hits):
    long = "Gout hurts. " * 45
    groups = [["ask", "see"], ["doctor", "nurse"]]
    assert hits("presence", f"Gout\n\n{long}", concept=groups) == ["Gout"]
    assert hits("presence", f"Gout\n\n{long} See a nurse.", concept=groups) == []
    assert hits("presence", "Gout\n\nToo short to carry it.", concept=groups) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rest now. then walk.", ["then"]),
        ("Rest well . Then walk.", ["well ."]),
        ("Drink water,, and rest.", ["water,,"]),
        ("Rest now.Then walk.", ["now."]),
        ("Use Node.js or see example.com, e.g. here.", []),
        ("He said so etc., and left. No. 5 is on, vs. six, approx. seven.", []),
        ("Take 2.5 mg . . . or wait…", []),
    ],
)
def test_casing(hits, text, found):
    assert hits("casing", f"# T\n\n{text}\n", "markdown") == found


def test_title_promises(hits):
    body = "Sit down and breathe. " * 40
    assert hits("promise", f"Stop vertigo in 11 seconds\n\n{body}") == ["in 11 seconds"]
    assert hits("promise", f"Stop vertigo in 11 seconds\n\n{body} It takes eleven seconds.") == []
    assert hits("promise", f"Ginger for vertigo\n\n{body}") == ["Ginger"]
    assert hits("promise", f"Natural remedies for vertigo\n\n{body}") == []
    assert hits("promise", "# 5 tips\n\n" + body + "\n\n- a\n- b\n- c\n- d\n- e\n", "markdown") == []
