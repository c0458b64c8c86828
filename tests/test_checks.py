"""Kinds of check on their own, with rules made for the test; the bundled rules have their examples."""

from __future__ import annotations

from typing import Any

import pytest

from claimlint.checks import CHECKS
from claimlint.checks.repetition import MOST_DOUBLED


@pytest.fixture
def hits(nlp, analysis_of):
    def run(kind: str, text: str, media: str = "text", **options: Any) -> list[str]:
        analysis = analysis_of(text, media)
        check = CHECKS[kind].build(options, nlp)
        return [analysis.document.text[hit.start : hit.end] for hit in check(analysis)]

    return run


def test_phrases_ignore_case_and_keep_to_words(hits):
    assert hits("phrases", "Magic Beans! magic beans. Magical beans.", phrases=["magic beans"]) == [
        "Magic Beans",
        "magic beans",
    ]


def test_phrases_alone_are_whole_blocks_or_labels(hits):
    assert hits("phrases", "# T\n\nRead more\n", "markdown", phrases=["x"], alone=["read more"]) == [
        "Read more"
    ]
    assert (
        hits("phrases", "# T\n\nRead more on this page.\n", "markdown", phrases=["x"], alone=["read more"])
        == []
    )


def test_tokens_take_the_longest(hits):
    assert hits(
        "tokens", "It is very very good.", patterns=[[{"LOWER": "very", "OP": "+"}, {"LOWER": "good"}]]
    ) == ["very very good"]


def test_tokens_near_a_term_or_word(hits):
    near = {"terms": ["chronic-condition"], "words": ["pain"]}
    pattern = [[{"LOWER": "guaranteed"}]]
    assert hits("tokens", "Relief from gout is guaranteed.", patterns=pattern, near=near) == ["guaranteed"]
    assert hits("tokens", "The rent is guaranteed.", patterns=pattern, near=near) == []


CURE = {"head": ["cure"], "pos": ["VERB"], "roles": ["object"], "target": ["chronic-condition"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Honey cures gout.", ["cures gout"]),
        ("Gout is cured by honey.", ["Gout is cured"]),
        ("This is honey, which cures gout.", ["cures gout"]),
        ("Honey is used to cure gout and asthma.", ["cure gout and asthma"]),
        ("Honey cures.", []),
        ("Gout cures nothing.", []),
    ],
)
def test_dependency_levels_voice_clauses_and_coordination(hits, text, found):
    assert hits("dependency", text, patterns=[CURE]) == found


def test_dependency_advice_only(hits):
    stop = {"head": ["stop"], "roles": ["object"], "words": ["tablet"], "mood": "advice"}
    assert hits("dependency", "Stop your tablets.", patterns=[stop]) == ["Stop your tablets"]
    assert hits("dependency", "You can stop your tablets.", patterns=[stop]) == ["stop your tablets"]
    assert hits("dependency", "He had to stop his tablets.", patterns=[stop]) == []
    assert (
        hits(
            "dependency",
            "Stop your tablets only if your doctor says so; ask your doctor first.",
            patterns=[stop],
        )
        == []
    )
    waved = "Stop your tablets, you don’t need to see a doctor."
    assert hits("dependency", waved, patterns=[stop]) == ["Stop your tablets"]


def test_repetition(hits):
    # A sentence of one word, and pieces of a word that is too long to be one.
    assert hits("repetition", "pain " * 300 + ".", of=["word"]) == ["pain pain"] * MOST_DOUBLED
    assert hits("repetition", "It is is " + "a" * 4_000 + ".", of=["word"]) == ["is is"]
    assert hits("repetition", "It is is good, very very good.", of=["word"], allow=["very"]) == ["is is"]
    text = "Rest is the best cure of all for that. Walk a bit. Rest is the best cure of all for that."
    assert hits("repetition", text, of=["sentence"]) == ["Rest is the best cure of all for that."]
    doses = "Adults may take two of the tablets with 1 glass of water. Adults may take two of the tablets with 3 glass of water."
    assert hits("repetition", doses, of=["sentence"]) == []
    run = "He has a big cup of hot milk each night. She has a big cup of hot milk each noon. A big cup of hot milk each day helps."
    assert hits("repetition", run, of=["run"]) == ["A big cup of hot milk each"]


