"""Charts as SVG texts that stand in a page: the only door to Altair and vl-convert.

Colours are CSS variables and ``currentColor``, so that one SVG serves the light and the dark page. Nothing in them has a style
attribute, which a strict Content-Security-Policy would refuse.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimlint.errors import UsageError

#: Width of a plot in CSS pixels; with the axis it fits a phone nearly unscaled.
WIDTH = 420
#: Height of a row of a bar chart: its name, and the bar below.
ROW = 36
#: Names at the ends of lines need this share of the chart's height each.
APART = 0.07
SEVERITY_COLOURS = {"errors": "var(--error)", "warnings": "var(--warning)", "notes": "var(--info)"}
_TEXT = "currentColor"
_CONFIG: Mapping[str, Any] = {
    "aria": False,
    "background": None,
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": _TEXT, "titleColor": _TEXT, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
        "gridColor": "var(--line)", "domainColor": "var(--line)", "tickColor": "var(--line)",
    },
    "text": {"color": _TEXT, "fontSize": 13},
}  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart: its name, what is written behind the bar, and its parts by name."""

    name: str
    label: str
    parts: Mapping[str, float]


@dataclass(frozen=True)
class Point:
    """A run in the chart of the trend. rates: by severity. mark: what changed with this run, so that counts do."""

    run: str
    rates: Mapping[str, float]
    mark: str = ""


def need() -> None:
    """Raise UsageError ``no-dashboard`` where what draws the charts is not installed."""
    try:
        import altair  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError as error:
        message = f"The dashboard needs Altair and vl-convert for its charts; {error.name} is not installed."
        hint = 'Install them: pip install "claimlint-health[dashboard]"'
        raise UsageError("no-dashboard", message, "", hint) from error


def bars(key: str, title: str, description: str, rows: Sequence[Bar], colours: Mapping[str, str]) -> str:
    """Return a chart of stacked bars, a row each, its name above it. key: makes ids in the page unique."""
    import altair as alt

    names = [str(number) for number, _ in enumerate(rows)]
    order = list(colours)
    most = max((sum(row.parts.values()) for row in rows), default=0) or 1
    parts = [
        {"row": number, "part": part, "order": order.index(part), "value": value}
        for number, row in zip(names, rows, strict=True)
        for part, value in row.parts.items()
        if value
    ]
    ends = [
        {"row": number, "name": row.name, "label": row.label, "zero": 0, "end": sum(row.parts.values())}
        for number, row in zip(names, rows, strict=True)
    ]
    y = alt.Y("row:O", axis=None, sort=names, scale=alt.Scale(domain=names))
    # Room for what is written behind the longest bar.
    room = 1.2 + 0.03 * max((len(row.label) for row in rows), default=0)
    x = alt.Scale(domain=[0, most * room], nice=False)
    stacked = (
        alt.Chart(alt.InlineData(values=parts))
        .mark_bar(height=12, yOffset=8, stroke="var(--card)", strokeWidth=1)
        .encode(
            y=y,
            x=alt.X("value:Q", axis=None, scale=x, stack="zero"),
            color=alt.Color(
                "part:N", legend=None, scale=alt.Scale(domain=order, range=list(colours.values()))
            ),
            order="order:Q",
        )
    )
    base = alt.Chart(alt.InlineData(values=ends)).encode(y=y)
    named = base.mark_text(align="left", dy=-8, limit=WIDTH).encode(
        x=alt.X("zero:Q", axis=None, scale=x), text="name:N"
    )
    counted = base.mark_text(align="left", dy=9, dx=5, fontSize=12).encode(
        x=alt.X("end:Q", axis=None, scale=x), text="label:N"
    )
    chart = alt.layer(stacked, named, counted).properties(width=WIDTH, height=alt.Step(ROW))
    return _svg(key, title, description, chart)


