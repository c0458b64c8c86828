"""The page to paste an article into, in a browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn

from tests.browser import browser, failures
from tests.server_app import TOKEN, made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]
HOSTILE = (
    "<title><script>top.hit = hit = 1</script></title><h1>Beans</h1>"
    '<p>These magic beans cure arthritis. <a href="javascript:alert(1)">a</a> <img src="https://e.org/x.png" onerror="alert(1)"></p>'
    '<script>alert(1)</script><p>&lt;script&gt;alert(1)&lt;/script&gt; rel="noopener noreferrer nofollow" &lt;/mark&gt;</p>'
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = made(tmp_path_factory.mktemp("service"), select="claims/cure-claim", token=TOKEN).app
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, lifespan="off", ws="none", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, opened; it may ask its own service, and nobody else."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    opened.on(
        "console",
        lambda said: said.type == "error" and "401" not in said.text and complaints.append(said.text),
    )
    opened.on(
        "request",
        lambda asked: asked.url.startswith((address, f"blob:{address}")) or complaints.append(asked.url),
    )
    opened.goto(address)
    yield opened
    opened.close()
    assert not complaints, complaints


def check(page: Page, text: str, media: str, token: str = TOKEN) -> None:
    page.fill("#token", token)
    page.fill("#text", text)
    page.select_option("#media", label=media)
    page.click("#check")


def test_an_article_is_pasted_and_its_report_shown(page):
    assert not failures(page)
    check(page, "# Beans\n\nThese magic beans cure arthritis.\n", "Markdown")
    frame = page.frame_locator("#report iframe")
    assert "cure arthritis" in frame.locator("mark").first.text_content()
    assert frame.locator("li.finding").count() == 1
    assert page.locator("#save").is_visible() and "below" in page.locator("#status").inner_text()
    frame.locator("a.place").first.click()
    links = frame.locator("a[href^=https]")
    assert links.count() and links.first.get_attribute("target") == "_blank"
    assert not failures(page)


def test_what_is_wrong_is_said_on_the_page(page):
    check(page, "Beans.", "Plain text", token="not-the-token-of-it")
    assert page.locator("[role=alert]").inner_text() == "This is not the token of this service."
    assert not failures(page)
    check(page, "Beans cure arthritis.", "Plain text")
    page.frame_locator("#report iframe").locator("li.finding").wait_for()
    assert page.locator("#problem").is_hidden()


def test_nothing_of_an_article_runs(page):
    check(page, HOSTILE, "HTML")
    page.frame_locator("#report iframe").locator("li.finding").wait_for()
    frame = page.frames[-1]
    assert frame.evaluate("self.origin") == "null"
    assert not frame.evaluate("'hit' in self") and not page.evaluate("'hit' in self")
    assert frame.locator("script").count() == 1 and frame.locator("img").count() == 0