def test_presence_by_phrase_groups(hits):
    long = "Gout hurts. " * 45
    groups = [["ask", "see"], ["doctor", "nurse"]]
    assert hits("presence", f"Gout\n\n{long}", concept=groups) == ["Gout"]
    assert hits("presence", f"Gout\n\n{long} See a nurse.", concept=groups) == []
    assert hits("presence", "Gout\n\nToo short to carry it.", concept=groups) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rest now. then walk.", ["then"]),
        ("Rest well . Then walk.", ["well ."]),
        ("Drink water,, and rest.", ["water,,"]),
        ("Rest now.Then walk.", ["now."]),
        ("Use Node.js or see example.com, e.g. here.", []),
        ("He said so etc., and left. No. 5 is on, vs. six, approx. seven.", []),
        ("Take 2.5 mg . . . or wait…", []),
    ],
)
def test_casing(hits, text, found):
    assert hits("casing", f"# T\n\n{text}\n", "markdown") == found


def test_title_promises(hits):
    body = "Sit down and breathe. " * 40
    assert hits("promise", f"Stop vertigo in 11 seconds\n\n{body}") == ["in 11 seconds"]
    assert hits("promise", f"Stop vertigo in 11 seconds\n\n{body} It takes eleven seconds.") == []
    paragraph = "Vertigo that comes with a turn of the head passes within a few weeks in most people. " * 3
    assert hits("promise", f"# {paragraph}\n\n{body}", "markdown") == []
    assert hits("promise", f"Ginger for vertigo\n\n{body}") == ["Ginger"]
    assert hits("promise", f"Natural remedies for vertigo\n\n{body}") == []
    assert hits("promise", "# 5 tips\n\n" + body + "\n\n- a\n- b\n- c\n- d\n- e\n", "markdown") == []


def test_numbers_are_held_against_one_list_or_a_numbering(hits):
    body = "Sit down and breathe. " * 40
    five = "\n\n- a\n- b\n- c\n- d\n- e\n\n"
    numbered = "".join(f"\n\n## {n}. Thing\n\nDo it.\n\n- x\n- y" for n in range(1, 6))
    assert hits("promise", f"# 10 ways\n\n{body}{five}", "markdown") == ["10 ways"]
    assert hits("promise", f"# 10 ways\n\n{body}{numbered}", "markdown") == ["10 ways"]
    assert hits("promise", f"# 6 ways\n\n{body}{numbered}", "markdown") == []
    assert hits("promise", f"# 10 ways\n\n{body}", "markdown") == []
    assert hits("promise", f"# 10 ways\n\n- a\n- b\n\n{body}{five}", "markdown") == []
    named = "Rice, oats, corn, beans, peas, nuts, figs, plums, dates and limes do it."
    assert hits("promise", f"# 10 ways\n\n{body}{five}{named}", "markdown") == []


def test_headings_are_held_to_their_section_and_only_when_another_follows(hits):
    body = "Sit down and breathe. " * 40
    section = f"# Gout\n\n{body}\n\n## 9 foods\n\n- a\n- b\n- c\n\n"
    assert hits("promise", section + "## More\n\nText.", "markdown") == ["9 foods"]
    assert hits("promise", section, "markdown") == []
    timed = f"# Gout\n\n{body}\n\n## Better in 3 days\n\n"
    assert hits("promise", timed + "Rest.", "markdown") == ["in 3 days"]
    assert hits("promise", timed + "Three days of rest.", "markdown") == []


