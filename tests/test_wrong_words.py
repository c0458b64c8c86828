"""Checks of single words and phrases: tortured terms, wrong words, wrong subjects, tautologies and residue."""

from __future__ import annotations

from typing import Any

import pytest

from claimlint.checks import CHECKS
from claimlint.lists import word_list

PAIRS = [
    "blood squeeze|compression = blood pressure",
    "kidney rock = kidney stone",
    "uric corrosive = {1} acid",
]


@pytest.fixture
def found(nlp, analysis_of):
    """Return excerpt and data of the hits of a check in a text."""

    def run(kind: str, text: str, media: str = "text", **options: Any) -> list[tuple[str, dict[str, Any]]]:
        analysis = analysis_of(text, media)
        hits = CHECKS[kind].build(options, nlp)(analysis)
        return [(analysis.document.text[hit.start : hit.end], dict(hit.data)) for hit in hits]

    return run


@pytest.fixture
def excerpts(found):
    return lambda kind, text, media="text", **options: [e for e, _ in found(kind, text, media, **options)]


# --- tortured phrases


@pytest.mark.parametrize(
    ("text", "excerpt", "meant"),
    [
        ("She has a high blood squeeze.", "blood squeeze", "blood pressure"),
        ("He has had Kidney-Rocks twice.", "Kidney-Rocks", "kidney stones"),
        ("Too much URIC  corrosive hurts.", "URIC corrosive", "uric acid"),
    ],
)
def test_tortured_phrases_in_any_case_number_and_with_hyphens(found, text, excerpt, meant):
    assert found("tortured", text, pairs=PAIRS) == [(excerpt, {"expected": meant})]


@pytest.mark.parametrize(
    "text",
    [
        "The rocks hurt his kidney.",
        "It was in the kidney, rocks lay there.",
        "Watch how blood squeezes through a vein.",
        "One paper wrote “blood squeeze” for it.",
        "Tortured phrases such as blood squeeze tell.",
        "Here a thesaurus was at work. It wrote blood squeeze.",
    ],
)
def test_tortured_phrases_are_words_in_a_row_that_are_meant(found, text):
    assert found("tortured", text, pairs=PAIRS) == []


def test_tortured_phrases_in_sources_and_captions_are_others_words(excerpts):
    text = "# Gout\n\nDrink water.\n\n## References\n\nJ. Doe. Blood squeeze in rats. 2020.\n"
    assert excerpts("tortured", text, "markdown", pairs=PAIRS) == []


def test_doubtful_phrases_need_company(excerpts):
    doubtful = ["dry hack = dry cough", "side outcome = side effect", "chest agony = chest pain"]
    options = {"pairs": PAIRS, "doubtful": doubtful}
    assert excerpts("tortured", "The dry hack has no side outcomes.", **options) == []
    assert len(excerpts("tortured", "The dry hack, side outcomes and chest agony end.", **options)) == 3
    assert len(excerpts("tortured", "The dry hack ends. Kidney rocks stay.", **options)) == 2


@pytest.mark.parametrize("pair", ["blood squeeze", " = x", "a b = {3}", "a|b|c|d " * 5 + "= x"])
def test_malformed_pairs_are_refused(nlp, pair):
    with pytest.raises(ValueError, match=r"pair|words|phrases"):
        CHECKS["tortured"].build({"pairs": [pair]}, nlp)


def test_the_bundled_lists_hold_no_phrase_twice(nlp):
    for name in ("tortured", "tortured-doubtful"):
        pairs = word_list(name)
        assert len(set(pairs)) == len(pairs)
        CHECKS["tortured"].build({"pairs": list(pairs)}, nlp)


# --- wrong words

COFFER = {
    "wrong": "coffer|casket",
    "meant": "chest",
    "beside": ["to your|the %", "% pain"],
    "not_before": ["lid"],
    "near": {"words": ["knee", "cough"]},
}


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Pull your knee to your coffer.", ["coffer"]),
        ("With a cough comes casket pain.", ["casket"]),
        ("Put the ring back to your coffer.", []),
        ("Rest your knee. Go to the coffer.", []),
        ("Her knee hit as she went to the coffer lid.", []),
    ],
)
def test_wrong_words_are_known_by_their_neighbours(found, text, excerpt):
    assert found("wrong_word", text, words=[COFFER]) == [(e, {"meant": "chest"}) for e in excerpt]


