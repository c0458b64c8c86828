"""How long the dashboard of 5,000 articles takes to build and to open: python -m benchmarks.dashboard

Articles are the samples', checked once with their text, and varied: sentences and findings are left out at random, titles,
sections, authors, sites and paths made up. Some runs of them are written as reports, the last with its texts. Prints the time and the
peak of memory of the build, and, with Playwright and a Chromium, the time until the overview has answered its first filter.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SECTIONS = (
    "Sleep",
    "Nutrition",
    "Heart",
    "Skin",
    "Children",
    "Mental health",
    "Supplements",
    "Back pain",
    "Cancer",
    "News",
)
SITES = ("www.example.org", "health.example.com", "blog.example.net")
WORDS = "honey garlic ginger sleep pain heart sugar tea vitamin skin cough bowel weight blood stress cold water salt knee iron".split()


def checked() -> dict[str, Any]:
    """Return the JSON report on the samples, with their text."""
    command = [
        sys.executable, "-m", "claimlint", "check", str(ROOT / "samples" / "flawed"), str(ROOT / "samples" / "clean"),
        "--format", "json", "--with-text", "--fail-on", "never", "--quiet",
    ]  # fmt: skip
    report: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout
    )
    return report


def article(files: list[dict[str, Any]], number: int, run: int) -> dict[str, Any]:
    """Return an article like one of the samples; from run to run some of its findings come and go."""
    chance = random.Random(number)
    file = dict(chance.choice(files))
    title = " ".join(chance.choices(WORDS, k=5)).capitalize()
    section, author = chance.choice(SECTIONS), f"Author {int(chance.paretovariate(1)) % 400}"
    site, share = chance.choice(SITES), chance.random()
    file["path"] = (
        f"archive/{section.lower().replace(' ', '-')}/{number:05}-{title.lower().replace(' ', '-')}.html"
    )
    file["sha256"] = f"{number:064x}"
    file["document"] = {
        **file["document"], "title": title, "author": author, "section": section, "url": f"https://{site}/{number}"
    }  # fmt: skip
    shift = random.Random(number * 1000 + run)
    file["findings"] = [
        {**finding, "fingerprint": f"{number:08x}{finding['fingerprint'][8:]}"}
        for finding in file["findings"]
        if chance.random() < share and shift.random() < 0.95
    ]
    if number % 1000 == 999:
        file |= {
            "status": "error",
            "error": {"code": "binary", "message": "This is no text."},
            "findings": [],
            "words": 0,
        }
    return file


def written(folder: Path, articles: int, runs: int, *, text: bool) -> list[Path]:
    """Write a report for each run, as check does. text: whether the last has the articles' texts."""
    report, paths = checked(), []
    for run in range(runs):
        whole = run == runs - 1 and text
        files = [_cut(article(report["files"], number, run), whole) for number in range(articles)]
        about = {
            "date": f"2026-{run % 12 + 1:02}-01T06:00:00Z",
            "revision": f"{run:040x}",
            "id": f"run-{run}",
        }
        data = {**report, "files": files, "run": about}
        path = folder / f"run-{run}.json"
        path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
        paths.append(path)
    return paths


def split(folder: Path, path: Path) -> list[Path]:
    """Write a report anew as one report an article, all of one run."""
    (folder / "parts").mkdir(exist_ok=True)
    report = json.loads(path.read_text(encoding="utf-8"))
    paths = []
    for number, file in enumerate(report["files"]):
        part = folder / "parts" / f"{number:05}.json"
        part.write_text(json.dumps({**report, "files": [file]}, ensure_ascii=False), encoding="utf-8")
        paths.append(part)
    return paths


def _cut(file: dict[str, Any], whole: bool) -> dict[str, Any]:
    return (
        file
        if whole
        else {key: value for key, value in file.items() if key not in ("text", "blocks", "links")}
    )


def built(paths: list[Path], output: Path) -> None:
    """Build the dashboard in a process of its own; print its time and memory."""
    size = sum(path.stat().st_size for path in paths) / 1e6
    started = time.perf_counter()
    command = [sys.executable, "-m", "claimlint", "dashboard", *map(str, paths), "-o", str(output)]
    _, status, usage = os.wait4(subprocess.Popen(command, cwd=ROOT).pid, 0)
    if status:
        sys.exit("the dashboard was not built")
    seconds = time.perf_counter() - started
    peak = usage.ru_maxrss / 1024
    whole = sum(file.stat().st_size for file in output.rglob("*") if file.is_file()) / 1e6
    data = (output / "assets" / "data.js").stat().st_size / 1e6
    page = (output / "index.html").stat().st_size / 1e3
    print(
        f"{len(paths)} reports, {size:.0f} MB: built in {seconds:.1f} s ({usage.ru_utime + usage.ru_stime:.1f} s of processor), peak {peak:.0f} MiB"
    )
    print(f"  {whole:.0f} MB written; data.js {data:.1f} MB, index.html {page:.0f} kB")


#: Sets a filter or the search, and gives the milliseconds until the table was drawn anew.
_TIMED = """([name, value]) => new Promise((done) => {
  const field = document.forms.filters.elements[name];
  const shown = document.getElementById("shown");
  const start = performance.now();
  new MutationObserver((_, seen) => { seen.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); })
    .observe(shown, {childList: true, characterData: true, subtree: true});
  field.value = value;
  field.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def opened(index: Path) -> None:
    """Open the overview; print the time until it answered its first filter, and of later ones."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if not chromium:
        print("  not opened: Playwright and a Chromium are needed")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        started = time.perf_counter()
        page.goto(index.as_uri())
        page.wait_for_selector("#filters:not([hidden])")
        ready = time.perf_counter() - started
        page.evaluate(_TIMED, ["severity", "error"])
        first = time.perf_counter() - started
        print(f"  opened in {ready:.2f} s, first filter answered after {first:.2f} s")
        for name, value in _asked():
            print(f"  {name}={value}: {page.evaluate(_TIMED, [name, value]):.0f} ms")
        print("  (the search waits 120 ms for the next key)")
        browser.close()


def _asked() -> Iterator[tuple[str, str]]:
    yield from (
        ("rule", "claims/cure-claim"),
        ("section", "Heart"),
        ("section", ""),
        ("severity", ""),
        ("rule", ""),
        ("q", "honey garlic"),
    )


def main() -> None:
    """Write reports, build, open."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--without-text", action="store_true", help="the last run has no texts, either")
    parser.add_argument("--split", action="store_true", help="also build from one report an article")
    parser.add_argument("--keep", type=Path, help="write to this folder and leave it")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="dashboard-"))
    folder.mkdir(exist_ok=True)
    try:
        # In a process of its own: the peak of memory of a process begins with that of the one that started it.
        with ProcessPoolExecutor(1) as pool:
            paths = pool.submit(
                written, folder, options.articles, options.runs, text=not options.without_text
            ).result()
            parts = pool.submit(split, folder, paths[-1]).result() if options.split else []
        if parts:
            built(parts, folder / "from-parts")
        built(paths, folder / "dashboard")
        opened(folder / "dashboard" / "index.html")
    finally:
        if not options.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
