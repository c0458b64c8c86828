"""Checks of broken sentences: what they find in one sentence, where they look, and when a slip weighs more."""

from __future__ import annotations

import pytest

from claimlint.checks import CHECKS
from claimlint.checks.verbs import THIRD, inflected, third


@pytest.fixture
def found(nlp, analysis_of):
    def run(kind: str, text: str, media: str = "text") -> list[str]:
        analysis = analysis_of(text, media)
        hits = CHECKS[kind].build({}, nlp)(analysis)
        return [analysis.document.text[hit.start : hit.end] for hit in hits]

    return run


@pytest.fixture
def severities(nlp, analysis_of):
    def run(kind: str, text: str) -> list[str | None]:
        return [hit.severity for hit in CHECKS[kind].build({}, nlp)(analysis_of(text))]

    return run


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The tablets they are taken with food.", ["The tablets they are"]),
        ("The drops for the ears they must be kept cold.", ["The drops for the ears they must"]),
        ("The tablets they take are small and white.", []),
        ("This week it is hard to find a dentist.", []),
        ("The state it is in tells a lot.", []),
        ("We like the gel because is cheap.", ["because is"]),
        ("Stay at home until becomes well again.", ["until becomes"]),
        ("When is it best to rest the knee?", []),
        ("He rests because of there is a swelling.", ["because of there is"]),
        ("Because of it many shops have closed.", []),
        ("Although the cut is small, but it hurts a lot.", ["but"]),
        ("Although small, the cut hurts, but it heals fast.", []),
        ("The dose can may be raised in May.", ["can may"]),
        ("All that we can is wait for the doctor.", []),
    ],
)
def test_clauses_run_into_each_other(found, text, places):
    assert found("collision", text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("We saw that most of patients go home early.", ["most of patients"]),
        ("We saw that most of the patients go home early.", []),
        ("A number people feel nothing for a week.", ["A number people"]),
        ("The stiffness depends of the chair.", ["depends of"]),
        ("The stiffness depends, of course, on the chair.", []),
        ("Keep it on during of the night.", ["during of"]),
        ("The pain is felt in the of both knees.", ["the of"]),
        ("Wash the cup and put it back on the.", ["the."]),
        ("This is the cup that they drink with.", []),
        ("They not need a bandage any more.", ["They not need"]),
        ("Why do they not need a bandage?", []),
        ("You are not allowed drive for a day.", ["allowed drive"]),
    ],
)
def test_small_words_are_missed(found, text, places):
    assert found("missing_word", text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The people which sit all day get stiff.", ["people which"]),
        ("Ask your doctor which cream is best for you.", []),
        ("A splint is a shell which it is worn at night.", ["which it"]),
        ("She has a rash which it is hard to treat.", []),
        ("The balm, which you rub it on the chest, is warm.", ["which you rub it"]),
        ("In women whose their periods are late a test is done.", ["whose their"]),
        ("Write down all what you eat for a week.", ["all what"]),
        ("After all, what you eat is up to you.", []),
        ("Lift the arm without that you feel any pain.", ["without that"]),
        ("Who has a weak heart should ask a doctor first.", ["Who has"]),
        ("Who has a weak heart?", []),
        ("You will learn how do you clean the wound.", ["how do you"]),
    ],
)
def test_relative_clauses(found, text, places):
    assert found("relative", text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("You must to rest the knee for a day.", ["must to rest"]),
        ("As much as you can helps, and all you must to be well.", []),
        ("The cream does not helped after a week.", ["does not helped"]),
        ("Wash it before to put a bandage on.", ["before to put"]),
        ("You lose weight by eat the same small meals.", ["by eat"]),
        ("The wound must be protect from the sun.", ["be protect"]),
        ("They contains a lot of acid, so rinse well.", ["They contains"]),
        ("It is best that it become a habit.", []),
        ("Some people gets a headache on the first day.", ["people gets"]),
        ("He saw several symptom of a cold.", ["several symptom"]),
        ("Take the drops for ten day and rest.", ["ten day"]),
        ("A ten day course and a 24 hour fast are hard.", []),
        ("It healed after a operation in the spring.", ["a operation"]),
        ("It took an hour, a uniform and an unusual tool.", []),
        ("Ask the your doctor about the tablets.", ["the your"]),
        ("The clinic sends all the informations by post.", ["informations"]),
    ],
)
def test_forms_that_do_not_fit(found, text, places):
    assert found("agreement", text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("You sleep more better on a firm bed.", ["more better"]),
        ("There are more larger towns than before.", []),
        ("The dog walks too much fast for her knee.", ["too much fast"]),
        ("The dog eats too much fast food at night.", []),
        ("Check that the length of the strap is correctly.", ["is correctly"]),
        ("It removes also the plaque between the teeth.", ["removes also the"]),
        ("Soak your feet in water warm for ten minutes.", ["water warm"]),
        ("Soak your feet in water that is warm.", []),
    ],
)
def test_modifiers(found, text, places):
    assert found("modifier", text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Eat fish, eggs, lean meat or.", ["or."]),
        ("Eat fish, eggs, lean meat or beans.", []),
        ("Breathe in slowly and never to hold your breath.", ["and never to hold"]),
        ("Try to breathe slowly and never to hold your breath.", []),
    ],
)
def test_both_sides_of_and(found, text, places):
    assert found("coordination", text) == places


def test_only_whole_sentences_of_running_text_are_looked_at(found):
    broken = "You must to rest the knee for a day."
    assert found("agreement", f"# {broken}\n\nRest.\n", "markdown") == []
    assert found("agreement", f"# Knees\n\n- {broken}\n", "markdown") == ["must to rest"]
    assert found("agreement", f"# Knees\n\n- {broken[:-1].lower()}\n", "markdown") == []
    assert found("agreement", f"# Knees\n\n## References\n\n{broken}\n", "markdown") == []
    assert found("agreement", f"She wrote “{broken}” in her letter.") == []


def test_slips_that_leave_the_meaning_clear_are_notes(severities):
    assert severities("relative", "The people which sit all day get stiff.") == ["info"]
    assert severities("relative", "A splint is a shell which it is worn at night.") == [None]


def test_many_wrong_forms_are_warnings_but_articles_are_not(severities):
    one = "You must to rest the knee. It healed after a operation in the spring."
    assert severities("agreement", one) == [None, None]
    many = f"{one} They contains a lot of acid. Take the drops for ten day and rest."
    assert severities("agreement", many) == ["warning", None, "warning", "warning"]


def test_forms_of_verbs():
    assert [third(verb) for verb in ("carry", "reach", "go", "pay", "help")] == [
        "carries",
        "reaches",
        "goes",
        "pays",
        "helps",
    ]
    assert THIRD["has"] == "have" and THIRD["contains"] == "contain"
    assert inflected("helps", "VBZ") and inflected("made", "VBD") and inflected("taking", "VBG")
    assert not inflected("help", "VB") and not inflected("sting", "VBG") and not inflected("need", "VBD")
    assert not inflected("helps", "NNS")
