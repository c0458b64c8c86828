"""How long a run over a large archive takes to add to a history and to read back, and how large the history gets.

    python benchmarks/history.py [ARTICLES] [RUNS]

Reports are made up: 10 findings an article, 1 article in 100 edited between two runs, 1 in 1,000 renamed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from claimlint.finding import FileReport, Finding, Report
from claimlint.history import append, runs
from claimlint.history.as_text import as_terminal
from claimlint.history.database import reading
from claimlint.history.listing import compare_table, runs_table
from claimlint.sketch import sketch

RULES = [f"claims/made-up-{number}" for number in range(100)]


def main() -> None:
    """Print seconds and megabytes."""
    articles, count = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (5_000, 20)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "history.db")
        for number, report in enumerate(_reports(articles, count), 1):
            seconds = _timed(lambda report=report: append(file, report))
            if number in (1, 2, count):
                print(f"run {number:>3}: added in {seconds:5.2f} s, {file.stat().st_size / 1e6:6.1f} MB")
        print(f"read back:         {_timed(lambda: [len(run['files']) for run in runs(file)]):5.2f} s")
        with reading(file) as database:
            print(f"runs listed:       {_timed(lambda: as_terminal(runs_table(database))):5.2f} s")
            print(f"two runs compared: {_timed(lambda: compare_table(database, 1, count)):5.2f} s")


def _timed(work) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _reports(articles: int, count: int) -> Iterator[Report]:
    rules = tuple(
        {"id": rule, "title": f"Title of {rule}", "severity": "warning", "url": ""} for rule in RULES
    )
    tool = {"name": "claimlint", "version": "1.0.0", "rules_version": "1.0.0", "models": {}}
    choice = random.Random(1)
    files = [_file(f"/articles/{number // 100}/{number}.html", number, 0) for number in range(articles)]
    for number in range(count):
        run = {
            "date": f"2026-01-{1 + number % 28:02}T06:00:00Z",
            "revision": f"{number:040}",
            "id": f"{number:016}",
        }
        yield Report(tuple(files), rules, (), tool, run=run)
        for at in choice.sample(range(articles), max(1, articles // 100)):
            files[at] = _file(files[at].path, at, number + 1)
        for at in choice.sample(range(articles), max(1, articles // 1000)):
            files[at] = replace(files[at], path=f"/articles/moved/{number}-{at}.html")


def _file(path: str, number: int, version: int) -> FileReport:
    findings = tuple(
        Finding(
            RULES[(number + at) % 100], ("error", "warning", "info")[at % 3],
            f"“the words of article {number} that promise much” promises more than any study of it has shown ({at}).",
            path, at * 100, at * 100 + 60, at + 1, 1, at + 1, 60,
            f"the words of article {number} that promise much, in version {version if at < 2 else 0}",
            0.9, "span", f"{number:08x}{at:04x}{version if at < 2 else 0:04x}",
        )
        for at in range(10)
    )  # fmt: skip
    grades = {
        name: 9.1
        for name in ("flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index")
    }
    return FileReport(
        path, f"{number:032x}{version:032x}", words=900, sentences_count=60, findings=findings,
        readability={**grades, "reliable": True, "target": {"audience": "public", "grade": 9, "met": False}},
        garble={"verdict": "clean", "score": 0.01, "flagged": 0, "scored": 60},
        document={"title": f"Article {number}", "author": "A. Writer", "section": f"section {number % 20}", "url": f"https://example.org/{number}"},
        content=sketch(f"Sentence {at} of article {number}." for at in range(60)),
        rules=frozenset(RULES),
    )  # fmt: skip


if __name__ == "__main__":
    main()
