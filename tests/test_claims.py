"""Claims read off sentences: who is said to act on what."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.claim_details import ClaimDetails, details_of
from claimlint.claims import Claim, claims_of
from claimlint.context import Context
from claimlint.nlp import load_pipeline
from claimlint.readers import read_text


def claims(text: str) -> tuple[Claim, ...]:
    return claims_of(analyse(read_text(text, "x.txt", "text"), load_pipeline()))


CREDITED = [
    # verbs: active, passive, relative, controlled, coordinated
    ("Cherries and celery treat gout, acne and gas.", "cherries", {"gout", "acne", "gas"}),
    ("Gout can be cured with cherry juice.", "cherry juice", {"gout"}),
    ("Drinking nettle tea, which lowers blood pressure, is an old habit.", "nettle tea", {"blood pressure"}),
    ("Fenugreek is used to treat diabetes.", "fenugreek", {"diabetes"}),
    ("Honey has the power to heal stomach ulcers.", "honey", {"stomach ulcers"}),
    ("Homeopathy can help you get rid of asthma.", "homeopathy", {"asthma"}),
    ("Turmeric helps in reducing joint pain and strengthens the liver.", "turmeric", {"joint pain", "liver"}),
    # what the reader takes
    ("Drink a cup of ginger tea to relieve nausea.", "ginger tea", {"nausea"}),
    ("Ulcers are treated by taking raw cabbage juice.", "cabbage juice", {"ulcers"}),
    # nouns and adjectives
    ("Valerian is a good insomnia remedy.", "valerian", {"insomnia"}),
    ("Peppermint oil provides quick relief from headaches.", "peppermint oil", {"headaches"}),
    ("Onion juice mixed with honey is one of the best remedies for a dry cough.", "onion juice", {"dry cough"}),
    ("The juice of onions is useful for earache.", "onions", {"earache"}),
    ("Ginger is good for digestion.", "ginger", {"digestion"}),
    # verbs with a word beside them
    ("Garlic works well against colds.", "garlic", {"colds"}),
    ("Chew two or three basil leaves on an empty stomach to keep diabetes under control.", "basil", {"diabetes"}),
    # words in a row, where the parser sees nothing but nouns
    ("Amla juice dissolves gallstones when taken on an empty stomach.", "amla juice", {"gallstones"}),
    ("Black seed oil treats asthma by relaxing the airways.", "black seed oil", {"asthma"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "agent", "targets"), CREDITED, ids=[row[0] for row in CREDITED])
def test_who_is_said_to_act_on_what(text, agent, targets):
    found = claims(text)
    assert {claim.agent.text for claim in found} == {agent}
    assert targets <= {target.name for claim in found for target in claim.targets}


SILENT = [
    "Doctors treat strep throat with penicillin.",
    "The liver clears toxins from the blood.",
    "Diabetes can be treated.",
    "People with asthma need an inhaler.",
    "There is no cure for polymyositis, but you can treat the symptoms.",
    "Ginger grows in places where doctors treat malaria.",
    "Swelling causes stiffness in the knee.",
    "Add the garlic and stir until golden.",
    "Our natural immunity protects against infection.",
    "Your natural defence system, the immune system, protects you from infection.",
    "A pacemaker is a small device that helps control abnormal heart rhythms.",
    "Alternative treatments for a slipped disc",
]


@pytest.mark.parametrize("text", SILENT)
def test_care_people_and_the_body_make_no_claim(text):
    assert claims(text) == ()


def test_a_claim_spans_effect_and_target():
    (claim,) = claims("Everybody knows that honey soothes a sore throat at night.")
    start, end = claim.sentence.range(claim.first, claim.last)
    text = "Everybody knows that honey soothes a sore throat at night."
    assert text[start:end] == "soothes a sore throat"


def test_a_pronoun_stands_for_the_remedy_of_the_sentence_before():
    page = "Aloe, honey and neem\n\nAloe is bitter. Honey is sweet. Neem is a tree. "
    assert [c.agent.kind for c in claims(page + "Aloe is sold as juice. It relieves constipation.\n")] == [
        "pronoun"
    ]
    assert claims(page + "Penicillin is a drug. It cures tonsillitis.\n") == ()


def test_a_nameless_product_counts_where_remedies_are_the_subject():
    line = "This mixture clears the skin of acne."
    assert claims("On the farm\n\n" + line + "\n") == ()
    page = "Turmeric, neem and honey\n\nMix turmeric with honey. Add neem. "
    assert [c.agent.kind for c in claims(page + line + "\n")] == ["referring"]


LISTED = """# Kitchen cures

## Herbs that calm

- Ginger
- Mint

## Home remedies for heartburn

- Fennel tea, one cup after meals
- A doctor's visit if it lasts
- Omeprazole and fennel

Try these for hiccups:

- Dill seeds
- Sugar

## Benefits of rooibos

- Eases colic
- Protects the skin
- Grows in South Africa

## What helps against a cough?

- Honey
"""


def test_lists_take_their_ill_or_their_remedy_from_the_line_above():
    document = read_text(LISTED, "x.md", "markdown")
    found = {c.sentence.text: (c.agent.text, c.target) for c in claims_of(analyse(document, load_pipeline()))}
    assert found["Fennel tea, one cup after meals"] == ("fennel tea", "heartburn")
    assert found["Dill seeds"] == ("dill seeds", "hiccups")
    assert found["Eases colic"] == ("rooibos", "colic")
    assert found["Protects the skin"] == ("rooibos", "skin")
    # No ill above, standard care beside the remedy, no effect, or a heading that asks: no claim.
    assert not {"Ginger", "Mint", "Omeprazole and fennel", "Grows in South Africa", "Honey"} & found.keys()


def test_words_that_stand_for_the_sentence_before():
    text = "Gout is a painful disease. Cherry juice will prevent it. It really works!"
    assert [(c.agent.text, c.effect, c.target) for c in claims(text)] == [
        ("cherry juice", "prevent", "gout"),
        ("cherry juice", "works", "gout"),
    ]
    assert not claims("The kettle is new. Cherry juice will prevent it. It really works!")
    assert not claims("Penicillin cures strep throat. It really works!")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Garlic lowered blood pressure by 10 % in 12 weeks in older adults.",
            ClaimDetails("direct", "affirmed", "", "10 %", "12 weeks", "older adults"),
        ),
        (
            "Ginger tea may relieve nausea in pregnant women.",
            ClaimDetails("conditional", "affirmed", "may", "", "", "pregnant women"),
        ),
        ("Honey does not cure asthma.", ClaimDetails("none", "denied", "", "", "", "")),
        ("Green tea kills cancer cells in mice.", ClaimDetails("direct", "affirmed", "", "", "", "mice")),
        (
            "Valerian is linked to relief from insomnia.",
            ClaimDetails("correlational", "affirmed", "", "", "", ""),
        ),
        (
            "Within 3 days fenugreek will cure diabetes, but doctors need 4 weeks.",
            ClaimDetails("direct", "affirmed", "will", "", "3 days", ""),
        ),
    ],
)
def test_how_a_claim_is_put(text, expected):
    analysis = analyse(read_text(text, "x.txt", "text"), load_pipeline())
    (claim,) = claims_of(analysis)
    assert details_of(claim, Context(analysis, claim.sentence, claim.first, claim.last)) == expected
