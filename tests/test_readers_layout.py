"""Where cells of tables stand and how items are numbered, whatever the format; texts and places stay what they were."""

from __future__ import annotations

from claimlint.document import Document
from claimlint.readers import read_text


def cells(document: Document) -> list[tuple[int, int, int, bool, int, str]]:
    return [
        (b.cell.table, b.cell.row, b.cell.column, b.cell.header, b.cell.columns, document.block_text(b))
        for b in document.blocks
        if b.cell
    ]


def numbers(document: Document) -> list[tuple[int | None, str]]:
    return [(b.ordinal, document.block_text(b)) for b in document.blocks if b.kind == "item"]


def test_tables_of_markdown():
    text = "| a | b |\n|---|---|\n| 1 |   |\n|   | 2 |\n\nBetween.\n\n| c |\n|---|\n| <b>3</b> |\n"
    assert cells(read_text(text, "a.md", "markdown")) == [
        (1, 1, 1, True, 1, "a"), (1, 1, 2, True, 1, "b"), (1, 2, 1, False, 1, "1"), (1, 3, 2, False, 1, "2"),
        (2, 1, 1, True, 1, "c"), (2, 2, 1, False, 1, "3"),
    ]  # fmt: skip


def test_tables_of_html_span_and_nest():
    text = (
        "<table><tr><th colspan=2>a<th>b<tr><td rowspan=2>1<td>2<td>3<tr><td><p>4<p>5"
        "<td>6<table><tr><td>7</table>8</table><table><td>9</table><td>out"
    )
    assert cells(read_text(text, "a.html", "html")) == [
        (1, 1, 1, True, 2, "a"), (1, 1, 3, True, 1, "b"), (1, 2, 1, False, 1, "1"), (1, 2, 2, False, 1, "2"), (1, 2, 3, False, 1, "3"),
        (1, 3, 2, False, 1, "4"), (1, 3, 2, False, 1, "5"), (1, 3, 3, False, 1, "6"), (2, 1, 1, False, 1, "7"), (1, 3, 3, False, 1, "8"),
        (3, 1, 1, False, 1, "9"),
    ]  # fmt: skip


def test_numbers_of_lists():
    markdown = "3. three\n4. four\n\n   and more\n   - dot\n5. five\n\n- dot\n\n0. [ ] nought\n"
    assert numbers(read_text(markdown, "a.md", "markdown")) == [
        (3, "three"), (4, "four"), (4, "and more"), (None, "dot"), (5, "five"), (None, "dot"), (0, "nought"),
    ]  # fmt: skip
    html = "<ol start=-1><li>a<li>b<ul><li>dot</ul><li value=9>c<li>d</ol><ol start=x><li>e</ol><li>f"
    assert numbers(read_text(html, "a.html", "html")) == [
        (-1, "a"), (0, "b"), (None, "dot"), (9, "c"), (10, "d"), (1, "e"), (None, "f"),
    ]  # fmt: skip
    plain = "A list\n\nOf things to do first of all in the morning, every day.\n\n1. Get up early.\n2) Wash well.\n(3) Eat.\n- Walk.\n"
    assert [number for number, _ in numbers(read_text(plain, "a.txt", "text"))] == [1, 2, 3, None]


def test_word_tables_and_a_table_within(tmp_path):
    import docx

    from claimlint.readers import read_file

    word = docx.Document()
    word.add_paragraph("Before the table, a sentence.")
    table = word.add_table(3, 3)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = "" if at == 4 else f"c{at}"
    table.cell(0, 0).merge(table.cell(0, 1))
    word.save(tmp_path / "a.docx")
    found = cells(read_file(tmp_path / "a.docx"))
    assert found[0] == (1, 1, 1, False, 2, "c0")
    assert [(row, column, text) for _, row, column, _, _, text in found[2:]] == [
        (1, 3, "c2"), (2, 1, "c3"), (2, 3, "c5"), (3, 1, "c6"), (3, 2, "c7"), (3, 3, "c8"),
    ]  # fmt: skip


def test_absurd_spans_cost_no_more_than_others():
    text = "<table>" + "<tr><td colspan=999999999 rowspan=99999999>a<td>b" * 2000 + "</table>"
    document = read_text(text, "a.html", "html")
    assert len(cells(document)) == 4000
    assert max(cell[4] for cell in cells(document)) == 1000
