"""What became of an article's findings between two checks of it: which are new, which are fixed.

Only what both checks looked for counts: articles that were read both times, and rules that ran both times. A finding that was
suppressed in between, or no longer is, is neither new nor fixed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

#: A check: its result and its ruleset.
Check = tuple[int, int]


@dataclass(frozen=True)
class Change:
    """new, fixed: findings by number, as ``findings.finding`` has them, of the later and of the earlier check."""

    new: list[int] = field(default_factory=list)
    fixed: list[int] = field(default_factory=list)


def comparing(database: sqlite3.Connection) -> Callable[[Check, Check], Change]:
    """Return what compares an earlier and a later check of an article."""

    @lru_cache(20_000)
    def findings(result: int) -> Mapping[str, tuple[int, str, bool]]:
        query = "SELECT fingerprint, finding, rule, suppressed IS NULL FROM findings WHERE result = ?"
        return {row[0]: (row[1], row[2], bool(row[3])) for row in database.execute(query, (result,))}

    @lru_cache(200)
    def rules(ruleset: int) -> frozenset[str]:
        row = database.execute("SELECT rules FROM rulesets WHERE ruleset = ?", (ruleset,)).fetchone()
        return frozenset(row[0].split())

    def appeared(check: Check, other: Check) -> list[int]:
        """Return the findings that count in a check and are not in the other one at all, though it looked for them."""
        there, ran = findings(other[0]), rules(other[1])
        return [
            number
            for key, (number, rule, counts) in findings(check[0]).items()
            if counts and key not in there and rule in ran
        ]

    def compare(before: Check, now: Check) -> Change:
        if before[0] == now[0]:
            return Change()
        return Change(appeared(now, before), appeared(before, now))

    return compare


def changes_by_run(database: sqlite3.Connection) -> Mapping[int, tuple[int, int]]:
    """Return how many findings are new and fixed in each run, each article held against the check it had before, in whichever run."""
    compare = comparing(database)
    unread = {row[0] for row in database.execute("SELECT result FROM results WHERE status = 'error'")}
    last: dict[int, Check] = {}
    found: dict[int, tuple[int, int]] = {}
    checks = database.execute("SELECT run, article, result, ruleset FROM checks ORDER BY run, article")
    for run, article, result, ruleset in checks:
        if result in unread:
            continue
        if article in last:
            new, fixed = found.get(run, (0, 0))
            change = compare(last[article], (result, ruleset))
            found[run] = new + len(change.new), fixed + len(change.fixed)
        last[article] = result, ruleset
    return found


def between(database: sqlite3.Connection, before: int, now: int) -> Mapping[int, Change]:
    """Return what changed from one run to another, by article, for articles that both of them read."""
    compare = comparing(database)
    earlier, later = _of_run(database, before), _of_run(database, now)
    return {
        article: compare(earlier[article], later[article])
        for article in sorted(earlier.keys() & later.keys())
    }


def _of_run(database: sqlite3.Connection, run: int) -> Mapping[int, Check]:
    query = (
        "SELECT checks.article, checks.result, checks.ruleset FROM checks JOIN results USING (result)"
        " WHERE status = 'ok' AND run = ?"
    )
    return {article: (result, ruleset) for article, result, ruleset in database.execute(query, (run,))}
