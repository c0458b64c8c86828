"""Sources that bear a claim out, and what does not count as one."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.nlp import load_pipeline
from claimlint.readers import read_text
from claimlint.support import Support, support_of

CLAIM = "Ginger eases nausea."


def support(text: str, media: str = "text") -> Support | None:
    analysis = analyse(read_text(text, "x", media), load_pipeline())
    sentence = next(s for s in analysis.prose if "eases nausea" in s.text)
    return support_of(analysis, sentence)


COUNTED = [
    ("Ginger eases nausea (Alvarez et al., 2019).", "citation", "sentence"),
    ("Ginger eases nausea (The Lancet, 2010; 375:1).", "citation", "sentence"),
    ("Ginger eases nausea (Ruiz and Okafor 2014; Lind 2016).", "citation", "sentence"),
    ("Ginger eases nausea (J Example Med, 2021).", "citation", "sentence"),
    ("Ginger eases nausea, doi 10.1000/xyz123.", "identifier", "sentence"),
    ("Ginger eases nausea [3].", "citation", "sentence"),
    ("According to the NHS, ginger eases nausea.", "authority", "sentence"),
    ("In a trial of 120 women, ginger eases nausea better than a sugar pill.", "study", "sentence"),
    (CLAIM + " A randomised trial of 214 adults found so.", "study", "paragraph"),
    (CLAIM + " See https://pubmed.ncbi.nlm.nih.gov/123/.", "link", "paragraph"),
]


@pytest.mark.parametrize(("text", "kind", "where"), COUNTED, ids=[row[0] for row in COUNTED])
def test_what_counts_and_where_it_stands(text, kind, where):
    found = support("About ginger\n\n" + text + "\n")
    assert found is not None
    assert (found.kind, found.where) == (kind, where)


NOT_COUNTED = [
    CLAIM,
    CLAIM + " Studies show this.",
    CLAIM + " My aunt tried it and was well within the hour.",
    CLAIM + " Order it at https://ginger-shop.example/cart.",
    "Ginger eases nausea, as a trial with 40 mice from 2018 shows.",
    CLAIM + " (Our bestseller since 2010)",
    CLAIM + " (In 2010) It is sold everywhere.",
    CLAIM + " (Updated March 2019)",
]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_what_does_not_count(text):
    assert support("About ginger\n\n" + text + "\n") is None


def test_a_number_must_stand_in_the_reference_list():
    page = "# About ginger\n\nGinger eases nausea [{}].\n\n## References\n\n1. One, 2011.\n2. Two, 2012.\n"
    assert support(page.format(2), "markdown") is not None
    assert support(page.format(9), "markdown") is None


def test_a_link_to_the_own_site_is_no_support():
    page = "---\ncanonical: https://{}/ginger\n---\n\n# About ginger\n\nGinger eases nausea, [as we wrote](https://www.nhs.uk/x).\n"
    assert support(page.format("example.org"), "markdown") is not None
    assert support(page.format("www.nhs.uk"), "markdown") is None


def test_the_line_above_a_list_supports_its_items():
    page = "# Sickness\n\nA Cochrane review of 12 trials looked at these:\n\n- Rest is good.\n- Sleep is good.\n- Ginger eases nausea.\n"
    found = support(page, "markdown")
    assert found is not None
