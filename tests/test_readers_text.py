from __future__ import annotations

from tests.conftest import kinds


def test_the_first_short_line_is_the_title(document_of):
    assert kinds(document_of("Back pain\n\nIt is common."))[0] == ("title", "Back pain")


def test_a_first_sentence_is_no_title(document_of):
    assert kinds(document_of("Back pain is common.\nMost of it goes away."))[0][0] == "paragraph"


def test_a_short_line_without_end_punctuation_is_a_heading(document_of):
    text = "Title\n\nIt is common, and it mostly gets better.\n\nWhat you can do\n\nKeep moving every day."
    assert ("heading", "What you can do") in kinds(document_of(text))


def test_short_lines_below_a_lead_in_are_items(document_of):
    text = "Title\n\nSome signs of it are:\nstiff neck\nfever\nA rash that does not fade"
    items = [t for kind, t in kinds(document_of(text)) if kind == "item"]
    assert items == ["stiff neck", "fever", "A rash that does not fade"]


def test_bullets_and_numbers_are_items_without_their_mark(document_of):
    text = "Title\n\n- rest\n• ice\n3. heat\n(b) walk\nü swim"
    assert [t for kind, t in kinds(document_of(text)) if kind == "item"] == [
        "rest",
        "ice",
        "heat",
        "walk",
        "swim",
    ]


def test_hard_wrapped_lines_make_one_paragraph(document_of):
    text = (
        "Title\n\nMost back pain gets better within a few weeks when people keep\n"
        "moving as well as they can and go on with their daily life at\nhome and at work.\n\nNext one here."
    )
    paragraphs = [t for kind, t in kinds(document_of(text)) if kind == "paragraph"]
    assert paragraphs[0].endswith("at home and at work.")
    assert len(paragraphs) == 2


def test_each_line_of_unwrapped_text_is_a_block(document_of):
    text = "Title\n\nRest is good for a strain.\nIce is good for a bruise.\nHeat is good for a cramp."
    assert [kind for kind, _ in kinds(document_of(text))].count("paragraph") == 3


def test_underlines_are_dropped(document_of):
    assert kinds(document_of("Back pain\n=========\n\nIt is common.")) == [
        ("title", "Back pain"),
        ("paragraph", "It is common."),
    ]


def test_an_empty_text_has_no_blocks(document_of):
    assert document_of("").blocks == ()
    assert document_of(" \n\t\n").blocks == ()
