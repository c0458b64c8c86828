"""The article report: a page for people. It is made from the plain data of the JSON report, of a run or of a saved report.

``--with-text`` gives the data the article's text; without it the page shows the findings alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimlint.finding import Report
from claimlint.reports.html.assets import CSS, CSS_NAME, INLINE, JS, JS_NAME, PALETTE, Assets

__all__ = (
    "CSS",
    "CSS_NAME",
    "INLINE",
    "JS",
    "JS_NAME",
    "PALETTE",
    "Assets",
    "article_page",
    "render",
    "report_page",
)


def render(report: Report) -> str:
    """Return one page on all files of a report, complete in itself."""
    from claimlint.reports.json_report import as_dict

    return report_page(as_dict(report))


def report_page(report: Mapping[str, Any], assets: Assets = INLINE) -> str:
    """Return one page on all files of a JSON report."""
    from claimlint.reports.html.page import page

    rules = {rule["id"]: rule for rule in report["rules"]}
    return page(report["files"], rules, report["tool"], report["skipped"], assets, None)


def article_page(
    file: Mapping[str, Any],
    rules: Mapping[str, Mapping[str, Any]],
    *,
    tool: Mapping[str, Any],
    assets: Assets = INLINE,
    home: tuple[str, str] | None = None,
) -> str:
    """Return the page on one file of a JSON report.

    rules: the report's ``rules`` by id; a rule that is not there is shown by its id alone. home: words and relative address of a
    link back to where the page was opened from. A finding's place on the page is ``#f-FINGERPRINT``.
    """
    from claimlint.reports.html.page import page

    return page([file], rules, tool, (), assets, home)
