"""Warning signs and crisis lines: what is taken out is missed, and what is put back in other words is found again."""

from __future__ import annotations

import pytest

from claimlint.checks import red_flags
from claimlint.errors import RuleError
from claimlint.helplines import help_for, helplines, worded
from claimlint.linter import check_document
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_text
from claimlint.readership import REGIONS
from claimlint.rulebase import choose, load_rules
from claimlint.tables import bundled_path, read_table

FLAGS, CRISIS = "safety/missing-red-flag-advice", "safety/suicide-topic-without-help"
REST = (
    "Take it easy for a day or two, and drink enough. Put your feet up in the evening. Try a short walk after lunch, and go to bed early. Keep the window open"
    " at night. Avoid heavy meals. A friend who cooks for you is worth a lot, and so is a good book. Most people are up and about again within a week. Write"
    " down what you did, so that you know it the next time. Do not let it spoil your plans for the weekend, and see how it goes from one day to the next."
)

#: Title, and passages of which each alone names a warning sign together with where to go.
ARTICLES = {
    "Living with back pain": [
        "If both legs go weak or you wet yourself, dial 112.",
        "Numbness between your legs is rare. It is an emergency.",
        "Have it looked at by a doctor if you also run a fever.",
    ],
    "What helps against a headache": [
        "A headache that strikes suddenly, like a blow, belongs in hospital: ring for an ambulance.",
        "Confusion or slurred speech with it? Call 911 right away.",
    ],
    "When you feel dizzy": ["Dizzy and one side of the face droops: phone 999 without delay."],
    "Home care for burns and scalds": ["Chemical burns need a doctor, and so does any burn of the face."],
    "A sprained ankle": ["Get it checked if the foot is numb or you cannot put weight on it."],
    "Knee pain after a run": ["A knee that is hot and red with a fever needs to be seen by a doctor the same day."],
    "Swollen ankles in summer": ["If only one calf swells, or you get breathless, go to the emergency department."],
    "Moles and what to know of them": ["Show a mole that changes its colour or bleeds to a dermatologist: make an appointment with a specialist."],
    "Always tired?": ["See your GP when tiredness lasts for weeks or you lose weight."],
    "Painful periods": ["Contact your doctor about bleeding after the menopause."],
    "Breast pain": ["Ask your doctor to look at any lump or change of the nipple."],
    "Anxiety: what to do": ["If you think of suicide, call a helpline or go to A&E."],
    "A toddler with a fever": ["Take your child to a doctor if it is floppy or has a rash that does not fade."],
    "Conjunctivitis": ["Go to an eye hospital at once if your sight gets worse."],
    "Hives": ["Call 999 if the tongue swells or breathing gets hard."],
    "Morning sickness and other troubles of pregnancy": ["Ring your midwife if you bleed or the baby stops kicking."],
}  # fmt: skip
CASES = [(title, passage) for title, passages in ARTICLES.items() for passage in passages]


def article(title: str, *passages: str) -> str:
    return "\n\n".join([title, REST, *passages]) + "\n"


@pytest.mark.parametrize("title", ARTICLES)
def test_an_article_without_warning_signs_is_missed_something(lint, title):
    (finding,) = lint(FLAGS, article(title))
    milder = finding.data["topic"] in (
        "pregnancy",
        "period pain or bleeding",
        "joint pain or swelling",
        "tiredness",
    )
    assert finding.severity == ("warning" if milder else "error") and finding.scope == "document"
    assert finding.data["source"].startswith("NHS, ") and finding.suggestion


@pytest.mark.parametrize(("title", "passage"), CASES)
def test_signs_with_where_to_go_are_enough_in_any_words(lint, title, passage):
    assert not lint(FLAGS, article(title, passage))


@pytest.mark.parametrize(
    "passage",
    [
        "The pain may bring on weakness in both legs. Your doctor can prescribe more massages next year.",
        "See a doctor if it does not help.",
        "Numbness in the legs is part of it.",
    ],
)
def test_a_sign_that_is_tied_to_nothing_is_none(lint, passage):
    (finding,) = lint(FLAGS, article("Living with back pain", passage))
    assert finding.severity == ("warning" if "doctor" in passage else "error")


@pytest.mark.parametrize(
    ("text", "media"),
    [
        (
            "## When to get help\n\nPhone 111 for advice.\n\n- your bladder does not work\n- your legs are weak",
            "markdown",
        ),
        ("Call 999 if you have:\n\n- numbness around the groin\n- weakness in both legs", "markdown"),
        ("Call an ambulance for:\n\nnumbness around the groin\n\nloss of bladder control", "text"),
        (
            "- numbness around the groin\n- loss of bladder control\n\nGo to A&E with any of these.",
            "markdown",
        ),
    ],
)
def test_lists_belong_to_the_line_above_and_below_them(lint, text, media):
    title = "# Living with back pain" if media == "markdown" else "Living with back pain"
    assert not lint(FLAGS, f"{title}\n\n{REST}\n\n{text}\n", media)


