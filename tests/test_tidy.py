"""White space and invisible characters: gone for checks, still there in excerpts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.readers import read_text
from claimlint.tidy import tidied


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
