"""What an editor shows and offers for a finding: hover, edits, words to put in, comments that switch a rule off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lsprotocol import types

from claimlint.finding import Edit
from claimlint.lsp.actions import FIX_ALL, actions, without_versions
from claimlint.lsp.checking import Checked, checked
from claimlint.lsp.diagnostics import diagnostic
from claimlint.lsp.documents import Opened, changed
from claimlint.lsp.hover import escaped, hover_at, hover_text
from claimlint.lsp.places import paragraph_after, paragraph_at_end
from claimlint.lsp.positions import Lines
from claimlint.lsp.settings import ClientSettings

RULE = "claims/absolute-safety"
ONLY = ClientSettings(select=(RULE, "disclaimers/missing-medical-disclaimer"))


def opened(text: str, media: str = "markdown", settings: ClientSettings = ONLY) -> tuple[Opened, Checked]:
    document = Opened("file:///a", Path("a"), "a", media, 3, Lines(text, "utf-16"))
    return document, checked(text, "a", media, None, settings)


def offered(
    document: Opened, found: Checked, only: list[str] | None = None, of: str | None = None
) -> dict[str, types.CodeAction]:
    everything = types.Range(types.Position(0, 0), types.Position(9999, 0))
    mine = [diagnostic(document, found, f) for f in found.findings if f.rule == of] if of else []
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(document.uri), everything, types.CodeActionContext(mine, only=only)
    )
    return {action.title: action for action in actions(document, found, params)}


def after(document: Opened, action: types.CodeAction) -> str:
    """The text when an editor has made an action's edits, the last first."""
    (change,) = action.edit.document_changes
    assert (change.text_document.uri, change.text_document.version) == (document.uri, document.version)
    lines = document.lines
    for edit in reversed(change.edits):
        lines = changed(lines, types.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text))
    return lines.text


# --- comments that switch a rule off ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Balm\n\nIt is 100% safe.\n",
            "# Balm\n\n<!-- claimlint-disable-next-line {} -->\nIt is 100% safe.\n",
        ),
        ("# Balm that is 100% safe\n", "<!-- claimlint-disable-next-line {} -->\n# Balm that is 100% safe\n"),
        # Within a paragraph, list, quotation or table a line of its own would cut it in two.
        ("# Balm\n\nA balm.\nIt is 100% safe.\n", "# Balm\n\nA balm.\nIt is 100% safe. <!-- claimlint-disable-line {} -->\n"),
        ("# Balm\n\n- It is 100% safe.\n", "# Balm\n\n- It is 100% safe. <!-- claimlint-disable-line {} -->\n"),
        ("# Balm\n\n1. It is 100% safe.\n", "# Balm\n\n1. It is 100% safe. <!-- claimlint-disable-line {} -->\n"),
        (
            "# Balm\r\n\r\nIt is 100% safe.\r\n",
            "# Balm\r\n\r\n<!-- claimlint-disable-next-line {} -->\r\nIt is 100% safe.\r\n",
        ),
    ],
)  # fmt: skip
def test_on_this_line(text, expected):
    document, found = opened(text)
    action = offered(document, found)[f"Disable {RULE} on this line"]
    assert after(document, action) == expected.format(RULE)


def test_on_this_line_in_html():
    text = "<!doctype html>\n<title>Balm</title>\n<div>\n  <p>It is\n  100% safe.</p>\n</div>\n"
    document, found = opened(text, "html")
    action = offered(document, found)[f"Disable {RULE} on this line"]
    assert f"It is\n  <!-- claimlint-disable-next-line {RULE} -->\n  100% safe." in after(document, action)


@pytest.mark.parametrize(
    ("media", "head"),
    [
        ("markdown", ""),
        ("markdown", "---\ntitle: Balm\n---\n"),
        ("markdown", "---\r\ntitle: Balm\r\n---\r\n"),
        ("markdown", "\ufeff"),
        ("html", ""),
        ("html", "<!DOCTYPE html>\n"),
    ],
)
def test_in_this_file(media, head):
    body = "<p>It is 100% safe.</p>\n" if media == "html" else "It is 100% safe.\n"
    document, found = opened(head + body, media)
    action = offered(document, found)[f"Disable {RULE} in this file"]
    end = "\r\n" if "\r\n" in head else "\n"
    assert after(document, action) == f"{head}<!-- claimlint-disable-file {RULE} -->{end}{body}"


