"""White space and invisible characters: gone for checks, still there in excerpts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.readers import read_text
from claimlint.tidy import SHOWN_ENDS, tidied


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no\u00a0side effects", "no side effects"),
        ("no  side\teffects", "no side effects"),
        ("no side ef\u00adfects", "no side effects"),
        ("no\u200b side\u202feffects\ufeff", "no side effects"),
        ("no side effects", "no side effects"),
    ],
)
def test_what_is_read(text, shown):
    assert read_text(f"A title\n\nIt has {text} at all.", "x", "text").text.endswith(
        f"It has {shown} at all."
    )


def test_findings_still_show_the_source(lint):
    found = lint("claims/absolute-safety", "The tea has no\u00a0si\u00adde  effects.")
    assert [f.excerpt for f in found] == ["no\u00a0si\u00adde  effects"]


def test_code_is_left_alone(document_of):
    assert "a  b" in document_of("# T\n\n```\na  b\n```\n", "markdown").text


def test_links_move_along(document_of):
    document = document_of("# T\n\nSee\u00ad  the [page\u00a0 here](http://a.b) now.\n", "markdown")
    assert [document.text[x.start : x.end] for x in document.links] == ["page here"]


@given(st.text(alphabet="ab \t\u00a0\u00ad\u200b", max_size=40))
def test_every_kept_character_comes_from_its_place(text):
    pieces, _ = tidied([(text, 10, 10 + len(text))], [])
    for words, start, end in pieces:
        assert len(words) == end - start
        assert text[start - 10 : end - 10].translate({9: " ", 0xA0: " "}) == words
    joined = "".join(words for words, _, _ in pieces)
    assert "  " not in joined
    assert joined.replace(" ", "") == "".join(c for c in text if c in "ab")


def test_of_a_word_without_end_the_ends_are_read(document_of):
    blob = "QUJD+/=x" * 5_000
    document = document_of(f"<p>Garlic {blob} cures <a href='http://a.b'>cancer {blob}</a>. It does.", "html")
    assert len(document.text) < 5 * SHOWN_ENDS < len(blob)
    assert document.text.startswith("Garlic QUJD") and document.text.endswith(". It does.")
    (link,) = document.links
    assert document.text[link.start : link.end].split()[0] == "cancer"
    assert document.text[link.end :] == ". It does."
    assert document.to_source(link.start, link.end) == (
        document.source.text.find("cancer"),
        len(document.source.text) - 14,
    )
    for segment in document.segments:
        shown = document.text[segment.start : segment.start + segment.length]
        assert document.source.text[segment.source_start : segment.source_end] == shown


def test_what_is_found_beside_a_word_without_end_is_shown_as_written(lint):
    text = f"The tea {'x' * 30_000} has no side effects."
    assert [f.excerpt for f in lint("claims/absolute-safety", text)] == ["no side effects"]


@given(st.lists(st.sampled_from(["a" * 3_000, "b" * 8_000, "é", "&", " c", "。"]), max_size=12), st.data())
def test_cut_words_keep_their_places(texts, data):
    at, pieces = 0, []
    for text in texts:
        size = len(text) if len(text) > 1 else data.draw(st.sampled_from([1, 6]))
        pieces.append((text, at, at + size))
        at += size
    joined = "".join(texts)
    low, high = sorted((data.draw(st.integers(0, len(joined))), data.draw(st.integers(0, len(joined)))))
    kept, ((first, last, _),) = tidied(pieces, [(low, high, "x")])
    shown = "".join(text for text, _, _ in kept)
    assert all(len(word) <= 2 * SHOWN_ENDS for word in re.findall(r"[\w!-~]+", shown))
    assert 0 <= first <= last <= len(shown)
    assert [end for _, _, end in kept] == sorted(end for _, _, end in kept)
    if max(map(len, re.findall(r"[\w!-~]+", joined)), default=0) <= 2 * SHOWN_ENDS:
        assert (shown, first, last) == (joined, low, high)
    else:
        assert len(shown) < len(joined)
