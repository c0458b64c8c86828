"""The classifier of wordings: what it is asked, and that its answers do not depend on the company."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.classifier import claim_scores, telling_words
from claimlint.encoder import answers, readings
from claimlint.linter import check_text
from claimlint.nlp import load_pipeline
from claimlint.prepared import Settings
from claimlint.readers import read_text
from claimlint.reading import readings_of

#: Pages of our own: one that promises, one that informs.
PROMISING = (
    "The Kettle Hill belt\n\nOrder now, with a money-back guarantee. The belt is made of copper. "
    "My doctor could not believe it: the aches I had carried for twenty years were gone. "
    "The belt comes in three sizes. I sleep through the night again and I feel twenty years younger. "
    "Thousands of people live without pain thanks to it. Nothing else has ever worked so well for me. "
    "It draws the poisons out of the joints and restores their youth. My wife wears one and her knees are like new.\n"
)
INFORMING = (
    "Knee pain\n\nKnee pain is common and often gets better by itself. "
    "Resting the leg and taking paracetamol may help. See a GP if the knee is hot and swollen.\n"
)


def analysis_of(text: str):
    return analyse(read_text(text, "x.txt", "text"), load_pipeline())


def test_a_testimonial_scores_above_the_plain_facts_beside_it():
    analysis = analysis_of(PROMISING)
    scores = {analysis.sentences[i].text: score for i, score in claim_scores(analysis).items()}
    story = next(score for text, score in scores.items() if text.startswith("My doctor"))
    facts = [score for text, score in scores.items() if "copper" in text or "sizes" in text]
    assert story >= 0.5 > max(facts)


def test_a_page_without_promises_is_not_put_to_it():
    assert claim_scores(analysis_of(INFORMING)) == {}


def test_details_list_how_much_a_sentence_is_worded_like_a_claim():
    report = check_text(PROMISING, settings=Settings(details=True))
    scores = {PROMISING[s.start : s.end]: s.claim for s in report.files[0].sentences}
    assert scores["The belt comes in three sizes."] < 0.5
    informing = check_text(INFORMING, settings=Settings(details=True))
    assert {s.claim for s in informing.files[0].sentences} == {None}


def test_a_score_is_always_the_same_in_the_same_company_and_nearly_so_in_any():
    sentence = "This tea cured my sister's asthma for good."
    others = [f"Number {n} is a longer line about the weather in the hills today." for n in range(40)]
    together = readings([*others, sentence])
    assert together == readings([*others, sentence])
    assert readings([sentence])[0].claim == pytest.approx(together[-1].claim, abs=0.1)
    assert readings([]) == []


def test_the_telling_words_are_words_of_the_sentence():
    analysis = analysis_of(PROMISING)
    sentence = next(s for s in analysis.prose if s.text.startswith("It draws the poisons"))
    words = telling_words(sentence, readings_of(analysis)[sentence.index])
    assert 1 <= len(words) <= 3
    assert all(word in sentence.text for word in words)


def test_a_broken_sentence_is_no_claim_by_its_wording():
    broken = "You will not want to move more than is needed, lest reassigns of the pain to cure you itself."
    report = check_text(
        f"{PROMISING}\n\n{broken}\n\n"
        + " ".join([broken.replace("pain", w) for w in ("ache", "knee", "back", "neck")])
    )
    rules = {
        f.rule
        for f in report.files[0].findings
        if f.start >= len(PROMISING)
        and f.rule in ("evidence/unsupported-efficacy-claim", "garble/garbled-sentence")
    }
    assert rules == {"garble/garbled-sentence"}


def test_the_finding_says_what_weighed_most_and_how_sure_it_is():
    findings = check_text(PROMISING).files[0].findings
    found = [
        f for f in findings if f.rule == "evidence/unsupported-efficacy-claim" and "weighed" in f.message
    ]
    assert found
    assert all(0.5 <= f.confidence <= 1 for f in found)


def test_a_sentence_is_read_whole_or_left_and_never_read_otherwise():
    claim, plain = "Ginger tea melts your belly fat and cures diabetes for good.", "The clinic opens at nine."
    tasks = ("claims", "garble", "disclaimer")
    asked = [(sentence, (task,)) for sentence in (claim, plain) for task in tasks]
    said = dict(zip(asked, answers(asked), strict=True))
    whole = dict(zip((claim, plain), readings([claim, plain]), strict=True))
    assert said[claim, ("claims",)] == whole[claim] and whole[claim].claim > 0.5
    assert said[plain, ("claims",)] is None and said[plain, ("disclaimer",)] is None
    assert all(reading in (None, whole[sentence]) for (sentence, _), reading in said.items())
    # What is asked beside it, or was asked before, decides nothing for another task.
    assert answers([(plain, ("claims",)), (claim, tasks), (plain, ("claims",))])[::2] == [None, None]
