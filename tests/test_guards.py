"""Each guard speaks where it should, gives a reason, and is silent on its near miss."""

from __future__ import annotations

import pytest

from claimlint.context import context_of
from claimlint.finding import Hit
from claimlint.guards import GUARDS, reason

CASES = [
    ("negated", "Honey does not [[cure gout]].", "Honey does more than [[cure gout]]."),
    ("negated", "It has failed to [[cure gout]].", "It has helped to [[cure gout]]."),
    ("negated", "A [[cure for gout]] does not exist.", "A [[cure for gout]] does exist."),
    ("negated", "It is unlikely to [[cure gout]].", "It is likely to [[cure gout]]."),
    ("negated", "There is no proof that it can [[cure gout]].", "It comes at no cost, for those who [[cure gout]]."),
    ("negated", "The pills never [[cure gout]].", "The pills never fail to [[cure gout]]."),
    ("negated", "Without doubt it is not going to [[cure gout]].", "Without doubt it will [[cure gout]]."),
    ("negated", "It does not taste good and will not [[cure gout]].", "It does not taste good, but it will [[cure gout]]."),
    ("refuted", "The claim that it will [[cure gout]] is false.", "The news that it will [[cure gout]] is great."),
    ("refuted", "It is supposed to [[cure gout]], according to its sellers, who are quacks.", "It will [[cure gout]], say its sellers' friends."),
    ("conditional", "Be wary of any product that promises to [[cure gout]].", "Trust this tea to [[cure gout]]."),
    ("regulator", "The FDA warned a firm that says it can [[cure gout]].", "The firm warned that only it can [[cure gout]]."),
    ("consensus", "Antibiotics [[cure strep throat]].", "Crystals [[cure strep throat]]."),
    ("consensus", "Vaccines [[prevent measles]].", "Unlike vaccines, raisins [[prevent measles]]."),
    ("standard-care", "Surgery can [[cure the cancer]].", "Unlike surgery, prayer can [[cure the cancer]]."),
    ("supported", "In a randomised trial of 80 adults it was said to [[cure gout]] (J Example Med, 2020).", "In a village of 80 adults it was said to [[cure gout]]."),
    ("sourced", "It will [[cure gout]] (Smith et al., 2019).", "It will [[cure gout]] (said Smith)."),
    ("emergency", "Call 999 and use the auto-injector [[within seconds]].", "Call us and use the balm [[within seconds]]."),
    ("duration-of-use", "Hold the stretch for [[7 seconds]].", "Feel the stretch in [[7 seconds]]."),
    ("figurative", "The cured ham made him [[cure gout]].", "The ham made him [[cure gout]]."),
    ("hedged", "It may [[cure gout]].", "It will [[cure gout]]."),
    ("question", "Can it [[cure gout]]?", "It can [[cure gout]]."),
    ("quoted", "“It will [[cure gout]]”, he said. A trial found no evidence of that.", "“It will [[cure gout]]”, he said. He smiled."),
]  # fmt: skip


def ask(analysis_of, guard: str, marked: str) -> str | None:
    start = marked.index("[[")
    text = marked.replace("[[", "").replace("]]", "")
    analysis = analysis_of(text)
    context = context_of(analysis, Hit(start, marked.index("]]") - 2))
    assert context is not None
    return GUARDS[guard](context)


@pytest.mark.parametrize(("guard", "silent", "near_miss"), CASES, ids=[f"{g}: {s}" for g, s, _ in CASES])
def test_guard_and_near_miss(analysis_of, guard, silent, near_miss):
    assert ask(analysis_of, guard, silent)
    assert ask(analysis_of, guard, near_miss) is None


def test_every_guard_of_the_design_is_there():
    design = (
        "negated refuted regulator quoted hedged supported consensus emergency duration-of-use figurative question conditional"
        " about-misinformation clinical-audience standard-care under-dont"
    )
    assert {*design.split(), "sourced"} == set(GUARDS)


def test_under_dont(lint):
    page = "## {}\n\n- Throw away your inhaler.\n"
    assert not lint("safety/stop-medication-advice", page.format("Don't"), "markdown")
    assert lint("safety/stop-medication-advice", page.format("Do"), "markdown")


def test_about_misinformation_softens_by_one(lint):
    doubts = "Many sites promise much. The so-called cures are dear.\n\n"
    claim = "Some tell you more. Celery juice cures gout.\n"
    myth = "# Myths and scams about gout\n\n" + doubts + claim
    plain = "# About gout\n\n" + claim
    # A word in the title alone is no sign of doubt: "The gout hoax" sells, too.
    hoax = "# The great gout hoax\n\n" + claim
    assert [f.severity for f in lint("claims/cure-claim", hoax, "markdown")] == ["error"]
    assert [f.severity for f in lint("claims/cure-claim", myth, "markdown")] == ["warning"]
    assert [f.severity for f in lint("claims/cure-claim", plain, "markdown")] == ["error"]


def test_clinical_audience(analysis_of):
    text = "Gout\n\nFor healthcare professionals only.\n\nIt will cure gout."
    analysis = analysis_of(text)
    at = analysis.document.text.index("cure gout")
    context = context_of(analysis, Hit(at, at + 9))
    assert context is not None and GUARDS["clinical-audience"](context)


def test_the_first_guard_in_order_speaks(analysis_of):
    analysis = analysis_of("If a product says it does not cure gout, ask.")
    at = analysis.document.text.index("cure gout")
    context = context_of(analysis, Hit(at, at + 9))
    assert context is not None
    found = reason(["conditional", "negated"], context)
    assert found is not None and found[0] == "negated" and "not" in found[1]


def test_a_myth_label_covers_its_own_sentence_or_the_next_line_and_no_more(lint):
    rule = "claims/cure-claim"
    assert lint(rule, "Myth: copper cures arthritis.") == []
    assert lint(rule, "Myth\n\nCopper cures arthritis.") == []
    (found,) = lint(rule, "Myth: copper cures arthritis. Ginger cures arthritis.")
    assert found.start > 30
