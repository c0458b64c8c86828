"""How much memory an archive takes: each process of ``claimlint corpus`` while articles go by, and what a report of ``claimlint check`` holds.

    python benchmarks/memory.py [--articles 10000] [--jobs 2]

Wanted: at most 500 MB a process, and less than 100 MB more at the end than after the first tenth. Memory is what the system counts for a
process (VmRSS), so this needs Linux. For ``check`` the articles' reports are kept until all are there: their size is measured one by one.
"""

from __future__ import annotations

import argparse
import os
import pickle
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from short_articles import articles, write

ROOT = Path(__file__).resolve().parents[1]
MOST, GROWTH = 500, 100
#: Reports that are measured for ``check``.
REPORTS = 200


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        seen = corpus(Path(name), given.articles, given.jobs)
    print(f"claimlint corpus, {given.articles:,} articles, {given.jobs} processes: MB by articles done")
    for process, points in seen.items():
        print(f"  {process}: {told(points, given.articles)}")
    check()


def corpus(folder: Path, count: int, jobs: int) -> dict[str, list[tuple[int, float]]]:
    """Return (articles done, MB) of each process, at each part that was done."""
    write(folder / "in.jsonl", count)
    size = max(count // 40, 10)
    command = [sys.executable, "-m", "claimlint", "corpus", "in.jsonl", "-o", "out", "--format", "jsonl",
               "--no-config", "--jobs", str(jobs), "--batch-size", str(size), "--quiet"]  # fmt: skip
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    seen: dict[str, list[tuple[int, float]]] = {}
    done = -1
    while process.poll() is None:
        time.sleep(0.2)
        now = parts(folder / "out" / "parts.jsonl")
        if now == done:
            continue
        done = now
        for pid in (process.pid, *descendants(process.pid)):
            name = "first" if pid == process.pid else f"process {pid}"
            if megabytes := resident(pid):
                seen.setdefault(name, []).append((done * size, megabytes))
    if process.returncode:
        sys.exit(f"claimlint corpus failed ({process.returncode})")
    return seen


def told(points: list[tuple[int, float]], count: int) -> str:
    """Say how the memory of a process went."""
    # A process that took another's place is still loading its models when it is first seen.
    rest = [point for point in points if point[0] >= points[0][0] + count // 10] or points
    (start, before), (end, after) = rest[0], rest[-1]
    slope = 1000 * (after - before) / (end - start) if end > start else 0.0
    most = max(megabytes for _, megabytes in points)
    marks = [f"{megabytes:.0f} at {done:,}" for done, megabytes in points[:: max(len(points) // 6, 1)]]
    verdict = "" if most <= MOST and after - before < GROWTH else "  TOO MUCH"
    return f"{', '.join(marks)}; most {most:.0f}, growth {after - before:+.0f}, {slope:+.1f} MB per 1,000{verdict}"


def parts(journal: Path) -> int:
    """Return how many parts are done."""
    try:
        return journal.read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def descendants(pid: int) -> list[int]:
    """Return the processes below a process."""
    try:
        # Any of its threads may have started one.
        lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    below = [int(word) for one in lists for word in one.split()]
    return [*below, *(one for child in below for one in descendants(child))]


def resident(pid: int) -> float:
    """Return the memory of a process (MB); 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS: 0 kB")
    return int(line.split()[1]) / 1024


def check() -> None:
    """Print what a report of ``claimlint check`` holds in memory, and where."""
    sys.path.insert(0, str(ROOT))
    from claimlint.linter import check_document
    from claimlint.prepared import Settings, make_linter
    from claimlint.readers import read_text

    linter = make_linter(Settings())
    sent = [pickle.dumps(check_document(linter, read_text(text, f"{at}.txt", "text")))
            for at, text in enumerate(articles(REPORTS))]  # fmt: skip
    tracemalloc.start()
    before = tracemalloc.take_snapshot()
    # As they come from other processes: nothing is shared between two of them.
    kept = [pickle.loads(one) for one in sent]
    after = tracemalloc.take_snapshot()
    total = sum(stat.size_diff for stat in after.compare_to(before, "filename"))
    print(
        f"claimlint check keeps {total / REPORTS / 1000:.1f} kB a file in its first process; pickled, by part:"
    )
    whole = sum(map(len, sent))
    for name in ("findings", "readability", "garble", "document", "lines", "content", "rules"):
        size = sum(len(pickle.dumps(getattr(report, name))) for report in kept)
        print(f"  {name}: {size / REPORTS / 1000:.1f} kB ({size / whole:.0%})")


if __name__ == "__main__":
    main()
