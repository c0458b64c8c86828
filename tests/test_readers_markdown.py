from __future__ import annotations

import pytest

from claimlint.errors import ReadError
from tests.conftest import kinds


def test_blocks_of_every_kind(document_of):
    text = (
        "# Back pain\n\nIt is *common*.\n\n## Causes\n\n- lifting\n- **twisting**\n\n> Rest, said one.\n\n"
        "| Herb | Use |\n|---|---|\n| Ginger | nausea |\n\n```\ncode\n```\n"
    )
    assert kinds(document_of(text, "markdown")) == [
        ("title", "Back pain"),
        ("paragraph", "It is common."),
        ("heading", "Causes"),
        ("item", "lifting"),
        ("item", "twisting"),
        ("quote", "Rest, said one."),
        ("table", "Herb"),
        ("table", "Use"),
        ("table", "Ginger"),
        ("table", "nausea"),
        ("code", "```\ncode\n```"),
    ]


def test_front_matter_is_metadata_and_its_title_is_not_shown(document_of):
    document = document_of("---\ntitle: Ear wax\nauthor: A. Writer\n---\n\nWax is normal.\n", "markdown")
    assert document.front_matter["author"] == "A. Writer"
    assert document.title is not None and document.title.level == 0
    assert document.block_text(document.title) == "Ear wax"


def test_a_visible_title_wins_over_front_matter(document_of):
    document = document_of("---\ntitle: Hidden\n---\n# Shown\n\nText.\n", "markdown")
    assert document.block_text(document.title) == "Shown"


def test_broken_front_matter_is_an_error_with_its_line(document_of):
    with pytest.raises(ReadError, match="line 3") as caught:
        document_of("---\ntitle: ok\nauthor: [unclosed\n---\nText.\n", "markdown")
    assert caught.value.code == "front-matter"


@pytest.mark.parametrize("value", ["[" * 5000, "2024-13-45", "*unknown", "!!python/object:os.system x"])
def test_hostile_front_matter_is_an_error_and_no_traceback(document_of, value):
    with pytest.raises(ReadError) as caught:
        document_of(f"---\na: {value}\n---\nText.\n", "markdown")
    assert caught.value.code == "front-matter"


def test_a_page_may_open_with_a_rule(document_of):
    document = document_of("---\n\nRest helps, but: not always.\n\n---\n\nThen walk.\n", "markdown")
    assert [text for _, text in kinds(document)] == ["Rest helps, but: not always.", "Then walk."]


def test_comments_are_kept_apart(document_of):
    document = document_of("Rest well.\n\n<!-- claimlint: note -->\n\nThen walk.\n", "markdown")
    assert [text for _, text in document.comments] == ["claimlint: note"]
    assert "claimlint" not in document.text


@pytest.mark.parametrize(
    "shortcode",
    [
        '{{< figure src="a.jpg" >}}',
        "{{% note %}}",
        "{% include ad.html %}",
        "{.list--check}",
        '[button url="/shop" label="Go"]',
        "[gallery]",
        ":::warning",
    ],
)
def test_shortcodes_of_cms_are_no_prose(document_of, shortcode):
    text = document_of(f"Rest well.\n\n{shortcode}\n\nThen walk.\n", "markdown").text
    assert "Rest well." in text and "Then walk." in text
    assert shortcode.strip("{}[]<>%: ")[:6] not in text


def test_a_range_over_markup_maps_to_the_source_with_it(document_of):
    document = document_of("It **never** fails.", "markdown")
    at = document.text.index("never fails")
    start, end = document.to_source(at, at + len("never fails"))
    assert document.source.text[start:end] == "never** fails"


def test_entities_and_escapes(document_of):
    document = document_of("Salt &amp; water \\* rest", "markdown")
    assert document.text == "Salt & water * rest"


def test_links_keep_their_address(document_of):
    document = document_of("See [the NHS page](https://www.nhs.uk/x) first.", "markdown")
    link = document.links[0]
    assert (document.text[link.start : link.end], link.href) == ("the NHS page", "https://www.nhs.uk/x")


def test_html_inside_markdown(document_of):
    document = document_of("Intro here.\n\n<div><p>Inside <b>html</b>.</p></div>\n\nOut.\n", "markdown")
    assert ("paragraph", "Inside html.") in kinds(document)


def test_absurd_nesting_is_refused_with_its_line(document_of):
    with pytest.raises(ReadError, match="line 1") as caught:
        document_of("> " * 500 + "deep", "markdown")
    assert caught.value.code == "too-deep"
