from __future__ import annotations

import pytest

from tests.conftest import kinds

PAGE = """<!doctype html><html lang="en"><head><title>Ear wax | Site</title>
<meta name="author" content="A. Writer"><meta name="description" content="About ear wax.">
<style>p { color: red }</style><script>var claim = "cures cancer";</script></head>
<body><nav><a href="/">Home</a></nav>
<main><h1>Ear wax</h1><p>Wax is <em>normal</em>.<br>Leave it alone.</p>
<ul><li>Use oil<li>No cotton buds</ul>
<table><tr><th>Sign</th><td>pain</td></tr></table>
<blockquote><p>It hurt.</p></blockquote>
<img src="a.png" alt="An ear"></main>
<footer>This page is no substitute for medical advice.</footer></body></html>"""


def test_blocks_of_a_page(document_of):
    found = kinds(document_of(PAGE, "html"))
    assert ("title", "Ear wax") in found
    assert ("paragraph", "Wax is normal. Leave it alone.") in found
    assert [t for kind, t in found if kind == "item"] == ["Use oil", "No cotton buds"]
    assert [t for kind, t in found if kind == "table"] == ["Sign", "pain"]
    assert ("quote", "It hurt.") in found
    assert ("caption", "An ear") in found


def test_navigation_and_footer_are_boilerplate(document_of):
    boilerplate = [t for kind, t in kinds(document_of(PAGE, "html")) if kind == "boilerplate"]
    assert boilerplate == ["Home", "This page is no substitute for medical advice."]


def test_script_and_style_are_out(document_of):
    text = document_of(PAGE, "html").text
    assert "cures cancer" not in text and "color" not in text


def test_metadata(document_of):
    meta = document_of(PAGE, "html").meta
    assert meta["author"] == "A. Writer"
    assert meta["html:lang"] == "en"


def test_the_page_title_that_repeats_the_heading_is_dropped(document_of):
    document = document_of("<title>Ear wax</title><h1>Ear  wax</h1><p>Text.</p>", "html")
    assert [kind for kind, _ in kinds(document)].count("title") == 1


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("caf&eacute;", "café"),
        ("7&nbsp;seconds", "7 seconds"),
        ("a &lt; b", "a < b"),
        ("&#8220;hi&#8221;", "“hi”"),
    ],
)
def test_entities_map_to_the_whole_reference(document_of, raw, shown):
    document = document_of(f"<p>{raw}</p>", "html")
    assert document.text == shown
    start, end = document.to_source(0, len(shown))
    assert document.source.text[start:end] == raw


@pytest.mark.parametrize(
    "broken",
    [
        "<p>one<p>two",
        "<li>a<li>b",
        "<b><i>x</b></i>",
        "<p",
        "<!-- open",
        "<a href='x",
        "</p></p>",
        "a < b > c",
    ],
)
def test_broken_markup_raises_nothing(document_of, broken):
    document = document_of(broken, "html")
    for block in document.blocks:
        document.to_source(block.start, block.end)


def test_hidden_elements_are_out(document_of):
    assert document_of("<p>a</p><p hidden>b</p><div style='display: none'>c</div>", "html").text == "a"
