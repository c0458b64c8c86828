"""Which charts the overview has, and of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimlint.dashboard.charts import SEVERITY_COLOURS, Bar, Point, bars, columns, trend
from claimlint.dashboard.figures import HIGHEST, UNJUDGED, Group, Tally, Totals, grades, verdicts
from claimlint.dashboard.view import RunRow, View

#: Bars of a chart at most; the table below it has all rows.
MOST_BARS = 12
#: Runs in the chart of the trend at most, the newest.
MOST_RUNS = 40
#: The grade for readers of the public, as ``readability.py`` asks for it.
PUBLIC_GRADE = 8
_VERDICT_COLOURS = {
    "garbled": "var(--error)", "suspect": "var(--warning)", "clean": "var(--good)", UNJUDGED: "var(--line)"
}  # fmt: skip


def charts(view: View) -> Mapping[str, str]:
    """Return the charts of the overview as SVG, by name; those that would be empty are left out."""
    drawn = {
        "trend": _trend(view.runs) if len(view.runs) > 1 else "",
        "families": _tallies("families", "Findings by family", view.families),
        "rules": _tallies("rules", "Findings by rule", view.rules),
        "verdicts": _verdicts(view),
        "grades": _grades(view),
        **{kind: _groups(kind, listed) for kind, listed in view.groups.items()},
    }
    return {name: svg for name, svg in drawn.items() if svg}


def _trend(rows: Sequence[RunRow]) -> str:
    points = [Point(row.label, _rates(row.totals), row.mark) for row in rows[-MOST_RUNS:]]
    said = (
        f"From {points[0].run} to {points[-1].run}, {len(points)} runs. Last: "
        + ", ".join(f"{rate:.2f} {name}" for name, rate in points[-1].rates.items())
        + " per 1,000 words."
    )
    return trend("chart-trend", "Findings per 1,000 words, run by run", said, points)


def _rates(totals: Totals) -> Mapping[str, float]:
    counts = {"errors": totals.errors, "warnings": totals.warnings, "notes": totals.infos}
    return {name: 1000 * count / totals.words for name, count in counts.items() if totals.words}


def _tallies(key: str, title: str, rows: Sequence[Tally]) -> str:
    shown = rows[:MOST_BARS]
    if not shown:
        return ""
    listed = [
        Bar(row.name, f"{row.count:,}", {"errors": row.errors, "warnings": row.warnings, "notes": row.infos})
        for row in shown
    ]
    said = f"The most: {shown[0].name} with {shown[0].count:,}. {len(shown)} of {len(rows)} are shown."
    return bars(f"chart-{key}", title, said, listed, SEVERITY_COLOURS)


def _groups(kind: str, rows: Sequence[Group]) -> str:
    named = [row for row in rows if row.totals.rate is not None and row.name]
    # Rates of groups with few words are high or low by chance, and would set the scale; the table has them.
    shown = ([row for row in named if not row.few] or named)[:MOST_BARS]
    if not shown:
        return ""
    listed = [Bar(row.name, _group_label(row), _rates(row.totals)) for row in shown]
    said = f"The most: {shown[0].name} with {_group_label(shown[0])}. {len(shown)} of {len(rows)} are shown."
    title = f"Findings per 1,000 words, by {kind}"
    return bars(f"chart-{kind}", title, said, listed, SEVERITY_COLOURS)


def _group_label(row: Group) -> str:
    return f"{row.totals.rate:.1f}" + (" (few words)" if row.few else "")


def _verdicts(view: View) -> str:
    counts = [(name, count) for name, count in verdicts(view.articles) if count]
    if not counts:
        return ""
    listed = [Bar(name, f"{count:,}", {name: count}) for name, count in counts]
    said = ", ".join(f"{count:,} {name}" for name, count in counts) + "."
    colours = {name: _VERDICT_COLOURS.get(name, "var(--link)") for name, _ in counts}
    return bars("chart-verdicts", "Articles by verdict on broken text", said, listed, colours)


def _grades(view: View) -> str:
    counts, without = grades(view.articles)
    if not counts:
        return ""
    named = [(f"{grade}+" if grade == HIGHEST else str(grade), count) for grade, count in counts]
    above = sum(count for grade, count in counts if grade > PUBLIC_GRADE)
    said = f"{above:,} articles are above grade {PUBLIC_GRADE}; {without:,} have no reliable grade."
    title = "Articles by reading grade"
    return columns("chart-grades", title, said, named, "school grade, rounded down", str(PUBLIC_GRADE))
