"""What the extraction of claims costs, beside the bare pipeline on the same text in the same run.

Usage: python benchmarks/claims.py FILE…

The bare pipeline tags and parses every sentence. The extraction finds health terms and reads claims off the parses; it
asks for few parses, which are timed apart, since the bare pipeline makes all of them.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from claimlint.analysis import analyse
from claimlint.claims import TRIGGERS, claims_of
from claimlint.nlp import load_pipeline
from claimlint.readers import read_file
from claimlint.targets import targets_in


def main() -> None:
    """Time three steps over all files, in turns."""
    nlp = load_pipeline()
    paths = [Path(name) for name in sys.argv[1:]]
    bare = first = parses = extraction = 0.0
    words = found = 0
    for path in paths:
        document = read_file(path)
        began = time.perf_counter()
        for _ in nlp.pipe(document.block_text(block) for block in document.blocks):
            pass
        bare += time.perf_counter() - began
        began = time.perf_counter()
        analysis = analyse(document, nlp)
        first += time.perf_counter() - began
        words += analysis.words
        began = time.perf_counter()
        wanted = [
            s for s in analysis.prose if not TRIGGERS.isdisjoint(s.vocabulary) and targets_in(analysis, s)
        ]
        extraction += time.perf_counter() - began
        began = time.perf_counter()
        for sentence in wanted:
            analysis.parse(sentence)
        parses += time.perf_counter() - began
        began = time.perf_counter()
        found += len(claims_of(analysis))
        extraction += time.perf_counter() - began
    print(f"{len(paths)} files, {words} words, {found} claims")
    for name, seconds in (("bare pipeline", bare), ("first pass", first), ("parses asked for", parses), ("extraction", extraction)):  # fmt: skip
        print(f"{name:18} {seconds:7.2f} s  {seconds / bare:5.2f} of the bare pipeline")


if __name__ == "__main__":
    main()