def test_in_front_matter_no_comment_is_put():
    document, found = opened("---\ntitle: A balm that is 100% safe\n---\nText.\n")
    assert [title for title in offered(document, found) if RULE in title] == [f"Disable {RULE} in this file"]


def test_plain_text_has_no_comments():
    document, found = opened("Balm\n\nIt is 100% safe.\n", "text")
    assert found.findings and not [title for title in offered(document, found) if "Disable" in title]


@pytest.mark.parametrize("media", ["markdown", "html"])
def test_a_comment_changes_no_other_finding(media):
    text = Path(__file__).parent.parent.joinpath(
        "samples/flawed", "calm-remedy-page.md" if media == "markdown" else "hype-page.html"
    )
    document, found = opened(text.read_text(encoding="utf-8"), media, ClientSettings())
    for title, action in offered(document, found).items():
        if "on this line" in title:
            rule = title.split()[1]
            again = checked(after(document, action), "a", media, None, ClientSettings())
            others = [(f.rule, f.excerpt) for f in found.findings if f.rule != rule]
            assert [(f.rule, f.excerpt) for f in again.findings if f.rule != rule] == others
            break


# --- edits and words to put in ------------------------------------------------------------------------


def with_edit(text: str, old: str, new: str) -> tuple[Opened, Checked]:
    document, found = opened(text)
    at = text.removeprefix("\ufeff").index(old)
    edit = Edit(at, at + len(old), new)
    findings = tuple(replace(f, edit=edit) if f.rule == RULE else f for f in found.findings)
    return document, replace(found, findings=findings)


def test_a_safe_edit():
    document, found = with_edit("\ufeff# Balm 😀\n\n😀 It is is 100% safe.\n", "is is", "is")
    action = offered(document, found)["Replace “is is” with “is”"]
    assert (action.kind, action.is_preferred) == (types.CodeActionKind.QuickFix, True)
    assert after(document, action) == "\ufeff# Balm 😀\n\n😀 It is 100% safe.\n"
    assert "Make all safe edits" not in offered(document, found)
    everything = offered(document, found, only=["source.fixAll"])
    assert list(everything) == ["Make all safe edits"]
    assert after(document, everything["Make all safe edits"]) == after(document, action)
    assert offered(document, found, only=[FIX_ALL]) and not offered(document, found, only=["refactor"])


def test_what_is_to_be_deleted_is_shown_faded():
    document, found = with_edit("# Balm\n\nIt is 100% safe.\n", "100% safe", "")
    assert "Delete “100% safe”" in offered(document, found)
    finding = next(f for f in found.findings if f.rule == RULE)
    assert diagnostic(document, found, finding).tags == [types.DiagnosticTag.Unnecessary]


def test_edits_that_overlap_are_not_made_together():
    document, found = with_edit("# Balm\n\nIt is 100% safe.\n", "is 100%", "")
    one = next(f for f in found.findings if f.rule == RULE)
    other = replace(one, edit=Edit(one.edit.start + 3, one.edit.end + 5, "x"))
    both = replace(found, findings=(one, other))
    assert after(document, offered(document, both, only=["source"])["Make all safe edits"]) == (
        "# Balm\n\nIt  safe.\n"
    )


PAGE = (
    "# Balm for arthritis\n\nRub ginger balm on your knee each day: it cures arthritis. It is 100% safe.\n"
    + (
        "\nTake ginger twice a day for joint pain. Apply a warm cloth to the knee for ten minutes each evening.\n"
        * 6
    )
)


def test_missing_words_are_put_at_the_end():
    document, found = opened(PAGE + "\n\n")
    found = replace(found, findings=tuple(replace(f, edit=None) for f in found.findings))
    rule = "disclaimers/missing-medical-disclaimer"
    words = next(f.suggestion for f in found.findings if f.rule == rule)
    titles = offered(document, found, of=rule)
    (title,) = [title for title in titles if title.startswith("Insert")]
    assert title.endswith("at the end") and len(title) < 90
    text = after(document, titles[title])
    assert text == f"{PAGE}\n{words}\n"
    assert rule not in {f.rule for f in checked(text, "a", "markdown", None, ONLY).findings}
    assert RULE not in "".join(titles)


