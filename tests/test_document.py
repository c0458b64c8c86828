from __future__ import annotations

import pytest

from claimlint.document import BLOCK_GAP, Document, DocumentBuilder, Segment, Source


def build(source: str, *blocks) -> Document:
    builder = DocumentBuilder(Source("x", source))
    for pieces in blocks:
        builder.add("paragraph", pieces)
    return builder.build()


def test_blocks_are_joined_by_a_gap_that_belongs_to_none():
    document = build("ab cd", [("ab", 0, 2)], [("cd", 3, 5)])
    assert document.text == "ab" + BLOCK_GAP + "cd"
    assert [(b.start, b.end) for b in document.blocks] == [(0, 2), (4, 6)]


def test_a_range_maps_back_through_replaced_characters():
    document = build("a &amp; b", [("a ", 0, 2), ("&", 2, 7), (" b", 7, 9)])
    assert document.text == "a & b"
    assert document.to_source(2, 3) == (2, 7)
    assert document.to_source(0, 5) == (0, 9)
    assert document.to_source(4, 5) == (8, 9)


def test_a_range_across_blocks_covers_what_lies_between():
    document = build("ab\r\ncd", [("ab", 0, 2)], [("cd", 4, 6)])
    assert document.to_source(1, 5) == (1, 5)


def test_a_range_between_blocks_has_no_source():
    document = build("ab cd", [("ab", 0, 2)], [("cd", 3, 5)])
    with pytest.raises(ValueError, match="no source"):
        document.to_source(2, 4)


def test_white_space_at_block_ends_is_cut_with_its_positions():
    document = build("  ab  ", [("  ab  ", 0, 6)])
    assert document.text == "ab"
    assert document.to_source(0, 2) == (2, 4)


def test_blocks_without_visible_text_are_not_added():
    assert build("   ", [("   ", 0, 3)]).blocks == ()


def test_neighbouring_exact_segments_are_joined():
    assert build("abcd", [("ab", 0, 2), ("cd", 2, 4)]).segments == (Segment(0, 4, 0, 4),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_with_every_line_end(end):
    document = build(f"one{end}two{end}{end}four", [("one", 0, 3)])
    four = document.source.text.index("four")
    assert document.line_column(0) == (1, 1)
    assert document.line_column(four + 2) == (4, 3)
    assert document.source_line(4) == "four"
    assert document.source_line(3) == ""


def test_links_follow_the_cut_white_space():
    builder = DocumentBuilder(Source("x", "  see here"))
    builder.add("paragraph", [("  see here", 0, 10)], links=[(6, 10, "https://example.org")])
    link = builder.build().links[0]
    assert builder.build().text[link.start : link.end] == "here"
