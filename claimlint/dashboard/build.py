"""Builds the dashboard: reports are read twice, once for the figures and, those of the last run, once more for the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimlint.dashboard import folder
from claimlint.dashboard.article import well_formed
from claimlint.dashboard.charts import need
from claimlint.dashboard.completed import completed
from claimlint.dashboard.drawn import charts
from claimlint.dashboard.merging import Run
from claimlint.dashboard.names import page_name
from claimlint.dashboard.page import index_page
from claimlint.dashboard.rows import data_script
from claimlint.dashboard.runs import files_of, read
from claimlint.dashboard.sources import sources
from claimlint.dashboard.view import View, view
from claimlint.reports.html import CSS, CSS_NAME, JS, JS_NAME, PALETTE, Assets, article_page
from claimlint.reports.terminal import clean

_STATIC = Path(__file__).with_name("static")
TITLE = "Articles checked by claimlint"


@dataclass(frozen=True)
class Built:
    """A dashboard that was written. said: what its readers are told, too."""

    index: Path
    runs: int
    articles: int
    said: list[str]


def build(paths: Sequence[Path], output: Path, title: str = TITLE) -> Built:
    """Write the dashboard of reports and histories to a folder.

    Raises UsageError: what ``sources``, ``read`` and ``folder.check`` raise, and ``no-dashboard`` where charts cannot be drawn.
    """
    need()
    folder.check(output, paths)
    found, twice = sources(paths)
    folder.check(output, [source.path for source in found])
    runs = read(found)
    runs.said[:0] = twice
    if not runs.runs:
        from claimlint.errors import UsageError

        raise UsageError(
            "no-runs",
            "There is no run in what was read.",
            str(paths[0]),
            "Check articles with --history first.",
        )
    seen = view(runs, title)
    with folder.replaced(output) as place:
        _write_overview(seen, place)
        _write_articles(runs.runs[-1], place / "articles")
    return Built(output / "index.html", len(seen.runs), len(seen.articles), seen.said)


def _write_overview(seen: View, place: Path) -> None:
    _write(place / "index.html", index_page(seen, charts(seen)))
    assets = place / "assets"
    assets.mkdir()
    _write(assets / "data.js", data_script(seen.articles, seen.broken))
    _write(assets / "palette.css", PALETTE)
    _write(assets / CSS_NAME, CSS)
    _write(assets / JS_NAME, JS)
    for name in ("dashboard.css", "dashboard.js"):
        _write(assets / name, (_STATIC / name).read_text(encoding="utf-8"))


def _write_articles(run: Run, place: Path) -> None:
    place.mkdir()
    assets = Assets("../assets/")
    for file in files_of(run):
        source = run.parts[run.part_of[file["path"]]][0].path
        with well_formed(str(source), f"The article {clean(file['path'])}"):
            text = article_page(
                completed(file),
                run.rules,
                tool=run.tools[0],
                assets=assets,
                home=("All articles", "../index.html#articles"),
            )
        _write(place / page_name(file["path"]), text)


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))
