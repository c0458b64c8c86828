"""The page: what stands where in it, whatever the article says. What a browser makes of it: ``test_html_browser.py``."""

from __future__ import annotations

import doctest
import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.finding import SEVERITIES
from claimlint.reports import FORMATS, json_report
from claimlint.reports.html import CSS, JS, PALETTE, Assets, article_page, render, report_page
from claimlint.reports.html.pieces import Cutter, Mark
from claimlint.reports.html.safe import address
from claimlint.rule import FAMILIES
from tests.conftest import ROOT
from tests.html_pages import RULES, TOOL, article
from tests.small_report import one_of_everything


def made(file, **changes):
    return lxml.html.fromstring(article_page(file, RULES, tool=TOOL, **changes))


def words(element) -> str:
    return " ".join(element.text_content().split())


# --- Text cut into pieces ---------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=6), st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=3))  # fmt: skip
def test_pieces_are_the_text_and_every_finding_is_marked_where_it_stands(ranges, linked):
    text = "abcdefgh\n\nijklmn\n\nopqrst"
    blocks = [{"start": 0, "end": 8}, {"start": 10, "end": 16}, {"start": 18, "end": 24}]
    marks = [Mark({"number": n}, low, high + 1) for n, (low, high) in enumerate(ranges) if low <= high]
    links = sorted((low, high + 1) for low, high in linked if low <= high)
    cutter = Cutter(text, blocks, marks)
    begun, ended = [], []
    for at, block in enumerate(blocks):
        inside = [{"start": low, "end": high, "href": "x"} for low, high in links if block["start"] <= low < block["end"]]  # fmt: skip
        pieces = [piece for run in cutter.runs(at, block, inside) for piece in run.pieces]
        assert "".join(piece.text for piece in pieces) == text[block["start"] : block["end"]]
        place = block["start"]
        for piece in pieces:
            assert piece.text
            for character in range(place, place + len(piece.text)):
                here = {m.finding["number"] for m in marks if m.start <= character < m.end}
                assert here == {one["number"] for one in piece.findings}
            place += len(piece.text)
            begun += [one["number"] for one in piece.begun]
            ended += [one["number"] for one in piece.ended]
    assert sorted(begun) == sorted(ended) == [m.finding["number"] for m in marks if cutter.placed(m)]


def test_overlapping_and_nested_findings_are_all_linked_both_ways():
    file = article([("paragraph", 0, "one two three four five")], [(0, 13, {}), (4, 18, {"severity": "warning"}), (8, 13, {"severity": "info"})])  # fmt: skip
    page = made(file)
    marks = page.xpath("//mark")
    assert [(m.text, len(m.get("data-f").split()), m.get("data-s")) for m in marks] == [
        ("one ", 1, "error"), ("two ", 2, "error"), ("three", 3, "error"), (" four", 1, "warning"),
    ]  # fmt: skip
    ids = set(page.xpath("//@id"))
    assert len(ids) == len(page.xpath("//@id"))
    for target in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids
    assert len(page.xpath("//a[contains(@class, 'ref')]")) == len(page.xpath("//a[@class='place']")) == 3


def test_what_matters_most_is_marked_more_strongly():
    marks = [{"start": 0, "end": 3, "line": 1, "column": 1, "text_start": 4, "text_end": 7}]
    page = made(article([("paragraph", 0, "one two three")], [(0, 13, {"highlights": marks})]))
    assert [(m.text, m.get("class")) for m in page.xpath("//mark")] == [("one ", "m"), ("two", "m hl"), (" three", "m")]  # fmt: skip


# --- Blocks -----------------------------------------------------------------------------------------