def test_meta_description_promises_and_redeems_nothing(hits):
    body = "Sit down and breathe. " * 40
    page = "<title>Gout</title><meta name='description' content='{}'><h1>Gout{}</h1><p>{}</p>"
    assert hits("promise", page.format("Ends gout in 4 days.", "", body), "html") == ["in 4 days"]
    assert hits("promise", page.format("Four days. A 5-minute read.", "", body), "html") == []
    repeated = page.format("Gone in 4 days.", " gone in 4 days", body)
    assert hits("promise", repeated, "html") == ["in 4 days", "in 4 days"]
    front = f"---\ndescription: Gone in 4 days\n---\n# Gout\n\n{body}"
    assert hits("promise", front, "markdown") == ["Gout"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lose 10 pounds a week.", ["10 pounds a week"]),
        ("Lose ten pounds in five days.", ["ten pounds in five days"]),
        ("In just 7 days you drop 5 kg of fat.", ["7 days you drop 5 kg"]),
        ("Lose two pounds a week.", []),
        ("She lost 12 kg in 68 weeks.", []),
        ("The baby lost 1 pound in a day.", []),
        ("Weight loss of 15 lb in a month can be a sign of illness.", []),
        ("A pound of flour a day.", []),
    ],
)
def test_weight_rates(hits, text, found):
    assert hits("weight_rate", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oat tea took my blood pressure from 190/110 to 120/80.", ["from 190/110 to 120/80"]),
        ("Drops cut your blood sugar by 6.5 mmol/L.", ["6.5 mmol/L"]),
        ("Drops cut your blood sugar by 1 mmol/L.", []),
        ("Your blood sugar went from 6.2 to 5.4 on this diet.", []),
        ("Lose four inches off your waist in 10 days.", ["four inches off your waist in 10 days"]),
        ("Lose four inches off your waist in 10 weeks.", []),
        ("Your blood pressure should fall to 130 mmHg with this diet.", []),
        ("Tablets cut your blood pressure by 40 points.", []),
        ("In the trial the tea cut blood pressure by 40 points.", []),
        ("A 5 cm cut above the hip in 1 week of your stay.", []),
    ],
)
def test_amounts_beyond_what_is_plausible(hits, text, found):
    assert hits("implausible_amount", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our tea works in nine out of ten cases.", ["nine out of ten"]),
        ("Honey has a success rate of 85%.", ["85%"]),
        ("Try the honey cleanse. It works for 4 in 5 people.", ["4 in 5"]),
        ("Honey has a success rate of 85% (Smith, 2019).", []),
        ("Honey has a success rate of 100%.", []),
        ("Our clinic has a success rate of 85% with surgery.", []),
        ("Honey is 80% sugar.", []),
        ("In a trial of our tea, nine out of ten patients improved.", []),
    ],
)
def test_success_rates_without_a_source(hits, text, found):
    assert hits("success_rate", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clearer skin in 30 days", ["in 30 days"]),
        ("Visible results after 4 to 6 weeks of use", ["after 4 to 6 weeks"]),
        ("The tonic clears your skin within two weeks.", ["within two weeks"]),
        ("The tonic usually clears your skin within two weeks.", []),
        ("The ointment from your doctor clears the skin within two weeks.", []),
        ("Most sprains heal within six weeks.", []),
        ("Fewer cases in 30 days", []),
        ("Lower back pain in 3 weeks of school", []),
    ],
)
def test_results_promised_by_a_date(hits, text, found):
    assert hits("dated_result", text) == found


def test_cure_all_counts_unlike_conditions_of_a_remedy(hits):
    assert hits("cure_all", "Honey cures gout, asthma and eczema.") == ["cures gout, asthma and eczema"]
    assert hits("cure_all", "Honey cures back pain, arthritis and sciatica.") == []
    assert hits("cure_all", "Honey cures gout and asthma.") == []
    assert hits("cure_all", "Smoking worsens gout, asthma and eczema; honey does not.") == []
    assert hits("cure_all", "Honey cures gout, asthma and eczema.", conditions=4) == []
    listed = "# Honey\n\nHoney is good for:\n\n- gout\n- asthma\n- eczema\n"
    assert hits("cure_all", listed, "markdown") == ["good for:"]


def test_headings_are_compared_under_the_same_parent(hits):
    text = "# Gout\n\n## Uses\n\nA.\n\n### Dose\n\nB.\n\n## Harms\n\n### Dose\n\nC.\n\n## Uses\n\nD.\n"
    assert hits("headings", text, "markdown") == ["Uses"]


def test_headline_marks_and_shouts(hits):
    options = {"patterns": ["you won't believe"], "shouted": ["now"]}
    assert hits("headline", "# Stop it NOW!!\n\nText.", "markdown", **options) == ["NOW", "!!"]
    assert hits("headline", "# STOP IT NOW\n\nText.", "markdown", **options) == []
    assert hits("headline", "# Gout\n\nYou won't believe it NOW!!", "markdown", **options) == []


def test_sentence_length(hits):
    text = "One two three four five. One two three."
    assert hits("sentence_length", f"# T\n\n{text}", "markdown", info=4, warning=9) == [
        "One two three four five."
    ]
    listed = "# T\n\nBring: one big towel; two small bowls; three clean cloths."
    assert hits("sentence_length", listed, "markdown", info=4, warning=9) == []