def test_words_that_a_safe_edit_puts_in_are_offered_once():
    document, found = opened(PAGE)
    end = len(PAGE)
    findings = tuple(
        replace(f, edit=Edit(end, end, f"\n{f.suggestion}\n")) if f.suggestion else f for f in found.findings
    )
    titles = offered(document, replace(found, findings=findings))
    assert not [title for title in titles if title.endswith("at the end")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a</p>", "<p>a</p><p>x &lt; y</p>\n"),
        ("<article>a</article><footer>b</footer>", "<article>a<p>x &lt; y</p>\n</article><footer>b</footer>"),
        ("<main><article>a</article><article>b</article></main>", "<main><article>a</article><article>b</article><p>x &lt; y</p>\n</main>"),
        ("<body>a</BODY ></html>", "<body>a<p>x &lt; y</p>\n</BODY ></html>"),
    ],
)  # fmt: skip
def test_the_end_of_a_page(text, expected):
    edit = paragraph_at_end(text, "html", "x < y")
    assert text[: edit.start] + edit.text + text[edit.end :] == expected


@pytest.mark.parametrize(
    ("media", "text", "expected"),
    [
        ("text", "One X.\n\nTwo.\n", "One X.\n\nnew\n\nTwo.\n"),
        ("markdown", "One X.\r\nmore\r\n\r\nTwo.", "One X.\r\nmore\r\n\r\nnew\r\n\r\nTwo."),
        ("markdown", "One X.", "One X.\n\nnew\n"),
        ("html", "<p>One X.</p><p>Two</p>", "<p>One X.</p>\n<p>new</p><p>Two</p>"),
        ("html", "<li>One X.</li><p>Two</p>", None),
    ],
)
def test_words_below_a_paragraph(media, text, expected):
    edit = paragraph_after(text, media, text.index("X"), "new")
    assert (edit and text[: edit.start] + edit.text + text[edit.end :]) == expected


def test_words_that_stand_instead_of_others():
    text = "# Grief\n\nHe committed suicide in 2010.\n"
    rule = "safety/suicide-language"
    document, found = opened(text, "markdown", ClientSettings(select=(rule,)))
    titles = offered(document, found)
    assert "Replace with “died by suicide”" in titles
    assert after(document, titles["Replace with “died by suicide”"]) == text.replace(
        found.findings[0].excerpt, "died by suicide"
    )


def test_an_editor_that_knows_no_versions():
    document, found = opened(PAGE)
    action = without_versions(next(iter(offered(document, found).values())))
    assert action.edit.document_changes is None and list(action.edit.changes) == [document.uri]


# --- hover --------------------------------------------------------------------------------------------


def test_hover():
    found = opened(PAGE)[1]
    (finding,) = hover_at(found, PAGE.index("100%"))
    rule = found.rules[RULE]
    plain = hover_text(found, [finding], markdown=False)
    for words in (rule.title, finding.message, rule.why, finding.fix, rule.references[0].url):
        assert " ".join(words.split()) in plain
    assert "**Why:**" in hover_text(found, [finding], markdown=True)
    assert hover_at(found, PAGE.index("each day")) == []


def test_hover_over_all_that_a_title_carries():
    found = opened(PAGE)[1]
    findings = hover_at(found, PAGE.index("Balm"))
    finding = next(f for f in findings if f.suggestion)
    said = hover_text(found, [finding], markdown=True)
    assert f"**Words to put in:** “{finding.suggestion}”" in said


@pytest.mark.parametrize(
    "text",
    ["a *b* _c_ `d`", "<b>x</b> &amp; [y](z) ![i](j)", "1. one", "12) two", "- item", "# head", "a | b ~~c~~", "\\", "$x$"],
)  # fmt: skip
def test_markdown_shows_words_as_they_stand(text):
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(escaped(text))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(t.content for t in tokens[1].children) == text
