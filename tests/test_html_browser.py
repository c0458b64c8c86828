"""The page in a real browser: nothing runs or leaves, keys and filters work, and it can be read without a script."""

from __future__ import annotations

import pytest

from claimlint.linter import check_document, make_report
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_file, read_text
from claimlint.reports.html import CSS, CSS_NAME, JS, JS_NAME, Assets, article_page, render
from claimlint.rulebase import choose, load_rules
from tests.browser import browser, failures, page, watched  # noqa: F401
from tests.conftest import SAMPLES
from tests.html_pages import RULES, TOOL, article, opened
from tests.small_report import one_of_everything
from tests.test_html_hostile import HOSTILE, hostile, rule

COVERED = {"suppressed": "inline", "data": {"suppressed_by": {"where": "line 2", "reason": "Agreed"}}}
SMALL = article(
    [("title", 1, "A title"), ("paragraph", 0, "one two three four five"), ("boilerplate", 0, "x")] + [("boilerplate", 0, "y")] * 5 + [("paragraph", 0, "six seven")] * 40,
    [(0, 7, {"scope": "document"}), (9, 22, {}), (13, 27, {"severity": "warning", "rule": "garble/made-up"}), (13, 16, {"severity": "info"}), (17, 22, COVERED)],
)  # fmt: skip


@pytest.fixture
def small(page, tmp_path):  # noqa: F811
    return opened(page, article_page(SMALL, RULES, tool=TOOL), tmp_path / "small.html")


def current(page) -> str:  # noqa: F811
    return page.evaluate("document.querySelector('li.current .num')?.textContent ?? ''")


def until(page, done) -> None:  # noqa: F811
    """Wait for what comes after a moment; the page's policy lets Playwright's own waiting not run in it."""
    for _ in range(100):
        if done():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come")


def status(page) -> str:  # noqa: F811
    return page.inner_text("#status")


def test_keys_go_through_the_findings(small):
    assert status(small) == "4 findings" and current(small) == ""
    seen = []
    for key in ("j", "n", "j", "j", "j", "k", "p"):
        small.keyboard.press(key)
        seen.append(current(small))
    assert seen == ["1", "2", "3", "4", "1", "4", "3"] and status(small) == "3 of 4"
    assert small.evaluate("document.activeElement.className") == "finding current"
    small.keyboard.press("Enter")
    assert small.evaluate("document.activeElement.id") == "r-0000000000000003"
    assert small.locator("mark.current").all_inner_texts() == ["two", " ", "three", " four"]
    small.keyboard.press("Enter")
    assert small.evaluate("document.activeElement.id") == "f-0000000000000003"
    small.keyboard.press("Escape")
    assert status(small) == "4 findings" and not small.locator(".current").count()


def test_a_click_takes_overlapping_findings_in_turn(small):
    mark = small.locator("mark", has_text="two")
    seen = []
    for _ in range(3):
        mark.click()
        seen.append(current(small))
    assert sorted(seen) == ["2", "3", "4"]
    small.locator(".findings .place").nth(1).click()
    assert small.evaluate("document.activeElement.className").startswith("ref")


def test_text_and_list_are_on_the_first_screen_and_the_list_goes_along(page, tmp_path):  # noqa: F811
    sentence = "Tea cures all of it. "
    blocks = [("title", 1, "Tea"), *[("paragraph", 0, sentence * 8)] * 40]
    start = len("Tea") + 2
    found = [(0, 3, {"scope": "document"})] * 3 + [
        (at, at + 9, {}) for at in range(start, start + 40 * 170, 170)
    ]
    opened(page, article_page(article(blocks, found), RULES, tool=TOOL), tmp_path / "long.html")
    assert page.evaluate("document.querySelector('.text').getBoundingClientRect().top") < 450
    shown = """() => { const list = document.querySelector('.findings').getBoundingClientRect();
      return [...document.querySelectorAll('li.finding')].filter((one) => { const box = one.getBoundingClientRect();
        return box.bottom > list.top + 9 && box.top < list.bottom; }).map((one) => Number(one.value)); }"""
    assert page.evaluate(shown)[0] == 1
    page.mouse.move(300, 500)
    page.mouse.wheel(0, 2500)
    page.wait_for_selector(".near")
    near = page.evaluate("document.querySelector('.near').value")
    until(page, lambda: near in page.evaluate(shown))
    assert near > 10 and page.evaluate("document.activeElement === document.body")
    # Keys go on from what is being read.
    page.keyboard.press("j")
    assert abs(int(current(page)) - near) <= 2
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    assert int(current(page)) < near
    # The list waits while the chosen finding can be seen.
    chosen = int(current(page))
    page.mouse.wheel(0, -60)
    page.wait_for_timeout(400)
    assert chosen in page.evaluate(shown) and not page.locator(".near").count()
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 0)")
    until(page, lambda: not page.evaluate("document.querySelector('.findings').scrollTop"))
    assert not page.locator(".near").count()


def test_filters_leave_what_is_chosen(small):
    small.uncheck("input[value=error]")
    assert status(small) == "2 of 4 shown"
    assert small.locator("li.finding:visible").count() == 2
    assert small.locator("mark.off").count() == 1
    assert small.locator("mark", has_text="two").get_attribute("data-s") == "warning"
    small.click(".families summary")
    small.uncheck("input[value=garble]")
    assert status(small) == "1 of 4 shown" and small.locator("mark.m:not(.off)").count() == 1
    small.keyboard.press("j")
    small.check("input[value=error]")
    assert status(small).endswith("of 3")


