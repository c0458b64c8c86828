"""What vouches for an article is missed when it is taken out, and found again in other words; sources are told from what is none."""

from __future__ import annotations

import pytest

from claimlint.facts import facts_of
from claimlint.linter import check_document
from claimlint.readers import media_of, read_text
from claimlint.sources import cites, names_researcher, names_source, quotes_authority
from tests.conftest import SAMPLES

DATE, NAME, REFERENCES = (
    "trust/missing-or-stale-date", "trust/author-without-credentials", "trust/missing-references",
)  # fmt: skip
HARMS, OTHERS, WEAK = (
    "trust/benefits-without-harms", "trust/no-alternatives-or-uncertainty", "trust/weak-or-circular-sources",
)  # fmt: skip
PRAISE = (
    "Ginger relieves nausea, and ginger tea eases headaches. Ginger reduces inflammation of the joints."
    " Ginger lowers blood pressure. Drink a cup every day. Take it before meals. Use the fresh root."
)
FILLER = (
    " The root grows in warm places and keeps for weeks in a net. Bakers put it into cakes, and brewers into beer."
    " The skin is thin, and a spoon takes it off. Grate it fine, and add it late, so that the taste stays."
)
#: (rule, what the article lacks, ways to put it in); {} stands where it may be.
WORDINGS = [
    (
        DATE, "# Ginger at home\n\nBy Lena Ode, RN\n\n{}\n\n" + PRAISE + FILLER * 2, (
            "Last reviewed: March 2025", "Updated on 4 June 2024.", "Published 12 May 2024 | Reviewed by A. Lin, MD",
            "Page last reviewed: 01/09/2025", "Date: 2025-02-11",
        ),
    ),
    (
        NAME, "# Ginger at home\n\nBy Cara Bloom\n\n" + PRAISE + FILLER * 2 + "\n\n{}", (
            "Cara Bloom is a dietitian in Northvale.", "Reviewed by A. Lin, MD.", "## About the author\n\nCara Bloom lives by the sea.",
            "Cara Bloom (PhD) writes on food.", "Medically reviewed by Dr Tom Okoro on 3 May 2025.",
        ),
    ),
    (
        REFERENCES, "# Ginger at home\n\n" + PRAISE + FILLER * 2 + "\n\n{}", (
            "A review of twelve trials found little (Ruiz et al., J Example Med 2014).", "See doi:10.1000/xyz123.",
            "The NHS advises pregnant women to ask a midwife.", "## References\n\n1. Ruiz A. Ginger. 2014.",
            "More is in [this review](https://www.example.org/review).", "Tom Lee of Northvale University tested it in forty people.",
            "It was written up in the Journal of Example Medicine.",
        ),
    ),
    (
        HARMS, "# Ginger at home\n\n" + PRAISE + FILLER * 2 + "\n\n{}", (
            "Ginger can cause heartburn.", "People who take warfarin should ask a pharmacist first.", "Do not use it before an operation.",
            "It may interact with blood thinners.", "Side effects are mild.", "Pregnant women should talk to a midwife before they use it.",
            "Too much ginger can upset the stomach.", "It is not suitable for small children.", "Avoid it if you have gallstones.",
        ),
    ),
    (
        OTHERS, "# Ginger at home\n\n" + PRAISE + FILLER * 5 + "\n\n{}", (
            "Other treatments include rest and fluids.", "Nausea often goes away on its own.", "It is not clear how well it works.",
            "More research is needed.", "It does not help everyone.", "Your doctor may prescribe something else.",
            "The evidence is limited.", "Some studies found no benefit.",
        ),
    ),
    (
        WEAK, "# Ginger at home\n\n" + PRAISE + " See [a film](https://www.youtube.com/watch?v=1) on it." + FILLER * 2 + "\n\n{}", (
            "More is in [this review](https://www.example.org/review).", "See doi:10.1000/xyz123.", "The NHS advises small amounts.",
            "See [the health service](https://www.nhs.uk/).", "A trial was published in the Journal of Example Medicine.",
        ),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(linters):
    def run(rule: str, text: str, media: str = "markdown") -> list[str]:
        report = check_document(linters(rule), read_text(text, "x", media))
        return [finding.severity for finding in report.findings if finding.rule == rule]

    return run


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [(rule, text, words) for rule, text, ways in WORDINGS for words in ways],
)
def test_missed_where_absent_and_found_in_many_wordings(found, rule, text, words):
    assert found(rule, text.format(""))
    assert not found(rule, text.format(words))


#: (sample, rule, first and last words of what is cut)
CUTS = [
    ("health-service-page.md", DATE, ("date: 2024-03-12", "\n")),
    ("medicine-leaflet.txt", DATE, (" Last", "January 2025")),
]


@pytest.mark.parametrize(("sample", "rule", "cut"), CUTS)
def test_a_sound_sample_lacks_what_is_cut(linters, sample, rule, cut):
    text = (SAMPLES / "clean" / sample).read_text(encoding="utf-8")
    start = text.index(cut[0])
    end = text.index(cut[1], start) + len(cut[1])
    rules = [
        {f.rule for f in check_document(linters(rule), read_text(version, sample, media_of(sample))).findings}
        for version in (text, text[:start] + text[end:])
    ]
    assert rule not in rules[0] and rule in rules[1]


def test_plain_text_lacks_only_at_info(found):
    text = "Ginger at home\n\nBy Cara Bloom\n\n" + PRAISE + FILLER * 2
    for rule in (DATE, NAME, REFERENCES):
        assert found(rule, text, "text") == ["info"]


@pytest.mark.parametrize(
    ("reviewed", "stale"), [("2022", True), ("2023", False), ("2026", False), ("2031", False)]
)
def test_age_is_counted_up_to_the_year_of_the_rule(found, reviewed, stale):
    text = f"---\nlast_reviewed: {reviewed}-03-02\n---\n\n# Ginger at home\n\n{PRAISE}{FILLER * 2}"
    assert found(DATE, text) == (["info"] if stale else [])


def test_what_harms_hardly_anybody_is_info(found):
    praise = "Yoga eases back pain. Yoga relieves headaches. Yoga lowers blood pressure. Do it every day."
    assert found(HARMS, "# Yoga at home\n\n" + praise + FILLER * 2) == ["info"]
    assert found(HARMS, "# Ginger at home\n\n" + PRAISE + FILLER * 2) == ["warning"]


@pytest.mark.parametrize("text", [
    "It was reported in the Journal of Example Medicine.",
    "A 2019 randomised trial found no effect.",
    "The guidelines issued in 2021 say so.",
])  # fmt: skip
def test_sources_with_a_name(text):
    assert names_source(text)


@pytest.mark.parametrize("text", [
    "Dr. Ana Ruiz of Northvale University likes tea.",
    "She works at the hospital and studied in Northvale.",
    "Keep a journal of what you eat.",
    "In Northvale (2019) it rained.",
])  # fmt: skip
def test_no_sources(text):
    assert (
        not names_source(text)
        and not names_researcher(text)
        and not cites(text)
        and not quotes_authority(text)
    )


def test_a_researcher_has_a_name_a_place_and_a_study():
    assert names_researcher("Dr. Ana Ruiz of Northvale University studied 40 people.")
    assert not names_researcher("Doctors at Northvale University studied 40 people.")


def test_what_an_authority_has_not_said_is_no_source():
    assert quotes_authority("The CDC has guidelines on who should be screened.")
    assert quotes_authority("According to the NHS, most people get better.")
    assert not quotes_authority("The FDA has not reviewed this statement.")


def test_a_link_of_the_shop_or_the_page_itself_is_no_source(analysis_of):
    page = "# Ginger\n\nSee [{}]({}) on ginger.\n"
    for address, sourced in (
        ("https://www.example.org/review", True),
        ("https://www.example.org/shop/ginger", False),
        ("#ref-3", True),
        ("/about", False),
    ):
        assert facts_of(analysis_of(page.format("this", address), "markdown")).has_citations == sourced, (
            address
        )


def test_ranges_of_reference_numbers_are_read(lint):
    text = (
        "# Tea\n\nTea is old [1]. It is hot [{}].\n\n## References\n\n1. A. 2001.\n2. B. 2002.\n3. C. 2003.\n"
    )
    for cited, broken in (("2, 3", 0), ("1–3", 0), ("2-4", 1), ("3, 9", 1), ("2019", 0)):
        assert len(lint("trust/broken-reference-number", text.format(cited), "markdown")) == broken, cited


def test_a_list_may_begin_with_any_number(lint):
    text = "Tea\n\nTea is old [12].\n\nReferences\n\n[11] Ruiz A. Tea. 2001.\n[12] Ode L. Tea again. 2002.\n"
    assert not lint("trust/broken-reference-number", text)
