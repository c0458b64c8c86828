# ruff: noqa: F811 (fixtures come by import)
"""The dashboard in a browser, opened from disk: filters, search, sorting, shared views, hostile text, axe, a phone."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimlint.dashboard.build import build
from claimlint.dashboard.names import page_name
from tests.browser import browser, failures, page, watched  # noqa: F401
from tests.dashboard_reports import HOSTILE, file, finding, put, report, run, unread

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("playwright.sync_api")
pytest.importorskip("altair")
pytest.importorskip("vl_convert")

ARTICLES = 120
EVIL = f"../../{HOSTILE}.md"


def articles(day: int) -> list[dict]:
    made = []
    for number in range(ARTICLES):
        found = [finding(key=f"{number:x}")] if number % 10 == 0 else []
        found += [finding("garble/stutter", "warning", f"aa{number:x}")] if number % 4 == day % 4 else []
        document = {
            "section": ("Sleep", "Heart & blood")[number % 2],
            "author": f"Author {number % 7}",
            "url": f"https://site{number % 3}.example/x",
        }
        garble = {"verdict": "clean", "score": 0.1, "flagged": 0, "scored": 9}
        made.append(
            file(
                f"archive/{number:03}.md",
                *found,
                words=500 + number,
                document=document,
                garble=garble,
                readability={"consensus_grade": 7.5, "reliable": True},
            )
        )
    text = {"title": HOSTILE, "author": HOSTILE, "section": HOSTILE, "url": "javascript:window.hurt=1"}
    hostile = finding("claims/<img src=x onerror=alert(1)>", excerpt=HOSTILE, message=HOSTILE, key=f"{day}f")
    return [*made, file(EVIL, hostile, document=text), unread("gone.md")]


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dashboard")
    paths = [put(folder / f"{day}.json", report(*articles(day), run=run(day))) for day in (1, 2)]
    return build(paths, folder / "out", "Our archive").index


def rows(page: Page) -> list[str]:
    return page.locator("#table tbody th a").all_inner_texts()


def shown(page: Page) -> str:
    return page.locator("#shown").inner_text()


def told(page: Page, text: str) -> None:
    """Wait until the page says so: a search waits for the next key."""
    from playwright.sync_api import expect

    expect(page.locator("#shown")).to_have_text(re.compile(f"^{text}"))


def test_search_filters_sorting_and_pages(page, index):
    page.goto(index.as_uri())
    assert shown(page) == "122 of 122 articles, with 43 findings that match; rows 1 to 50."
    assert len(rows(page)) == 50 and page.locator("#page").inner_text() == "Page 1 of 3"
    page.get_by_role("button", name="Next").click()
    assert page.locator("#page").inner_text() == "Page 2 of 3" and page.url.endswith("#page=2")

    page.locator("[name=family]").select_option("claims")
    assert shown(page).startswith("13 of 122 articles, with 13 findings")
    page.locator("[name=section]").select_option("Heart & blood")
    assert shown(page).startswith("0 of 122 articles")
    page.locator("[name=section]").select_option("Sleep")
    assert shown(page).startswith("12 of 122") and "family=claims" in page.url and "section=Sleep" in page.url
    page.get_by_role("button", name="Show all").click()
    page.locator("[name=status]").select_option("unread")
    assert rows(page) == ["gone.md"]
    page.locator("[name=status]").select_option("broken")
    assert shown(page).startswith("30 of 122")
    page.get_by_role("button", name="Show all").click()

    page.locator("[name=q]").fill("TITLE 01")
    told(page, "12 of 122 articles")
    words = page.get_by_role("button", name="Words", exact=True)
    words.focus()
    page.keyboard.press("Enter")
    assert rows(page)[0] == "Title of archive/101.md"
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    words.click()
    assert rows(page)[0] == "Title of archive/001.md"
    page.locator("[name=q]").fill("nowhere")
    told(page, "0 of 122 articles")


def test_a_view_is_shared_by_its_address_and_links_in_the_page_set_it(page, index):
    page.goto(index.as_uri() + "#q=archive&rule=garble%2Fstutter&sort=-words&page=9")
    assert shown(page).startswith("30 of 122") and rows(page)[0] == "Title of archive/118.md"
    assert page.locator("[name=rule]").input_value() == "garble/stutter"
    page.goto(index.as_uri())
    page.locator("#by-section summary").click()
    page.get_by_role("link", name="Heart & blood", exact=True).click()
    assert (
        shown(page).startswith("60 of 122")
        and page.locator("[name=section]").input_value() == "Heart & blood"
    )
    page.get_by_role("link", name="Totals").click()
    assert shown(page).startswith("60 of 122")
    page.go_back()
    page.go_back()
    told(page, "122 of 122 articles")
    # What stands in the address is data, too.
    page.goto(
        index.as_uri() + "#section=<img src=x onerror=alert(1)>&sort=constructor&status=__proto__&page=-1"
    )
    assert shown(page).startswith("0 of 122")


def test_hostile_text_does_nothing_and_leads_to_a_page(page, index):
    page.goto(index.as_uri() + "#q=gnp.exe")
    (row,) = page.locator("#table tbody tr").all()
    assert "<script>window.hurt = 1</script>" in row.inner_text()
    row.locator("a").click()
    page.wait_for_load_state()
    assert page.url.endswith(f"out/articles/{page_name(EVIL)}")
    assert page.evaluate("window.hurt") is None
    page.get_by_role("link", name="All articles").click()
    page.wait_for_load_state()
    assert page.url.endswith("index.html#articles")
    assert page.evaluate("window.hurt") is None
    assert page.locator("img, iframe, [onerror], [href^='javascript']").count() == 0


def test_a_newly_broken_finding_leads_to_its_place(page, index):
    page.goto(index.as_uri())
    page.locator("#changes .changes a").first.click()
    page.wait_for_load_state()
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").count() == 1


def test_the_view_is_saved_as_csv(page, index, tmp_path):
    page.goto(index.as_uri() + "#family=claims")
    with page.expect_download() as started:
        page.get_by_role("button", name="Save this view").click()
    started.value.save_as(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as saved:
        lines = list(csv.DictReader(saved))
    assert len(lines) == 13 and {"path", "errors", "words"} <= set(lines[0])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(page, index, scheme, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(index.as_uri())
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert failures(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_trend_fits_a_desktop_and_what_goes_on_beyond_an_edge_is_shaded(page, index):
    page.goto(index.as_uri())
    wide = "(e) => e.scrollWidth > e.clientWidth"
    assert page.locator("#by-trend tbody tr").count() == 2
    assert not page.locator("#by-trend .scroll").evaluate(wide)
    page.set_viewport_size({"width": 390, "height": 844})
    table = page.locator("#by-trend .scroll")
    assert table.evaluate(wide)
    assert table.evaluate("e => getComputedStyle(e).backgroundAttachment") == "local, local, scroll, scroll, local"  # fmt: skip
    table.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert table.evaluate("e => e.scrollLeft") > 0


def test_without_scripts_figures_charts_and_first_rows_are_there(browser, index):
    opened = browser.new_page(java_script_enabled=False)
    complaints = watched(opened)
    opened.goto(index.as_uri())
    assert opened.locator("svg[role=img]").count() >= 7
    assert opened.locator("#table tbody tr").count() == 50 and not opened.locator("#filters").is_visible()
    assert "need JavaScript" in shown(opened)
    opened.close()
    assert complaints == []
