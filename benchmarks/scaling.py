"""What more processes bring: ``claimlint corpus`` with one and with two, here and on Ray, on the same articles, all different.

    python benchmarks/scaling.py [--articles 500] [--rounds 2] [--only local|ray]

Runs take turns, so that a noisy machine is noisy for all of them; of each the shortest counts. Wanted: two processes are at least
1.6 times as fast as one; Ray with two workers is at least 1.25 times as fast as with one. Starting Ray is measured with an archive of
two articles and not counted, nor is loading the models.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from short_articles import write

ROOT = Path(__file__).resolve().parents[1]
WANTED = {"local": 1.6, "ray": 1.25}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", choices=list(WANTED))
    given = parser.parse_args()
    there = [engine for engine in WANTED if engine == "local" or importlib.util.find_spec("ray")]
    engines = [engine for engine in there if given.only in (None, engine)]
    runs = [(engine, jobs, size) for engine in engines for size in (2, given.articles) for jobs in (1, 2)]
    spent: dict[tuple[str, int, int], list[float]] = {run: [] for run in runs}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in (2, given.articles):
            write(folder / f"{size}.jsonl", size)
        for _ in range(given.rounds):
            for run in runs:
                spent[run].append(seconds(folder, *run))
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for engine in engines:
        say(engine, given.articles, {run: min(times) for run, times in spent.items()})


def seconds(folder: Path, engine: str, jobs: int, size: int) -> float:
    """Return how long a run takes."""
    command: Sequence[str] = [
        sys.executable, "-m", "claimlint", "corpus", f"{size}.jsonl", "-o", "out", "--format", "jsonl", "--no-config", "--quiet",
        "--engine", engine, "--jobs", str(jobs), "--batch-size", "10",
    ]  # fmt: skip
    shutil.rmtree(folder / "out", ignore_errors=True)
    start = time.perf_counter()
    # Ray's workers step back behind other programs; on a machine that has others, that is what would be measured.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_worker_niceness": "0"}
    subprocess.run(command, cwd=folder, check=True, env=environment)
    return time.perf_counter() - start


def say(engine: str, size: int, best: dict[tuple[str, int, int], float]) -> None:
    """Print what an engine needs with one process and with two."""
    whole = {jobs: best[engine, jobs, size] for jobs in (1, 2)}
    own = {jobs: whole[jobs] - best[engine, jobs, 2] for jobs in (1, 2)}
    ratio = own[1] / own[2]
    verdict = "as wanted" if ratio >= WANTED[engine] else f"LESS THAN {WANTED[engine]}"
    print(
        f"{engine}: {size} articles in {whole[1]:.1f} s with one process, {whole[2]:.1f} s with two;"
        f" less start-up {own[1]:.1f} s and {own[2]:.1f} s: × {ratio:.2f}, {verdict}"
        f" (with start-up × {whole[1] / whole[2]:.2f})"
    )


if __name__ == "__main__":
    main()
