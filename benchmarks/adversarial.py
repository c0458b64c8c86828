"""Texts made against each rule, of its own words: whether its time grows with the text and no faster.

Usage: python benchmarks/adversarial.py [--kilobytes 250] [--only RULE] [--limit 60]

For each rule: its words in the order of its patterns but with the last one missing, each word repeated, its words at random, without
full stops, and joined by hyphens. Processor time at a size and at four times that size, of finding by that rule alone, the first pass included; the ratio is about 4
where the time is linear and 16 where it is quadratic. ``--kilobytes 250`` ends with texts of 1 MB. What the encoder says of sentences for the
report, whatever the rule, is left out: it is most of the time otherwise, and the same for all.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import time
from collections.abc import Iterator
from typing import Any

from claimlint import encoder
from claimlint.linter import analysed
from claimlint.nlp import _place
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_text
from claimlint.rule import Rule
from claimlint.rulebase import load_rules
from claimlint.weighing import find

#: Most that four times the text may cost; and what is too little to be compared (seconds).
GROWTH, NOTHING = 5.5, 0.5
#: What pads a text against rules that look for no word of their own.
OTHERS = (
    "Garlic cures cancer in just 7 seconds , 100 % safe ; no doctor knows ( Smith 2019 ) ? ! the the".split()
)


class OutOfTime(Exception):
    """A text that took longer than the limit."""


def late(*_: Any) -> None:
    """Say so."""
    raise OutOfTime


def wordings(value: Any) -> Iterator[str]:
    """Yield the texts in a rule's options."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from wordings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from wordings(inner)


def rows(rule: Rule) -> list[list[str]]:
    """Return the words of each wording of a rule, of alternatives the first, of gaps a filler."""
    found = []
    for wording in wordings([options for _, options in rule.checks]):
        words = [re.sub(r"^\.\.\d*$", "very", part) for part in wording.split()]
        plain = [word.split("|")[0].strip("~?<>#").replace("_", " ") for word in words]
        found.append([word for word in plain if word] or ["garlic"])
    return found or [OTHERS]


def texts(rule: Rule, size: int) -> Iterator[tuple[str, str]]:
    """Yield texts of a size, each with the name of its kind."""
    drawn = random.Random(rule.id)
    known = rows(rule)
    words = [word for row in known for word in row] + OTHERS
    near = [word for row in known for word in (row[:-1] or row) * 2]
    each = [word for row in known for word in row for _ in range(6)]
    yield "without the last word", fill(near, size)
    yield "each word repeated", fill(each, size)
    # No sentence twice: what is remembered of sentences would hide what they cost.
    yield "at random", " ".join(drawn.choices(words, k=size))[:size]
    # Of longer words only the ends are text.
    yield "hardly any spaces", fill(["-".join(drawn.choices(words, k=100)) for _ in range(40)], size)


def fill(words: list[str], size: int) -> str:
    """Return words, again and again, up to a size."""
    unit = " ".join(words) + " "
    return (unit * (size // len(unit) + 1))[:size]


def seconds(linter: Linter, text: str, limit: float) -> float | None:
    """Return the processor time of finding; None when it is over the limit."""
    for kept in (_place, encoder._guesses, encoder._read):
        kept.cache_clear()
    signal.setitimer(signal.ITIMER_PROF, limit)
    begun = time.process_time()
    try:
        find(linter, analysed(linter, read_text(text, "x", "text")))
    except OutOfTime:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begun


def main() -> int:
    """Print what grows too fast, or takes longest; return 1 for the former."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kilobytes", type=int, default=250, help="The smaller size.")
    parser.add_argument("--only", metavar="WORDS", default="")
    parser.add_argument("--limit", type=float, default=60.0, help="Seconds of processor time for a text.")
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, late)
    size, failed = options.kilobytes * 1000, 0
    print(f"{'rule':40} {'text':24} {'once':>8} {'4 times':>8} {'ratio':>6} {'s/MB':>6}")
    for rule in load_rules():
        if options.only not in rule.id:
            continue
        linter = make_linter(Settings((rule,)))
        for (kind, small), (_, large) in zip(texts(rule, size), texts(rule, 4 * size), strict=True):
            one, four = seconds(linter, small, options.limit), seconds(linter, large, options.limit)
            ratio = four / one if one and four else float("inf")
            fine = four is not None and (ratio <= GROWTH or four < NOTHING)
            failed += not fine
            times = " ".join(f"{value:6.2f} s" if value is not None else "      –" for value in (one, four))
            rate = four / (4 * size / 1e6) if four else float("inf")
            said = "" if fine else "  NOT LINEAR"
            print(f"{rule.id:40} {kind:24} {times} {ratio:6.2f} {rate:6.1f}{said}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
