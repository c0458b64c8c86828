"""Histories: what is kept of a run and read back, and which article is which from run to run."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.errors import UsageError
from claimlint.history import append, runs
from claimlint.history.rows import FINDING
from claimlint.reports import json_report
from claimlint.run_info import with_run
from tests.histories import add, article, made, unread
from tests.small_report import finding, one_of_everything, report


@pytest.fixture
def history(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "history.db"


def query(file: Path, sql: str, *values: object) -> list[tuple]:
    database = sqlite3.connect(file)
    try:
        return database.execute(sql, values).fetchall()
    finally:
        database.close()


def ids(file: Path, run: int = -1) -> dict[str, int]:
    """Return the article of each path of a run."""
    return {one["path"]: one["article"] for one in list(runs(file))[run]["files"]}


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


# --- What is kept -----------------------------------------------------------------------------------


def test_what_is_read_back_is_what_the_report_said(history):
    grades = {
        "flesch_reading_ease": 60.1, "flesch_kincaid_grade": 8.0, "smog_index": 9.0, "coleman_liau_index": 10.0,
        "automated_readability_index": 7.5, "consensus_grade": 8.5, "reliable": True,
        "target": {"audience": "public", "grade": 8, "met": False},
    }  # fmt: skip
    facts = {name: f"the {name}" for name in "title author published updated url section language".split()}
    garble = {"verdict": "clean", "score": 0.25, "flagged": 0, "scored": 9}
    about = dict(readability=grades, garble=garble, document=facts)
    whole = with_run(report(*one_of_everything().files, article("b.md", "x", **about)), [])
    assert append(history, whole) == 1
    (found,) = runs(history)
    said = json.loads(json.dumps(json_report.as_dict(whole)))
    assert found["run"] == {**said["run"], "number": 1}
    assert found["tool"].items() <= said["tool"].items()
    by_path = {file["path"]: file for file in said["files"]}
    for file in found["files"]:
        told = by_path.pop(file["path"])
        told["findings"] = [{name: one[name] for name in FINDING} for one in told["findings"]]
        if file["path"] != "b.md":
            # What nothing is known of is null, one by one.
            assert not any((file.pop("document") or {}).values())
        assert {key: told[key] for key in file if key in told} == {k: v for k, v in file.items() if k in told}
    assert not by_path


def test_what_runs_say_alike_is_kept_once(history):
    for day in (1, 2, 3):
        add(history, article("a.md", "x", "y"), article("b.md", "z"), day=day)
    assert query(history, "SELECT COUNT(*) FROM findings") == [(3,)]
    add(history, article("a.md", "x"), article("b.md", "z"), day=4)
    assert query(history, "SELECT (SELECT COUNT(*) FROM results), (SELECT COUNT(*) FROM findings)") == [
        (3, 4)
    ]
    assert query(history, "SELECT errors FROM run_totals ORDER BY run") == [(3,), (3,), (3,), (2,)]


def test_runs_come_in_the_order_in_which_they_were_added(history):
    for day in (20, 3, 3):
        add(history, article("a.md"), day=day)
    assert [(run["run"]["number"], run["run"]["date"][:10]) for run in runs(history)] == [
        (1, "2026-01-20"), (2, "2026-01-03"), (3, "2026-01-03"),
    ]  # fmt: skip


def test_words_of_articles_can_be_left_out(history):
    add(history, article("a.md", "x"), texts=False)
    assert query(history, "SELECT message, excerpt FROM findings") == [("Title of claims/made-up", None)]
    assert b"100% safe" not in history.read_bytes() and b"words x" not in history.read_bytes()


def test_odd_texts_and_names_are_kept(history):
    odd = finding(excerpt="a\0b\ud800 “x” ☂", message="'; DROP TABLE runs; --", fingerprint="f")
    name = "caf\udce9 100%?#.md"
    append(history, made([replace(article(name, text="One."), findings=(odd,))]))
    (file,) = next(iter(runs(history)))["files"]
    assert file["path"] == "caf\\udce9 100%?#.md"
    assert file["findings"][0]["excerpt"] == "a\0b\\ud800 “x” ☂"
    append(history, made([replace(article(name, text="One."), findings=(odd,))]))
    assert query(history, "SELECT COUNT(*) FROM results") == [(1,)]


def test_a_file_name_with_signs_of_an_address(history):
    odd = history.with_name("a?b#c %20.db")
    add(odd, article("a.md"))
    assert odd.exists() and len(list(runs(odd))) == 1


def test_nothing_checked_is_a_run_too(history):
    add(history)
    assert [run["files"] for run in runs(history)] == [[]]
    assert query(history, "SELECT files, words, errors, per_1000_words FROM run_totals") == [(0, 0, 0, None)]


def test_a_file_named_twice_counts_once_and_as_read(history):
    add(history, article("a.md", "x"), article("./a.md", "x"), unread("a.md"))
    assert query(history, "SELECT files, errors, unread FROM run_totals") == [(1, 1, 0)]


def test_a_report_without_its_run_is_a_mistake_of_the_caller(history):
    with pytest.raises(ValueError, match="when they were made"):
        append(history, report())


# --- Which article is which -------------------------------------------------------------------------


def test_a_renamed_article_keeps_its_id(history):
    add(history, article(write(Path("a.md")), text="One. Two. Three. Four."), article(write(Path("b.md"))))
    Path("a.md").rename("c.md")
    add(history, article("c.md", text="One. Two. Three. Five."), article("b.md"))
    assert ids(history) == {"c.md": 1, "b.md": 2}
    assert query(history, "SELECT path, gone FROM articles ORDER BY article") == [
        ("c.md", None),
        ("b.md", None),
    ]


def test_a_copy_is_another_article(history):
    add(history, article(write(Path("a.md")), text="One. Two."))
    add(history, article(write(Path("copy.md")), text="One. Two."))
    assert ids(history) == {"copy.md": 2}


def test_what_a_run_does_not_mention_is_not_gone(history):
    add(history, article(write(Path("a.md")), "x"), article(write(Path("b.md")), "y"))
    add(history, article("a.md"))
    assert query(history, "SELECT gone FROM articles") == [(None,), (None,)]
    assert query(history, "SELECT path, errors FROM current_checks ORDER BY path") == [
        ("a.md", 0),
        ("b.md", 1),
    ]
    assert query(history, "SELECT fingerprint FROM current_findings") == [("y",)]
    assert query(history, "SELECT fingerprint FROM latest_findings") == []


def test_a_deleted_article_is_gone_and_its_path_may_come_back(history):
    add(history, article(write(Path("a.md")), "x"), article(write(Path("b.md"))))
    Path("a.md").unlink()
    add(history, article("b.md"))
    assert query(history, "SELECT path, gone FROM articles ORDER BY article") == [("a.md", 2), ("b.md", None)]
    assert query(history, "SELECT path FROM current_checks") == [("b.md",)]
    add(history, article(write(Path("a.md")), text="All new."), article("b.md"))
    assert ids(history) == {"a.md": 1, "b.md": 2}
    assert query(history, "SELECT gone FROM articles") == [(None,), (None,)]


def test_an_article_that_is_renamed_back(history):
    add(history, article(write(Path("a.md")), text="One. Two."))
    Path("a.md").rename("b.md")
    add(history, article("b.md", text="One. Two."))
    Path("b.md").rename("a.md")
    add(history, article("a.md", text="All new."))
    assert ids(history) == {"a.md": 1}


def test_another_article_at_an_old_path_is_another_one(history):
    add(history, article(write(Path("a.md")), text="One. Two."))
    Path("a.md").rename("b.md")
    add(history, article("b.md", text="One. Two."))
    add(history, article(write(Path("a.md")), text="Six. Seven."))
    assert ids(history) == {"a.md": 2}
    add(history, article("a.md", text="Six. Seven."), article("b.md", text="One. Two."))
    assert ids(history) == {"a.md": 2, "b.md": 1}


def test_a_name_that_leads_nowhere_does_not_keep_the_article(history):
    add(history, article(write(Path("a.md")), text="One. Two."))
    Path("a.md").rename("b.md")
    add(history, unread("a.md"), article("b.md", text="One. Two."))
    assert ids(history)["b.md"] == 1 and ids(history)["a.md"] != 1
    Path("b.md").unlink()
    add(history, unread("b.md"))
    assert ids(history) == {"b.md": 1}
    assert query(history, "SELECT gone FROM articles WHERE article = 1") == [(3,)]


def test_a_folder_without_articles_is_none(history):
    Path("empty").mkdir()
    add(history, unread("empty"))
    assert query(history, "SELECT status FROM article_checks") == [("error",)]
    assert query(history, "SELECT * FROM current_checks") == []


def test_an_unread_article_stays_the_same(history):
    add(history, article(write(Path("a.md")), text="One. Two."))
    add(history, unread("a.md"))
    assert ids(history) == {"a.md": 1}
    Path("a.md").rename("b.md")
    add(history, article("b.md", text="One. Two."))
    assert ids(history) == {"b.md": 1}


def test_paths_count_from_the_folder_of_the_history(tmp_path, monkeypatch):
    here = tmp_path / "laptop" / "site"
    history = here / "history.db"
    add_from = [here, here / "drafts", tmp_path]
    write(here / "drafts" / "a.md")
    for folder in add_from:
        monkeypatch.chdir(folder)
        add(history, article(Path(*here.joinpath("drafts/a.md").parts)))
    monkeypatch.chdir(here)
    add(Path("history.db"), article("drafts/a.md"))
    there = tmp_path / "builds" / "42" / "site"
    shutil.copytree(here, there)
    monkeypatch.chdir(there)
    add(there / "history.db", article("drafts/a.md"))
    assert query(there / "history.db", "SELECT article, path FROM articles") == [(1, "drafts/a.md")]


def test_a_history_outside_of_changing_folders_finds_articles_again(tmp_path):
    for build in ("1", "2"):
        folder = tmp_path / "builds" / build
        add(
            tmp_path / "h.db",
            article(write(folder / "a.md"), text="One. Two."),
            article(write(folder / "b.md"), text="Six."),
        )
        shutil.rmtree(folder)
    assert list(ids(tmp_path / "h.db").values()) == [1, 2]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["check", "rename", "edit", "delete", "back"]), st.integers(0, 3)),
        max_size=12,
    )
)
def test_whatever_is_done_to_articles_each_keeps_its_id(steps):
    """Articles with words of their own, edited a sentence at a time, are known through renames, deletions and partial runs."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        history = root / "history.db"
        words = [[f"Sentence {n} of article {at}" for n in range(12)] for at in range(4)]
        place = [write(root / f"{at}.md") for at in range(4)]

        def check(which: list[int]) -> None:
            add(
                history,
                *(article(place[at], text=". ".join(words[at])) for at in which if place[at].exists()),
            )

        check([0, 1, 2, 3])
        for number, (step, at) in enumerate(steps):
            if step == "check":
                check([at])
            elif step == "rename" and place[at].exists():
                place[at] = place[at].rename(root / f"{at}-{number}.md")
            elif step == "edit" and place[at].exists():
                check([at])
                words[at][number % 12] = f"Edited {number}"
            elif step == "delete":
                place[at].unlink(missing_ok=True)
            elif step == "back":
                write(place[at])
        for at in range(4):
            write(place[at])
        check([0, 1, 2, 3])
        assert ids(history) == {path.name: at + 1 for at, path in enumerate(place)}


# --- What cannot be a history -----------------------------------------------------------------------


def test_a_history_is_no_article_of_its_run(history):
    write(history)
    with pytest.raises(UsageError, match="would overwrite an article"):
        add(history, article("history.db"))
    assert history.read_bytes() == b""


def test_an_empty_file_becomes_a_history(history):
    write(history)
    assert add(history, article("a.md")) == 1