def test_stuffing_needs_more_than_frequency(hits):
    prose = "It helps to walk a bit each day and to rest when it gets worse. " * 16
    spread = " ".join(f"Knee brace number {n} is fine." for n in range(8))
    crowded = "A knee brace is a knee brace. " * 6
    options = {"share": 3, "headings": 0.6}
    assert hits("stuffing", f"# Knees\n\n{prose} {spread}", "markdown", **options) == []
    assert hits("stuffing", f"# Knees\n\n{prose} {crowded}", "markdown", **options) == ["Knees"]


def test_dependency_without(hits):
    options = {"patterns": [CURE], "without": {"wordings": ["slowly"]}}
    assert hits("dependency", "Honey cures gout.", **options) == ["cures gout"]
    assert hits("dependency", "Honey slowly cures gout.", **options) == []


def test_tokens_then(hits):
    options = {"patterns": ["instead_of"], "then": {"terms": ["standard-care"], "words": ["surgery"]}}
    assert hits("tokens", "Eat figs instead of going to surgery.", **options) == [
        "instead of going to surgery"
    ]
    assert hits("tokens", "Eat figs instead of dates, and plan surgery.", **options) == []


def test_tokens_without_a_wording_nearby(hits):
    options = {"patterns": ["results may vary"], "without": {"wordings": ["on average"], "sentences": 1}}
    assert hits("tokens", "Results may vary. Ten lost weight.", **options) == ["Results may vary"]
    assert hits("tokens", "Results may vary. They lost 4 lb on average.", **options) == []


def test_tokens_with_a_wording_nearby(hits):
    few = [{"LOWER": {"REGEX": "^[1-4]?[0-9]$"}}, {"LOWER": "men"}]
    options = {"patterns": ["proves"], "with": {"wordings": ["pilot", few], "sentences": 1}}
    assert hits("tokens", "A pilot was run. It proves the point.", **options) == ["proves"]
    assert hits("tokens", "The work in 12 men proves it.", **options) == ["proves"]
    assert hits("tokens", "The work in 812 men proves it.", **options) == []


def test_a_cause_needs_more_than_an_observing_study(hits):
    options = {"factors": ["coffee"], "outcomes": ["death"]}
    said = "Coffee prevents dementia."
    assert hits("observational", f"We followed 900 nurses. {said}", **options) == [said]
    assert hits("observational", f"We followed 900 nurses. {said} A trial is needed.", **options) == []
    assert hits("observational", f"We met 900 nurses. {said}", **options) == []
    passive = "In the survey, dementia was caused by coffee."
    assert hits("observational", passive, **options) == [passive]
    assert hits("observational", "In the survey, death reduced coffee.", **options) == []


def test_a_title_is_held_to_the_strongest_wording_of_its_body(hits):
    title = "# Coffee ends migraine\n\n"
    for body, found in (
        ("Coffee was linked to fewer days with migraine.", 1),
        ("Coffee reduced migraine by a third.", 1),
        ("Coffee reduced migraine.", 0),
        ("Coffee was linked to fewer days with migraine. In most, coffee ended migraine.", 0),
        ("Tea was linked to sound sleep.", 0),
    ):
        assert len(hits("title_strength", title + body, "markdown")) == found, body


def test_fragments_count_once_there_are_several(hits):
    lost = (
        "A cold cloth on the neck. For the throat a glass of salt water. In the evening a cup of hot broth."
    )
    assert len(hits("fragment", f"# Colds\n\n{lost} Then go to bed.", "markdown")) == 3
    assert hits("fragment", "# Colds\n\nA cold cloth on the neck. Then go to bed.", "markdown") == []


def test_orders_and_verbs_taken_for_nouns_are_no_fragments(hits):
    kitchen = "Season with salt at the end. For a richer soup, roast the tomatoes in the oven. Children like it with pasta."
    assert hits("fragment", f"# Soup\n\n{kitchen}", "markdown") == []
    assert (
        hits(
            "fragment",
            "# Gland\n\nThe hypothalamus controls hunger and thirst. Changes in the gene cause the syndrome.",
            "markdown",
        )
        == []
    )


def test_a_recipe_needs_no_disclaimer(lint):
    soup = (
        "Chop the garlic and fry it in oil. Add thyme and boil the soup for ten minutes. Stir in honey and serve it. "
        * 5
    )
    assert lint("disclaimers/missing-medical-disclaimer", f"Garlic soup\n\n{soup}") == []
    claims = "Garlic cures a cold. Honey treats a cough. Thyme prevents asthma. "
    assert lint("disclaimers/missing-medical-disclaimer", f"Garlic soup\n\n{soup} {claims}") != []
