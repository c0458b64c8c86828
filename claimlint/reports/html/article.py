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
                "cell": block.get("cell"),
                "ordinal": block.get("ordinal"),
                "start": block["start"],
                "runs": cutter.runs(at, block, inside),
            }
        )
    placed = {mark.finding["number"] for mark in marks if cutter.placed(mark)}
    return list(_chunked(_grouped(made))), placed


def _grouped(made: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield groups: blocks of a list in a row as one, others each by itself."""
    for (kind, _), row in groupby(made, _company):
        if not kind:
            yield from ({"kind": block["kind"], "blocks": [block]} for block in row)
            continue
        rest = list(row)
        while rest:
            # A list of thousands must not be one chunk.
            many = _whole(rest) if kind == "rows" else MOST
            part, rest = rest[:many], rest[many:]
            found = any(piece.findings for block in part for run in block["runs"] for piece in run.pieces)
            more = {"rows": _rows(part)} if kind == "rows" else {}
            yield {"kind": kind, "blocks": part, "open": found or len(part) <= 3, **more}


def _company(block: Mapping[str, Any]) -> tuple[str, int]:
    """Return what a block is shown as together with its neighbours, and which table: those that stand in a row are one."""
    kind = GROUPED.get(block["kind"], "")
    if kind == "table" and block["cell"]:
        return "rows", block["cell"]["table"]
    return ("numbered" if kind == "list" and block["ordinal"] is not None else kind), 0


def _whole(blocks: Sequence[Mapping[str, Any]]) -> int:
    """Return how many of a table's blocks make a chunk: MOST, and the rest of the row that then is begun."""
    last = blocks[min(MOST, len(blocks)) - 1]["cell"]["row"]
    return next(
        (at for at in range(min(MOST, len(blocks)), len(blocks)) if blocks[at]["cell"]["row"] != last),
        len(blocks),
    )


def _rows(blocks: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the rows of a table, each as its cells: their blocks, and how many columns before them are empty (gap)."""
    rows: list[list[dict[str, Any]]] = []
    for _, row in groupby(blocks, lambda block: block["cell"]["row"]):
        cells: list[dict[str, Any]] = []
        at = 0
        for column, inside in groupby(row, lambda block: block["cell"]["column"]):
            found = list(inside)
            header = found[0]["cell"]["header"]
            wide = found[0]["cell"]["columns"]
            cells.append({"gap": max(column - at - 1, 0), "blocks": found, "header": header, "columns": wide})
            at = column + wide - 1
        rows.append(cells)
    for row_ in rows:
        # A whole row of headers names columns, a single one its row.
        scope = "col" if all(cell["header"] for cell in row_) else "row"
        for cell in row_:
            cell["scope"] = scope
    return rows


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