def test_the_article_reads_as_it_does():
    blocks = [
        ("title", 0, "In the header"), ("title", 1, "The title"), ("boilerplate", 0, "Home"), ("paragraph", 0, "Text."), ("heading", 4, "Deep"), ("item", 0, "a"),
        ("item", 0, "b"), ("quote", 0, "Said."), ("table", 0, "cell"), ("caption", 0, "A picture"), ("code", 0, "x  =\n 1"), ("heading", 2, "Flat"),
    ]  # fmt: skip
    (text,) = made(article(blocks)).xpath("//article")
    assert text.get("lang") == "en"
    assert [e.tag for e in text.xpath(".//h3|.//h4|.//h5|.//h6")] == ["h3", "h4", "h4"]
    assert [len(e) for e in text.xpath(".//ul")] == [2]
    assert text.xpath(".//blockquote/p/text()") == ["Said."] and text.xpath(".//pre/code/text()") == [
        "x  =\n 1"
    ]
    assert text.xpath(".//details[@class='boilerplate' and @open]/p/text()") == ["Home"]
    assert "Title in the metadata" in words(text.xpath(".//p[@class='metadata']")[0])
    assert all(e.get("dir") == "auto" for e in text.xpath(".//p[@id and not(@class='metadata')]"))


def test_only_harmless_links_can_be_followed():
    hrefs = ["https://a.example/", "mailto:a@b.example", "javascript:alert(1)", "data:text/html,x", "/other", " HTTPS://B.example"]  # fmt: skip
    text = "a b c d e f"
    (block,) = made(
        article([("paragraph", 0, text)], links=[(2 * n, 2 * n + 1, href) for n, href in enumerate(hrefs)])
    ).xpath("//article")
    assert [a.get("href") for a in block.xpath(".//a")] == [hrefs[0], hrefs[1], "HTTPS://B.example"]
    assert {a.get("rel") for a in block.xpath(".//a")} == {"noopener noreferrer nofollow"}
    assert [s.get("title") for s in block.xpath(".//span[@class='link']")] == hrefs[2:5]


@pytest.mark.parametrize("href", ["java\nscript:x", "https://a\u0000b", "vbscript:x", "//a.example", "https:", "\u0001https://a", "https://a b"])  # fmt: skip
def test_addresses_that_are_not_followed(href):
    assert address(href) is None


# --- The list ---------------------------------------------------------------------------------------


def test_the_list_is_in_order_of_the_text_with_the_whole_article_on_top():
    file = article([("title", 1, "A title"), ("paragraph", 0, "one two three")], [
        (17, 22, {"message": "third"}), (0, 7, {"scope": "document", "message": "whole"}), (9, 12, {"message": "first"}),
        (13, 16, {"message": "hidden", "suppressed": "inline", "data": {"suppressed_by": {"by": "claims", "where": "line 9", "reason": "A quotation."}}}),
        (14, 16, {"message": "second", "text_start": None, "text_end": None}),
    ])  # fmt: skip
    page = made(file)
    shown_ = page.xpath("//li[contains(@class, 'finding')]")
    assert [words(li.xpath(".//p[@class='message']")[0]) for li in shown_] == ["whole", "first", "second", "third", "hidden"]  # fmt: skip
    assert [li.get("value") for li in shown_] == ["1", "2", "3", "4", "5"]
    assert "line 3, in no text" in words(shown_[2]) and "whole article" in words(shown_[0])
    assert "suppressed by “claims” in line 9: A quotation." in words(shown_[4])
    assert shown_[4].xpath("ancestor::details[@class='suppressed']") and not page.xpath("//details[@class='suppressed']/@open")  # fmt: skip
    assert "Mend it." in words(shown_[1]) and "It matters." in words(shown_[1])
    assert shown_[1].xpath(".//details//a/@href") == ["https://example.org/a"]


def test_a_finding_keeps_its_address_and_a_second_one_gets_another():
    file = article([("paragraph", 0, "one two")], [(0, 3, {"fingerprint": "ab12"}), (4, 7, {"fingerprint": "ab12"}), (4, 7, {"fingerprint": '" x'})])  # fmt: skip
    assert made(file).xpath("//li[contains(@class, 'finding')]/@id") == ["f-ab12", "f-ab12-2-1", "f-3"]


