"""Disclaimers, care and disclosures: taken out of a sound page they are missed, and put back in other words, elsewhere, they are found."""

from __future__ import annotations

import pytest

from claimlint.care import advises_care
from claimlint.compiled import compiled
from claimlint.disclaimer import is_disclaimer
from claimlint.disclosure import disclosed
from claimlint.errors import RuleError
from claimlint.facts import facts_of
from claimlint.fda_statement import STATEMENT, STATEMENTS, faults, words_of
from claimlint.linter import check_document
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_text
from claimlint.rulebase import choose, load_rules

DISCLAIMER, CARE = "disclaimers/missing-medical-disclaimer", "disclaimers/missing-see-a-professional"
TIE, LATE, FDA = (
    "disclaimers/affiliate-without-disclosure", "disclaimers/late-or-vague-disclosure", "disclaimers/missing-fda-disclaimer",
)  # fmt: skip
CONTRADICTED = "disclaimers/disclaimer-contradicts-claim"
ADVICE = (
    "A sore back is common, and back pain often comes after a day in the garden. Lie on your side with a pillow between your"
    " knees. Use heat for a quarter of an hour. Avoid heavy bags. Take a short walk every day, and sit on a firm chair. Try a"
    " warm bath in the evening. Stretch your legs before bed. Sleep on a firm mattress, and keep the room cool. Drink water"
    " with your meals. Most people find that back pain eases within some weeks, and that they can go back to the garden."
)


def page(body: str, head: str = "", foot: str = "", meta: str = "") -> str:
    """Return a web page: what stands in head, body and footer, and in the description."""
    description = f'<meta name="description" content="{meta}">' if meta else ""
    return (
        f"<html><head><title>A sore back</title>{description}</head><body><header>{head}</header><main>"
        f"<h1>A sore back</h1><p>{ADVICE}</p><p>{body}</p></main><footer><p>{foot}</p></footer></body></html>"
    )


@pytest.fixture
def found(linters):
    def run(rule: str, text: str, media: str = "html") -> list[str]:
        report = check_document(linters(rule), read_text(text, "test", media))
        return [finding.severity for finding in report.findings]

    return run


@pytest.mark.parametrize(
    "kept",
    [
        {"body": "Nothing on this page is medical advice."},
        {"foot": "We are not doctors."},
        {"head": "All content is for educational purposes only."},
        {"meta": "For information only."},
        {"body": '<img src="a.png" alt="This page does not replace a visit to your doctor.">'},
        {"body": "<!-- This article is no substitute for advice from a doctor. -->Walk on."},
        {"foot": "Medical disclaimer"},
    ],
)
def test_a_disclaimer_counts_wherever_it_stands(found, kept):
    assert found(DISCLAIMER, page("Rest well.")) == ["warning"]
    assert found(DISCLAIMER, page(**{"body": "", **kept})) == []


def test_a_disclaimer_in_front_matter(found):
    article = f"# A sore back\n\n{ADVICE}\n"
    for header in ("disclaimer: true", "notice: This text does not replace care from your doctor."):
        assert found(DISCLAIMER, f"---\n{header}\n---\n\n{article}", "markdown") == []
    for header in ("disclaimer: false", "notice: Walk on."):
        assert found(DISCLAIMER, f"---\n{header}\n---\n\n{article}", "markdown") == ["warning"]


def test_a_page_that_sends_readers_to_care_lacks_little_without_a_disclaimer(found):
    assert found(DISCLAIMER, page("See a GP if your legs feel numb.")) == ["info"]


@pytest.mark.parametrize(
    ("kept", "missing"),
    [
        ({"body": "Ring your surgery if your legs feel numb."}, False),
        ({"foot": "In an emergency, dial 999."}, False),
        (
            {"meta": "When to have a sore back looked at by a physiotherapist, and when to go to A&amp;E."},
            False,
        ),
        ({"body": "A physio should be consulted if pain shoots down the leg."}, False),
        ({"body": "You don't need to see a doctor for this."}, True),
        ({"body": "Save yourself a trip to the doctor."}, True),
        ({"body": "Doctors see many sore backs."}, True),
    ],
)
def test_care_counts_wherever_it_stands_unless_it_is_waved_away(found, kept, missing):
    assert found(CARE, page("Rest well.")) == ["warning"]
    assert found(CARE, page(**{"body": "", **kept})) == (["warning"] if missing else [])


LINK = '<a href="https://amzn.to/3abc">the belt</a>'


@pytest.mark.parametrize(
    ("kept", "rule"),
    [
        ({"body": f"I like {LINK}."}, TIE),
        ({"head": "We earn a commission when you buy through our links.", "body": f"I like {LINK}."}, None),
        ({"head": "#ad", "body": f"I like {LINK}."}, None),
        ({"body": f"I was sent {LINK} free of charge by the maker."}, None),
        ({"body": f"I like {LINK}.", "foot": "We get a small fee if you order."}, LATE),
        ({"head": "May contain affiliate links.", "body": f"I like {LINK}."}, LATE),
        ({"body": "I like the belt."}, None),
    ],
)
def test_ties_are_told_plainly_and_first(found, kept, rule):
    text = page(**kept)
    assert found(TIE, text) == (["error"] if rule == TIE else [])
    assert found(LATE, text) == (["warning"] if rule == LATE else [])


