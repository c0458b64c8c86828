"""What the rules find and leave alone on labelled pages, with 95 % intervals (Wilson 1927).

Usage: python benchmarks/quality.py ../shared/eval [--write docs/quality.md]

Labels are spans of kind claim, garbled, clean and trap. A finding on a span counts by overlap. Precision: findings
on a claim against those on a clean sentence or trap, unlabelled text left out; recall: claims with a finding.
Only findings of the claim families count here; page-level findings are counted on sound pages as they are.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimlint.finding import Finding
from claimlint.linter import Settings, check_paths

CLAIM_FAMILIES = ("claims", "evidence", "causality", "safety", "disclaimers", "trust")
MARK = "<!-- measured -->"


def interval(hits: int, total: int) -> str:
    """Return hits of total as a share with its 95 % interval."""
    if not total:
        return "–"
    z, p = 1.96, hits / total
    centre = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{hits}/{total} = {p:.2f} ({max(centre - half, 0):.2f}–{min(centre + half, 1):.2f})"


def labels(folder: Path) -> Mapping[str, list[dict[str, Any]]]:
    """Return the labelled spans by page."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] != "doc":
            rows[row["file"]].append(row)
    return rows


def touches(finding: Finding, row: Mapping[str, Any]) -> bool:
    """Whether a finding lies on a labelled span."""
    return finding.start < row["end"] and row["start"] < finding.end


def measure(folder: Path) -> Iterator[str]:
    """Yield the lines of the report."""
    rows = labels(folder)
    report = check_paths(sorted((folder / "pages").rglob("*.txt")), Settings())
    pages = {Path(file.path).relative_to(folder / "pages").as_posix(): file for file in report.files}
    right, wrong = Counter[str](), Counter[str]()
    found = claims = 0
    for name, file in pages.items():
        spans = [f for f in file.findings if f.scope == "span" and f.rule.split("/")[0] in CLAIM_FAMILIES]
        for finding in spans:
            kinds = {row["kind"] for row in rows[name] if touches(finding, row)}
            right[finding.rule] += "claim" in kinds
            wrong[finding.rule] += "claim" not in kinds and bool(kinds & {"clean", "trap"})
        wanted = [row for row in rows[name] if row["kind"] == "claim"]
        claims += len(wanted)
        found += sum(any(touches(f, row) for f in spans) for row in wanted)
    yield from _table(right, wrong)
    yield ""
    yield f"Recall over all labelled claims, of whatever category: {interval(found, claims)}."
    yield ""
    yield from _sound([file.findings for name, file in pages.items() if name.startswith("good/")])


def _table(right: Counter[str], wrong: Counter[str]) -> Iterator[str]:
    yield "| rule | precision on labelled spans (95 % interval) |"
    yield "|---|---|"
    for rule in sorted(right | wrong):
        yield f"| `{rule}` | {interval(right[rule], right[rule] + wrong[rule])} |"
    total = sum(right.values())
    yield f"| all | {interval(total, total + sum(wrong.values()))} |"


def _sound(pages: Sequence[Sequence[Finding]]) -> Iterator[str]:
    counts = {
        severity: Counter(f.rule for page in pages for f in page if f.severity == severity)
        for severity in ("error", "warning", "info")
    }
    yield f"On the {len(pages)} sound pages:"
    yield ""
    yield "| severity | findings | by rule |"
    yield "|---|---|---|"
    for severity, rules in counts.items():
        by_rule = ", ".join(f"`{rule}` {count}" for rule, count in sorted(rules.items())) or "–"
        yield f"| {severity} | {sum(rules.values())} | {by_rule} |"


def main() -> None:
    """Print the figures; with --write put them below the mark of a page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    text = "\n".join(measure(options.folder)) + "\n"
    print(text)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        options.write.write_text(page.partition(MARK)[0] + MARK + "\n\n" + text, encoding="utf-8")


if __name__ == "__main__":
    main()
