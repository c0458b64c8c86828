"""How smoothly the page on a long article scrolls: frame times in headless Chromium, and how long the page takes to make and open.

    python benchmarks/html_scroll.py

The article is made of the samples, 20,000 words with some 300 findings. CHROMIUM names the browser, else it is looked for in PATH.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from claimlint.finding import FileReport  # noqa: E402
from claimlint.linter import check_document, make_report  # noqa: E402
from claimlint.prepared import Settings, make_linter  # noqa: E402
from claimlint.readers import read_text  # noqa: E402
from claimlint.reports.html import render  # noqa: E402
from tests.browser import chromium  # noqa: E402

WORDS, FINDINGS = 20_000, 300
#: Pixels a frame: 900 is a screen, so this is fast reading with the wheel.
STEP = 120
FRAMES = """(step) => new Promise((done) => {
  const times = []; let last = performance.now();
  const frame = (now) => {
    times.push(now - last); last = now;
    if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) done(times);
    else { scrollBy(0, step); requestAnimationFrame(frame); }
  };
  requestAnimationFrame(frame);
})"""
STEPS = """() => { const times = [];
  for (let n = 0; n < 50; n++) {
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times; }"""


def article() -> str:
    """Return a text of so many words: sound samples, with a flawed one now and then."""
    sound = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples/clean").glob("*.md"))]
    flawed = (ROOT / "samples/flawed/calm-remedy-page.md").read_text(encoding="utf-8")
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < WORDS:
        parts += [*sound, *sound, flawed]
    return "\n\n".join(parts)


def checked() -> FileReport:
    """Return what is said of it, with so many findings."""
    linter = make_linter(Settings(details=True, with_text=True))
    file = check_document(linter, read_text(article(), "long.md", "markdown"))
    keep = max(len(file.findings) // FINDINGS, 1)
    return replace(file, findings=file.findings[::keep])


def summary(name: str, times: list[float]) -> str:
    """Return the median, the 95th percentile and the longest of times, in milliseconds."""
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    return f"{name}: {len(times)} of them, median {statistics.median(times):.1f} ms, 95 % within {late:.1f} ms, longest {ordered[-1]:.1f} ms"


def measured(page: Page, path: Path, width: int) -> None:
    """Print what is measured at a width."""
    page.set_viewport_size({"width": width, "height": 900})
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    print(f"{width} px: opened in {time.perf_counter() - start:.2f} s")
    print("  " + summary("frames, first time down", page.evaluate(FRAMES, STEP)[1:]))
    page.evaluate("scrollTo(0, 0)")
    print("  " + summary("frames, again", page.evaluate(FRAMES, STEP)[1:]))
    print("  " + summary("steps to the next finding", page.evaluate(STEPS)))


def main() -> None:
    """Print how long the page takes to make, and what is measured on a wide and a narrow screen."""
    file = checked()
    report = make_report(make_linter(Settings()), [file])
    start = time.perf_counter()
    text = render(report)
    took = time.perf_counter() - start
    print(
        f"{file.words} words, {len(file.findings)} findings: page of {len(text) / 1e6:.1f} MB made in {took:.2f} s"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        path = Path(folder) / "long.html"
        path.write_text(text, encoding="utf-8")
        browser = running.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for width in (1280, 390):
            measured(browser.new_page(), path, width)
        browser.close()


if __name__ == "__main__":
    main()
