"""The span law: what a finding quotes is exactly what stands at its place in the source."""

from __future__ import annotations

import html
import re
import string
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claimlint.analysis import analyse
from claimlint.document import Document, Media
from claimlint.errors import ReadError
from claimlint.linter import check_document
from claimlint.nlp import load_pipeline
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_bytes, read_text
from claimlint.rulebase import load_rules
from tests.docx_files import docx, para, run

WORDS = st.sampled_from(
    [
        "Ginger", "cures", "migraine", "in", "7 seconds", "100% safe", "naïve", "🙂", "👩‍⚕️", "e\u0301clair", "back", "pain", ".", ",,",
        "!", "it’s", "\u200b", "\u202e", "don't", "(fever)", "a<b", "&amp;", "&", "**bold**", "_x_", "`code`", "[link](http://a.b)",
        "#", "- ", "> ", "| a | b |", "<b>", "</b>", "<br>", "<!-- c -->", "&nbsp;", "\\*", "{{< s >}}", "![alt](i.png)", "1.", "\t", "---",
        "<p>", "<li>", "<td>", "<script>x</script>", "&#8217;", "&notanentity;", "<a href='x'>",
    ]
)  # fmt: skip
BREAKS = st.sampled_from([" ", " ", " ", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "  \n"])
TEXTS = st.lists(st.tuples(WORDS, BREAKS), max_size=40).map(lambda parts: "".join(w + b for w, b in parts))
ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200)
#: No Latin letters and no brackets: words around a claim may deny it, and "[1]" is its source.
AROUND = st.text(
    st.characters(exclude_characters="\0[]" + string.ascii_letters, exclude_categories=["Cs"]), max_size=30
)
MEDIA: list[Media] = ["text", "markdown", "html", "docx"]
#: What XML cannot hold.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def whole_linter() -> Linter:
    """All rules; a function, since hypothesis prints what fixtures give."""
    return make_linter(Settings())


def check_map(document: Document) -> None:
    """Exact segments hold the very characters of the source, in order; every range has a place."""
    text, source = document.text, document.source.text
    end = 0
    for segment in document.segments:
        assert segment.start >= end
        end = segment.start + segment.length
        assert 0 <= segment.source_start <= segment.source_end <= len(source)
        if segment.exact:
            here = text[segment.start : end]
            there = source[segment.source_start : segment.source_end]
            same = [a == b or (a == " " and b.isspace()) for a, b in zip(here, there, strict=True)]
            assert all(same), (here, there)
    for block in document.blocks:
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
        for start in range(block.start, block.end):
            low, high = document.to_source(start, start + 1)
            assert 0 <= low < high <= len(source)


def readable(text: str, media: Media) -> Document:
    """Read a text; the two refusals that Markdown has are no examples of the law."""
    if media == "docx":
        return read_bytes(as_docx(text), "x", media)
    try:
        return read_text(text, "x", media)
    except ReadError as error:
        assume(error.code not in ("front-matter", "too-deep"))
        raise


def as_docx(text: str) -> bytes:
    """Return a Word file with a paragraph a line; every other word is bold, so that runs meet anywhere."""
    lines = [re.split(r"(?<= )", line) for line in NO_XML.sub("", text).splitlines()]
    return docx(*(para(*(run(word, "<w:b/>" * (n % 2)) for n, word in enumerate(words))) for words in lines))


@pytest.mark.parametrize("media", MEDIA)
@settings(max_examples=150, deadline=None)
@given(text=st.one_of(TEXTS, ANY))
def test_readers_keep_every_position(media: Media, text: str):
    check_map(readable(text, media))


@pytest.mark.parametrize("media", MEDIA)
@settings(max_examples=40, deadline=None)
@given(text=TEXTS)
def test_sentences_lie_in_their_blocks(media: Media, text: str):
    document = readable(text, media)
    for sentence in analyse(document, load_pipeline()).sentences:
        assert sentence.block.start <= sentence.start < sentence.end <= sentence.block.end
        assert document.text[sentence.start : sentence.end] == sentence.text


@pytest.mark.parametrize("media", MEDIA)
@settings(max_examples=40, deadline=None)
@given(text=TEXTS)
def test_findings_quote_their_source(media: Media, text: str):
    document = readable(text, media)
    for finding in check_document(whole_linter(), document).findings:
        assert document.source.text[finding.start : finding.end] == finding.excerpt != ""
        line = document.source_line(finding.line)
        first = finding.excerpt.splitlines()[0] if finding.line != finding.end_line else finding.excerpt
        assert line[finding.column - 1 :].startswith(first)


@settings(max_examples=60, deadline=None)
@given(before=AROUND, after=AROUND, end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_claim_is_found_at_its_place_whatever_stands_around(before: str, after: str, end: str):
    claim = "This balm is 100% safe."
    page = f"<p>{html.escape(before)}</p>{end}<p>{claim}</p>{end}<p>{html.escape(after)}</p>"
    document = read_text(page, "x", "html")
    found = [
        f for f in check_document(whole_linter(), document).findings if f.rule == "claims/absolute-safety"
    ]
    assert [f.start for f in found if f.excerpt == "100% safe"] == [page.index(claim) + len("This balm is ")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_offsets_count_from_the_decoded_text_without_its_mark(encoding):
    text = "🙂 Pain\r\n\r\nThis balm is 100% safe."
    document = read_bytes(text.encode(encoding), "x.txt", "text")
    at = document.text.index("100%")
    assert document.to_source(at, at + 4)[0] == text.index("100%")


#: All rules look at one example in so many; each rule's own examples are run whole elsewhere.
ONE_IN = 15


def test_bundled_examples_keep_the_span_law():
    examples = [example for rule in load_rules() for example in rule.examples]
    for example in examples[::ONE_IN]:
        document = read_text(example.text, "x", example.media)
        for finding in check_document(whole_linter(), document).findings:
            assert document.source.text[finding.start : finding.end] == finding.excerpt
