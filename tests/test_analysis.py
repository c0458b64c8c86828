from __future__ import annotations

import re

import pytest

from claimlint.analysis import plain_case
from claimlint.care import advises_care
from claimlint.disclaimer import is_disclaimer
from claimlint.facts import facts_of
from claimlint.linter import check_text
from claimlint.readability import grades
from claimlint.sources import cites
from tests.conftest import ROOT


def test_terms_are_found_in_any_form_and_folded(analysis_of):
    analysis = analysis_of("Haemorrhoids, migraines and Garlic.")
    names = {term.name for terms in analysis.terms.values() for term in terms}
    assert {"migraine", "garlic"} <= names


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Get Lasting Relief From Back Pain In Just 7 Seconds",
            "Get lasting relief from back pain in just 7 seconds",
        ),
        ("BOOST YOUR IMMUNE SYSTEM NOW", "Boost your immune system now"),
        ("Why HIV and AIDS Matter Today", "Why HIV and AIDS matter today"),
        ("How I Healed a Sore Knee", "How I healed a sore knee"),
        ("Back pain is common in London.", "Back pain is common in London."),
        ("Ear Wax", "Ear Wax"),
        ("İstanbul Cures Gout FİNE", "İstanbul cures gout FİNE"),
    ],
)
def test_titles_are_read_in_plain_case(text, plain):
    assert plain_case(text) == plain


def test_claims_in_title_case_are_found_as_written(lint):
    assert [f.excerpt for f in lint("claims/cure-claim", "Garlic Cures The Common Cold")] == [
        "Cures The Common Cold"
    ]


def test_gas_is_no_plural(analysis_of):
    assert facts_of(analysis_of("Gas\n\nGas hurts. Gas is common.")).topics[0].term == "gas"


def test_the_longest_term_wins(analysis_of):
    analysis = analysis_of("High blood pressure is common.")
    assert [t.text for t in analysis.terms[0]] == ["high blood pressure"]


def test_a_parse_has_the_tokens_of_its_sentence(analysis_of):
    analysis = analysis_of("Rest helps. It doesn't cure gout, e.g. in the foot.")
    for sentence in analysis.sentences:
        doc = analysis.parse(sentence)
        assert [t.text for t in doc] == [t.text for t in sentence.span]
        assert analysis.parse(sentence) is doc


def test_offsets_of_tokens(analysis_of):
    analysis = analysis_of("Title\n\nOne two. Three four.")
    last = analysis.sentences[-1]
    start, end = last.range(1, 1)
    assert analysis.document.text[start:end] == "four"
    assert last.token_at(start) == 1
    assert analysis.sentence_at(start) is last


def test_the_heading_that_governs_a_block(analysis_of):
    analysis = analysis_of("# T\n\none\n\n## H\n\ntwo\n", "markdown")
    blocks = analysis.document.blocks
    governing = {
        analysis.document.block_text(b): analysis.document.block_text(h)
        for b in blocks
        if (h := analysis.heading_of.get(b.start))
    }
    assert governing == {"one": "T", "two": "H"}


def test_disclaimers_in_many_words():
    for text in (
        "this article is general information and does not replace care from your clinician.",
        "the content of this page is not a substitute for professional medical advice.",
        "for informational purposes only.",
        "this guide is meant to inform, not to be used in place of advice from a doctor; it is no substitute for medical care.",
    ):
        assert is_disclaimer(text), text
    for text in (
        "ginger is no substitute for rest.",
        "ask your doctor for advice.",
        "the page has much information on gout.",
    ):
        assert not is_disclaimer(text), text


def test_care_that_is_advised_and_care_that_is_waved_away():
    for text in (
        "see a gp if the cough lasts.",
        "call 999 at once.",
        "ask your pharmacist.",
        "get medical help straight away.",
    ):
        assert advises_care(text), text
    for text in (
        "you don't need to see a doctor for this.",
        "doctors see many people.",
        "save a trip without seeing a doctor.",
    ):
        assert not advises_care(text), text


def test_locators():
    for text in (
        "(Smith et al., 2019)",
        "doi:10.1000/182",
        "PMID: 1234567",
        "see [3]",
        "https://example.org",
        "(J Example Med, 2018)",
        "2020;12(1)",
    ):
        assert cites(text), text
    for text in ("In 2019 it rained.", "(in May)", "studies show it"):
        assert not cites(text), text


def test_selling_needs_two_signs(analysis_of):
    assert not facts_of(analysis_of("Gout\n\nThe clinic asks $20 a visit.")).commercial_intent
    assert facts_of(analysis_of("Gout\n\nOur formula costs $20. Order now.")).commercial_intent


def test_grades_leave_out_the_topic_and_references(analysis_of):
    text = "Osteoporosis\n\n" + "Osteoporosis makes bones weak. Eat well and walk a lot. " * 20
    easy = grades(analysis_of(text))
    assert easy.reliable and easy.flesch_kincaid_grade < 5
    assert not grades(analysis_of("Too short.")).reliable
    assert grades(analysis_of("")).reliable is False


def test_no_two_parts_are_remembered_by_one_name():
    named: dict[str, set[str]] = {}
    for path in (ROOT / "claimlint").rglob("*.py"):
        for name in re.findall(r'\.memo\(\s*f?"([^"{]+)', path.read_text(encoding="utf-8")):
            named.setdefault(name.strip(), set()).add(path.name)
    assert len(named) > 20 and not {name: files for name, files in named.items() if len(files) > 1}


def test_links_are_asked_for_as_sources_and_as_explanations():
    text = "# Honey\n\nHoney cures a cough.\n\nRead [more](https://www.example.org/a). The ARTG lists it. Of COPDX nobody spoke.\n"
    found = {finding.rule for finding in check_text(text, media="markdown").files[0].findings}
    assert {"claims/cure-claim", "readability/undefined-abbreviation"} <= found
