"""Word files: what is read, in which order, and what is refused."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
import zlib

import docx as python_docx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.cli import main
from claimlint.document import Document
from claimlint.errors import ReadError, UsageError
from claimlint.linter import check_document, check_text
from claimlint.readers import media_of, read_bytes
from claimlint.readers.docx_package import MAX_DEPTH
from claimlint.tidy import tidied
from tests.conftest import kinds
from tests.docx_files import PACKAGE, docx, package, para, part, relations, run


def read(data: bytes, **options) -> Document:
    return read_bytes(data, "x.docx", "docx", **options)


def texts(*blocks: str, **options) -> list[tuple[str, str]]:
    return kinds(read(docx(*blocks, **options)))


def made_by_python_docx(build) -> bytes:
    made = python_docx.Document()
    build(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


# --- blocks ------------------------------------------------------------------------------------------


def test_blocks_of_an_ordinary_document():
    def build(made):
        made.add_heading("Ear wax", 1)
        made.add_paragraph("Wax is normal. Leave it alone.")
        made.add_heading("What helps", 2)
        made.add_paragraph("Use oil", style="List Bullet")
        made.add_paragraph("Wait", style="List Number")
        made.add_paragraph("It hurt.", style="Intense Quote")
        made.add_paragraph("An ear", style="Caption")
        table = made.add_table(2, 2)
        for cell, text in zip(
            (c for row in table.rows for c in row.cells), ["Sign", "pain", "", "fever"], strict=True
        ):
            cell.text = text
        made.add_paragraph("See a nurse.")

    document = read(made_by_python_docx(build))
    assert kinds(document) == [
        ("title", "Ear wax"),
        ("paragraph", "Wax is normal. Leave it alone."),
        ("heading", "What helps"),
        ("item", "Use oil"),
        ("item", "Wait"),
        ("quote", "It hurt."),
        ("caption", "An ear"),
        ("table", "Sign"),
        ("table", "pain"),
        ("table", "fever"),
        ("paragraph", "See a nurse."),
    ]
    assert [b.level for b in document.blocks if b.kind in ("title", "heading")] == [1, 2]


def test_the_source_is_the_text_a_line_a_paragraph():
    document = read(docx(para("One."), para(), para("Two."), para("Three.")))
    assert document.source.text == "One.\n\nTwo.\nThree."
    assert (document.source.media, len(document.source.sha256)) == ("docx", 64)
    assert document.line_column(document.to_source(document.text.index("Two"), len(document.text))[0]) == (
        3,
        1,
    )


def test_the_title_style_comes_before_heading_1():
    found = texts(
        para("Ear wax", style="Title"), para("Causes", style="Heading1"), para("Wax grows.", style="Normal")
    )
    assert found == [("title", "Ear wax"), ("heading", "Causes"), ("paragraph", "Wax grows.")]


STYLES = part(
    "styles",
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Haus"><w:name w:val="House"/><w:basedOn w:val="berschrift3"/></w:style>'
    '<w:style w:styleId="berschrift3"><w:name w:val="heading 3"/></w:style>'
    '<w:style w:styleId="Gliederung"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="Punkt"><w:name w:val="Bullet"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Kreis"><w:name w:val="A"/><w:basedOn w:val="Kreis2"/></w:style>'
    '<w:style w:styleId="Kreis2"><w:name w:val="B"/><w:basedOn w:val="Kreis"/></w:style>'
    '<w:style w:styleId="Versteckt"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>',
)
STYLED = {"extra": {"word/styles.xml": STYLES}, "links": (("s", "styles", "styles.xml"),)}


@pytest.mark.parametrize(
    ("style", "properties", "kind", "level"),
    [
        ("Titel", "", "title", 1),
        ("Haus", "", "heading", 3),
        ("Gliederung", "", "heading", 2),
        ("Punkt", "", "item", 0),
        ("Punkt", '<w:numPr><w:numId w:val="0"/></w:numPr>', "paragraph", 0),
        ("", '<w:numPr><w:numId w:val="7"/></w:numPr>', "item", 0),
        ("", '<w:outlineLvl w:val="0"/>', "heading", 1),
        ("", '<w:outlineLvl w:val="9"/>', "paragraph", 0),
        ("Kreis", "", "paragraph", 0),
        ("HTMLPreformatted", "", "code", 0),
        ("TOC2", "", "boilerplate", 0),
        ("Nowhere", "", "paragraph", 0),
    ],
)
def test_styles_in_any_language(style, properties, kind, level):
    data = docx(
        para("Ear wax", style="berschrift1"),
        para("A line of the text.", style=style, properties=properties),
        **STYLED,
    )
    block = read(data).blocks[-1]
    assert (block.kind, block.level) == (kind, level)


def test_hand_made_titles_and_headings():
    bold = "<w:b/>"
    found = texts(
        para("How to treat ear wax"),
        para("Wax is normal."),
        para(run("What ", bold), run("helps?", bold)),
        para(run("Oil", bold), " helps."),
        para(run("Leave it alone.", bold)),
    )
    assert [kind for kind, _ in found] == ["title", "paragraph", "heading", "paragraph", "paragraph"]


def test_lists_made_by_hand():
    document = read(
        docx(para("Signs of wax:"), para("• full ", field(' HYPERLINK "#a" ', "ear")), para("-\tpain"))
    )
    assert kinds(document)[1:] == [("item", "full ear"), ("item", "pain")]
    (link,) = document.links
    assert document.text[link.start : link.end] == "ear"


def test_tables_within_tables_and_lists_within_cells():
    inner = f"<w:tbl><w:tr><w:tc>{para('inner')}</w:tc></w:tr></w:tbl>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('gone')}</w:tc></w:tr>"
    cells = f"<w:tc>{para('a')}{inner}{para()}</w:tc><w:tc>{para('b', style='ListBullet')}</w:tc>"
    found = texts(para("Intro of the page."), f"<w:tbl><w:tr>{cells}</w:tr>{gone}</w:tbl>")
    assert found[1:] == [("table", "a"), ("table", "inner"), ("item", "b")]


# --- what stands in a paragraph ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/></w:r>", "co\u2011op"),
        ("<w:r><w:t> kept </w:t></w:r>" + run(" apart "), "kept apart"),
        ("<w:r><w:t>two\nlines</w:t></w:r>", "two lines"),
        ("<w:ins>" + run("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        ("<w:moveFrom>" + run("here") + "</w:moveFrom><w:moveTo>" + run("there") + "</w:moveTo>", "there"),
        (run("seen") + run("hidden", "<w:vanish/>") + run(" too", '<w:vanish w:val="0"/>'), "seen too"),
        ("<w:sdt><w:sdtContent>" + run("control") + "</w:sdtContent></w:sdt>", "control"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + run("Click here")
            + "</w:sdtContent></w:sdt>"
            + run("a"),
            "a",
        ),
        ("<w:smartTag>" + run("smart") + "</w:smartTag>", "smart"),
        ('<w:r><w:sym w:font="Arial" w:char="00B1"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "±"),
        ("<m:oMath><m:r><m:t>E=1</m:t></m:r></m:oMath>", "E=1"),
        (run("a") + '<w:r><w:commentReference w:id="0"/></w:r>', "a"),
        (run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "a[1]"),
    ],
)
def test_inline_content(content, shown):
    document = read(docx(para(content), para("End.")))
    assert document.block_text(document.blocks[0]) == shown


def test_two_line_breaks_and_a_page_break_end_a_block():
    content = '<w:r><w:t>One.</w:t><w:br/><w:br/><w:t>Two.</w:t><w:br w:type="page"/><w:t>Three.</w:t></w:r>'
    document = read(docx(para(content)))
    assert [text for _, text in kinds(document)] == ["One.", "Two.", "Three."]
    assert document.source.text.count("\n") == 0


def test_text_hidden_by_its_style():
    data = docx(
        para("Seen."),
        para("Hidden.", style="Versteckt"),
        para(run("x", '<w:rStyle w:val="Versteckt"/>')),
        **STYLED,
    )
    assert [text for _, text in kinds(read(data))] == ["Seen."]


def field(instruction: str, shown: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    text = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return char("begin") + text + char("separate") + run(shown) + char("end")


@pytest.mark.parametrize(
    ("content", "href"),
    [
        ('<w:hyperlink r:id="h1">' + run("NHS") + "</w:hyperlink>", "https://nhs.uk/ear"),
        (
            '<w:hyperlink r:id="h1" w:anchor="wax">' + run("NHS") + "</w:hyperlink>",
            "https://nhs.uk/ear#wax",
        ),
        ('<w:hyperlink w:anchor="top">' + run("NHS") + "</w:hyperlink>", "#top"),
        (field(' HYPERLINK "https://a.example/b" \\o "tip" ', "NHS"), "https://a.example/b"),
        (field(' HYPERLINK \\l "part" ', "NHS"), "#part"),
        (
            '<w:fldSimple w:instr="HYPERLINK https://c.example">' + run("NHS") + "</w:fldSimple>",
            "https://c.example",
        ),
    ],
)
def test_links(content, href):
    data = docx(para("See the ", content, " page."), links=(("h1", "hyperlink", "https://nhs.uk/ear"),))
    document = read(data)
    (link,) = document.links
    assert (document.text[link.start : link.end], link.href) == ("NHS", href)
    assert document.text == "See the NHS page."


def test_a_broken_field_does_not_swallow_the_document():
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert [t for _, t in texts(para("One.", broken, run(" lost")), para("Two."))] == ["One.", "Two."]


def test_a_table_of_contents_is_boilerplate():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = texts(para(begin, "Causes 2"), para("Cures 3", end), para("Wax is normal."))
    assert [kind for kind, _ in found] == ["boilerplate", "boilerplate", "paragraph"]


BOX = "<w:txbxContent>" + para("In the box.") + "</w:txbxContent>"


def test_a_text_box_is_read_once_after_its_paragraph():
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = texts(para("Before. ", both, "After."), para("End."))
    assert [t for _, t in found] == ["Before. After.", "In the box.", "End."]
    assert [t for _, t in texts(para(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"))] == [
        "In the box."
    ]


def test_alternative_texts_are_captions():
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{}"/></wp:inline></w:drawing></w:r>'
    found = texts(
        para("An ear.", picture.format("An ear &amp; a hand\n\nDescription automatically generated"))
    )
    assert found == [("paragraph", "An ear."), ("caption", "An ear & a hand")]
    assert texts(para("An ear.", picture.format(" "))) == [("paragraph", "An ear.")]


def test_notes_headers_and_footers_follow_the_body():
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{para("line")}</w:footnote>'
        f'<w:footnote w:id="2">{para("J Example Med, 2020.")}</w:footnote>',
    )
    ends = part("endnotes", f'<w:endnote w:id="2">{para("An end note.")}</w:endnote>')
    footer = para("No substitute for medical advice.")
    found = texts(
        para("Wax is normal.", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        para("See a nurse."),
        extra={
            "word/footnotes.xml": notes,
            "word/endnotes.xml": ends,
            "word/footer1.xml": part("ftr", footer),
            "word/footer2.xml": part("ftr", footer),
            "word/header1.xml": part("hdr", para("Draft", style="Heading1")),
            "word/comments.xml": part("comments", para("A comment.")),
        },
        links=(
            ("f", "footnotes", "footnotes.xml"),
            ("e", "endnotes", "/word/endnotes.xml"),
            ("b1", "footer", "footer1.xml"),
            ("b2", "footer", "footer2.xml"),
            ("h1", "header", "header1.xml"),
            ("c", "comments", "comments.xml"),
        ),
    )
    assert found == [
        ("paragraph", "Wax is normal.[1]"),
        ("paragraph", "See a nurse."),
        ("paragraph", "J Example Med, 2020."),
        ("paragraph", "An end note."),
        ("boilerplate", "Draft"),
        ("boilerplate", "No substitute for medical advice."),
    ]


def test_strict_word_files_are_read():
    data = docx(para("Wax is normal.", style="Normal"))
    strict: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            text = text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            strict[name] = text.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
    assert [t for _, t in kinds(read(package(strict)))] == ["Wax is normal."]


# --- properties ----------------------------------------------------------------------------------------


def with_properties(*blocks: str, **properties: str) -> Document:
    rows = "".join(f"<{k.replace('_', ':')}>{v}</{k.replace('_', ':')}>" for k, v in properties.items())
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/">{rows}</cp:coreProperties>'
    )
    kind = f"{PACKAGE}/relationships/metadata/core-properties"
    rels = relations(("a", "officeDocument", "word/document.xml")).replace(
        "</Relationships>", f'<Relationship Id="b" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
    )
    return read(docx(*blocks, extra={"_rels/.rels": rels, "docProps/core.xml": core}))


def test_core_properties():
    document = with_properties(
        para("Ear wax", style="Heading1"),
        para("Wax is normal."),
        dc_title="Ear wax",
        dc_creator="Lena Ode",
        dc_language="en-GB",
        cp_keywords="ear, wax",
        dcterms_created="2024-06-04T10:00:00Z",
    )
    assert [kind for kind, _ in kinds(document)] == ["title", "paragraph"]
    assert document.meta == {
        "title": "Ear wax",
        "author": "Lena Ode",
        "language": "en-GB",
        "keywords": "ear, wax",
        "created": "2024-06-04T10:00:00Z",
    }


@pytest.mark.parametrize(
    ("title", "shown"), [("Ear wax", "Ear wax"), ("Word Document", None), ("draft-3.docx", None), ("", None)]
)
def test_a_title_in_the_properties_counts_where_the_page_shows_none(title, shown):
    document = with_properties(para("Wax is normal. Leave it."), para("It falls out."), dc_title=title)
    block = document.title
    assert (document.block_text(block) if block else None) == shown
    if block:
        start, end = document.to_source(block.start, block.end)
        assert (document.source.text[start:end], block.level) == ("Ear wax", 0)


# --- what is refused -------------------------------------------------------------------------------------


def refusal(data: bytes, **options) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(data, **options)
    assert caught.value.where == "x.docx" and caught.value.hint and caught.value.message
    return caught.value


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
GOOD = docx(para("Wax is normal."))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-docx"),
        (b"Wax is normal.", "not-docx"),
        (b"{\\rtf1 Wax}", "not-docx"),
        (b"%PDF-1.7", "not-docx"),
        (b"PK\x03\x04 and nothing", "corrupt"),
        (GOOD[:-40], "corrupt"),
        (OLE, "old-word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (package({"a.txt": "hello"}), "not-word"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "not-docx"),
        (package({"word/document.xml": "<a/>"}), "not-word"),
        (package({"word/document.xml": "<a>"}), "corrupt"),
        (package({"word/document.xml": ""}), "corrupt"),
        (package({"word/document.xml": part("document", "")}), "corrupt"),
        (docx(para("x"), extra={"word/vbaProject.bin": b"x"}), "macros"),
        (
            docx(
                para("x"),
                extra={
                    "[Content_Types].xml": '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
                },
            ),
            "macros",
        ),
        (docx("<w:sdt>" * 10), "corrupt"),
        (docx("<a/>" * 10, extra={"_rels/.rels": "<a/>"}), "corrupt"),
        (docx("<w:ins>" * 300), "too-deep"),
        (docx("<w:ins>" * MAX_DEPTH + para("x") + "</w:ins>" * MAX_DEPTH), "too-deep"),
    ],
)
def test_refusals(data, code):
    assert refusal(data).code == code


def test_encrypted_members_are_refused():
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        directory = archive.start_dir
    data[directory + 8] |= 1
    assert refusal(bytes(data)).code == "encrypted"


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    + part("document", f"<w:body>{para('&b;')}</w:body>").partition("?>")[2]
)


def test_relationships_that_lead_nowhere_are_read_past():
    """Some programs leave them behind; Word opens such files."""
    data = docx(
        para("Wax is normal."),
        links=(("i", "image", "../NULL"), ("f", "footer", "gone.xml"), ("s", "styles", "")),
    )
    assert [text for _, text in kinds(read(data))] == ["Wax is normal."]


def test_comments_in_the_xml_say_nothing():
    content = "<!-- a --><w:r><!-- b --><w:t>Wax is <!-- c -->normal.</w:t></w:r>"
    assert texts("<!-- d -->", para(content)) == [("paragraph", "Wax is normal.")]


def test_a_table_of_contents_made_by_word_is_boilerplate():
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    )
    found = texts(
        control + "<w:sdtContent>" + para("Causes 2") + "</w:sdtContent></w:sdt>", para("Wax is normal.")
    )
    assert found == [("boilerplate", "Causes 2"), ("paragraph", "Wax is normal.")]


@pytest.mark.parametrize(
    "xml",
    [
        LAUGHS,
        '<?xml version="1.0" encoding="UTF-7"?>' + LAUGHS,
        '<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS,
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    ],
)
def test_document_types_are_refused_before_any_entity_is_read(xml):
    encoding = next((name for name in ("utf-16", "utf-7") if name.upper() in xml), "utf-8")
    encoded = xml.encode(encoding)
    assert refusal(package({"word/document.xml": encoded})).code == "unsafe-xml"


def test_an_archive_that_unpacks_too_large_is_refused():
    bomb = docx(para("x"), extra={"word/media/a.bmp": b"\0" * 30_000_000})
    assert refusal(bomb).code == "unpacks-too-large"
    assert refusal(docx(para("word " * 10_000)), max_bytes=2_000).code == "unpacks-too-large"
    many = package({f"a{n}.txt": "" for n in range(5_001)})
    assert refusal(many, max_bytes=10_000_000).code == "unpacks-too-large"


def test_a_header_that_lies_about_its_size_unpacks_nothing_more():
    text = part("document", f"<w:body>{para('word ' * 200_000)}</w:body>").encode()
    data = package({"word/document.xml": text}).replace(
        len(text).to_bytes(4, "little"), (100).to_bytes(4, "little")
    )
    assert refusal(data).code == "corrupt"


def test_a_header_that_lies_costs_no_memory():
    """Half a gigabyte that is declared as a hundred bytes, and shrunk to half a megabyte."""
    shrink = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(shrink.compress(b" " * 10_000_000) for _ in range(50)) + shrink.flush()
    data = bytearray(package({"word/document.xml": packed}, zipfile.ZIP_STORED))
    directory = data.find(b"PK\x01\x02")
    for method, size in ((8, 22), (directory + 10, directory + 24)):
        data[method : method + 2] = zipfile.ZIP_DEFLATED.to_bytes(2, "little")
        data[size : size + 4] = (100).to_bytes(4, "little")
    tracemalloc.start()
    assert refusal(bytes(data)).code == "corrupt"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_members_with_odd_paths_lead_nowhere():
    data = docx(
        para("Wax is normal."),
        extra={"../../evil.xml": "x", "/other.xml": "x", "word\\styles.xml": "x"},
        links=(("s", "styles", "../../../../etc/passwd"), ("f", "footer", "../../../evil.xml")),
    )
    assert [text for _, text in kinds(read(data))] == ["Wax is normal."]


def test_other_formats_say_how_to_save_them():
    for suffix in (".doc", ".docm", ".odt", ".rtf", ".pdf"):
        with pytest.raises(ReadError, match=r"save it as \.docx") as caught:
            media_of(f"a{suffix}")
        assert caught.value.code == "unknown-format"


def test_a_word_file_is_no_text():
    with pytest.raises(UsageError):
        check_text("PK", media="docx")


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_damaged_files_are_read_or_refused(seed):
    """Bytes are changed at random; nothing but a ReadError may come of it."""
    chance = random.Random(seed)
    data = bytearray(DAMAGED)
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        read(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))
    except ReadError as error:
        assert error.hint


def _stored() -> bytes:
    """Without compression, so that changes reach the XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(buffer, "w") as stored:
        for name in good.namelist():
            stored.writestr(name, good.read(name))
    return buffer.getvalue()


