"""Reading reports for the dashboard: JSON in pieces, JSON Lines, histories, and what is no report."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.dashboard import streamed
from claimlint.dashboard.reading import reports
from claimlint.dashboard.runs import files_of, read
from claimlint.dashboard.sources import Source, sources
from claimlint.dashboard.streamed import BrokenJson, members
from claimlint.errors import UsageError
from claimlint.history import append
from claimlint.reports import jsonl
from claimlint.reports.json_report import as_dict
from tests.dashboard_reports import file, finding, put, report, run, unread
from tests.small_report import one_of_everything

words = st.text(max_size=6)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
objects = st.dictionaries(words, values, min_size=1, max_size=3)


@settings(max_examples=40)
@given(objects, st.lists(values, max_size=4), st.integers(1, 9), st.sampled_from([None, 2]))
def test_what_is_read_in_pieces_is_what_stands_there(data, listed, chunk, indent):
    data = {**data, "files": listed}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streamed, "CHUNK", chunk)
        found = list(members(io.StringIO(json.dumps(data, indent=indent))))
    whole = {**dict(found), "files": [value for key, value in found if key == "files"]}
    assert whole == data


@settings(max_examples=40)
@given(objects, st.data())
def test_a_cut_off_report_is_broken(data, draw):
    text = json.dumps({**data, "files": [1, 2]})
    at = draw.draw(st.integers(0, len(text) - 1))
    with pytest.raises(BrokenJson):
        list(members(io.StringIO(text[:at])))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1]",
        "{} {}",
        '{"a" 1}',
        "{1: 2}",
        '{"files": [1 2]}',
        '{"a": ' + "[" * 100_000,
        '{"a": x}',
        "nonsense",
    ],
)
def test_what_is_no_object_is_broken(text):
    with pytest.raises(BrokenJson):
        list(members(io.StringIO(text)))


def refused(paths: list[Path]) -> UsageError:
    with pytest.raises(UsageError) as caught:
        read(sources(paths)[0])
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("a.json", "not JSON", "bad-report", "no JSON report"),
        ("a.json", "", "bad-report", "too early"),
        ("a.json", {"results": []}, "bad-report", "no report of claimlint"),
        ("a.json", {"files": [], "tool": {"name": "vale"}, "schema_version": "1.0"}, "bad-report", "no report of claimlint"),
        ("a.json", report(file(), schema_version="2.0"), "newer-report", "version 2.0"),
        ("a.json", json.dumps(report(file()))[:400], "bad-report", "too early"),
        ("a.json", report({**file(), "words": "many"}), "bad-report", "Entry 1"),
        ("a.json", report({**file(), "words": True}), "bad-report", "Entry 1"),
        ("a.json", report(file("a.md", finding(severity="fatal"))), "bad-report", "fatal"),
        ("a.json", report({"path": "a.md"}), "bad-report", "is missing"),
        ("a.json", report(None), "bad-report", "Entry 1"),
        ("a.jsonl", '{"type": "finding", "path": "a"}\n', "bad-report", "cut off"),
        ("a.jsonl", "", "bad-report", "cut off"),
        ("a.jsonl", "{}\n", "bad-report", "no line of a report"),
        ("a.jsonl", "{\n", "bad-report", "no JSON"),
        ("a.jsonl", '{"type": "finding", "path": "a"}\n{"type": "summary"}\n', "bad-report", "findings stand in it"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_named_with_its_place(tmp_path, name, data, code, said):
    path = put(tmp_path / name, data)
    error = refused([path])
    assert (error.code, error.where.startswith(str(path))) == (code, True)
    assert said in error.message and error.hint


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b'{"a": "\xff"}')
    assert "UTF-8" in refused([path]).message


def test_a_missing_file_and_a_folder_without_reports_are_named(tmp_path):
    assert refused([tmp_path / "no.json"]).code == "missing-file"
    assert refused([tmp_path]).code == "no-reports"


def test_a_folder_stands_for_the_reports_in_it_and_a_file_named_twice_counts_once(tmp_path):
    (tmp_path / "b").mkdir()
    one, two = put(tmp_path / "one.json", report()), put(tmp_path / "b" / "two.jsonl", "")
    found, said = sources([tmp_path, one])
    assert [source.path for source in found] == [two, one]
    assert said == [f"{one} was named twice and is counted once."]


def test_json_lines_give_the_files_of_the_json_report(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(jsonl.render(one_of_everything()), encoding="utf-8")
    (entries,) = reports(Source(path, "jsonl"))
    files = [value for key, value in entries if key == "files"]
    assert [(f["path"], len(f["findings"])) for f in files] == [
        ("clean.txt", 0),
        ("drafts/a b.md", 7),
        ("drafts/gone.md", 0),
    ]
    (read_run,) = read([Source(path, "jsonl")]).runs
    article = read_run.articles["drafts/a b.md"]
    assert (article.errors, article.warnings, article.infos, article.suppressed) == (1, 2, 1, 3)
    assert read_run.articles["drafts/gone.md"].problem


def test_runs_stand_in_the_order_of_their_dates(tmp_path):
    paths = [put(tmp_path / f"{day}.json", report(file(), run=run(day))) for day in (3, 1, 2)]
    assert [one.id for one in read(sources(paths)[0]).runs] == ["run-1", "run-2", "run-3"]


def test_runs_of_one_date_and_runs_without_stand_as_given(tmp_path):
    same = [put(tmp_path / f"{name}.json", report(file(), run=run(1, name))) for name in "ba"]
    assert [one.id for one in read(sources(same)[0]).runs] == ["b", "a"]
    undated = put(tmp_path / "u.json", report(file()))
    found = read(sources([same[0], undated])[0])
    assert [one.id for one in found.runs] == ["b", ""]
    assert "no date" in found.said[0]


def test_reports_of_one_run_are_parts_of_it(tmp_path):
    one = put(tmp_path / "1.json", report(file("a.md", finding()), run=run(1)))
    two = put(tmp_path / "2.json", report(file("b.md"), file("a.md"), run=run(1)))
    found = read(sources([one, two])[0])
    (merged,) = found.runs
    assert sorted(merged.articles) == ["a.md", "b.md"]
    assert found.said == [f"a.md stood in two reports of run run-1; {two} counts."]
    assert [len(one["findings"]) for one in files_of(merged) if one["path"] == "a.md"] == [0]


def test_reports_without_a_run_id_are_runs_of_their_own(tmp_path):
    paths = [put(tmp_path / f"{n}.json", report(file(f"{n}.md"))) for n in range(2)]
    found = read(sources(paths)[0])
    assert len(found.runs) == 2 and "run of its own" in found.said[0]


def test_the_two_newest_runs_keep_their_findings_and_others_their_counts(tmp_path):
    paths = [
        put(tmp_path / f"{day}.json", report(file("a.md", finding()), run=run(day)))
        for day in (5, 4, 1, 2, 3)
    ]
    runs = read(sources(paths)[0]).runs
    assert [bool(one.articles["a.md"].findings) for one in runs[-2:]] == [True, True]
    assert not runs[0].articles["a.md"].findings
    assert [one.articles["a.md"].errors for one in runs] == [1] * 5


def test_reports_without_files_and_with_errors_alone_are_reports(tmp_path):
    empty, errors = put(tmp_path / "e.json", report()), put(tmp_path / "u.json", report(unread()))
    runs = read(sources([empty, errors])[0]).runs
    assert runs[0].articles == {} and runs[1].articles["gone.md"].problem == "There is no such file."


def test_a_history_is_read_run_by_run(tmp_path):
    path = tmp_path / "history.db"
    for day in (1, 2):
        append(path, replace(one_of_everything(), run=run(day)))
    found, _ = sources([path])
    assert [source.kind for source in found] == ["history"]
    runs = read(found).runs
    assert [one.date[:10] for one in runs] == ["2026-01-01", "2026-01-02"]
    first, last = ({a.id: a for a in one.articles.values()} for one in runs)
    assert list(first) == list(last) and "" not in first and len(first) == 3
    assert sorted((a.errors, a.warnings, a.infos, a.suppressed) for a in last.values())[-1] == (1, 2, 1, 3)
    assert runs[1].tools[0]["version"] == "1.2.3"
    assert len(list(files_of(runs[1]))) == 3


@pytest.mark.parametrize("order", [1, -1])
def test_a_history_and_the_report_of_its_run_are_one_run_of_the_same_articles(tmp_path, order):
    """Paths of a history are relative to its folder. The report counts, which may have texts; the history knows renames."""
    (tmp_path / "kept").mkdir()
    history, dated = tmp_path / "kept" / "history.db", replace(one_of_everything(), run=run(1))
    append(history, dated)
    path = put(tmp_path / "r.json", json.dumps(as_dict(dated)))
    found = read(sources([history, path][::order])[0])
    (merged,) = found.runs
    assert set(merged.articles) >= {"clean.txt", "drafts/a b.md"} and found.said == []
    assert [a.id != "" for a in merged.articles.values() if a.sha256] == [True, True]
    assert merged.tools == [{**dict(dated.tool)}]
    assert all(
        file["findings"][0]["confidence"] for file in files_of(merged) if file["path"] == "drafts/a b.md"
    )
