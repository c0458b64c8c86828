"""Which patterns on article text can be made to work in more than linear time by runs of their own building blocks.

Usage: python benchmarks/patterns.py [--size 3000] [--slowest 15]

Every compiled pattern at the top of a module is searched in texts made of one to three of the literals and classes it
is built from, repeated to a size and to twice that size. Patterns that only ever see one sentence (at most 400 tokens)
may grow faster than the text does; what counts is the time at a size no sentence has.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Iterator

import claimlint

#: A search this long (seconds) at the larger size is worth a look.
SLOW = 0.5
_LITERAL = re.compile(r"[a-z]{2,}|[^\w\s]")
#: What stands for the classes of most patterns.
CLASSES = ("a", "A", "7", " ", ".", "a ", "no ", "a-", "(", "[", '"', "\n")
MOST_BLOCKS = 14


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the compiled patterns of all modules, those in tables too."""
    for module in pkgutil.walk_packages(claimlint.__path__, "claimlint."):
        if ".models" in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            values = (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
            )
            for part in values:
                pattern = getattr(part, "words", part)
                pattern = pattern[-1] if isinstance(pattern, tuple) and pattern else pattern
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{module.name}.{name}", pattern


def texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Yield runs of the pattern's building blocks, one or two of them in turn."""
    literals = sorted({*_LITERAL.findall(re.sub(r"\\.", " ", pattern.pattern))}, key=len, reverse=True)
    blocks = [*(word + " " for word in literals[:MOST_BLOCKS]), *CLASSES]
    for one, other in itertools.product(blocks, ["", *blocks]):
        unit = one + other
        yield unit * (size // len(unit))


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the time of finding all matches."""
    begun = time.perf_counter()
    for _ in pattern.finditer(text):
        pass
    return time.perf_counter() - begun


def main() -> int:
    """Print the slowest; return 1 when one is slow and grows with the square."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--size", type=int, default=3_000, help="Characters; the longest sentences have as many."
    )
    parser.add_argument("--slowest", type=int, default=15)
    options = parser.parse_args()
    worst: dict[str, tuple[float, float, str]] = {}
    for name, pattern in patterns():
        for text in texts(pattern, options.size):
            once = seconds(pattern, text)
            if once > worst.get(name, (0.0, 0.0, ""))[0]:
                worst[name] = (once, seconds(pattern, text + text), text[:30])
    ranked = sorted(worst.items(), key=lambda item: -item[1][0])[: options.slowest]
    for name, (once, twice, text) in ranked:
        print(f"{name:45} {1000 * once:9.1f} ms {twice / once:6.1f}  {text!r}")
    return int(any(twice > SLOW and twice > 3 * once for _, (once, twice, _) in ranked))


if __name__ == "__main__":
    raise SystemExit(main())
