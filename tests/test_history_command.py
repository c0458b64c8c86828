"""``check --history`` and ``claimlint history``, as users run them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from claimlint.errors import UsageError
from claimlint.history import runs
from tests.histories import add, article, made, unread
from tests.small_report import finding

CLAIM = "# A balm\n\nThis balm is 100% safe.\n"
FINE = "Ear wax\n\nWax is normal. It keeps your ears clean.\n"
QUICK = ("--select", "claims/absolute-safety")


def errors(file: Path | str = "h.db") -> list[dict[str, int]]:
    """Return the number of findings of each article of each run."""
    return [{file["path"]: len(file["findings"]) for file in run["files"]} for run in runs(Path(file))]


# --- check --history --------------------------------------------------------------------------------


def test_runs_are_added_and_the_report_stays_the_same(run, put, kept_linters):
    put("a.md", CLAIM)
    put("b.txt", FINE)
    plain = run("check", "a.md", "b.txt", *QUICK, "--format", "json")
    for _ in range(2):
        result = run("check", "a.md", "b.txt", *QUICK, "--format", "json", "--history", "h.db")
        assert result.stdout == plain.stdout and result.exit_code == 1
    assert run("check", "b.txt", *QUICK, "--history", "h.db").exit_code == 0
    assert errors() == [{"a.md": 1, "b.txt": 0}, {"a.md": 1, "b.txt": 0}, {"b.txt": 0}]


def test_the_run_of_the_report_is_that_of_the_history(run, put, kept_linters):
    day = ("--run-date", "2026-01-31T09:30:00Z")
    printed = run("check", put("a.md", CLAIM), *QUICK, "--format", "json", "--history", "h.db", *day).stdout
    (kept,) = runs(Path("h.db"))
    assert kept["run"] == {**json.loads(printed)["run"], "number": 1}
    assert kept["files"][0]["document"]["title"] == "A balm"
    assert kept["files"][0]["rules"] == ["claims/absolute-safety"]


def test_unread_files_are_kept_too(run, put, kept_linters):
    result = run("check", put("a.md", CLAIM), "gone.md", *QUICK, "--history", "h.db")
    assert result.exit_code == 2 and "gone.md" in result.output
    (kept,) = runs(Path("h.db"))
    assert [(file["path"], file["status"]) for file in kept["files"]] == [
        ("a.md", "ok"),
        ("gone.md", "error"),
    ]
    assert kept["files"][1]["error"]["code"] == "missing-file"


def test_configurations_name_histories(run, put, tmp_path, kept_linters):
    put("claimlint.toml", 'history = "all.db"\nhistory-excerpts = false\n')
    put("other/claimlint.toml", 'root = true\nhistory = "../other.db"\n')
    put("a.md", CLAIM)
    put("other/b.md", CLAIM)
    assert run("check", ".", *QUICK).exit_code == 1
    assert errors("all.db") == [{"a.md": 1}] and errors("other.db") == [{"other/b.md": 1}]
    (kept,) = runs(tmp_path / "all.db")
    assert kept["files"][0]["findings"][0]["excerpt"] is None
    assert run("check", ".", *QUICK, "--history", "one.db", "--history-excerpts").exit_code == 1
    assert errors("one.db") == [{"a.md": 1, "other/b.md": 1}] and len(errors("all.db")) == 1
    assert b"100% safe" in (tmp_path / "one.db").read_bytes()


def test_what_a_run_leaves_out_of_its_report_is_in_the_history(run, put, tmp_path, kept_linters):
    put("a.md", CLAIM)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for arguments in (["init", "-q"], ["add", "a.md"], ["commit", "-q", "-m", "one"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True)
    put("a.md", CLAIM + "\nWax is normal.\n")
    result = run("check", ".", *QUICK, "--changed-since", "HEAD", "--history", "h.db", "--quiet")
    assert (result.output, result.exit_code) == ("", 0)
    assert errors() == [{"a.md": 1}]
    (kept,) = runs(Path("h.db"))
    assert len(kept["run"]["revision"]) == 40


def test_standard_input_is_kept_under_its_name(run, kept_linters):
    result = run("check", "-", *QUICK, "--history", "h.db", stdin=CLAIM.encode())
    assert result.exit_code == 1 and "--stdin-filename would give it a name" in result.stderr
    named = ("--stdin-filename", "a.md")
    assert run("check", "-", *named, *QUICK, "--history", "h.db", stdin=CLAIM.encode()).exit_code == 1
    assert errors() == [{"a.md": 1}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--history", "."], "directory"),
        (["--history", "none/h.db"], "no folder none"),
        (["--history", "a.md"], "no SQLite file"),
        (["--history", "h.db", "--output", "h.db"], "A report and the history"),
        (["--history", "h.db", "--report", "json=./h.db"], "A report and the history"),
        (["--history", "h.db", "--watch"], "--watch checks drafts"),
    ],
)
def test_what_cannot_be_a_history_is_said_before_anything_is_checked(run, put, tmp_path, arguments, said):
    put("a.md", CLAIM)
    result = run("check", "a.md", *QUICK, *arguments)
    assert result.exit_code == 2 and said in result.stderr and not result.stdout
    assert (tmp_path / "a.md").read_text() == CLAIM and not (tmp_path / "h.db").exists()


def test_an_empty_article_is_not_made_a_history(run, put, tmp_path, kept_linters):
    put("empty.md", "")
    result = run("check", "empty.md", *QUICK, "--history", "empty.md")
    assert result.exit_code == 2 and "would overwrite an article" in result.stderr
    assert (tmp_path / "empty.md").read_bytes() == b""


# --- claimlint history ------------------------------------------------------------------------------


@pytest.fixture
def history(tmp_path) -> Path:
    file = tmp_path / "h.db"
    for name in ("a.md", "b.md"):
        (tmp_path / name).touch()
    a, b = tmp_path / "a.md", tmp_path / "b.md"
    add(file, article(a, "x", "y"), article(b, "z"), day=1)
    add(file, article(a, "y", "new"), article(b, "z"), unread(tmp_path / "c.md"), day=2)
    add(file, article(b), day=3)
    return file


def rows(result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_runs_are_listed_with_what_changed(run, history):
    found = rows(run("history", "h.db", "--format", "csv"))
    shown = [[row[name] for name in ("run", "files", "unread", "errors", "new", "fixed")] for row in found]
    assert shown == [
        ["1", "2", "0", "3", "", ""],
        ["2", "3", "1", "3", "1", "1"],
        ["3", "1", "0", "0", "0", "1"],
    ]
    assert [
        row["run"] for row in rows(run("history", "h.db", "--format", "csv", "--since", "2026-01-02"))
    ] == [
        "2",
        "3",
    ]
    lines = run("history", "h.db").stdout.splitlines()
    assert lines[0].split()[:2] == ["run", "date"] and lines[0].endswith("new  fixed") and len(lines) == 4
    assert "2026-01-02T06:00:00Z" in lines[2]


def test_a_run_and_its_findings(run, history):
    found = json.loads(run("history", "h.db", "--run", "2", "--format", "json").stdout)
    assert [(row["path"], row["status"], row["errors"]) for row in found] == [
        ("a.md", "ok", 2), ("b.md", "ok", 1), ("c.md", "error", 0),
    ]  # fmt: skip
    assert found[2]["error_code"] == "missing-file"
    found = rows(run("history", "h.db", "--run", "2", "--findings", "--format", "csv"))
    assert [row["fingerprint"] for row in found] == ["y", "new", "z"]
    assert rows(run("history", "h.db", "--run", "last", "--format", "csv"))[0]["path"] == "b.md"
    by_id = next(iter(runs(history)))["run"]["id"]
    assert run("history", "h.db", "--run", by_id).stdout == run("history", "h.db", "--run", "1").stdout
    assert run("history", "h.db", "--run", "last", "--findings").stdout == "nothing.\n"


def test_an_article_over_time(run, history, monkeypatch, tmp_path):
    listed = run("history", "h.db", "--article", "b.md", "--format", "csv")
    assert [(row["run"], row["errors"]) for row in rows(listed)] == [("1", "1"), ("2", "1"), ("3", "0")]
    for name in ("2", str(tmp_path / "b.md"), "./b.md"):
        assert run("history", "h.db", "--article", name, "--format", "csv").stdout == listed.stdout
    (tmp_path / "b.md").rename(tmp_path / "moved.md")
    add(history, article(tmp_path / "moved.md", text=f"All of {tmp_path / 'b.md'}."), day=4)
    found = rows(run("history", "h.db", "--article", "b.md", "--since", "2026-01-03", "--format", "csv"))
    assert [row["path"] for row in found] == ["b.md", "moved.md"]


def test_two_runs_compared(run, history):
    found = rows(run("history", "h.db", "--compare", "1", "2", "--format", "csv"))
    assert [(row["change"], row["path"], row["fingerprint"]) for row in found] == [
        ("new", "a.md", "new"),
        ("fixed", "a.md", "x"),
    ]
    back = rows(run("history", "h.db", "--compare", "2", "1", "--format", "csv"))
    assert sorted((row["change"], row["fingerprint"]) for row in back) == [("fixed", "new"), ("new", "x")]
    shown = run("history", "h.db", "--compare", "1", "3").stdout
    assert shown.splitlines()[-1] == "1 article that both runs read: 0 new findings, 1 fixed."


def test_only_what_both_runs_looked_for_is_new_or_fixed(run, tmp_path):
    a = tmp_path / "a.md"
    suppressed = (finding(fingerprint="x", suppressed="inline"),)
    add(tmp_path / "h.db", article(a, "x", "trust1"))
    add(tmp_path / "h.db", article(a, rules=frozenset({"claims/made-up"})))
    add(tmp_path / "h.db", replace(article(a), findings=suppressed))
    add(tmp_path / "h.db", article(a, "x", "trust2"))
    found = [[row["new"], row["fixed"]] for row in rows(run("history", "h.db", "--format", "csv"))]
    assert found == [["", ""], ["0", "1"], ["0", "0"], ["1", "0"]]


def test_lists_are_the_same_bytes_each_time(run, history):
    for arguments in ([], ["--run", "2"], ["--article", "a.md"], ["--compare", "1", "2"]):
        for format_ in ("csv", "json", "terminal"):
            call = ("history", "h.db", *arguments, "--format", format_)
            printed = run(*call).stdout_bytes
            run(*call, "--output", "out")
            assert printed == Path("out").read_bytes() == run(*call).stdout_bytes


def test_nothing_in_csv_is_a_formula(run, tmp_path):
    from claimlint.history import append

    evil = [finding(excerpt=f"{sign}1+1", message=f"{sign}cmd", fingerprint=sign) for sign in "=+-@\t"]
    file = replace(article("=a.md"), path=str(tmp_path / "=a.md"), findings=tuple(evil))
    append(tmp_path / "h.db", made([file]))
    for arguments in (["--run", "1", "--findings"], ["--run", "1"]):
        for row in rows(run("history", "h.db", *arguments, "--format", "csv")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())
    assert json.loads(run("history", "h.db", "--run", "1", "--format", "json").stdout)[0]["path"] == "=a.md"


def test_names_do_not_steer_a_terminal(run, tmp_path):
    add(tmp_path / "h.db", article(tmp_path / "a\x1b[2Jb.md"))
    assert "\x1b" not in run("history", "h.db", "--run", "1").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.db"], "no such history"),
        (["h.db", "--run", "9"], "no run “9”"),
        (["h.db", "--run", "1; DROP TABLE runs"], "no run"),
        (["h.db", "--article", "zz.md"], "no article “zz.md”"),
        (["h.db", "--compare", "1", "9"], "no run “9”"),
        (["h.db", "--run", "1", "--article", "a.md"], "exclude each other"),
        (["h.db", "--findings"], "Add --run last"),
        (["h.db", "--run", "1", "--since", "2026-01-01"], "does nothing"),
        (["h.db", "--output", "./h.db"], "overwrite the history"),
        (["h.db", "--output", "none/out.csv"], "cannot be written"),
    ],
)
def test_mistakes_are_said(run, history, arguments, said):
    before = history.read_bytes()
    result = run("history", *arguments)
    assert result.exit_code == 2 and said in result.stderr and not result.stdout
    assert history.read_bytes() == before


# --- parts of a run ---------------------------------------------------------------------------------


def test_parts_of_a_run_that_is_named_are_one_run(run, put, kept_linters, monkeypatch):
    put("a.md", CLAIM)
    put("b.md", CLAIM)
    part = ("--history", "h.db", "--run-id", "build-7")
    run("check", "a.md", *QUICK, *part, "--run-date", "2026-01-01")
    run("check", "b.md", *QUICK, *part, "--run-date", "2026-01-02")
    (kept,) = runs(Path("h.db"))
    assert (kept["run"]["date"], kept["run"]["id"]) == ("2026-01-01T00:00:00Z", "build-7")
    assert errors() == [{"a.md": 1, "b.md": 1}]
    # A job that runs again replaces its part.
    put("b.md", FINE)
    monkeypatch.setenv("CLAIMLINT_RUN_ID", "build-7")
    run("check", "b.md", *QUICK, "--history", "h.db")
    assert errors() == [{"a.md": 1, "b.md": 0}]
    run("check", ".", *QUICK, "--history", "h.db", "--run-id", "build-8")
    assert errors() == [{"a.md": 1, "b.md": 0}] * 2
    assert run("history", "h.db", "--run", "build-7", "--format", "csv").stdout.count("\n") == 3


def test_parts_of_other_versions_or_commits_are_runs_of_their_own(tmp_path):
    from claimlint.history import append

    named = made([article("a.md", "x")])
    run_ = {**named.run, "id": "build-7"}
    other = replace(named, run=run_, tool={**named.tool, "rules_version": "9"})
    commit = replace(named, run={**run_, "revision": "f" * 40})
    file = tmp_path / "h.db"
    numbers = [append(file, one, joined=True) for one in (replace(named, run=run_), other, commit, other)]
    assert numbers == [1, 2, 3, 2]


def test_a_history_knows_what_is_on_the_whole_article(tmp_path, run):
    whole = replace(article("a.md", "x"), findings=(finding(scope="document", fingerprint="x"),))
    add(tmp_path / "h.db", whole, article("b.md", "y"))
    (kept,) = runs(tmp_path / "h.db")
    assert [file["findings"][0]["scope"] for file in kept["files"]] == ["document", "span"]
    listed = run("history", str(tmp_path / "h.db"), "--run", "1", "--findings", "--format", "json").stdout
    assert [row["scope"] for row in json.loads(listed)] == ["document", "span"]


def test_parts_of_a_run_from_python(tmp_path):
    from claimlint import append_history
    from tests.small_report import report

    file = tmp_path / "h.db"
    parts = [report(article(path, "x"), rules=made([]).rules) for path in ("a.md", "b.md", "c.md")]
    assert [append_history(part, file, run_id="build-7") for part in parts[:2]] == [1, 1]
    assert append_history(parts[2], file) == 2
    with pytest.raises(UsageError, match="no id of a run"):
        append_history(parts[0], file, run_id="a b")
