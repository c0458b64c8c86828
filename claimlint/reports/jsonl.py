"""JSON Lines, for streams and dashboards: findings first, then files, then one line that sums up.

Every line is an object with a ``type``. ``finding``: a finding of the JSON report and its ``path``, suppressed ones included and
marked. ``file``: a file of the JSON report without its findings. ``summary``, always the last line: the summary of the
JSON report with ``schema_version``, ``tool`` and ``skipped``, and ``run`` and ``timings`` where they were asked for; a stream without it was cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claimlint.finding import Report
from claimlint.reports import json_report


def render(report: Report) -> str:
    """Return the report with a JSON object a line."""
    return "".join(
        json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(json_report.as_dict(report))
    )


def _lines(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for file in whole["files"]:
        for finding in file["findings"]:
            yield {"type": "finding", "path": file["path"], **finding}
    for file in whole["files"]:
        yield {"type": "file", **{key: value for key, value in file.items() if key != "findings"}}
    about = {key: whole[key] for key in ("schema_version", "tool", "skipped")}
    run = {key: whole[key] for key in ("run", "timings") if whole.get(key)}
    yield {"type": "summary", **about, **whole["summary"], **run}


def schema() -> dict[str, Any]:
    """Return the JSON Schema that every line satisfies, made from that of the JSON report."""
    whole = json_report.schema()
    file = whole["properties"]["files"]["items"]
    finding = file["properties"]["findings"]["items"]
    about = {key: whole["properties"][key] for key in ("schema_version", "tool", "skipped")}
    lines = {
        "finding": {"path": {"type": "string"}, **finding["properties"]},
        "file": {key: value for key, value in file["properties"].items() if key != "findings"},
        "summary": {**about, **whole["properties"]["summary"]["properties"]},
    }
    required = {"finding": finding["required"], "file": file["required"], "summary": list(lines["summary"])}
    lines["summary"] |= {key: whole["properties"][key] for key in ("run", "timings")}
    return {
        "$schema": whole["$schema"],
        "title": "A line of claimlint's report in JSON Lines",
        "oneOf": [_line(kind, lines[kind], required[kind]) for kind in lines],
    }


def _line(kind: str, properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, **properties},
        "required": [
            "type",
            *(["path"] if kind == "finding" else []),
            *(r for r in required if r in properties),
        ],
    }
