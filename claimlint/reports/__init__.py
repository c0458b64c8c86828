"""Report formats: each turns a Report into text and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from claimlint.finding import Report

Render = Callable[[Report], str]

#: Where the function ``render`` of each format is.
_MODULES: Mapping[str, str] = {
    "terminal": "terminal",
    "json": "json_report",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
    "html": "html",
}


class _Formats(Mapping[str, Render]):
    """Renders by format; a format's module is imported when it is asked for."""

    def __getitem__(self, name: str) -> Render:
        render: Render = import_module(f"claimlint.reports.{_MODULES[name]}").render
        return render

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)

    def __contains__(self, name: object) -> bool:
        return name in _MODULES


#: ``terminal`` is plain here; the command line asks terminal.render for colour and width itself.
FORMATS: Mapping[str, Render] = _Formats()