def test_suppressed_findings_show_when_asked_for(small):
    item = small.locator("li[data-sup]")
    assert not item.is_visible() and small.locator(".ref.sup").evaluate("e => getComputedStyle(e).display") == "none"  # fmt: skip
    small.click(".suppressed summary")
    # Text is there a moment after its item on a busy machine.
    item.filter(has_text="suppressed in line 2: Agreed").wait_for()
    assert small.locator(".ref.sup").is_visible()


def test_colours_go_round_and_an_address_opens_its_finding(small):
    for shown in ("light", "dark", "as the system"):
        small.click("#theme")
        assert small.inner_text("#theme") == f"Colours: {shown}"
    small.goto(small.url + "#f-0000000000000002")
    small.reload()
    assert current(small) == "2"


def test_it_can_be_read_without_a_script(browser, tmp_path):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    bare = opened(context.new_page(), article_page(SMALL, RULES, tool=TOOL), tmp_path / "a.html")
    assert not bare.locator("#bar").is_visible() and bare.locator("li.finding:visible").count() == 4
    bare.locator(".place[href]").first.click()
    assert bare.url.endswith("#m-0000000000000002")
    bare.locator(".ref").first.click()
    assert bare.url.split("#")[1].startswith("f-")
    context.close()


def test_shared_style_and_script_are_found_beside_it(page, tmp_path):  # noqa: F811
    (tmp_path / "shared").mkdir()
    for name, text in ((CSS_NAME, CSS), (JS_NAME, JS)):
        (tmp_path / "shared" / name).write_text(text, encoding="utf-8")
    written = article_page(SMALL, RULES, tool=TOOL, assets=Assets("shared/"), home=("All articles", "x.html"))
    opened(page, written, tmp_path / "a.html")
    page.keyboard.press("j")
    assert current(page) == "1" and page.evaluate("getComputedStyle(document.querySelector('.finding')).borderLeftWidth") == "4px"  # fmt: skip


def test_print_has_all_and_no_controls(small):
    small.emulate_media(media="print")
    assert not small.locator("#bar").is_visible() and not small.locator(".beside").is_visible()
    assert small.locator(".why li", has_text="A book").first.is_visible()
    link = small.locator(".why a[href]").first
    assert "https://example.org/a" in link.evaluate("e => getComputedStyle(e, '::after').content")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser, tmp_path, scheme):  # noqa: F811
    linter = make_linter(Settings(details=True, with_text=True))
    garbled = check_document(linter, read_file(SAMPLES / "flawed" / "machine-translated-article.txt"))
    rows = read_text(
        "# Tea\n\n| a | b |\n|---|---|\n| this cures cancer | 2 |\n\n3. three\n4. four\n", "a.md", "markdown"
    )
    pages = {
        "tables": render(make_report(linter.settings, [check_document(linter, rows)])),
        "sample": render(make_report(linter.settings, [garbled])),
        "several": render(one_of_everything()),
        "small": article_page(SMALL, RULES, tool=TOOL),
    }
    opened_ = browser.new_page(color_scheme=scheme)
    complaints = watched(opened_)
    # A whole article takes axe ten seconds: once is enough.
    long = [("sample", 1280)] if scheme == "light" else []
    for name, width in (*long, ("several", 1280), ("several", 390), ("small", 390), ("tables", 390)):
        opened_.set_viewport_size({"width": width, "height": 800})
        opened(opened_, pages[name], tmp_path / f"{name}.html")
        opened_.evaluate("for (const e of document.querySelectorAll('details:not(.families)')) e.open = true")
        assert failures(opened_) == [], (name, width)
        assert opened_.evaluate("document.documentElement.scrollWidth") <= width
    opened_.close()
    assert not complaints


def test_hostile_articles_do_nothing(page, tmp_path):  # noqa: F811
    text = " ".join(HOSTILE)
    for part, widths in [(text, (1280, 390)), *((part, (390,)) for part in HOSTILE[-10:])]:
        written = article_page(hostile(part), {"claims/made-up": rule(part)}, tool={**TOOL, "name": part})
        (tmp_path / "a.html").write_bytes(written.encode("utf-8", "replace"))
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto((tmp_path / "a.html").as_uri())
            for _ in range(3):
                page.keyboard.press("j")
            page.locator("mark").first.dispatch_event("click")
            assert page.evaluate("window.ran") is None and page.evaluate("document.scripts.length") == 1
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".finding").count()


def test_a_hostile_file_does_nothing(page, tmp_path):  # noqa: F811
    source = (
        "<title>x</title></title><script>window.ran = 1</script><h1 onclick='window.ran = 1'>Cures <img src=x onerror='window.ran = 1' alt='100% safe'></h1>"
        "<p><a href='javascript:window.ran = 1'>This cures cancer</a> <a href='data:text/html,x'>b</a> &#x202e;gpj.exe &lt;script&gt;window.ran = 1&lt;/script&gt;</p>"
        + "<ul><li>a " * 10_000
    )  # fmt: skip
    rules = choose(load_rules(), ["claims"])
    linter = make_linter(Settings(rules, details=True, with_text=True))
    written = render(
        make_report(linter.settings, [check_document(linter, read_text(source, "<b>.html", "html"))])
    )
    opened(page, written, tmp_path / "a.html")
    assert page.evaluate("window.ran") is None and "[U+202E]gpj.exe" in page.inner_text("article")
    page.locator("span.link").first.click()
    assert page.evaluate("window.ran") is None and page.locator("article ul").count() < 2_000