DAMAGED = _stored()


# --- the law and the command line --------------------------------------------------------------------------

WORD = st.sampled_from(
    [
        "Ginger",
        "cures",
        "gout",
        "in 7 seconds",
        "🙂",
        "e\u0301clair",
        ".",
        "<b>",
        "&amp;",
        " ",
        "\u200b",
        "a\nb",
    ]
)
CONTENT = st.one_of(
    WORD.map(run),
    WORD.map(lambda text: run(text, "<w:vanish/>")),
    WORD.map(lambda text: f'<w:hyperlink w:anchor="a">{run(text)}</w:hyperlink>'),
    st.sampled_from(["<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", '<w:r><w:br w:type="page"/></w:r>']),
    WORD.map(lambda text: field(' HYPERLINK "https://a.example" ', text)),
)
PARAGRAPH = st.builds(
    lambda content, style: para(*content, style=style),
    st.lists(CONTENT, max_size=8),
    st.sampled_from(["", "Title", "Heading1", "Heading2", "ListBullet", "Quote"]),
)
TABLE = st.lists(PARAGRAPH, min_size=1, max_size=3).map(
    lambda cells: "<w:tbl><w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"
)
BODY = st.lists(st.one_of(PARAGRAPH, PARAGRAPH, TABLE), max_size=8)


