"""Random and damaged input for everything that reads some: no crash, no hang, every finding where it says.

Usage: python benchmarks/fuzz.py [--minutes 30] [--only NAME] [--seed N]

The targets (``fuzz_targets.py``) take turns until the time is up. An example that takes more than 10 seconds of processor time is a hang.
Finds are made small by hypothesis, printed and counted; each belongs into a test once it is mended. Before each example it is written to
``/tmp/claimlint-fuzz-last``, so that one that ends the process is known, too.
"""

from __future__ import annotations

import argparse
import faulthandler
import pickle
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import hypothesis
from fuzz_targets import Target, targets
from hypothesis import HealthCheck, Phase, given, settings

#: Seconds of processor time for one example; and of the clock, after which what hangs in C is ended with its stack.
LIMIT, PATIENCE = 10.0, 300
#: Examples of a turn.
TURN = 40
LAST = Path(tempfile.gettempdir(), "claimlint-fuzz-last")


class Hang(Exception):
    """An example that took longer than ``LIMIT``."""


def hung(*_: Any) -> None:
    """Say so where it hangs."""
    raise Hang(f"more than {LIMIT:g} s of processor time")


def watched(target: Target, example: Any) -> float:
    """Run an example; return its processor time in seconds."""
    LAST.write_bytes(pickle.dumps(example))
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    begun = time.process_time()
    try:
        target.run(example)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
    return time.process_time() - begun


def turn(target: Target, seed: int, slowest: list[float], tried: list[int]) -> str:
    """Try some examples; return what was found, or ""."""

    @hypothesis.seed(seed)
    @settings(
        max_examples=TURN,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
    )
    @given(example=target.inputs)
    def trial(example: Any) -> None:
        tried[0] += 1
        slowest[0] = max(slowest[0], watched(target, example))

    try:
        trial()
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        notes = "\n".join(getattr(error, "__notes__", ()))
        return f"{notes[:3000]}\n{''.join(traceback.format_exception(error)[-8:])}"
    return ""


def main() -> int:
    """Run the targets in turn; return 1 when something was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30.0, help="Of the clock.")
    parser.add_argument("--only", metavar="WORDS", help="Only targets whose name holds these words.")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="Where the turns begin.")
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, hung)
    chosen = {name: one for name, one in targets().items() if not options.only or options.only in name}
    tried: Counter[str] = Counter()
    slowest: dict[str, float] = dict.fromkeys(chosen, 0.0)
    found: dict[str, set[str]] = {name: set() for name in chosen}
    end, seed = time.monotonic() + 60 * options.minutes, options.seed
    print(f"seed {seed}; {len(chosen)} targets", flush=True)
    while time.monotonic() < end:
        for name, target in chosen.items():
            if time.monotonic() > end:
                break
            most, count = [slowest[name]], [0]
            said = turn(target, seed, most, count)
            slowest[name], tried[name] = most[0], tried[name] + count[0]
            # The same fault is met again and again; its last line tells it from others.
            kind = said.strip().rpartition("\n")[2]
            if said and kind not in found[name]:
                found[name].add(kind)
                print(f"--- {name} (seed {seed})\n{said}", flush=True)
        seed += 1
    print(f"\n{'target':16} {'examples':>9} {'slowest':>9} finds")
    for name in chosen:
        print(f"{name:16} {tried[name]:9,} {slowest[name]:7.2f} s {len(found[name])}")
    return int(any(found.values()))


if __name__ == "__main__":
    raise SystemExit(main())
