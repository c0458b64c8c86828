"""The overview as a page: a view and its charts in, HTML out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimlint.dashboard.figures import FEW_WORDS, RANKED_AS, grades, verdicts
from claimlint.dashboard.names import page_name
from claimlint.dashboard.rows import rate
from claimlint.dashboard.view import View
from claimlint.reports.html.templating import templates

if TYPE_CHECKING:
    from jinja2 import Environment

#: Rows of the table of all articles that stand in the page, for readers without scripts, and to be seen at once.
FIRST_ROWS = 50
#: Rows of any other table; the rest is counted.
MOST_ROWS = 200
#: Scripts and styles from files beside the page and nothing else. Some browsers do not take files opened from disk for
#: "self", hence "file:", which pages from the web cannot reach.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'"
)


def index_page(view: View, charts: Mapping[str, str]) -> str:
    """Return the overview. charts: SVG texts by name."""
    from markupsafe import Markup

    bars, without = grades(view.articles)
    return (
        _environment()
        .get_template("index.html.j2")
        .render(
            view=view,
            charts={name: Markup(svg) for name, svg in charts.items()},
            policy=POLICY,
            columns=_columns(view),
            options=_options(view),
            verdicts=verdicts(view.articles),
            grades=bars,
            ungraded=without,
            first=FIRST_ROWS,
            most=MOST_ROWS,
            few=FEW_WORDS,
            ranked_as=RANKED_AS,
            page_name=page_name,
            rate=rate,
        )
    )


def _columns(view: View) -> list[str]:
    """Return the facts of articles that are worth a column and a filter: those that any article has."""
    return [
        name
        for name in ("section", "author", "site")
        if any(getattr(article, name) for article in view.articles)
    ]


def _options(view: View) -> Mapping[str, list[str]]:
    facts = {name: sorted({getattr(a, name) for a in view.articles} - {""}) for name in _columns(view)}
    return {
        "family": sorted(row.name for row in view.families),
        "rule": sorted(row.name for row in view.rules),
        **facts,
        "verdict": [name for name, count in verdicts(view.articles) if count],
    }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = templates(Path(__file__).parent / "templates")
    environment.filters |= {
        "count": _count,
        "several": _several,
        "rate": _rate,
        "delta": _delta,
        "rate_delta": _rate_delta,
    }
    return environment


def _count(number: int) -> str:
    return f"{number:,}"


def _several(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _rate(number: float | None) -> str:
    return "–" if number is None else f"{number:,.2f}"


def _delta(number: int, before: int) -> str:
    change = number - before
    return f"{_sign(change)}{abs(change):,}" if change else "no change"


def _rate_delta(number: float | None, before: float | None) -> str:
    if number is None or before is None:
        return ""
    change = round(number - before, 2)
    return f"{_sign(change)}{abs(change):,.2f}" if change else "no change"


def _sign(change: float) -> str:
    return "+" if change > 0 else "−"
