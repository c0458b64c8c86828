"""Clocks that are wrong: put back between runs, in 1970, years ahead, in other time zones; and files that carry such times."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

import pytest

from claimlint.cache import Store
from claimlint.cache.store import DAY, KEPT, SWEPT
from claimlint.finding import FileReport
from claimlint.history import runs
from claimlint.run_info import moment
from tests.histories import add, article

CLAIM = "# A balm\n\nThis balm is 100% safe.\n"
QUICK = ("--select", "claims/absolute-safety")
ACCEPTED = 'accepted:\n  - text: "This balm is 100% safe"\n    evidence: "A study."\n    approved: 2026-03-01\n    expires: 2026-06-30\n'
#: Seconds since 1970: its first second, before it, and a day that is far away.
TIMES = (0, -86_400 * 365, 32_503_680_000)


@pytest.mark.parametrize("at", TIMES)
def test_files_of_any_time_are_checked_and_kept(run, put, kept_linters, monkeypatch, tmp_path, at):
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "cache"))
    put("claimlint.toml", 'accepted = ["none.yml"]\n')
    put("none.yml", "accepted: []\n")
    for name in ("a.md", "claimlint.toml", "none.yml"):
        os.utime(put(name, (tmp_path / name).read_text() if name != "a.md" else CLAIM), (at, at))
    first = run("check", "a.md", *QUICK)
    assert first.exit_code == 1 and Store(tmp_path / "cache").usage().entries == 1
    assert run("check", "a.md", *QUICK).stdout == first.stdout
    # What a file holds counts, not when it was written.
    put("a.md", CLAIM.replace("100%", "perfectly"))
    os.utime("a.md", (at, at))
    assert run("check", "a.md", *QUICK).stdout != first.stdout


def test_a_clock_that_was_put_back_keeps_no_entry_for_ever(tmp_path):
    """A sweep that seems to come is as good as none; entries of the future count as used now."""
    store, now = Store(tmp_path), time.time()
    for key in ("old", "new", "future"):
        store.put(key, FileReport(key))
    times = {
        store._path("old"): now - KEPT - 60,
        store._path("new"): now,
        store._path("future"): now + 900 * DAY,
    }
    for path, when in {**times, tmp_path / SWEPT: now + 900 * DAY}.items():
        path.touch()
        os.utime(path, (when, when))
    store.sweep()
    assert abs(store._path("future").stat().st_mtime - now) < DAY
    assert (tmp_path / SWEPT).stat().st_mtime < now + DAY
    assert [bool(store.get(key, FileReport)) for key in ("old", "new", "future")] == [False, True, True]


def test_a_clock_in_1970_deletes_nothing(tmp_path, monkeypatch):
    store = Store(tmp_path)
    store.put("key", FileReport("a.md"))
    monkeypatch.setattr(time, "time", lambda: 3600.0)
    store.sweep()
    assert store.get("key", FileReport)


def test_a_history_keeps_the_order_of_its_runs(tmp_path, run):
    """The second run is dated before the first: its findings are the newest all the same."""
    file = tmp_path / "h.db"
    for day, fingerprints in ((900, ("x",)), (1, ("x", "y")), (2, ("y",))):
        add(file, article(tmp_path / "a.md", *fingerprints), day=day)
    assert [one["run"]["date"][:4] for one in runs(file)] == ["2028", "2026", "2026"]
    listed = run("history", "h.db", "--format", "csv").stdout.splitlines()
    assert [line.split(",")[0] for line in listed[1:]] in (["1", "2", "3"], ["3", "2", "1"])
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    from claimlint.dashboard.runs import read
    from claimlint.dashboard.sources import sources

    found = read(sources([file])[0])
    assert [one.date[:10] for one in found.runs] == ["2028-06-18", "2026-01-01", "2026-01-02"]


@pytest.mark.parametrize(
    ("today", "code"), [("1970-01-01", 0), ("2026-06-30", 0), ("2026-07-01", 1), ("9999-12-31", 1)]
)
def test_acceptances_end_by_the_day_of_the_run(run, put, kept_linters, today, code):
    """A clock that is behind lets them hold longer, and never makes an error of an approval that seems to come."""
    put("claims.yml", ACCEPTED)
    result = run("check", put("a.md", CLAIM), *QUICK, "--accepted", "claims.yml", "--today", today)
    assert result.exit_code == code, result.output


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs time zones of POSIX")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "nowhere"])
def test_runs_are_dated_the_same_in_every_time_zone(zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert abs((moment() - datetime.now(UTC)).total_seconds()) < 60 and moment().tzinfo is UTC
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
        assert moment().isoformat() == "1970-01-01T00:00:00+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_dates_in_articles_count_from_no_clock(run, put, kept_linters, monkeypatch):
    """Today is not asked for: an article that was reviewed “in the future” or in 1970 says the same on every day."""
    page = (
        "---\ntitle: A balm\ndate: {0}\nlastreviewed: {0}\n---\n\n# A balm\n\n"
        + "Vitamin C treats a cold. " * 40
    )
    for at, date in enumerate(("1970-01-01", "2026-01-01", "2999-12-31")):
        name = put(f"{at}.md", page.format(date))
        told = {
            run("check", name, "--select", "trust", "--today", day).stdout
            for day in ("1970-01-01", "2999-12-31")
        }
        assert len(told) == 1
