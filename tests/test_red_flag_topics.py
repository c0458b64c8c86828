"""The table of warning signs: every topic is judged by its name, and keeps silent once a sign is tied to going for help."""

from __future__ import annotations

from typing import Any

import pytest

from claimlint.linter import analysed
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_text
from claimlint.rulebase import choose, load_rules
from claimlint.weighing import find

RULE = "safety/missing-red-flag-advice"
HOME = (
    "Most people get over it at home. Rest when you can, and drink enough water. Take a warm bath in the evening, and go to bed early. Eat light meals. "
    "Air the room in the morning. Wear something loose, and keep a blanket near. Walk a little every day. Try a book instead of the screen. Write down what you did and when "
    "you felt better. Ask a friend to shop for you. Keep the kitchen tidy, and leave the heavy work for later. Do not smoke. Use a soft pillow."
)
#: A topic, a sentence that gives a sign and sends for help, and one that shares its words and does neither.
SAID = {
    "cystitis": (
        "With shivers and an ache under the ribs, have a doctor look at you today.",
        "An ache under the ribs is common.",
    ),
    "asthma": (
        "Grey lips and an empty inhaler? Dial 999.",
        "Keep the inhaler in a dry place.",
    ),
    "kidney stones": (
        "A stone with a fever is a case for the hospital.",
        "Stones grow slowly, and hospitals see many of them.",
    ),
    "nosebleed": (
        "If it still runs after a quarter of an hour, go to A&E.",
        "A quarter of an hour is a long time on a chair.",
    ),
    "testicular pain": (
        "Sudden agony on one side means casualty, now.",
        "The pain of last year was sudden, and it went.",
    ),
    "heatstroke": (
        "Confused, and the skin hot and dry: call an ambulance.",
        "Hot and dry summers are here to stay.",
    ),
    "meningitis": (
        "Spots that stay under a glass need a doctor at once.",
        "A glass of water stands by the bed.",
    ),
    "a wound infection": (
        "Red lines up the arm? Your nurse must see them before the day is out.",
        "Red lines in the wallpaper are in fashion.",
    ),
    "chemotherapy": (
        "A temperature of 38 is for the hotline on your card, at any hour.",
        "The room has a temperature of 21 degrees.",
    ),
    "earache": (
        "Swelling behind the ear has to be looked at by a doctor straight away.",
        "Behind the ear the skin is thin.",
    ),
    "toothache": (
        "If your cheek swells, an out-of-hours dentist should see you.",
        "The cheek may feel warm.",
    ),
    "fainting": (
        "Anyone who faints while running ought to see a doctor this week.",
        "Running is fun in autumn.",
    ),
    "a plaster cast": (
        "Come back to the hospital when your fingers turn white and cold.",
        "White plaster is cheap, and cold water is fine.",
    ),
    "bowel habits": (
        "Blood in the pan is a reason to ring your doctor.",
        "A change of diet takes weeks.",
    ),
}


@pytest.fixture(scope="module")
def flagged():
    linter = make_linter(Settings(choose(load_rules(), [RULE])))

    def run(topic: str, *said: str) -> list[Any]:
        text = "\n\n".join((f"# Help with {topic}", f"Many people have {topic}. {HOME}", *said)) + "\n"
        return [
            f
            for f in find(linter, analysed(linter, read_text(text, "p.md", "markdown")))[0]
            if f.rule == RULE
        ]

    return run


@pytest.mark.parametrize("topic", SAID)
def test_a_topic_is_judged_until_a_sign_sends_for_help(flagged, topic):
    given, not_given = SAID[topic]
    assert flagged(topic)
    assert not flagged(topic, given)
    assert flagged(topic, not_given)


@pytest.mark.parametrize(
    "topic", ["spring allergies and pollen", "iron pans and a cast iron stove", "a walk that burns fat"]
)
def test_a_word_in_another_sense_brings_no_error(flagged, topic):
    assert all(finding.severity == "info" for finding in flagged(topic))


def test_a_sign_of_any_danger_does_not_count_where_it_is_the_topic(flagged):
    assert flagged("short breath, or breathlessness", "See a doctor about breathlessness.")
