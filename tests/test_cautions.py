"""Warnings on other medicines and on pregnancy: asked for where something is recommended, satisfied by any wording."""

from __future__ import annotations

import pytest

from claimlint.checks import cautions
from claimlint.checks.cautions import WARNINGS
from claimlint.checks.recommending import advises, praises
from claimlint.outcomes import pattern
from claimlint.tables import bundled_path, read_table

MEDICINES, PREGNANCY = "safety/missing-interaction-warning", "safety/missing-pregnancy-caution"
REST = (
    "Go to bed early, and open the window for a while. Walk in the park at noon, and look at the trees. Cook a warm soup in the evening."
    " Meet a friend once a week, and talk about old times. Music can lift the mood, and so can a tidy desk. Read a page of a good book before"
    " you switch off the light. Leave the telephone in another room, and wake up at the same hour each day, also on a Sunday. Fresh air and light"
    " are the best that winter has to offer to those who stay at home."
)


def page(*sentences: str) -> str:
    return "Small helpers for grey days\n\n" + REST + "\n\n" + " ".join(sentences) + "\n"


@pytest.mark.parametrize(
    "said",
    [
        "Take ginkgo with your breakfast.",
        "Why not give ginkgo a try?",
        "Before breakfast, swallow two capsules of ginkgo.",
        "You could also try a ginkgo extract.",
        "Many herbalists swear by ginkgo.",
        "Another good option is ginkgo, in tablets or as a tea.",
        "The usual dose of ginkgo is 240 mg a day.",
        "Ginkgo comes from China. Take it every morning for a month.",
        "It's worth trying ginkgo for a few weeks.",
        "Ginkgo sharpens the memory. The leaf of ginkgo also boosts the blood flow to the brain, and it reduces forgetfulness.",
    ],
)
def test_recommended_in_many_ways(lint, said):
    assert [f.rule for f in lint(MEDICINES, page(said))] == [MEDICINES]


@pytest.mark.parametrize(
    "said",
    [
        "Ginkgo is a tree from China, and its leaves turn yellow in autumn.",
        "Do not take ginkgo for this.",
        "Use of ginkgo has not been shown to help.",
        "Take care with ginkgo.",
        "In the trial, people took ginkgo or a placebo.",
        "There is no good evidence that ginkgo helps the memory, and ginkgo does not slow its loss.",
        "Some people use ginkgo. Others plant it in their gardens.",
        "Add a clove of garlic to the soup.",
        "Take an iron pan, and fry the onions in it.",
    ],
)
def test_named_without_being_recommended(lint, said):
    assert not lint(MEDICINES, page(said))


@pytest.mark.parametrize(
    "said",
    [
        "It can interact with other medicines.",
        "Leave it alone if you take blood thinners.",
        "Ask a pharmacist before taking it.",
        "Check with your doctor first if you are on tablets for your heart.",
        "If you're already on a prescription drug, have a word with your GP before you start.",
        "It is not safe for everyone who uses antidepressants.",
    ],
)
def test_any_wording_on_other_medicines_is_enough(lint, said):
    assert not lint(MEDICINES, page("Take ginkgo every morning.", said))


@pytest.mark.parametrize(
    "said",
    [
        "Unlike many medicines, it grows on a tree.",
        "It has no known interactions.",
        "It works as well as prescription drugs.",
        "Some medicines taste far worse.",
        "My neighbour is on tablets for his nerves.",
    ],
)
def test_medicines_named_in_passing_or_in_praise_are_no_warning(lint, said):
    assert lint(MEDICINES, page("Take ginkgo every morning.", said))


@pytest.mark.parametrize(
    "said",
    [
        "It is wonderful for pregnant women too.",
        "My sister is pregnant with twins.",
        "Breastfeeding mums love it.",
        "It is perfectly safe in pregnancy.",
    ],
)
def test_pregnancy_named_in_passing_or_in_praise_is_no_warning(lint, said):
    assert lint(PREGNANCY, page("Take feverfew every morning.", said))


@pytest.mark.parametrize(
    "said", ["See a doctor if the bad mood lasts.", "Doctors recommend it.", "Take two tablets at noon."]
)
def test_other_words_on_doctors_and_tablets_are_none(lint, said):
    assert lint(MEDICINES, page("Take ginkgo every morning.", said))


@pytest.mark.parametrize(
    "said",
    [
        "It is not for pregnant women.",
        "Mothers who breastfeed should not use it.",
        "Avoid it while trying for a baby.",
        "Expectant mothers had better do without.",
    ],
)
def test_any_wording_on_pregnancy_is_enough(lint, said):
    assert lint(PREGNANCY, page("Take feverfew every morning."))
    assert not lint(PREGNANCY, page("Take feverfew every morning.", said))


def test_pregnancy_is_not_asked_for_where_readers_cannot_be(lint):
    assert not lint(PREGNANCY, page("Take ginseng every morning.").replace("grey days", "men over 60"))


def test_foods_count_as_supplements_only(lint):
    assert not lint(PREGNANCY, page("Add turmeric to your rice."))
    assert lint(PREGNANCY, page("Take turmeric capsules with your rice."))


def test_several_are_named_together_with_words_to_put_in(lint):
    (finding,) = lint(MEDICINES, page("Take ginkgo in the morning and valerian at night."))
    assert finding.data["items"] == "ginkgo and valerian"
    assert "NCCIH, ginkgo" in finding.message and "NCCIH, valerian" in finding.message
    assert finding.suggestion and finding.suggestion.count("Ask a pharmacist") == 2
    assert not lint(MEDICINES, page("Take ginkgo in the morning and valerian at night.", finding.suggestion))
    (finding,) = lint(PREGNANCY, page("Take ginkgo in the morning."))
    assert not lint(PREGNANCY, page("Take ginkgo in the morning.", finding.suggestion))


def test_praise_alone_is_a_note_and_an_order_a_warning(lint):
    praise = "Ginkgo sharpens the memory. Ginkgo boosts the blood flow."
    assert [f.severity for f in lint(MEDICINES, page(praise))] == ["info"]
    assert [f.severity for f in lint(MEDICINES, page("Take ginkgo."))] == ["warning"]


def test_every_item_of_the_table_has_a_source_and_some_warning():
    rows = read_table(bundled_path("cautions"), cautions._TABLE)["items"]
    assert len({row["item"] for row in rows}) == len(rows) >= 25
    assert all(
        row["source"]["url"].startswith("https://") and (row.get("with") or row.get("pregnancy"))
        for row in rows
    )
    assert set(WARNINGS) == {"interactions", "pregnancy"}


def test_orders_and_praise_are_told_apart(analysis_of):
    words = pattern(["ginseng"])
    ordered, praised = (
        analysis_of("Tea\n\nTake ginseng at noon."),
        analysis_of("Ginseng\n\nGinseng boosts your strength."),
    )
    assert advises(ordered, words) and not praises(ordered, words)
    assert praises(praised, words) and not advises(praised, words)
