"""Statements that are known by their meaning: what the encoder makes of wordings that no pattern knows, and the rows they were learnt from."""

from __future__ import annotations

import json
import re

import pytest

from claimlint.analysis import analyse
from claimlint.encoder import readings
from claimlint.facts import facts_of
from claimlint.nlp import load_pipeline
from claimlint.readers import read_text
from claimlint.statements import MOST, hints, marks, saying, says
from tests.conftest import ROOT, SHARED, needs_shared

DATA = ROOT / "training" / "statements" / "data"
#: Words in a row that a row of our own may not share with a labelled stretch.
RUN = 7


def rows():
    return [
        json.loads(line)
        for path in sorted(DATA.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def analysis_of(text: str):
    return analyse(read_text(text, "x.md", "markdown"), load_pipeline())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("disclaimer", "I cook and I read a lot, that is all: what your physician has decided for you counts, not this column."),
        ("professional", "Pop round to the chemist with the packet and let them look at that blister."),
        ("byline", "The one who put these lines together is Ruth Adeyemi, and she went over them again in May 2021."),
        ("selling", "If you like the balm as much as I do, you will find it in our little shop, two tins for the price of one."),
        ("warning-sign", "Should the lips go blue, ring for an ambulance there and then."),
        ("citation", "Okoye and Lindqvist measured this in the Annals of Balance Medicine, volume 12, in 2014."),
    ],
)  # fmt: skip
def test_a_statement_is_known_in_other_words(name, text):
    assert says(analysis_of(f"# Notes\n\nThe hall was cold.\n\n{text}\n"), name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("disclaimer", "Honey is no substitute for sugar in this cake, a baker told me."),
        ("professional", "The doctor who built the hospital was born in Leeds."),
        ("byline", "The vaccine was first given on 8 December 2020."),
        ("selling", "You can get the gel in any supermarket."),
        ("warning-sign", "Most colds are over in a week, and nobody needs to do anything."),
        ("citation", "A study once said so, and the whole village talked of it."),
    ],
)
def test_words_alone_are_no_statement(name, text):
    assert not says(analysis_of(f"# Notes\n\nThe hall was cold.\n\n{text}\n"), name)


def test_facts_hold_by_meaning_too():
    text = "Pop round to the chemist with the packet and let them look at that blister."
    assert facts_of(analysis_of(f"# Blisters\n\nBlisters hurt.\n\n{text}\n")).advises_professional


def test_who_signs_and_when_are_known_by_meaning():
    text = "Our physio Marta Ilves put this sheet together in the spring of 2022."
    facts = facts_of(analysis_of(f"# Blisters\n\nBlisters hurt.\n\n{text}\n"))
    assert facts.has_author and facts.has_date and not facts.metadata.author


def test_a_date_alone_is_no_author():
    facts = facts_of(analysis_of("# Blisters\n\nBlisters hurt.\n\nI last went over these notes in 2022.\n"))
    assert facts.has_date
    facts = facts_of(analysis_of("# Blisters\n\nBlisters hurt.\n\nThis sheet was last gone over in 2022.\n"))
    assert facts.has_date and not facts.has_author


def test_no_more_sentences_are_read_than_the_likeliest():
    text = " ".join(f"Ask your doctor about the {n} forms." for n in range(2, 3 * MOST))
    assert len(list(saying(analysis_of(f"# Notes\n\n{text}\n"), "professional"))) <= MOST


def test_hints_know_years_numbers_and_names_as_one():
    assert marks(["Words", "by", "Ana", ",", "2019", "3rd"]) == {
        "words",
        "by",
        "ana",
        ",",
        "<year>",
        "<number>",
        "<name>",
    }


def test_every_statement_has_hints_and_rows():
    assert set(hints()) == {row["concept"] for row in rows()}
    assert {type(reading.says) for reading in readings(["One.", "Two."])} == {frozenset}


def test_rows_are_of_both_kinds_and_none_stands_twice():
    found = rows()
    assert len({(row["concept"], row["text"].lower()) for row in found}) == len(found)
    for name in {row["concept"] for row in found}:
        labels = [row["label"] for row in found if row["concept"] == name]
        assert 0.4 < sum(labels) / len(labels) < 0.6


@needs_shared
def test_no_row_shares_a_run_of_words_with_a_labelled_stretch():
    labelled = (
        json.loads(line)["text"]
        for line in (SHARED / "eval" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    )
    runs = {run for text in labelled for run in runs_of(text)}
    assert [row["text"] for row in rows() if not runs.isdisjoint(runs_of(row["text"]))] == []


def runs_of(text):
    words = re.findall(r"[a-z']+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
