"""The documentation as a site: every link leads somewhere, every page has its place, nothing is fetched from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest.importorskip("material", reason="mkdocs-material is not installed: pip install -e '.[docs]'")


class Fetched(HTMLParser):
    """Gathers the addresses that a browser fetches by itself; links that readers follow are none."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in {"script", "img", "iframe", "source", "video", "audio"}:
            self.found.append(said.get("src") or "")
        elif tag == "link" and said.get("rel") not in {"canonical", "prev", "next"}:
            self.found.append(said.get("href") or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_is_there(site):
    sources = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]
    pages = {
        path.with_name("index.html" if path.stem == "README" else f"{path.stem}.html") for path in sources
    }
    assert len(pages) > 100
    assert not [str(page) for page in pages if not (site / page).is_file()]
    assert all((site / page).is_file() for page in ("index.html", "changelog.html", "rule-files.html"))


def test_nothing_is_fetched_from_elsewhere(site):
    for page in site.rglob("*.html"):
        fetched = Fetched()
        fetched.feed(page.read_text(encoding="utf-8"))
        assert not [to for to in fetched.found if re.match(r"https?:|//", to)], page
        # The theme's script fetches it for diagrams.
        assert not re.search(r'class="[^"]*\bmermaid\b', page.read_text(encoding="utf-8")), page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\W?https?:|@import", sheet.read_text(encoding="utf-8")), sheet


def test_text_is_shown_as_it_reads_on_a_code_host(site):
    """Escapes that Python's Markdown does not know by itself, and pipes in code in tables."""
    guide = (site / "writing-rules.html").read_text(encoding="utf-8")
    assert "<code>a|b</code>" in guide
    assert "pip install 'claimlint-health[lsp]'" in (site / "cli.html").read_text(encoding="utf-8")