def columns(
    key: str, title: str, description: str, values: Sequence[tuple[str, int]], axis: str, target: str = ""
) -> str:
    """Return a chart of columns from left to right. target: at which one a dashed line stands."""
    import altair as alt

    order = [name for name, _ in values]
    rows = [{"name": name, "count": count} for name, count in values]
    x = alt.X("name:O", sort=order, title=axis, axis=alt.Axis(labelAngle=0, labelOverlap=True, grid=False))
    y = alt.Y("count:Q", title="articles", axis=alt.Axis(tickMinStep=1, format=",d"))
    chart = alt.Chart(alt.InlineData(values=rows)).mark_bar(color="var(--link)").encode(x=x, y=y)
    layers = [chart]
    if target:
        mark = alt.Chart(alt.InlineData(values=[{"name": target}]))
        layers.append(
            mark.mark_rule(color=_TEXT, strokeDash=[4, 3]).encode(
                x=alt.X("name:O", sort=order, bandPosition=1)
            )
        )
    return _svg(key, title, description, alt.layer(*layers).properties(width=WIDTH, height=190))


def trend(key: str, title: str, description: str, points: Sequence[Point]) -> str:
    """Return a chart of findings per 1,000 words over runs, a line for each severity, with a rule at runs that are marked."""
    import altair as alt

    order = [point.run for point in points]
    rows = [
        {"run": point.run, "severity": severity, "rate": rate}
        for point in points
        for severity, rate in point.rates.items()
    ]
    names, colours = list(SEVERITY_COLOURS), list(SEVERITY_COLOURS.values())
    x = alt.X(
        "run:O",
        sort=order,
        title=None,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(labelAngle=0, labelOverlap=True),
    )
    shown = alt.Chart(alt.InlineData(values=rows)).encode(
        x=x,
        y=alt.Y("rate:Q", title="per 1,000 words", scale=alt.Scale(zero=True)),
        color=alt.Color("severity:N", legend=None, scale=alt.Scale(domain=names, range=colours)),
    )
    lines = shown.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash(
            "severity:N", legend=None, scale=alt.Scale(domain=names, range=[[1, 0], [7, 3], [2, 3]])
        )
    )
    dots = shown.mark_point(filled=True, size=60, opacity=1).encode(
        shape=alt.Shape(
            "severity:N",
            legend=None,
            scale=alt.Scale(domain=names, range=["circle", "triangle-up", "diamond"]),
        )
    )
    most = max((rate for point in points for rate in point.rates.values()), default=0)
    ends = line_ends(points[-1].rates, APART * most) if points else []
    said = (
        alt.Chart(alt.InlineData(values=[{**end, "run": order[-1]} for end in ends]))
        .mark_text(align="left", dx=8, fontSize=12)
        .encode(x=x, y="rate:Q", text="said:N")
    )
    marks = [{"run": point.run, "mark": point.mark} for point in points if point.mark]
    marked = alt.Chart(alt.InlineData(values=marks)).encode(x=x)
    layers = [lines, dots, said]
    if marks:
        layers.append(marked.mark_rule(color=_TEXT, strokeDash=[3, 3]))
        layers.append(
            marked.mark_text(align="right", baseline="top", dx=-4, dy=2, fontSize=11).encode(
                y=alt.value(0), text="mark:N"
            )
        )
    return _svg(key, title, description, alt.layer(*layers).properties(width=WIDTH, height=230))


def line_ends(rates: Mapping[str, float], apart: float) -> list[dict[str, Any]]:
    """Return what is written where the lines end; lines that end too close for a name each share one."""
    ends: list[list[tuple[float, str]]] = []
    for rate, name in sorted((rate, name) for name, rate in rates.items()):
        if ends and rate - ends[-1][-1][0] <= apart:
            ends[-1].append((rate, name))
        else:
            ends.append([(rate, name)])
    return [
        {
            "rate": sum(rate for rate, _ in end) / len(end),
            "said": ", ".join(name for name in rates if name in {name for _, name in end}),
        }
        for end in ends
    ]


def _svg(key: str, title: str, description: str, chart: Any) -> str:
    import vl_convert

    # Altair would look colours up in a list of names, and CSS variables are none.
    drawn = vl_convert.vegalite_to_svg({**chart.to_dict(validate=False), "config": _CONFIG})
    # One picture with one name: what Vega says of its parts would be read out, too.
    opening, _, rest = re.sub(r' role="graphics-\w+"| aria-roledescription="[^"]*"', "", drawn).partition(">")
    named = f' role="img" aria-labelledby="{key}-title {key}-desc">'
    said = f'<title id="{key}-title">{html.escape(title)}</title><desc id="{key}-desc">{html.escape(description)}</desc>'
    return opening.replace(' class="marks"', ' class="chart"') + named + said + rest
