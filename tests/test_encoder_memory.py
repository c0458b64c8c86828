"""What is kept of an article, for when it is checked again, changes nothing that is found."""

from __future__ import annotations

from claimlint import care, disclaimer, encoder, nlp, sources
from claimlint.linter import check_document
from claimlint.nlp import KEPT as KEPT_TEXTS
from claimlint.nlp import _place, read
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_bytes
from tests.conftest import SAMPLES

#: Everything that remembers what was made of a text.
KEPT = (
    encoder._below,
    encoder._guesses,
    encoder._read,
    nlp._place,
    care.advises_care,
    care.waves_care_away,
    disclaimer.is_disclaimer,
    disclaimer.disclaims_something_else,
    sources.cites,
    sources.names_source,
    sources.names_researcher,
    sources.quotes_authority,
)


def test_the_same_with_and_without_what_is_remembered():
    text = (SAMPLES / "flawed/alternative-cancer-blog.txt").read_text(encoding="utf-8")
    linter = make_linter(Settings())
    texts = [text, text.replace(" the ", " the very ", 1), text.replace("cancer", "tumours", 2), text]

    def findings(forget: bool) -> list[object]:
        found = []
        for one in texts:
            if forget:
                for kept in KEPT:
                    kept.cache_clear()
            found.append(check_document(linter, read_bytes(one.encode(), "a.txt", "text")))
        return found

    for kept in KEPT:
        kept.cache_clear()
    remembered = findings(forget=False)
    assert all(kept.cache_info().hits for kept in (encoder._read, nlp._place, care.advises_care))
    assert remembered == findings(forget=True)


def test_a_linter_is_made_anew_in_no_time_as_rules_stay_compiled():
    one, other = make_linter(Settings()), make_linter(Settings(profile="strict"))
    assert all(a is b for (_, a), (_, b) in zip(one.checks, other.checks, strict=True))


def test_more_texts_than_are_kept_are_all_read(nlp):
    texts = [f"Sentence {number}." for number in range(KEPT_TEXTS + 1)]
    docs = list(read(nlp, [*texts, texts[0]]))
    assert [doc.text for doc in docs] == [*texts, texts[0]]


def test_a_text_is_read_alike_alone_and_among_others(nlp):
    texts = (SAMPLES / "clean/study-news.txt").read_text(encoding="utf-8").split("\n\n")
    _place.cache_clear()
    together = list(read(nlp, texts))
    for text, doc in zip(texts, together, strict=True):
        _place.cache_clear()
        (alone,) = read(nlp, [text])
        assert alone is not doc
        assert [(t.tag_, t.lemma_, t.is_sent_start) for t in alone] == [
            (t.tag_, t.lemma_, t.is_sent_start) for t in doc
        ]