@pytest.fixture(scope="module")
def us_supplement():
    return make_linter(Settings(choose(load_rules(), ["disclaimers"]), profile="us-supplement"))


SHOP = "<h1>Nightleaf capsules</h1><p>Our capsules support restful sleep. Order now.</p>"


@pytest.mark.parametrize(
    ("kept", "rules"),
    [
        ("", {FDA}),
        (f"<footer><p>*{STATEMENT}</p></footer>", set()),
        (f"<p><small>{STATEMENTS.upper()}</small></p>", set()),
        (f'<img src="label.png" alt="{STATEMENT}">', set()),
        ("<p>*Not evaluated by the FDA.</p>", {"disclaimers/altered-fda-disclaimer"}),
    ],
)
def test_the_statement_for_supplements(us_supplement, kept, rules):
    report = check_document(us_supplement, read_text(SHOP + kept, "test", "html"))
    found = {f.rule for f in report.findings if "fda" in f.rule}
    assert found == rules
    assert all(f.severity == "error" for f in report.findings if "fda" in f.rule)


def test_without_the_profile_nobody_asks_for_the_statement(found):
    assert found(FDA, SHOP) == []


def test_what_is_wrong_with_a_statement_is_named():
    assert faults(words_of(STATEMENT)) == faults(words_of(STATEMENTS)) == ()
    assert faults(words_of(STATEMENT.replace("the Food", "the U.S. Food"))) == ()
    assert faults(words_of(STATEMENT.replace("diagnose, ", ""))) == ("“diagnose” is missing",)
    assert faults(words_of(STATEMENT.split(". ")[0])) == ("the sentence about disease is missing",)
    assert faults(words_of(f"{STATEMENT} {STATEMENT}")) == ("words are changed or added",)


# --- a disclaimer beside a claim -----------------------------------------------------------------------

NO_ADVICE = "This page is no substitute for advice from your doctor."


def test_a_disclaimer_excuses_no_claim(linter):
    """With the disclaimer there is one finding more, and none less."""
    claim = "Turmeric\n\nTurmeric cures arthritis for good. Throw away your tablets."
    alone, disclaimed = (
        {
            f.rule
            for f in check_document(linter, read_text(text, "test", "text")).findings
            if f.severity == "error"
        }
        for text in (claim, f"{claim}\n\n{NO_ADVICE}")
    )
    assert disclaimed - alone == {CONTRADICTED}
    assert alone <= disclaimed


def test_what_is_asked_about_is_run_and_not_reported(linters):
    report = check_document(
        linters(CONTRADICTED), read_text(f"Okra cures gout.\n\n{NO_ADVICE}", "test", "text")
    )
    assert [f.rule for f in report.findings] == [CONTRADICTED]
    assert "“cures gout”" in report.findings[0].message
    assert not any(sentence.guards for sentence in report.sentences or ())


def test_a_claim_that_was_softened_is_not_contradicted(found):
    assert found(CONTRADICTED, f"Does okra cure gout?\n\n{NO_ADVICE}", "text") == []


def test_a_rule_beside_none_is_an_error(nlp):
    rule = next(rule for rule in load_rules() if rule.id == CONTRADICTED)
    assert compiled(rule, nlp)
    lost = type(rule)(**{**vars(rule), "beside": ("claims/no-such-rule",)})
    with pytest.raises(RuleError, match="no-such-rule"):
        make_linter(Settings((lost,)))


# --- the words that the rules offer ---------------------------------------------------------------------


def offered(rule: str) -> list[str]:
    found = next(r for r in load_rules() if r.id == rule)
    return [found.suggestion or "", *found.suggestions.values()]


def test_the_words_offered_are_known_again():
    assert all(any(map(is_disclaimer, text.lower().split(". "))) for text in offered(DISCLAIMER))
    assert all(advises_care(text.lower()) for text in [*offered(CARE), *offered(DISCLAIMER)])
    for rule in (TIE, LATE):
        assert all(disclosed(text.split(". ")[0].lower()) == "plain" for text in offered(rule))
    for rule in (FDA, "disclaimers/altered-fda-disclaimer"):
        assert offered(rule) == [STATEMENT]


# --- whether a page sells -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sells"),
    [
        ("Dear friend,\n\nYou're about to discover how a simple trick ends gout.", True),
        ("Are you ready? Click here to join. Current members log in below.", True),
        (
            "VitaZest is new. VitaZest comes in every serving size you like, and VitaZest is kosher certified.",
            True,
        ),
        ("Return policy. For best results, take it at night. Find a dealer near you.", True),
        ("Suggested use: take this product with a meal.", True),
        ("Gout is common. Read it [here](https://amzn.to/3abc).", True),
        ("Gout is common. See [the trial](https://pubmed.ncbi.nlm.nih.gov/1/?ref=x).", False),
        ("She lost 20 pounds. Nurses answered their letters, and customer support was good.", False),
        ("The PubMed entry, MedlinePlus and the HbA1c test. MedlinePlus, PubMed, HbA1c.", False),
        ("Become a member of the walking group, a study of twenty groups says.", False),
    ],
)
def test_whether_a_page_sells(analysis_of, text, sells):
    assert facts_of(analysis_of(text, "markdown")).commercial_intent is sells
