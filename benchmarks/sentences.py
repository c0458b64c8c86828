"""How the rules do on sentences written without sight of their wording, with 95 % intervals (Wilson 1927).

Usage: python benchmarks/sentences.py benchmarks/sentences/held-out.jsonl [--write docs/quality.md] [--rule ID]

Each line has a rule, a kind and a text: a "bad" text commits the rule's fault, a "good" one is a near miss in sound prose. A bad
text is found when the rule, or one that took its place where they overlap, flags it at any severity; a good one is a false alarm
when its rule flags it. ``--rule`` lists the texts that one rule gets wrong: for ``development.jsonl`` only. The texts are test
prose; what they say of people, bodies and trials is not checked.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimlint.evaluation.intervals import wilson
from claimlint.finding import Finding
from claimlint.linter import check_document
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_text

START, END = "<!-- sentences -->", "<!-- /sentences -->"


def interval(hits: int, total: int) -> str:
    """Return hits of total as a share with its 95 % interval."""
    if not total:
        return "–"
    low, high = wilson(hits, total)
    return f"{hits}/{total} = {hits / total:.2f} ({low:.2f}–{high:.2f})"


def flagged(linter: Linter, row: Mapping[str, Any]) -> list[Finding]:
    """Return the findings of a row's own rule in its text."""
    text, media = row["text"], row.get("media", "text")
    if row.get("place") == "title" and media == "text":
        text, media = f"# {text}\n\nText follows here.\n", "markdown"
    findings = check_document(linter, read_text(text, "row", media)).findings
    return [f for f in findings if f.rule == row["rule"] or row["rule"] in f.data.get("related", ())]


def measure(rows: Sequence[Mapping[str, Any]], wrong_of: str = "") -> Iterator[str]:
    """Yield a table of found faults and false alarms by rule; print what a rule gets wrong when asked to."""
    linter = make_linter(Settings())
    found: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for row in rows:
        hit = bool(flagged(linter, row))
        total[row["rule"], row["kind"]] += 1
        found[row["rule"], row["kind"]] += hit
        if row["rule"] == wrong_of and hit != (row["kind"] == "bad"):
            print(f"{row['kind']}: {row['text']}")
    yield "| rule | faults found | false alarms |"
    yield "|---|---|---|"
    for rule in sorted({rule for rule, _ in total}):
        bad, good = ((found[rule, kind], total[rule, kind]) for kind in ("bad", "good"))
        yield f"| `{rule}` | {bad[0]}/{bad[1]} | {good[0]}/{good[1]} |"
    sums = {k: [sum(c[key] for key in total if key[1] == k) for c in (found, total)] for k in ("bad", "good")}
    yield f"| all | {interval(*sums['bad'])} | {interval(*sums['good'])} |"


def main() -> None:
    """Print the table; with --write put it between the marks of a page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--rule", default="")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    text = "\n".join(measure(rows, options.rule)) + "\n"
    print(text)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        head, _, rest = page.partition(START)
        options.write.write_text(f"{head}{START}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
