"""What an article is about: kinds, weights, and a confidence that grows with title, headings and mentions."""

from __future__ import annotations

import pytest

from claimlint.facts import facts_of
from claimlint.finding import FileReport
from claimlint.linter import check_document
from claimlint.readers import read_text
from claimlint.reports import terminal
from claimlint.topics import CENTRAL, CONDITION_KINDS, ILL_TOPICS, Mentions, confidence

ARTICLE = """# Back pain in pregnancy

Back pain is common in pregnancy. Many pregnant women have back pain in the last months.

## Easing the pain

Ginger tea will not ease back pain, and a headache goes away by itself. Rest when you are pregnant.
"""


@pytest.fixture
def topics(analysis_of):
    return {t.term: t for t in facts_of(analysis_of(ARTICLE, "markdown")).topics}


def test_kinds_tell_conditions_symptoms_remedies_and_people_apart(topics):
    assert {term: topics[term].kind for term in ("back pain", "headache", "ginger tea", "pregnancy")} == {
        "back pain": "condition",
        "headache": "symptom",
        "ginger tea": "remedy",
        "pregnancy": "population",
    }
    assert {"condition", "symptom"} == ILL_TOPICS <= CONDITION_KINDS


def test_confidence_tells_what_the_article_is_about_from_what_it_names(topics):
    assert topics["back pain"].central and topics["pregnancy"].central
    assert not topics["ginger tea"].central and not topics["headache"].central
    assert topics["back pain"].confidence > topics["headache"].confidence > 0
    assert all(0 <= topic.confidence <= 1 and 0 <= topic.weight <= 1 for topic in topics.values())


def test_each_sign_adds_to_the_confidence():
    def sure(words: int = 300, **counts: int) -> float:
        return confidence(Mentions(**counts), words)

    assert sure() == 0
    assert sure(all=1) < sure(all=2) < CENTRAL <= sure(all=3)
    assert sure(all=1, title=1) >= CENTRAL > sure(all=1, headings=1) > sure(all=1)
    assert sure(all=3, words=2000) < CENTRAL <= sure(all=10, words=2000)
    assert sure(all=50, title=1, headings=5) < 1
    assert sure(words=0, all=1, title=1) >= CENTRAL


def test_people_named_in_passing_are_no_topic(analysis_of):
    text = "Sore knees\n\n" + "A sore knee needs rest. " * 20 + "Children recover fast."
    assert "population" not in {t.kind for t in facts_of(analysis_of(text)).topics}


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Toddlers cough a lot.", "children"),
        ("Older people cough more.", "older people"),
        ("Newborns cough seldom.", "babies"),
        ("Adolescents cough less.", "teenagers"),
        ("While you breastfeed, honey is fine.", "breastfeeding"),
    ],
)
def test_people_are_known_by_many_words(analysis_of, said, people):
    topics = facts_of(analysis_of(said + "\n\n" + f"{said} " * 4)).topics
    assert people in {t.term for t in topics if t.kind == "population"}


def test_the_report_says_how_sure_it_is(linter):
    document = check_document(linter, read_text(ARTICLE, "a.md", "markdown")).document
    assert document is not None
    first = document["topics"][0]
    assert set(first) == {"term", "kind", "weight", "confidence"}
    assert first["term"] == "back pain" and first["confidence"] > 0.8


def about(**report) -> str:
    return terminal._about(FileReport("a.md", **report))


def test_the_terminal_names_sure_topics_once_and_the_people_last():
    def topic(term: str, kind: str, sure: float) -> dict[str, object]:
        return {"term": term, "kind": kind, "weight": 0.1, "confidence": sure}

    topics = [
        topic("children", "population", 0.95),
        topic("pain", "symptom", 0.9),
        topic("back pain", "condition", 0.8),
        topic("back", "body-part", 0.9),
        topic("blood thinner", "standard-care", 0.6),
        topic("ginger", "remedy", 0.3),
    ]
    said = "back pain (condition), blood thinner (standard care), children (population)"
    assert about(document={"topics": topics}) == said
    assert about() == about(document={"topics": []}) == ""


def test_a_verb_is_no_condition(analysis_of):
    said = "You can burn a lot of fat with a walk in the morning."
    assert "burn" not in {t.term for t in facts_of(analysis_of(f"{said} " * 3)).topics}
    treated = "A burn needs cool water for twenty minutes."
    assert "burn" in {t.term for t in facts_of(analysis_of(f"{treated} " * 3)).topics}