@settings(max_examples=150, deadline=None)
@given(body=BODY)
def test_every_block_stands_at_its_source_place(body):
    document = read(docx(*body))
    for block in document.blocks:
        start, end = document.to_source(block.start, block.end)
        shown = document.source.text[start:end]
        pieces, _ = tidied([(shown, 0, len(shown))], [])
        assert "".join(text for text, _, _ in pieces).strip() == document.block_text(block) != ""
        assert "\n" not in document.block_text(block)
    for link in document.links:
        assert document.text[link.start : link.end].strip()


def test_findings_quote_their_source(linter):
    document = read(
        docx(
            para("A balm", style="Title"),
            para("Rub it in.\t", run("It is 100% "), run("safe", "<w:b/>"), "."),
        )
    )
    (finding,) = [f for f in check_document(linter, document).findings if f.rule == "claims/absolute-safety"]
    assert document.source.text[finding.start : finding.end] == finding.excerpt == "100% safe"
    assert (finding.line, finding.column) == (2, 18)


def test_word_on_the_command_line(tmp_path):
    (tmp_path / "a.docx").write_bytes(docx(para("A balm", style="Title"), para("It is 100% safe.")))
    (tmp_path / "~$a.docx").write_bytes(b"owner")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--select", "claims"])
    assert result.exit_code == 1 and "a.docx:2:7" in result.stdout and "1 file checked" in result.stdout


def test_word_on_standard_input():
    data = docx(para("A balm", style="Title"), para("It is 100% safe."))
    arguments = ["check", "-", "--select", "claims", "--stdin-filename"]
    assert "x.docx:2:7" in CliRunner().invoke(main, [*arguments, "x.docx"], input=data).stdout
    unnamed = CliRunner().invoke(main, ["check", "-"], input=data)
    assert unnamed.exit_code == 2 and "--stdin-filename x.docx" in unnamed.stdout
    refused = CliRunner().invoke(main, [*arguments, "x.docx"], input=b"no zip")
    assert refused.exit_code == 2 and "ZIP archive" in refused.stdout
