"""Report formats: each turns a Report into text and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimlint.finding import Report
from claimlint.reports import github, gitlab, html, json_report, jsonl, junit, markdown, sarif, terminal

Render = Callable[[Report], str]

#: ``terminal`` is plain here; the command line asks terminal.render for colour and width itself.
FORMATS: Mapping[str, Render] = {
    "terminal": terminal.render,
    "json": json_report.render,
    "jsonl": jsonl.render,
    "sarif": sarif.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
    "markdown": markdown.render,
    "html": html.render,
}
