"""How long one article takes from the start of the program: new, and known from the cache.

    python benchmarks/startup.py [--rounds N]

claimlint is installed from a wheel into an environment of its own, as users have it. Beside it run what it cannot do without, "import
spaCy and load the pipeline", and proselint on the same file. Writes its result into benchmarks/speed.md.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from articles import write
from interleaved import Command, environment, installed, keep, measured, table


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        (article,) = write(here / "articles", 1)
        words = len(article.read_text(encoding="utf-8").split())
        claimlint = installed(here / "claimlint")
        proselint = environment(here / "proselint", "proselint") / "proselint"
        load = "import pathlib, claimlint, spacy; spacy.load(pathlib.Path(claimlint.__file__).parent / 'models/en_claimlint')"
        cache = {"CLAIMLINT_CACHE_DIR": str(here / "cache")}
        check = (str(claimlint), "check", str(article))
        times = measured(
            {
                "spaCy": Command((str(claimlint.with_name("python")), "-c", load), here),
                "new": Command((*check, "--no-cache"), here),
                "cached": Command(check, here, cache),
                "proselint": Command((str(proselint), "check", str(article)), here),
            },
            rounds,
        )
    keep("startup", "\n\n".join(_told(times, words)))


def _told(times: dict[str, float], words: int) -> list[str]:
    names = {
        "spaCy": "import spaCy, load the pipeline",
        "new": "claimlint, new article",
        "cached": "claimlint, cached",
    }
    told = {names.get(name, name): seconds for name, seconds in times.items()}
    return [
        f"One article of {words} words, medians:",
        table(told, "proselint", words),
        f"new: {times['new'] / times['spaCy']:.2f} × import spaCy and load the pipeline (aim: 1.3 at most)\n"
        f"cached: {times['cached'] / times['proselint']:.2f} × proselint (aim: 1 at most)",
    ]


if __name__ == "__main__":
    main()
