"""What changed between two runs: findings newly broken and newly fixed, articles that are new or were not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from claimlint.dashboard.article import Article, Known
from claimlint.dashboard.merging import Run
from claimlint.finding import SEVERITIES


@dataclass(frozen=True)
class Change:
    """A finding that came or went. article: where, as the last run has it. edited: whether the article's text changed with it."""

    article: Article
    finding: Known
    edited: bool


@dataclass(frozen=True)
class Comparison:
    """What changed from one run to the next.

    broken, fixed: in articles that both runs read, by rules that both ran, the most serious first. hidden, shown: findings that
    were suppressed since, and that no longer are; they are neither fixed nor broken, as in ``claimlint history --compare``. new: articles of the last run alone. unchecked: of the first alone. unread: what one of them could not read.
    renamed: old path by new one.
    """

    broken: list[Change]
    fixed: list[Change]
    hidden: int
    shown: int
    new: list[Article]
    unchecked: list[Article]
    unread: list[Article]
    renamed: dict[str, str]


def compared(before: Run, after: Run) -> Comparison:
    """Return what changed. An article is known by its id, else by its path, else, once there is no other of it, by its content."""
    pairs = _pairs(before, after)
    result = Comparison([], [], 0, 0, [], [], [], {})
    hidden = shown = 0
    for article in after.articles.values():
        old = pairs.get(article.path)
        if old is None:
            result.new.append(article)
            continue
        if old.path != article.path:
            result.renamed[article.path] = old.path
        if old.problem or article.problem:
            result.unread.append(article)
            continue
        ran = _ran(before, old), _ran(after, article)
        result.broken.extend(
            Change(article, one, article.sha256 != old.sha256) for one in _only(article, old, ran[0])
        )
        result.fixed.extend(
            Change(article, one, article.sha256 != old.sha256) for one in _only(old, article, ran[1])
        )
        hidden += len(_open(old) & _suppressed(article))
        shown += len(_open(article) & _suppressed(old))
    gone = {old.path for old in pairs.values()}
    result.unchecked.extend(old for old in before.articles.values() if old.path not in gone)
    for changes in (result.broken, result.fixed):
        changes.sort(key=_order)
    return replace(result, hidden=hidden, shown=shown)


def _only(here: Article, there: Article, ran: Collection[str]) -> list[Known]:
    """Return the findings that count in one run of an article and are not in the other at all, though it looked for them."""
    known = {finding.fingerprint for finding in there.findings}
    # One fingerprint is one finding, however often a report has it.
    found = {f.fingerprint: f for f in here.findings if not f.suppressed and f.fingerprint not in known}
    return [finding for finding in found.values() if not ran or finding.rule in ran]


def _ran(run: Run, article: Article) -> Collection[str]:
    """Return the rules that ran on an article; none where nobody says."""
    return article.rules or run.rules


def _open(article: Article) -> set[str]:
    return {finding.fingerprint for finding in article.findings if not finding.suppressed}


def _suppressed(article: Article) -> set[str]:
    return {finding.fingerprint for finding in article.findings if finding.suppressed} - _open(article)


def _pairs(before: Run, after: Run) -> dict[str, Article]:
    """Return the article of the run before for each path of the run after that was in it."""
    by_id = {article.id: article for article in before.articles.values() if article.id}
    pairs: dict[str, Article] = {}
    for path, article in after.articles.items():
        known = by_id.get(article.id) if article.id else None
        at_path = before.articles.get(path)
        # Where both have an id, the same path may be another article now.
        same_path = at_path if at_path and not (article.id and at_path.id) else None
        if found := known or same_path:
            pairs[path] = found
    return {**pairs, **_by_content(before, after, pairs)}


def _by_content(before: Run, after: Run, pairs: Mapping[str, Article]) -> dict[str, Article]:
    taken = {old.path for old in pairs.values()}
    gone = [old for old in before.articles.values() if old.path not in taken and old.sha256 and not old.id]
    new = [article for article in after.articles.values() if article.path not in pairs and article.sha256]
    old_count, new_count = Counter(a.sha256 for a in gone), Counter(a.sha256 for a in new)
    by_content = {old.sha256: old for old in gone if old_count[old.sha256] == 1}
    return {a.path: by_content[a.sha256] for a in new if new_count[a.sha256] == 1 and a.sha256 in by_content}


def _order(change: Change) -> tuple[int, str, int, str]:
    finding = change.finding
    return SEVERITIES.index(finding.severity), change.article.path, finding.line, finding.rule