def test_wrong_words_need_a_place_in_the_wording(nlp):
    with pytest.raises(ValueError, match="%"):
        CHECKS["wrong_word"].build({"words": [{**COFFER, "beside": ["to your chest"]}]}, nlp)


# --- wrong subjects and objects

BANS = [
    {"of": ["pain", "tablet"], "says": ["should ~see a doctor"], "because": "people do"},
    {"to": ["tablet"], "says": ["~drink"], "unless": ["dissolve"], "because": "it is swallowed"},
    {"says": ["risk of recovery"], "not_before": ["time"], "because": "it is good"},
]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Strong pain should see a doctor.", ["Strong pain should see a doctor"]),
        ("People with pain should see a doctor.", []),
        ("If you have pain, you should see a doctor.", []),
        ("Pain should not see a doctor.", []),
        ("Please drink the tablet now.", ["drink the tablet"]),
        ("Please drink from the tablet box.", []),
        ("Drink the tablet once it has dissolved.", []),
        ("It lowers the risk of recovery.", ["risk of recovery"]),
        ("It lowers the risk of recovery time.", []),
    ],
)
def test_selection_needs_parse_and_order(excerpts, text, excerpt):
    assert excerpts("selection", text, bans=BANS) == excerpt


# --- tautologies


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        (
            "Asthma is a disease in which people have asthma.",
            ["Asthma is a disease in which people have asthma"],
        ),
        ("Asthma is a disease of the airways.", []),
        ("Asthma is a disease, and asthma is common.", []),
        ("Asthma is a disease with an asthma plan.", []),
        ("Nausea is caused by nausea.", ["Nausea is caused by nausea"]),
        ("Nausea can cause nausea in others.", []),
        ("Fever. There must be a fever.", ["There must be a fever."]),
        ("Fever. You may get a fever.", []),
    ],
)
def test_tautologies(excerpts, text, excerpt):
    assert excerpts("tautology", text) == excerpt


# --- residue


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("We {ease|soothe} pain.", "{ease|soothe}"),
        ("Our clinic in [City] is open.", "[City]"),
        ("Ask [insert doctor's name] first.", "[insert doctor's name]"),
        ("Some say it helps.[citation needed]", "[citation needed]"),
        ("[vc_row full=\"1\"]We rub your back.", "[vc_row full=\"1\"]"),
        ("We rub [b]your[/b] back.", "[/b]"),
        ("The cafÃ© is open.", "cafÃ©"),
        ("It is 38Â°C warm.", "38Â°C"),
        ("Do n#8217;t run.", "#8217;"),
        ("Rest.<br/>Then walk.", "<br/>"),
        ("Put YOUR NAME HERE on it.", "YOUR NAME HERE"),
        ("Hello ${user.name}, walk more.", "${user.name}"),
    ],
)  # fmt: skip
def test_residue(excerpts, text, excerpt):
    assert excerpts("residue", text) == [excerpt]


@pytest.mark.parametrize(
    "text",
    [
        "See notes [1], [i] and [2, 3].",
        "“Ask [your] nurse,” she said.",
        "P < 0.05 and n > 30 in A&E; Q&A; R&B.",
        "The set {x | x > 0} is empty; SÃO is a saint.",
        "About 5 %s more; a 10% drop; #1 of them.",
        "In HTML one writes &nbsp; for such a space.",
    ],
)
def test_no_residue(excerpts, text):
    assert excerpts("residue", text) == []


def test_residue_is_counted_once_a_kind(found):
    (hit,) = found("residue", "Donâ€™t run. Donâ€™t lift. Donâ€™t drive.")
    assert hit == ("Donâ€™t", {"residue": hit[1]["residue"], "count": "3 times"})


def test_markdown_fields_belong_to_the_site_generator(excerpts):
    assert excerpts("residue", "# Gout\n\nCall {{ phone }} now.\n", "markdown") == []
    assert excerpts("residue", "Call {{ phone }} now.") == ["{{ phone }}"]


def test_credit_lines_of_pictures(excerpts):
    text = "Rest the knee for a day or two, and do not run.\n\nImage source: an agency\n\nThen walk again, a bit more each day."
    assert excerpts("residue", text) == ["Image source: an agency"]
