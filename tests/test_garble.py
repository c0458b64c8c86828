"""Broken sentences: which are judged, what the test of a whole page says, where places lie, and what reports carry."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.analysis import Analysis, analyse
from claimlint.encoder import Reading
from claimlint.garble import Place, _offsets, flat, garble_of, places, reason
from claimlint.linter import check_text
from claimlint.nlp import load_pipeline
from claimlint.prepared import Settings
from claimlint.readers import read_text
from claimlint.reports.json_report import as_dict
from claimlint.running_text import is_running_text

#: Sentences of our own, as a page that went through two translators has them, and as a careful editor has them.
BROKEN = (
    "The knee it hurts of the people which walk much and to not rest. You must to put on him the ice during of ten minutes by day. "
    "It is very of importance the legs to keep up in the evening for not to swell. The doctor can give to you a cream who removes of the ache. "
    "If not improves within of a week, to go at the hospital is well. Many persons are had the surgery and the walking is returned to them. "
    "Of the exercise the most good is the swimming because no hits the knee. The shoes must being soft and of the heel low for not to damage. "
    "The weight it is also a cause of which the knee suffers each day more. With the patience the ache goes of itself and the life continues normal."
)
SOUND = (
    "Knees often hurt in people who walk a lot and do not rest. Put ice on the knee for ten minutes a day. "
    "It helps to keep the legs up in the evening so that they do not swell. Your doctor can give you a cream that eases the ache. "
    "If it does not improve within a week, go to the hospital. Many people have surgery and can walk again. "
    "The best exercise is swimming, because it does not jar the knee. Shoes should be soft and have a low heel. "
    "Weight is another reason why the knee suffers more each day. With patience the ache goes away by itself and life returns to normal."
)


def analysis_of(text: str) -> Analysis:
    return analyse(read_text(text, "x.md", "markdown"), load_pipeline())


@pytest.mark.parametrize(
    "text",
    [
        "Causes of Knee Pain",
        "# What causes the pain of the knee when walking",
        "Some of these are:",
        "Not today.",
        "Smith J, Jones K, et al. Knee pain in runners. Lancet 2010;376:1–9.",
        "Aspirin 300 mg 12 75 mg 24 150 mg 36",
        "Maria Lopez, John Smith, Peter Brown and Anna Green.",
    ],
)
def test_headings_labels_references_and_names_are_not_judged(text):
    analysis = analysis_of(text)
    assert not any(is_running_text(analysis.document, sentence) for sentence in analysis.sentences)


def test_running_text_is_judged():
    analysis = analysis_of(SOUND)
    assert all(is_running_text(analysis.document, sentence) for sentence in analysis.sentences)


def test_a_page_broken_throughout_gets_the_verdict_and_a_sound_one_does_not():
    assert garble_of(analysis_of(BROKEN)).verdict == "garbled"
    assert garble_of(analysis_of(SOUND)).verdict == "clean"


def test_what_a_page_says_twice_counts_once():
    twice = analysis_of(
        "\n\n".join(
            [*[SOUND] * 3, *["The knee it hurts of the people which walk much and to not rest."] * 12]
        )
    )
    garble = garble_of(twice)
    assert garble.verdict == "clean" and len(garble.broken) <= 2


def test_broken_sentences_score_above_their_sound_twins():
    broken, sound = (garble_of(analysis_of(text)).scores for text in (BROKEN, SOUND))
    assert len(broken) == len(sound) == 10
    assert sum(b > s for b, s in zip(broken.values(), sound.values(), strict=True)) >= 9


@given(st.lists(st.sampled_from(["knee", " ", "  ", "\n", "\t ", "’s", "é", "."]), min_size=1, max_size=20))
def test_offsets_lead_from_the_one_line_back_to_the_text(parts):
    text = "".join(parts)
    if not text.strip():
        return

    class Sentence:
        start = 7

    sentence = Sentence()
    sentence.text = text
    line, offsets = flat(text), _offsets(sentence)
    assert len(offsets) == len(line)
    assert all(
        text[at - 7] == c or (c == " " and text[at - 7].isspace())
        for at, c in zip(offsets, line, strict=True)
    )


def test_places_lie_in_their_sentence_in_order_and_the_reason_names_one():
    analysis = analysis_of(BROKEN)
    for index in garble_of(analysis).broken:
        sentence = analysis.sentences[index]
        found = places(analysis, sentence)
        assert 1 <= len(found) <= 3
        assert [p.start for p in found] == sorted(p.start for p in found)
        assert all(sentence.start <= p.start < p.end <= sentence.end for p in found)
        assert "“" in reason(analysis, found)


def test_a_place_that_is_not_likely_only_says_where_to_look():
    analysis = analysis_of(SOUND)
    start = SOUND.index("walk a lot")
    sure, unsure = (Place(start, start + 4, "wrong", probability) for probability in (0.9, 0.2))
    assert reason(analysis, [sure]) == "“walk” does not seem to fit here"
    assert reason(analysis, [unsure]) == "it does not hang together around “walk”"


def test_the_report_carries_verdict_scores_and_highlights():
    report = check_text(f"The Knee\n\n{BROKEN}", settings=Settings(details=True))
    (file,) = as_dict(report)["files"]
    assert file["garble"]["verdict"] == "garbled"
    assert file["garble"]["scored"] == 10 and 0 < file["garble"]["score"] <= 1
    assert file["readability"]["reliable"] is False
    flagged = [f for f in file["findings"] if f["rule"] == "garble/garbled-sentence"]
    assert file["garble"]["flagged"] == len(flagged) > 0
    for finding in flagged:
        assert finding["highlights"]
        assert all(finding["start"] <= h["start"] < h["end"] <= finding["end"] for h in finding["highlights"])
    scores = [s["garble"] for s in file["sentences"]]
    assert scores[0] is None and all(0 <= s <= 1 for s in scores[1:])
    json.dumps(file)


def test_a_text_in_another_language_is_not_judged():
    text = "Das Knie tut vielen Menschen weh, die viel gehen und sich nicht ausruhen. " * 6
    assert as_dict(check_text(text))["files"][0]["garble"] is None


def test_an_empty_reading_is_no_fault():
    assert Reading(0.0, 0.0).pieces == []
