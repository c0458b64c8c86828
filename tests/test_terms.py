"""Health terms: the look-up finds what a plain search of all terms finds, and the large lexicon is there."""

from __future__ import annotations

import gzip
import re
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimlint
from claimlint.dictionary import KINDS, dictionary, fold, kind_of
from claimlint.errors import RuleError
from claimlint.spelling import american, plurals, singulars
from claimlint.terms import Term, term_matcher
from tests.conftest import ROOT

TERMS = sorted(dictionary().entries)
TERM = st.integers(0, len(TERMS) - 1).map(lambda at: TERMS[at])
ACRONYMS = sorted(dictionary().acronyms)
FILLER = "the a of and , . - ( ) cures Garlic ’s in type with not -- \n\n".split(" ")


def terms_of(nlp, text: str) -> list[Term]:
    return term_matcher(nlp)(nlp.make_doc(text)[:])


@cache
def forms() -> dict[str, tuple[str, str]]:
    """Every term and its plurals, written out."""
    known = dictionary()
    table: dict[str, tuple[str, str]] = {}
    for text, (_, name) in known.entries.items():
        for form in (text, *plurals(text)):
            entry = (kind_of(text, known.entries), name)
            if form not in table or KINDS.index(entry[0]) < KINDS.index(table[form][0]):
                table[form] = entry
    return table


def naive(doc, forms: dict[str, tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Try all runs of tokens, in no clever way."""
    found = []
    for first in range(len(doc)):
        for last in range(first, min(first + 30, len(doc))):
            if doc[first].is_space or doc[last].is_space:
                continue
            written = doc[first : last + 1].text
            form = american(" ".join(fold(written).split()))
            if form in forms:
                found.append((first, last, forms[form][0]))
            if written in dictionary().acronyms:
                found.append((first, last, "condition"))
    found.sort(key=lambda m: (m[0] - m[1], KINDS.index(m[2]), m[0]))
    taken: set[int] = set()
    kept = []
    for first, last, kind in found:
        if taken.isdisjoint(range(first, last + 1)):
            taken |= set(range(first, last + 1))
            kept.append((first, last, kind))
    return sorted(kept)


def british(text: str) -> str:
    return (
        text.replace("emia", "aemia")
        .replace("tumor", "tumour")
        .replace("hem", "haem")
        .replace("edema", "oedema")
    )


@st.composite
def sentences(draw) -> str:
    written = st.one_of(
        TERM,
        TERM.map(british),
        TERM.map(lambda text: text + "s"),
        TERM.map(lambda text: next(iter(plurals(text)), text)),
        TERM.map(str.upper),
        TERM.map(lambda text: text.replace("'", "’").replace(" ", "  ")),
        TERM.flatmap(lambda text: st.sampled_from(re.findall(r"\w+|\W", text))),
        st.integers(0, len(ACRONYMS) - 1).map(lambda at: ACRONYMS[at]),
        st.sampled_from(FILLER),
    )
    return draw(st.sampled_from([" ", " ", "-", ", "])).join(draw(st.lists(written, min_size=1, max_size=12)))


@given(sentences())
@settings(deadline=None, max_examples=300)
def test_it_finds_what_a_plain_search_finds(nlp, text):
    doc = nlp.make_doc(text)
    assert [(t.first, t.last, t.kind) for t in term_matcher(nlp)(doc[:])] == naive(doc, forms())


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_is_read(nlp, text):
    terms_of(nlp, text)


def test_a_span_counts_from_its_own_first_token(nlp):
    doc = nlp.make_doc("Well. Raw honey cures hay fever.")
    assert [(t.kind, t.name, t.first, t.last) for t in term_matcher(nlp)(doc[2:])] == [
        ("remedy", "raw honey", 0, 1),
        ("chronic-condition", "hay fever", 3, 4),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sclerosing cholangitis", [("condition", "sclerosing cholangitis")]),
        ("haemochromatosis", [("condition", "haemochromatosis")]),
        ("a muscle  spasm", [("minor-condition", "muscle spasm")]),
        ("allergies", [("chronic-condition", "allergies")]),
        ("two tomatoes and radishes", [("remedy", "tomatoes"), ("remedy", "radishes")]),
        ("St. John’s wort", [("remedy", "st. john’s wort")]),
        (
            "ampulla of vater cancer",
            [("serious-condition", "ampulla of vater cancer")],
        ),
        ("PCOS and EDS", [("chronic-condition", "pcos"), ("condition", "eds")]),
        ("eds", []),
        ("Painkillers are no painkillersaurus", [("standard-care", "painkillers")]),
    ],
)
def test_kinds_and_texts(nlp, text, found):
    assert [(term.kind, term.text) for term in terms_of(nlp, text)] == found


def test_spelling():
    assert american("oesophageal tumours and anaemia") == "esophageal tumors and anemia"
    assert "allergy" in singulars("allergies") and "rash" in singulars("rashes") and not singulars("abscess")
    assert plurals("potato") == ("potatos", "potatoes") and plurals("hives") == ()


def test_the_large_lexicon_is_large_small_and_quick():
    path = Path(claimlint.__file__).parent / "lexicon" / "terms.txt.gz"
    assert path.stat().st_size < 1_000_000
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    assert len(lines) > 30_000 and len(lines) == len(set(lines))
    dictionary.cache_clear()
    start = time.process_time()
    dictionary()
    assert time.process_time() - start < 0.5, "a tenth of a second on an idle machine"


def test_a_damaged_lexicon_is_a_user_error(monkeypatch, tmp_path):
    from claimlint import dictionary as module

    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "terms.txt.gz").write_bytes(b"nothing")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "dictionary.py"))
    dictionary.cache_clear()
    try:
        with pytest.raises(RuleError, match="missing or damaged"):
            dictionary()
    finally:
        monkeypatch.undo()
        dictionary.cache_clear()


def test_the_build_is_repeatable(tmp_path):
    sys.path.insert(0, str(ROOT / "training" / "lexicon"))
    try:
        import build
    finally:
        sys.path.pop(0)
    (tmp_path / "drugs.tsv").write_text("term\tcanonical\tsource\nzinc sulphate\tzinc\tX\n")
    (tmp_path / "remedies.tsv").write_text("term\tcanonical\tsource\teveryday_word\nmaca\tmaca\tX\tno\n")
    (tmp_path / "acronyms.tsv").write_text("acronym\tcanonical\tsource\nEDS\tx\tX\nALL\tx\tX\n")
    rows = [
        "haemophilia\tx\tDO",
        "hemophilia\tx\tDO",
        "gouty joint\tx\tDO",
        "gouty joints\tx\tMedQuAD",
        "asthma and school\tx\tMedQuAD",
    ]
    rows += ["deficiency of\tx\tDO", "a_b_c d\tx\tDO", "gum ache\tx\tSYMP"]
    (tmp_path / "conditions.tsv").write_text("\n".join(["term\tcanonical\tsource", *rows]) + "\n")
    picked = build.pick(tmp_path)
    assert picked == {
        "medicine": ["zinc sulfate"],
        "remedy": ["maca"],
        "condition": ["gouty joint", "hemophilia"],
        "symptom": ["gum ache"],
        "acronym": ["EDS"],
    }
    assert build.packed(picked) == build.packed(picked)
