"""The article as it reads: its blocks as lists, quotes, tables and headings in order, in chunks a browser can leave out of sight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from claimlint.reports.html.pieces import Cutter, Mark

#: Blocks of a chunk: a heading ends one from the first number on, the second ends it anywhere.
CHUNK, MOST = 8, 40
#: Blocks that are shown as one when they stand in a row.
GROUPED = {"item": "list", "table": "table", "quote": "quote", "boilerplate": "boilerplate"}


def chunks(
    file: Mapping[str, Any], marks: Sequence[Mark], prefix: str
) -> tuple[list[list[dict[str, Any]]], set[int]]:
    """Return the chunks of an article, each a list of groups, and the numbers of the findings that got a place in it.

    prefix: what ids of blocks begin with, before their number.
    """
    blocks = sorted(file["blocks"], key=lambda block: (block["start"], block["end"]))
    cutter = Cutter(file["text"], blocks, marks)
    links = sorted(file["links"], key=lambda link: (link["start"], link["end"]))
    starts = [link["start"] for link in links]
    made: list[dict[str, Any]] = []
    depth = 2
    for at, block in enumerate(blocks):
        inside = links[bisect_left(starts, block["start"]) : bisect_left(starts, block["end"])]
        if block["kind"] in ("title", "heading") and (block["kind"], block["level"]) != ("title", 0):
            wanted = 3 if block["kind"] == "title" else 3 + max(block["level"] - 1, 1)
            depth = min(wanted, depth + 1, 6)
        made.append(
            {
                "kind": "metadata"
                if block["kind"] == "title" and not block["level"]
                else "heading"
                if block["kind"] == "title"
                else block["kind"],
                "title": block["kind"] == "title",
                "depth": depth,
                "id": f"{prefix}{at}",
                "start": block["start"],
                "runs": cutter.runs(at, block, inside),
            }
        )
    placed = {mark.finding["number"] for mark in marks if cutter.placed(mark)}
    return list(_chunked(_grouped(made))), placed


def _grouped(made: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield groups: blocks of a list in a row as one, others each by itself."""
    for kind, row in groupby(made, lambda block: GROUPED.get(block["kind"], "")):
        if not kind:
            yield from ({"kind": block["kind"], "blocks": [block]} for block in row)
            continue
        rest = list(row)
        while rest:
            # A list of thousands must not be one chunk.
            part, rest = rest[:MOST], rest[MOST:]
            found = any(piece.findings for block in part for run in block["runs"] for piece in run.pieces)
            yield {"kind": kind, "blocks": part, "open": found or len(part) <= 3}


def _chunked(groups: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    size = 0
    for group in groups:
        if chunk and (size >= MOST or (size >= CHUNK and group["kind"] == "heading")):
            yield chunk
            chunk, size = [], 0
        chunk.append(group)
        size += len(group["blocks"])
    if chunk:
        yield chunk
