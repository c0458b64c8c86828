"""The table of bad input (``tests/bad_inputs.py``), the huge ones too, through the command line: exit code, processor time, peak memory.

Usage: python benchmarks/bad_input.py [--only WORDS] [--huge] [--limit 10]

Each case is a run of its own, start and models included (printed first, for the smallest file there is). Fails where an exit code or error
is not what the table says, or a run takes more processor time a MB than the limit, beyond what
the start takes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.bad_inputs import CASES, Case

START = Case("start and models", "text", lambda: "Garlic cures cancer.\n")


def ran(case: Case) -> tuple[str, float, float]:
    """Run a case; return what is wrong (""), processor time in seconds and peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, case.file).write_bytes(case.data)
        command = [sys.executable, "-m", "claimlint", "check", case.file, "--format", "json", "--no-cache"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = process.communicate()
    # Of all children so far the largest, of the last one the time: the pool has none, and each is waited for.
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wrong(case, process.returncode, out, err), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def wrong(case: Case, code: int, out: bytes, err: bytes) -> str:
    """Return in what a run differs from the table."""
    if b"Traceback" in err or not out:
        return f"exit {code}: {err.decode(errors='replace')[-300:]}"
    (file,) = json.loads(out)["files"]
    said = (file["error"] or {}).get("code")
    found = any("cures cancer" in finding["excerpt"] for finding in file["findings"])
    if said != case.code:
        return f"error {said} instead of {case.code}"
    if case.code and code != 2:
        return f"exit {code} instead of 2"
    return "" if case.code or found == case.claims else "the claim is " + ("found" if found else "not found")


def main() -> int:
    """Print a line a case; return 1 where one is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", metavar="WORDS", default="")
    parser.add_argument("--huge", action="store_true", help="Only the huge ones.")
    parser.add_argument(
        "--limit", type=float, default=10.0, help="Seconds of processor time a MB beyond the start."
    )
    options = parser.parse_args()
    os.environ.setdefault("CLAIMLINT_CACHE_DIR", os.path.join(tempfile.gettempdir(), "claimlint-bad-input"))
    chosen = [case for case in CASES if options.only in case.name and case.huge >= options.huge]
    before, start, failed = 0.0, 0.0, 0
    print(f"{'case':40} {'MB':>6} {'seconds':>8} {'peak so far':>12}")
    for case in [START, *chosen]:
        said, total, peak = ran(case)
        seconds, before = total - before, total
        start = start or seconds
        if not said and seconds - start > options.limit * max(len(case.data) / 1e6, 1):
            said = f"more than {options.limit:g} s a MB"
        failed += bool(said)
        print(f"{case.name:40} {len(case.data) / 1e6:6.2f} {seconds:8.1f} {peak:9.0f} MB  {said}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
