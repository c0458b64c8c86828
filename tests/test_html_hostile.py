"""Whatever an article, a path, a rule or a message says: the page shows it, and nothing else comes of it."""

from __future__ import annotations

import re

import lxml.html
import pytest

from claimlint.finding import FileError, FileReport
from claimlint.reports.html import article_page, render
from claimlint.reports.html.safe import shown
from tests.html_pages import FACTS, RULES, TOOL, article
from tests.small_report import report
from tests.test_html_report import words
from tests.test_report_any_text import NASTY, nasty

HOSTILE = [
    *NASTY, "</style></script><script>window.ran = 1</script>", "<img src=x onerror='window.ran = 1'>", "{{ 7 * 7 }}{% raw %}", "--> <!--", "\u202egnp.exe\u2066",
    "\x00\x07\x9b", "\ud800", "a" * 5000, "'\" onmouseover=alert(1) x='", "&lt;script&gt;",
]  # fmt: skip


@nasty
def test_any_text_is_shown_and_nothing_else(text, path):
    assert_harmless(text + path)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_and_nothing_else(text):
    assert_harmless(text)


def assert_harmless(text: str) -> None:
    page = article_page(hostile(text), {"claims/made-up": rule(text)}, tool={**TOOL, "name": text})
    tree = lxml.html.document_fromstring(page)
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img|//iframe|//object|//embed|//form|//base|//link")
    assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on") or name == "style"]
    assert all(re.match(r"#|https?:|mailto:", href, re.IGNORECASE) for href in tree.xpath("//@href"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", page)
    wanted = " ".join(shown(text).split())
    assert wanted in words(tree.xpath("//li[contains(@class, 'finding')]//p[@class='message']")[0]) + " "


def rule(text: str) -> dict:
    return {**RULES["claims/made-up"], "title": text, "why": text, "fix": text, "references": [{"text": text, "url": text}]}  # fmt: skip


def hostile(text: str) -> dict:
    kinds = ("title", "paragraph", "item", "quote", "table", "caption", "code", "boilerplate", "heading")
    length = len(text) + 2
    found = [(at * length, at * length + len(text), {"message": text, "suggestion": text, "data": {"suppressed_by": {"where": text, "reason": text}}, "suppressed": "inline" if at == 2 else None}) for at in range(4)]  # fmt: skip
    facts = {**FACTS, "title": text, "author": text, "published": text, "url": text, "section": text, "language": text, "topics": [{"term": text, "kind": text}]}  # fmt: skip
    return article([(kind, 1, text) for kind in kinds], found, [(0, len(text), text)], path=text, document=facts, profile=text)  # fmt: skip


def test_an_error_may_say_anything():
    text = "<script>window.ran = 1</script>\u202e"
    page = render(report(FileReport(text, error=FileError("unreadable", text))))
    assert page.count("<script>") == 1 and "\u202e" not in page
