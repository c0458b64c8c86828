"""Parts of one run put together: reports of parts of an archive, and a history beside the report of the same run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from claimlint.dashboard.article import Article
from claimlint.dashboard.reading import Head
from claimlint.dashboard.sources import Kind, Source

#: A report of a source: the source, and which one of it.
Part = tuple[Source, int]


@dataclass(eq=False)
class Run:
    """A run. id, date, revision: "" where the report does not say. tools: what it was made with, all there are.

    articles: by path. parts: where its reports stand. part_of: in which of them an article stands, by path. kinds: of its sources.
    Only the two newest runs keep their findings.
    """

    order: int
    id: str = ""
    date: str = ""
    revision: str = ""
    tools: list[Mapping[str, Any]] = field(default_factory=list)
    rules: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    part_of: dict[str, int] = field(default_factory=dict)
    kinds: set[Kind] = field(default_factory=set)

    @property
    def label(self) -> str:
        """What charts and tables call it: its day, or which one it is."""
        return self.date[:10] or f"run {self.order + 1}"


def merge(run: Run, head: Head, articles: Sequence[Article], part: Part) -> list[str]:
    """Add a part to a run; return the paths of articles that stood in two reports, of which the later counts.

    An article of a history and of the report of its run is one; the report counts, as it may have the text, and the history's id.
    """
    run.rules.update(head.rules)
    _add_tool(run, head.tool)
    number, kept = len(run.parts), part[0].kind == "history"
    run.parts.append(part)
    others = _by_content(run, history=not kept) if run.kinds - {part[0].kind} else {}
    run.kinds.add(part[0].kind)
    twice = []
    for article in articles:
        same = run.articles.get(article.path) or others.get(_content(article))
        if same is None:
            _put(run, article, number)
        elif _of_history(run, same) == kept:
            twice.append(article.path)
            _put(run, replace(article, id=article.id or same.id), number)
        elif kept:
            run.articles[same.path] = replace(same, id=article.id)
        else:
            del run.articles[same.path], run.part_of[same.path]
            _put(run, replace(article, id=same.id), number)
    return twice


def alike(tool: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two reports were made with the same, as far as both say: a history does not keep the models."""
    return all(tool[key] == other[key] for key in tool.keys() & other.keys())


def _add_tool(run: Run, tool: Mapping[str, Any]) -> None:
    for number, known in enumerate(run.tools):
        if alike(known, tool):
            run.tools[number] = {**known, **tool}
            return
    run.tools.append(tool)


def _put(run: Run, article: Article, part: int) -> None:
    run.articles[article.path] = article
    run.part_of[article.path] = part


def _of_history(run: Run, article: Article) -> bool:
    return run.parts[run.part_of[article.path]][0].kind == "history"


def _by_content(run: Run, *, history: bool) -> dict[tuple[str, str], Article]:
    """Return the articles of histories, or of reports, by content and name: paths of a history are relative to its folder."""
    found = [article for article in run.articles.values() if article.sha256]
    return {_content(article): article for article in found if _of_history(run, article) == history}


def _content(article: Article) -> tuple[str, str]:
    return article.sha256, PurePosixPath(article.path.replace("\\", "/")).name
