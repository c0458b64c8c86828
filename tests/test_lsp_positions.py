"""Offsets to an editor's positions and back, in every encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from claimlint.lsp.documents import changed
from claimlint.lsp.positions import Lines, units

ENCODINGS = ("utf-8", "utf-16", "utf-32")
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
#: Line ends of the protocol, line breaks that are none there, and characters of each width.
texts = st.text(
    st.sampled_from([*"ab é\u2028\x0b\x85\r\n", "😀", "👩", "\u200d", "\u0301", "漢", "\ufeff"]), max_size=40
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(texts, st.sampled_from(ENCODINGS))
def test_units_are_those_of_the_codec(text, encoding):
    codec, width = CODECS[encoding]
    assert units(text, encoding) == len(text.encode(codec)) // width


@given(texts, st.sampled_from(ENCODINGS), st.data())
def test_there_and_back(text, encoding, data):
    lines = Lines(text, encoding)
    body = text.removeprefix("\ufeff")
    offset = data.draw(st.integers(0, len(body)))
    within_a_line_end = body[offset - 1 : offset + 1] == "\r\n" and offset > 0
    assert lines.offset(*lines.position(offset)) == offset - within_a_line_end


@given(texts, st.sampled_from(ENCODINGS), st.data())
def test_a_position_counts_code_units_from_the_start_of_its_line(text, encoding, data):
    lines = Lines(text, encoding)
    offset = data.draw(st.integers(0, len(text.removeprefix("\ufeff"))))
    at = offset + text.startswith("\ufeff")
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    line, column = lines.position(offset)
    if text[max(at - 1, 0) : at + 1] != "\r\n":
        assert line == before.count("\n")
        assert column == units(before.rpartition("\n")[2], encoding)


@given(texts, st.sampled_from(ENCODINGS), st.integers(0, 50), st.integers(0, 99))
def test_any_position_is_somewhere(text, encoding, line, column):
    assert 0 <= Lines(text, encoding).offset(line, column) <= len(text)


@given(texts, texts, st.sampled_from(ENCODINGS), st.data())
def test_a_partial_change_replaces_what_it_names(text, new, encoding, data):
    places = [data.draw(st.integers(0, len(text))) for _ in range(2)]
    # An editor names no place within a line end.
    low, high = sorted(p - (text[max(p - 1, 0) : p + 1] == "\r\n") for p in places)
    lines = Lines(text, encoding)
    mark = int(text.startswith("\ufeff"))
    if mark and low == 0:
        low, high = 1, max(high, 1)
    ends = [types.Position(*lines.position(p - mark)) for p in (low, high)]
    change = types.TextDocumentContentChangePartial(range=types.Range(*ends), text=new)
    assert changed(lines, change).text == text[:low] + new + text[high:]


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 9), ("utf-16", 7), ("utf-32", 6)])
def test_an_emoji(encoding, column):
    lines = Lines("one\r\nan 😀 x", encoding)
    assert lines.position(len("one\r\nan 😀 x")) == (1, column)
    assert lines.offset(1, column - 1) == len("one\r\nan 😀 ")


def test_within_a_character_is_its_start():
    assert Lines("😀", "utf-16").offset(0, 1) == 0
    assert Lines("😀", "utf-8").offset(0, 3) == 0


def test_a_byte_order_mark_counts_for_the_editor_only():
    lines = Lines("\ufeffab", "utf-16")
    assert lines.position(0) == (0, 1)
    assert lines.offset(0, 2) == 1


def test_half_a_character_does_not_stop_it():
    assert Lines("a\ud83db", "utf-8").position(3) == (0, 5)
