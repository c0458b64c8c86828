"""A browser for tests of pages: Chromium without a window, through Playwright; it stands in for a reader.

``from tests.browser import browser, page`` gives a test module the fixtures. A test fails where a page logs an error, throws one, or asks for
anything but files and data. Skipped where there is no Playwright or no Chromium (CHROMIUM names the program, else it is looked for in PATH).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return the path of a Chromium."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


# Each module that imports it has its own, and two must not run at once.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    program = chromium()
    if program is None:
        pytest.skip("needs Chromium; CHROMIUM names one")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen; what it must not do fails the test when it ends."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints = watched(opened)
    yield opened
    opened.close()
    assert not complaints, complaints


def watched(page: Page) -> list[str]:
    """Return a list that fills with what a page does and must not: errors, and requests that leave."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("console", lambda said: said.type in ("error", "warning") and complaints.append(said.text))
    page.on("request", lambda asked: _leaves(asked.url) and complaints.append(f"request: {asked.url}"))
    page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: complaints.append(f"popup: {popup.url}"))
    return complaints


def _leaves(url: str) -> bool:
    return not url.startswith(("file:", "data:", "about:"))


def failures(page: Page) -> list[str]:
    """Return what axe finds wrong on a page, by WCAG 2.2 A and AA and by good practice."""
    # It would ask for styles that it cannot read, which the policy of pages refuses.
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe")
    # Where a browser leaves parts out of sight unlaid, axe sees them lie over others.
    page.evaluate(
        "for (const one of document.querySelectorAll('*')) if (getComputedStyle(one).contentVisibility == 'auto') one.style.contentVisibility = 'visible'"
    )
    found: list[dict[str, Any]] = axe.Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:200] + node['failureSummary'] for node in one['nodes'][:3]]}"
        for one in found
    ]
