"""The figures of a run: totals, and how they spread over families, rules, sections, authors and sites."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claimlint.dashboard.article import Article

#: A rate over fewer words says little of a group: one article more or less may halve it.
FEW_WORDS = 3000
#: Shorter articles are ranked as if they were this long, lest one finding in a short note lead the list.
RANKED_AS = 300
#: Bars of the grades: below 1, each school year, and from here on.
HIGHEST = 18
#: What the verdicts on garbled text are, the worst first, and what an article without one is called.
VERDICTS = ("garbled", "suspect", "clean")
UNJUDGED = "not judged"


def per_1000(count: float, words: int) -> float | None:
    """Return a count per 1,000 words; None where there are no words."""
    return 1000 * count / words if words else None


@dataclass(frozen=True)
class Totals:
    """A number of articles and what was found in them. articles: those that were read; unread: those that were not."""

    articles: int = 0
    unread: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    words: int = 0

    @property
    def count(self) -> int:
        """Findings that count."""
        return self.errors + self.warnings + self.infos

    @property
    def rate(self) -> float | None:
        """Findings per 1,000 words."""
        return per_1000(self.count, self.words)

    @property
    def error_rate(self) -> float | None:
        """Errors per 1,000 words."""
        return per_1000(self.errors, self.words)


@dataclass(frozen=True)
class Group:
    """The articles of a section, an author or a site. name: "" for those that name none."""

    name: str
    totals: Totals

    @property
    def few(self) -> bool:
        """Whether there are too few words for a rate to say much."""
        return self.totals.words < FEW_WORDS


@dataclass(frozen=True)
class Tally:
    """Findings of a rule or a family. articles: in how many there is one. rate: per 1,000 words of all articles."""

    name: str
    errors: int
    warnings: int
    infos: int
    articles: int
    rate: float | None

    @property
    def count(self) -> int:
        """Findings that count."""
        return self.errors + self.warnings + self.infos


def totals(articles: Iterable[Article]) -> Totals:
    """Return the totals of articles."""
    listed = list(articles)
    read = [article for article in listed if not article.problem]
    return Totals(
        articles=len(read),
        unread=len(listed) - len(read),
        errors=sum(article.errors for article in read),
        warnings=sum(article.warnings for article in read),
        infos=sum(article.infos for article in read),
        suppressed=sum(article.suppressed for article in read),
        words=sum(article.words for article in read),
    )


def groups(articles: Sequence[Article], of: Callable[[Article], str]) -> list[Group]:
    """Return the groups by what ``of`` says of an article, those with enough words first, then by findings per 1,000 words."""
    members: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if not article.problem:
            members[of(article)].append(article)
    found = [Group(name, totals(listed)) for name, listed in members.items()]
    return sorted(found, key=lambda group: (group.few, -(group.totals.rate or 0), group.name))


def tallies(articles: Sequence[Article], *, families: bool = False) -> list[Tally]:
    """Return the findings by rule, or by family, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    holders: Counter[str] = Counter()
    words = 0
    for article in articles:
        if article.problem:
            continue
        words += article.words
        found = [(f.family if families else f.rule, f.severity) for f in article.findings if not f.suppressed]
        counts.update(found)
        holders.update({name for name, _ in found})
    rows = [_tally(name, counts, holders[name], words) for name in holders]
    return sorted(rows, key=lambda row: (-row.count, row.name))


def _tally(name: str, counts: Counter[tuple[str, str]], articles: int, words: int) -> Tally:
    errors, warnings, infos = (counts[name, severity] for severity in ("error", "warning", "info"))
    return Tally(name, errors, warnings, infos, articles, per_1000(errors + warnings + infos, words))


def worst(articles: Iterable[Article], most: int) -> list[Article]:
    """Return the articles to look at first: those with errors, by errors per 1,000 words, then by density."""
    found = [article for article in articles if not article.problem and article.errors + article.warnings]
    return sorted(found, key=_badness)[:most]


def _badness(article: Article) -> tuple[float, float, str]:
    words = max(article.words, RANKED_AS)
    return -article.errors / words, -article.density * article.words / words, article.path


def verdicts(articles: Iterable[Article]) -> list[tuple[str, int]]:
    """Return how many articles are garbled, suspect and clean, and how many were not judged."""
    counts = Counter(article.verdict or UNJUDGED for article in articles if not article.problem)
    known = [(verdict, counts.pop(verdict, 0)) for verdict in VERDICTS]
    return known + sorted(counts.items())


def grades(articles: Iterable[Article]) -> tuple[list[tuple[int, int]], int]:
    """Return how many articles have which reading grade, from 0 to ``HIGHEST`` ("and above"), and how many have none."""
    listed = [article.grade for article in articles if not article.problem]
    counts = Counter(min(max(int(grade), 0), HIGHEST) for grade in listed if grade is not None)
    bars = [(grade, counts[grade]) for grade in range(HIGHEST + 1)]
    return bars if counts else [], listed.count(None)