def test_a_topic_that_is_a_sign_of_the_illness_is_not_judged(lint):
    text = (
        "# Malaria\n\n"
        + REST
        + " Malaria brings fever. The fever comes back. Malaria is carried by mosquitoes, and fever is its sign."
    )
    assert not lint(FLAGS, text, "markdown")


def test_each_topic_of_the_table_has_words_that_end_its_finding(lint):
    rows = read_table(bundled_path("red-flags"), red_flags._TABLE)["topics"]
    assert len(rows) >= 25 and len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        title = "About " + row["triggers"][0].replace("*", "").replace(" .. ", " with ")
        (finding,) = lint(FLAGS, article(title))
        assert finding.data == {"topic": row["name"], "signs": row["say"], "source": row["source"]["name"]}
        assert not lint(FLAGS, article(title, finding.suggestion)), row["name"]
        assert row["source"].get("url", "https://www.n").startswith("https://www.n")


def linter_for(region: str | None, rule: str):
    return make_linter(Settings(choose(load_rules(), [rule]), region=region))


@pytest.mark.parametrize(
    ("region", "number"),
    [("us", "911"), ("uk", "999"), ("eu", "112"), ("au", "000"), (None, "local emergency number")],
)
def test_words_to_put_in_name_the_number_of_the_region(region, number):
    text = article("Living with back pain")
    (finding,) = check_document(linter_for(region, FLAGS), read_text(text, "a", "text")).findings
    assert number in finding.suggestion and "{" not in finding.suggestion
    assert finding.suggestion[0].isupper()


def test_a_rule_with_topics_of_its_own_leaves_the_table_alone(nlp, analysis_of):
    own = {
        "topics": [{"name": "gnomes", "triggers": ["gnome*"], "flags": [["beard*"]], "say": "a long beard"}]
    }
    check = red_flags.build(own, nlp)
    assert not list(check(analysis_of(article("Living with back pain"))))
    (hit,) = check(analysis_of(article("Living with gnomes")))
    assert (
        hit.suggestion == "Get medical help if you notice any of these: a long beard."
        and hit.data["source"] == ""
    )


# --- crisis lines ---------------------------------------------------------------------------------------

SUICIDE = "Living on after a suicide attempt\n\nYou may feel empty after a suicide attempt. You should eat and sleep at fixed times. {}\n"


def found(text: str, region: str | None = None):
    return check_document(linter_for(region, CRISIS), read_text(text, "a", "text")).findings


def test_a_crisis_line_is_asked_for_and_any_is_enough():
    (finding,) = found(SUICIDE.format("Thoughts of suicide pass."))
    assert finding.severity == "error" and "no crisis line" in finding.message
    for said in (
        "Call a helpline.",
        "In an emergency, ring 999.",
        "Text 741741.",
        "Lifeline is on 13 11 14.",
        "Visit findahelpline.com.",
    ):
        assert not found(SUICIDE.format(said)), said


def test_one_mention_is_no_topic():
    assert not found("Low mood\n\nA rare side effect is thoughts of suicide. Take the tablets with food.\n")


def test_side_effects_are_a_note():
    text = "A leaflet\n\n" + REST + " Side effects of these tablets are thoughts of suicide and self-harm."
    assert [f.severity for f in found(text)] == ["info"]


@pytest.mark.parametrize(
    "said", ["Call or text 988.", "Samaritans are on 116 123.", "Lifeline Australia is on 13 11 14."]
)
@pytest.mark.parametrize("region", ["us", "uk", "au"])
def test_a_line_serves_only_readers_who_can_reach_it(region, said):
    own = {"us": "988", "uk": "116", "au": "13 11"}[region] in said
    findings = found(SUICIDE.format(said), region)
    assert bool(findings) is not own
    assert own or "in another region" in findings[0].message


@pytest.mark.parametrize("region", [*REGIONS, None])
def test_the_words_to_put_in_end_the_finding(region):
    (finding,) = found(SUICIDE.format("It passes."), region)
    assert not found(SUICIDE.format(finding.suggestion), region)


def test_clinical_readers_are_spared():
    linter = make_linter(Settings(choose(load_rules(), [CRISIS]), audience="clinical"))
    assert not check_document(linter, read_text(SUICIDE.format("It passes."), "a", "text")).findings


def test_every_region_has_its_help():
    assert set(helplines()) == {"anywhere", *REGIONS}
    assert help_for("uk").names.search("ring samaritans") and not help_for("uk").names.search(
        "a year of 1999"
    )
    assert worded("{urgent}. {crisis}.", "uk").startswith("Ask for")


def test_mistakes_in_a_table_name_their_line(tmp_path):
    path = tmp_path / "t.yml"
    path.write_text("topics:\n  - name: gnomes\n    triggers: [gnome]\n    flag: [[beard]]\n    say: x\n")
    with pytest.raises(RuleError, match="flag") as caught:
        read_table(path, red_flags._TABLE)
    assert caught.value.where == f"{path}:2"
