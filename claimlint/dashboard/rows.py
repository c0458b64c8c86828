"""The articles as data for the page's script: a file that defines one name, since pages opened from disk cannot fetch."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from claimlint.dashboard.article import Article
from claimlint.dashboard.names import page_name
from claimlint.finding import SEVERITIES
from claimlint.reports.html.safe import shown

#: Names of the parts of a row, which is a list to keep the file small. rules: rule, severity, count, and so on.
COLUMNS = "title path page author section site verdict grade words errors warnings notes suppressed density rate problem broken rules".split()


def data_script(articles: Sequence[Article], broken: Mapping[str, int]) -> str:
    """Return the script that defines the data. broken: newly broken findings by path."""
    rules = sorted({f.rule for article in articles for f in article.findings if not f.suppressed})
    index = {rule: number for number, rule in enumerate(rules)}
    data = {
        "columns": COLUMNS,
        "rules": rules,
        "rows": [_row(article, index, broken.get(article.path, 0)) for article in articles],
    }
    # ASCII alone: no encoding, line separator or mark of direction can come between.
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return f"const CLAIMLINT = JSON.parse({json.dumps(text, ensure_ascii=True)});\n"


def rate(article: Article) -> float | None:
    """Return an article's findings per 1,000 words, to one decimal; None without words."""
    return round(1000 * article.count / article.words, 1) if article.words else None


def _row(article: Article, index: Mapping[str, int], broken: int) -> list[Any]:
    counts = Counter((index[f.rule], f.severity) for f in article.findings if not f.suppressed)
    rules = [
        value
        for (rule, severity), count in sorted(counts.items())
        for value in (rule, SEVERITIES.index(severity), count)
    ]
    return [
        article.title, shown(article.path), page_name(article.path), article.author, article.section, article.site, article.verdict,
        article.grade, article.words, article.errors, article.warnings, article.infos, article.suppressed, article.density,
        rate(article), article.problem, broken, rules,
    ]  # fmt: skip
