"""Archives for tests: a few short articles, all different, as a table or files; and what a run made of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RULES = ("--select", "claims/absolute-safety,claims/cure-claim")
PLANTS = (
    "garlic",
    "ginger",
    "nettle",
    "sage",
    "thyme",
    "mint",
    "aloe",
    "fennel",
    "hops",
    "yarrow",
    "clove",
    "elder",
)


def texts(count: int) -> list[str]:
    """Return articles of which every third has a claim."""
    return [
        f"Notes on {PLANTS[at % 12]} number {at}\n\n"
        + (f"{PLANTS[at % 12].title()} cures arthritis." if at % 3 == 0 else "It grows in gardens.")
        + "\n"
        for at in range(count)
    ]


def rows(count: int) -> list[dict[str, Any]]:
    return [{"id": f"a{at}", "text": text} for at, text in enumerate(texts(count))]


def json_lines(path: Path, values: list[Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in values), encoding="utf-8")
    return path


def read(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table that was written as JSON lines."""
    files = sorted((folder / table).glob("part-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of an output by name."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }
