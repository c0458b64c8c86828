"""The rule pages and tables that are made from rule data: fresh, complete, and true to any text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claimlint.cli import main
from claimlint.handbook.markdown import escape, examples, table
from claimlint.handbook.page import MARK
from claimlint.handbook.page import page as page_of
from claimlint.rule import Example
from claimlint.rulebase import load_rules
from tests.conftest import ROOT

LINK = re.compile(r"\]\((?!https?:|#|mailto:|<)([^)#]+)")
NASTY = [
    "*Stars* and _lines_ and `ticks`",
    "<b>not bold</b> & <script>alert(1)</script>",
    "[a](b) ![c](d) | a pipe | $x$ ~~gone~~",
    "1. A number first",
    "- a dash first",
    "# a hash first",
    "a \\ backslash and \\* one more",
    "http://example.org/a_b_c and &amp; entities",
    "= + > at the start",
]


def text_of(markdown: str) -> str:
    """Return the text that readers see, white space squeezed."""
    import html

    rendered = MarkdownIt("commonmark").enable("table").render(markdown)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", rendered)).split())


def test_the_committed_pages_are_fresh(monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["rules", "docs", "--check"])
    assert result.exit_code == 0, result.output + "Run “claimlint rules docs”."


def test_every_rule_has_a_page_and_links_lead_somewhere():
    pages = sorted((ROOT / "docs" / "rules").rglob("*.md"))
    assert len(pages) == len(load_rules()) + 1
    for page in pages:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"


@pytest.mark.parametrize("text", NASTY)
def test_escaped_text_reads_as_it_was(text):
    assert text_of(escape(text)) == text
    assert text in text_of("\n".join(table(("head",), [[escape(text)]])))


@pytest.mark.parametrize("text", [*NASTY, "Two\n\n- blocks * with\n\n<i>tags</i> &amp;\n\n    and *code*"])
@pytest.mark.parametrize("marked", [False, True])
def test_examples_read_as_they_were(text, marked):
    marks = ((2, len(text) - 2),) if marked else ()
    shown = "\n".join(examples([Example(text, True, marks=marks)]))
    assert text_of(shown) == " ".join(text.split())
    assert shown.count("<strong>") == len(marks)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60))
def test_any_text_survives(text):
    words = " ".join(text.split())
    if words:
        assert text_of("x " + escape(words)) == "x " + words


def test_long_lines_of_documents_are_broken_and_marks_stay_on_their_words():
    text = "Title\n\n" + "Many words in one line make it long. " * 10 + "Here [it] is."
    at = text.index("[it]")
    lines = "\n".join(examples([Example(text, True, marks=((at, at + 4),))])).splitlines()
    assert max(len(line.replace("<strong>", "").replace("</strong>", "")) for line in lines) <= 110
    assert any("<strong>[it]</strong>" in line for line in lines)


def test_pages_say_beside_which_rules_and_how_often_a_rule_speaks():
    (rule, *_) = load_rules()
    plain = page_of(replace(rule, beside=(), most=None))
    assert "At most" not in plain and "found an error" not in plain
    limited = page_of(replace(rule, beside=("claims/cure-claim",), most=1))
    assert "- It speaks only in an article where this rule found an error: `claims/cure-claim`.\n" in limited
    assert "- At most one note (info) is shown for an article; warnings and errors all are.\n" in limited


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def test_a_pack_gets_pages_tables_and_loses_those_of_rules_that_are_gone(run, tmp_path):
    for name in ("one", "two"):
        assert run("rules", "new", f"language/{name}", "--dir", "mine").exit_code == 0
    readme = tmp_path / "mine" / "README.md"
    readme.write_text("# Mine\n\n<!-- made: rules -->\n<!-- /made -->\n\nBy hand.\n")
    docs = ("rules", "docs", "--rules-dir", "mine", "--dir", "pages")
    stale = run(*docs, "--check")
    assert stale.exit_code == 1 and "pages/language/one.md: stale" in stale.output
    assert not (tmp_path / "pages").exists()
    assert run(*docs).exit_code == 0
    assert run(*docs, "--check").exit_code == 0
    assert "(../pages/language/two.md)" in readme.read_text() and "By hand." in readme.read_text()
    assert "claims/" not in (tmp_path / "pages" / "README.md").read_text()

    (tmp_path / "pages" / "language" / "own.md").write_text("Not ours.")
    (tmp_path / "mine" / "language" / "two.yml").unlink()
    gone = run(*docs, "--check")
    assert gone.exit_code == 1 and "pages/language/two.md: no such rule" in gone.output
    run(*docs)
    assert sorted(p.name for p in (tmp_path / "pages" / "language").iterdir()) == ["one.md", "own.md"]
    assert (tmp_path / "pages" / "language" / "one.md").read_text().startswith(MARK)


def test_an_unknown_marker_is_an_error_with_the_nearest(run, tmp_path):
    run("rules", "new", "language/one", "--dir", "mine")
    (tmp_path / "mine" / "README.md").write_text("<!-- made: guard -->\n<!-- /made -->\n")
    result = run("rules", "docs", "--rules-dir", "mine", "--dir", "pages")
    assert result.exit_code == 2 and "guards" in result.output
