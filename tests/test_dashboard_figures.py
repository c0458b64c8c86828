"""Figures of the dashboard, reckoned by hand; what is newly broken and newly fixed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.dashboard.article import article_of
from claimlint.dashboard.compared import compared
from claimlint.dashboard.figures import grades, groups, per_1000, tallies, totals, verdicts, worst
from claimlint.dashboard.merging import Run
from claimlint.dashboard.names import page_name
from claimlint.dashboard.runs import read
from claimlint.dashboard.sources import sources
from claimlint.dashboard.view import view
from tests.dashboard_reports import HOSTILE, TOOL, file, finding, put, report, run, unread
from tests.histories import article as made_file
from tests.histories import made as made_run
from tests.histories import unread as made_unread


def articles(*files):
    return [article_of(one, "report.json", number) for number, one in enumerate(files)]


def a_run(*files) -> Run:
    return Run(0, articles={article.path: article for article in articles(*files)}, tools=[TOOL])


MIXED = (
    file(
        "a.md",
        finding(),
        finding("garble/stutter", "warning", "2"),
        finding("garble/stutter", "info", "3"),
        finding("garble/stutter", "error", "4", suppressed="inline"),
        words=500,
        document={"section": "Sleep", "author": "A", "url": "https://www.Example.org/a"},
    ),
    file(
        "b.md",
        finding("claims/cure-all", "error", "5"),
        words=4500,
        document={"section": "Sleep", "author": ["B", "C"]},
    ),
    file("c.md", words=3000, document={"section": "Heart"}),
    unread("d.md"),
)


def test_totals_by_hand():
    found = totals(articles(*MIXED))
    assert (found.articles, found.unread, found.words) == (3, 1, 8000)
    assert (found.errors, found.warnings, found.infos, found.suppressed, found.count) == (2, 1, 1, 1, 4)
    assert (found.rate, found.error_rate) == (0.5, 0.25)
    assert totals([]).rate is None and per_1000(3, 0) is None


def test_tallies_by_hand():
    rules = [
        (row.name, row.errors, row.warnings, row.infos, row.articles, row.rate)
        for row in tallies(articles(*MIXED))
    ]
    assert rules == [
        ("garble/stutter", 0, 1, 1, 1, 0.25),
        ("claims/cure-all", 1, 0, 0, 1, 0.125),
        ("claims/cure-claim", 1, 0, 0, 1, 0.125),
    ]
    families = [(row.name, row.count, row.articles) for row in tallies(articles(*MIXED), families=True)]
    assert families == [("claims", 2, 2), ("garble", 2, 1)]


def test_groups_by_hand_with_few_words_last():
    found = groups(articles(*MIXED), lambda article: article.section)
    assert [(g.name, g.totals.words, g.totals.rate, g.few) for g in found] == [
        ("Sleep", 5000, 0.8, False),
        ("Heart", 3000, 0.0, False),
    ]
    by_author = groups(articles(*MIXED), lambda article: article.author)
    assert [(g.name, g.few) for g in by_author] == [("B, C", False), ("", False), ("A", True)]
    assert [article.site for article in articles(*MIXED)] == ["example.org", "", "", ""]


def test_worst_does_not_let_short_articles_lead():
    short = file("short.md", finding(), words=10, density=500.0)
    long = file("long.md", *(finding(key=str(n)) for n in range(12)), words=3000, density=20.0)
    warned = file("warned.md", finding(severity="warning"), words=300, density=6.7)
    assert [a.path for a in worst(articles(warned, short, long, file("clean.md"), unread()), 9)] == [
        "long.md",
        "short.md",
        "warned.md",
    ]
    assert len(worst(articles(warned, short, long), 2)) == 2


def test_verdicts_and_grades_by_hand():
    def graded(path, grade, reliable=True, verdict="clean"):
        return file(
            path,
            readability={"consensus_grade": grade, "reliable": reliable},
            garble={"verdict": verdict, "score": 0.1},
        )

    listed = articles(
        graded("a", 7.9), graded("b", 8.0), graded("c", 31, verdict="garbled"), graded("d", -2), graded("e", 5, False), file("f"), unread()
    )  # fmt: skip
    assert verdicts(listed) == [("garbled", 1), ("suspect", 0), ("clean", 4), ("not judged", 1)]
    bars, without = grades(listed)
    assert {grade: count for grade, count in bars if count} == {0: 1, 7: 1, 8: 1, 18: 1} and without == 2
    assert grades(articles(file())) == ([], 1)


def changes(before, after):
    found = compared(a_run(*before), a_run(*after))
    return [c.finding.fingerprint for c in found.broken], [c.finding.fingerprint for c in found.fixed], found


def test_broken_and_fixed_by_hand():
    before = (
        file("a.md", finding(key="1"), finding(key="2", severity="warning"), finding(key="3")),
        file("gone.md", finding(key="9")),
    )
    after = (
        file(
            "a.md",
            finding(key="1"),
            finding(key="3", suppressed="inline"),
            finding(key="4", severity="info"),
            finding(key="5"),
        ),
        file("new.md", finding(key="7")),
    )
    broken, fixed, found = changes(before, after)
    assert (broken, fixed, found.hidden) == (["5", "4"], ["2"], 1)
    assert [a.path for a in found.new] == ["new.md"] and [a.path for a in found.unchecked] == ["gone.md"]


def test_what_could_not_be_read_is_neither_broken_nor_fixed():
    for before, after in (
        (file("a.md", finding()), unread("a.md")),
        (unread("a.md"), file("a.md", finding())),
    ):
        broken, fixed, found = changes((before,), (after,))
        assert (broken, fixed) == ([], []) and [a.path for a in found.unread] == ["a.md"]


@pytest.mark.parametrize("id_", ["", "7"])
def test_a_rename_is_no_change(id_):
    """By the id of a history; without one, by the content."""
    before, after = file("a.md", finding(), sha256="x"), file("b.md", finding(), sha256="x")
    if id_:
        before |= {"article": id_}
        after |= {"article": id_, "sha256": "y"}
    broken, fixed, found = changes((before,), (after,))
    assert (broken, fixed, found.new, found.unchecked) == ([], [], [], [])
    assert found.renamed == {"b.md": "a.md"}


def test_copies_are_not_taken_for_renames_nor_another_article_at_the_path_for_the_same():
    copies = (file("b.md", sha256="x"), file("c.md", sha256="x"))
    assert len(changes((file("a.md", sha256="x"),), copies)[2].new) == 2
    other = changes(
        ({**file("a.md", finding(key="1")), "article": "1"},),
        ({**file("a.md", finding(key="2")), "article": "2"},),
    )
    assert other[:2] == ([], []) and len(other[2].new) == len(other[2].unchecked) == 1


def test_a_lifted_suppression_is_counted_apart_and_text_that_did_not_change_is_told():
    before, after = file("a.md", finding(suppressed="inline")), file("a.md", finding())
    broken, _, found = changes((before,), (after,))
    assert (broken, found.shown, found.hidden) == ([], 1, 0)
    broken, _, found = changes((file("a.md"),), (after,))
    assert broken == ["1"] and not found.broken[0].edited
    assert changes((file("a.md", sha256="1"),), (file("a.md", finding(), sha256="2"),))[2].broken[0].edited


def test_rules_that_one_run_had_not_make_nothing_new_or_fixed():
    dose = finding("safety/dose", key="2")
    before = file("a.md", finding(key="1"), rules=["claims/cure-claim"])
    after = file("a.md", dose, rules=["safety/dose"])
    assert changes((before,), (after,))[:2] == ([], [])
    both = ["claims/cure-claim", "safety/dose"]
    assert changes(({**before, "rules": both},), ({**after, "rules": both},))[:2] == (["2"], ["1"])
    old, new = a_run(file("a.md", finding(key="1"))), a_run(file("a.md", dose))
    old.rules, new.rules = {"claims/cure-claim": {}}, {"safety/dose": {}}
    assert not compared(old, new).broken and not compared(old, new).fixed


def test_the_dashboard_and_the_history_tell_the_same(tmp_path, monkeypatch):
    """A rename with a rewrite, an unread file, a suppression and a lifted one, a copy, a rule that did not run before."""
    from claimlint.history import append, runs
    from claimlint.history.change import between
    from claimlint.history.database import reading

    monkeypatch.chdir(tmp_path)
    text = "One sentence is here. Another one is there. A third one closes it"
    open_, hidden = made_file("a.md", "1", "2", "3"), made_file("s.md", "8")
    hidden = replace(hidden, findings=tuple(replace(f, suppressed="baseline") for f in hidden.findings))
    first = [open_, made_file("old.md", "4", text=text), made_unread("u.md"), hidden, made_file("gone.md", "9"), replace(made_file("r.md"), rules=frozenset(["claims/made-up"]))]  # fmt: skip
    changed = made_file("a.md", "2", "3", "5")
    changed = replace(changed, findings=(changed.findings[0], replace(changed.findings[1], suppressed="inline"), changed.findings[2]))  # fmt: skip
    second = [changed, made_file("new.md", "4", "6", text=text, sha256="cd" * 32), made_file("u.md", "7"), made_file("s.md", "8"), made_file("copy.md", "4", text="Nothing like it"), made_file("r.md", "trust-1", "10")]  # fmt: skip
    for day, files in ((1, first), (2, second)):
        append(tmp_path / "h.db", made_run(files, day))
    before, after = (a_run(*one["files"]) for one in runs(tmp_path / "h.db"))
    found = compared(before, after)
    assert [c.finding.fingerprint for c in found.broken] == ["5", "6", "10"]
    assert [c.finding.fingerprint for c in found.fixed] == ["1"]
    assert (found.hidden, found.shown) == (1, 1) and found.renamed == {"new.md": "old.md"}
    assert [a.path for a in found.unread] == ["u.md"] and [a.path for a in found.new] == ["copy.md"]
    assert [a.path for a in found.unchecked] == ["gone.md"]
    with reading(tmp_path / "h.db") as database:
        changes_ = between(database, 1, 2).values()
        names = dict(database.execute("SELECT finding, fingerprint FROM findings"))
    assert sorted(names[n] for c in changes_ for n in c.new) == ["10", "5", "6"]
    assert [names[n] for c in changes_ for n in c.fixed] == ["1"]
    assert (totals(after.articles.values()).errors, totals(after.articles.values()).suppressed) == (9, 1)


found_keys = st.sets(st.sampled_from("abcdef"))


@given(found_keys, found_keys)
def test_broken_and_fixed_turn_round_with_the_runs(one, other):
    old, new = ((file("a.md", *(finding(key=key) for key in sorted(keys))),) for keys in (one, other))
    broken, fixed, _ = changes(old, new)
    again_broken, again_fixed, _ = changes(new, old)
    assert sorted(broken) == sorted(again_fixed) == sorted(other - one)
    assert sorted(fixed) == sorted(again_broken) == sorted(one - other)


def seen(tmp_path, *reports):
    paths = [put(tmp_path / f"{number}.json", one) for number, one in enumerate(reports)]
    return view(read(sources(paths)[0]), "A title")


def test_other_rules_are_marked_and_warned_of(tmp_path):
    newer = {**TOOL, "rules_version": "1.1.0"}
    found = seen(
        tmp_path,
        report(file(), run=run(1)),
        report(file(), run=run(2), tool=newer),
        report(file("b.md"), run=run(2)),
    )
    assert [row.mark for row in found.runs] == ["", "rules 1.1.0"]
    assert "different versions" in found.said[0] and "2026-01-02 (rules 1.1.0)" in found.said[1]


def test_runs_of_one_day_are_told_apart(tmp_path):
    again = {**run(1, "x"), "date": "2026-01-01T09:30:00Z"}
    labels = [
        row.label
        for row in seen(tmp_path, *(report(file(), run=r) for r in (run(1), again, run(1, "y"), run(2)))).runs
    ]
    assert labels == ["2026-01-01 06:00 (1)", "2026-01-01 06:00 (2)", "2026-01-01 09:30", "2026-01-02"]


def test_unread_stand_first_and_the_worst_next(tmp_path):
    found = seen(tmp_path, report(file("a.md"), file("b.md", finding()), unread("z.md")))
    assert [a.path for a in found.articles] == ["z.md", "b.md", "a.md"]
    assert found.before is None and found.change is None


@pytest.mark.parametrize(
    "path",
    [
        "../../x",
        "/etc/passwd",
        "C:\\a\\b.md",
        "a\0b",
        "",
        ".",
        "con",
        "é" * 300,
        HOSTILE,
        "\ud800",
        "a/" * 500,
    ],
)
def test_names_of_pages_are_safe_whatever_a_path_says(path):
    name = page_name(path)
    assert (
        name.isascii() and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") and name.count(".") == 1
    )
    assert len(name) < 80 and not name.startswith(("-", "."))


@given(st.text(), st.text())
def test_paths_have_pages_of_their_own(one, other):
    assert (page_name(one) == page_name(other)) == (one == other)
