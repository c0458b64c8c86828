"""A part of the output: the rows of a batch of the input, made of what was said of each, as files' bytes and counts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from claimlint.corpus import arrow
from claimlint.corpus.columns import ARTICLES, FINDINGS, Column
from claimlint.corpus.figures import article_values, finding_values
from claimlint.corpus.rows import Row
from claimlint.finding import FileReport

Format = Literal["parquet", "jsonl"]
FORMATS: tuple[Format, ...] = ("parquet", "jsonl")
#: What is counted of a part, and so of a run.
COUNTS = ("articles", "unread", "words", "errors", "warnings", "infos", "suppressed")


@dataclass(frozen=True)
class Part:
    """A part to be written. tables: the bytes of its file in each. counts: ``COUNTS``."""

    number: int
    tables: Mapping[str, bytes]
    counts: Mapping[str, int]


def part_of(number: int, said: Sequence[tuple[Row, FileReport]], format: Format) -> Part:
    """Return the part with these rows: the same rows, the same bytes."""
    articles = [
        {"row": row.number, "id": row.id, "path": row.path, **article_values(report)} for row, report in said
    ]
    findings = [
        {"row": row.number, "id": row.id, **finding_values(finding)}
        for row, report in said
        for finding in report.findings
    ]
    tables = {"articles": _file(articles, ARTICLES, format), "findings": _file(findings, FINDINGS, format)}
    return Part(number, tables, _counts(articles))


def _counts(articles: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    sums = {name: sum(article[name] or 0 for article in articles) for name in COUNTS[2:]}
    return {"articles": len(articles), "unread": sum(a["status"] == "error" for a in articles), **sums}


def _file(values: Sequence[Mapping[str, Any]], columns: Sequence[Column], format: Format) -> bytes:
    if format == "parquet":
        return arrow.parquet(values, columns)
    lines = ({column.name: one[column.name] for column in columns} for one in values)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode(
        "utf-8", "backslashreplace"
    )