def test_tables_have_rows_and_numbered_lists_numbers():
    def cell(row, column, header=False, columns=1):
        return {"table": 1, "row": row, "column": column, "header": header, "columns": columns}

    kinds = [
        ("table", c) for c in (cell(1, 1, True, 2), cell(2, 1, True), cell(2, 2), cell(2, 2), cell(3, 2))
    ]
    kinds += [("item", 3), ("item", 3), ("item", None), ("item", 4), ("table", None)]
    file = article([(kind, 0, f"w{at}") for at, (kind, _) in enumerate(kinds)], [(0, 2, {})])
    for block, (kind, own) in zip(file["blocks"], kinds, strict=True):
        if own is not None:
            block["cell" if kind == "table" else "ordinal"] = own
    page = made(file)
    (table,) = page.xpath("//article//table")
    shown = [
        [(c.tag, c.get("colspan"), c.get("scope"), words(c)) for c in row] for row in table.xpath(".//tr")
    ]
    assert shown == [
        [("th", "2", "col", "w0●1")],
        [("th", None, "row", "w1"), ("td", None, None, "w2w3")],
        [("td", None, None, ""), ("td", None, None, "w4")],
    ]
    assert [(i.getparent().tag, i.get("value"), i.get("class"), words(i)) for i in page.xpath("//article//li")] == [
        ("ol", "3", None, "w5"), ("ol", "3", "further", "w6"), ("ul", None, None, "w7"), ("ol", "4", None, "w8"),
    ]  # fmt: skip
    assert "cell by cell" in words(page)


def test_a_long_table_is_several_of_whole_rows():
    file = article([("table", 0, f"w{at}") for at in range(300)])
    for at, block in enumerate(file["blocks"]):
        block["cell"] = {"table": 1, "row": at // 7 + 1, "column": at % 7 + 1, "header": False, "columns": 1}
    tables = made(file).xpath("//article//table")
    assert len(tables) == 8 and {len(row) for table in tables for row in table.xpath(".//tr")} == {7, 6}


# --- What else there may be -------------------------------------------------------------------------


def test_where_all_is_suppressed_the_page_says_so():
    covered = {"suppressed": "inline", "data": {"suppressed_by": {"where": "line 2", "reason": "Agreed"}}}
    page = made(article([("paragraph", 0, "one two")], [(0, 3, covered)]))
    assert "1 suppressed, not counted" in words(page.xpath("//section[@class='box']")[0])
    assert "Nothing that counts was found." in words(page)
    assert "suppressed" not in words(made(article([("paragraph", 0, "one")])).xpath("//main | //body")[0])


def test_a_report_without_text_says_so_and_shows_the_words():
    whole = json_report.as_dict(one_of_everything())
    page = made(whole["files"][1])
    assert "made without --with-text" in words(page)
    # No empty panel beside the list, and nothing leads to one.
    assert not page.xpath("//article") and page.xpath("//div[@class='columns alone']")
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(page.xpath("//@id"))
    assert "made from a history" in words(made({**whole["files"][1], "article": 7}))
    assert "100% safe" in [words(e) for e in page.xpath("//blockquote[@class='excerpt']")]


def test_an_unread_file_gets_a_box_and_several_files_a_list():
    page = lxml.html.fromstring(render(one_of_everything()))
    assert len(page.xpath("//nav//li")) == 3 and "not read" in words(page.xpath("//nav//li")[2])
    assert "There is no such file." in words(page.xpath("//div[@class='error-box']")[0])
    assert "Rule claims/other was skipped: the pipeline x has no parser." in words(page.xpath("//footer")[0])


def test_the_page_says_what_it_goes_by():
    file = article([("paragraph", 0, "one")], readability={
        "flesch_kincaid_grade": 9.1, "consensus_grade": 9.5, "reliable": True, "target": {"audience": "public", "grade": 8, "met": False}, "sections": [], "hardest": [],
    }, garble={"verdict": "suspect", "score": 0.25, "flagged": 2, "scored": 9})  # fmt: skip
    said = words(made(file))
    for part in ("Grade 9.5", "Target missed: at most grade 8 for public readers.", "Some of the text may be broken.", "2 of 9 sentences reported as broken", "ab" * 32, "A. Writer", "cough (symptom)", "refutes claims", "claimlint 1.2.3"):  # fmt: skip
        assert part in said


def test_the_strip_and_its_tables_say_the_same():
    part = {
        "consensus_grade": 9.0,
        "reliable": False,
        "heading": "A heading",
        "words": 4,
        "text_start": 0,
        "text_end": 20,
    }
    reading = {"consensus_grade": 9.0, "reliable": True, "target": {"audience": "public", "grade": 8, "met": False}, "sections": [part], "hardest": [{"text_start": 0, "text_end": 9, "grade": 14.2, "words": 22}]}  # fmt: skip
    sentences = [{"garble": 0.9, "text_start": 0, "text_end": 9}, {"garble": 0.1, "text_start": 10, "text_end": 20}, {"garble": None, "text_start": 0, "text_end": 1}]  # fmt: skip
    page = made(article([("paragraph", 0, "abcdefgh. ijklmnopq.")], [(0, 3, {})], readability=reading, sentences=sentences))  # fmt: skip
    assert "M0.0 100h450.0v-90.0h-450.0z" in page.xpath("//figure//path[@class='broken']/@d")[0]
    tables = [[words(cell) for cell in table.xpath(".//tbody//*[self::th or self::td]")] for table in page.xpath("//figure//table")]  # fmt: skip
    assert tables == [["A heading", "4", "9.0 (too short to rely on)", "1 of 2"], ["abcdefgh.", "22", "14.2"], ["abcdefgh.", "90 %"]]  # fmt: skip


def test_the_page_is_one_file_or_shares_its_style_and_script():
    alone = article_page(article([("paragraph", 0, "one")]), RULES, tool=TOOL)
    assert CSS in alone and JS in alone and "&#39;sha256-" in alone
    assert not re.search(r"</|<!--", CSS + JS)
    shared = article_page(article([("paragraph", 0, "one")]), RULES, tool=TOOL, assets=Assets("../"), home=("All articles", "../index.html"))  # fmt: skip
    assert CSS not in shared and '<script src="../report.js">' in shared
    assert '<a href="../index.html">All articles</a>' in shared


def test_same_bytes_for_the_same_report():
    assert render(one_of_everything()) == render(one_of_everything())
    assert FORMATS["html"] is render


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_can_be_read_on_both_grounds():
    """WCAG AA: 4.5 to 1 for text."""
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", PALETTE)
    schemes = [{name: pair[at] for name, *pair in found} for at in (0, 1)]
    assert {f"family-{family}" for family in FAMILIES} | set(SEVERITIES) <= set(schemes[0])
    for scheme in schemes:
        for name, colour in scheme.items():
            if name not in ("page", "card", "line"):
                assert min(contrast(colour, scheme["page"]), contrast(colour, scheme["card"])) >= 4.5, name


def test_many_files_are_one_page():
    whole = json_report.as_dict(one_of_everything())
    assert report_page(whole) == render(one_of_everything())


# --- The guide --------------------------------------------------------------------------------------

GUIDE = (ROOT / "docs" / "html-report.md").read_text(encoding="utf-8")


def test_the_guide_names_the_keys_there_are():
    keys = {key for row in re.findall(r"(?m)^\| (`.+?) \|", GUIDE) for key in re.findall(r"`(\w+)`", row)}
    assert keys == set(re.findall(r'event\.key === "(\w+)"', JS))
    footer = report_page(json_report.as_dict(one_of_everything())).split("<footer")[1]
    assert keys == set(re.findall(r"<kbd>(\w+)</kbd>", footer))


def test_the_example_of_the_guide_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.json").write_text(json_report.render(one_of_everything()), encoding="utf-8")
    code = "".join(re.findall(r"(?s)```python\n(.*?)```", GUIDE))
    test = doctest.DocTestParser().get_doctest(code, {}, "docs/html-report.md", None, 0)
    assert doctest.DocTestRunner().run(test) == (0, 6)
