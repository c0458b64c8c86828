"""The cache: what it gives back is what was said, it forgets nothing that matters, and no damage to it does harm."""

from __future__ import annotations

import dataclasses
import json
import os
import time
import zlib
from datetime import date
from pathlib import Path

import pytest

import claimlint.workers
from claimlint.cache import Store, cache_folder, keys
from claimlint.cache.store import DAY, ENDING, KEPT, MOST, SWEPT
from claimlint.finding import FileReport, Finding
from claimlint.linter import check_path
from tests.conftest import SAMPLES
from tests.plugin_site import distribution, installed
from tests.test_rulebase import GOOD

TEXT = "Beans\n\nThese magic beans cure arthritis in 7 seconds.\n"
ACCEPTED = 'accepted:\n  - text: "These magic beans cure arthritis"\n    evidence: "A study."\n    expires: 2026-06-30\n'


@pytest.fixture
def store(tmp_path, monkeypatch) -> Store:
    """The cache that the command line uses."""
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "cache"))
    return Store(tmp_path / "cache")


@pytest.fixture
def checked(run, monkeypatch):
    """Run ``check``; return what it printed, and which files it really checked."""
    names: list[str] = []

    def counted(linter, path):
        names.append(path.name)
        return check_path(linter, path)

    monkeypatch.setattr(claimlint.workers, "check_path", counted)

    def check(*arguments: str) -> tuple[str, list[str]]:
        names.clear()
        result = run("check", "--format", "json", *arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result.stdout, list(names)

    return check


# --- the same is said again -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(p.name for p in (SAMPLES / "flawed").iterdir()))
def test_a_report_comes_back_as_it_was_put(name, linter, tmp_path):
    report = check_path(linter, SAMPLES / "flawed" / name)
    Store(tmp_path).put("key", report)
    assert as_lists(Store(tmp_path).get("key", FileReport)) == as_lists(report)


def as_lists(report: FileReport | None) -> str:
    """A report as JSON knows it: pairs and lists are the same to it."""
    assert report is not None
    return json.dumps([vars(report) | {"findings": [fields_of(f) for f in report.findings]}], default=repr_of)


def fields_of(finding: Finding) -> dict[str, object]:
    return {field.name: getattr(finding, field.name) for field in dataclasses.fields(finding)}


def repr_of(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return vars(value) if hasattr(value, "__dict__") else repr(value)


def test_a_file_is_checked_once(store, checked, put):
    name = put("a.md", TEXT)
    assert checked(name)[1] == ["a.md"] and store.usage().entries == 1
    first = checked(name)
    assert first[1] == [] and first == checked(name)
    assert checked(name, "--no-cache") == (first[0], ["a.md"])


@pytest.mark.parametrize(
    "form", ["terminal", "sarif", "gitlab", "github", "markdown", "junit", "jsonl", "html"]
)
def test_no_format_shows_a_difference(form, store, run, put):
    put("a.md", TEXT)
    (checked_now, known) = (run("check", "a.md", "--format", form).stdout for _ in "12")
    assert checked_now == known and checked_now == run("check", "a.md", "--format", form, "--no-cache").stdout


def test_the_text_of_an_article_is_read_again_where_it_is_wanted(store, checked, put):
    name = put("a.html", "<title>Beans</title><!-- note --><p>These magic beans cure arthritis.</p>")
    checked(name)
    report, names = checked(name, "--with-text")
    assert names == [] and '"blocks"' in report and report == checked(name, "--with-text", "--no-cache")[0]


# --- what makes a difference ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("--details",), ("--profile", "strict"), ("--audience", "clinical"), ("--region", "uk"), ("--ignore", "claims"), ("--max-bytes", "4000"),
    ],
)  # fmt: skip
def test_other_settings_are_other_checks(arguments, store, checked, put):
    name = put("a.md", TEXT)
    checked(name)
    assert checked(name, *arguments)[1] == ["a.md"]
    assert checked(name, *arguments)[1] == [] == checked(name)[1]


def test_what_is_done_with_findings_is_no_other_check(store, checked, put):
    name = put("a.md", TEXT)
    checked(name)
    assert checked(name, "--fail-on", "never", "--max-warnings", "3")[1] == []


def test_a_change_of_the_file_or_its_name_or_what_stands_beside_it(store, checked, put, tmp_path):
    checked(put("a.md", TEXT))
    put("a.md", TEXT + "\nMore.\n")
    assert checked("a.md")[1] == ["a.md"] and checked("a.md")[1] == []
    put("a.md.claimlint.yml", "suppress:\n  - rules: [claims]\n    reason: told elsewhere\n")
    assert checked("a.md")[1] == ["a.md"]
    put("b.md", TEXT)
    report, names = checked("b.md")
    assert names == ["b.md"] and json.loads(report)["files"][0]["path"] == "b.md"


def test_a_change_of_a_rule_or_a_list_of_a_pack(store, checked, put):
    put("pack/odd.yml", GOOD)
    put("a.md", TEXT)
    pack = ("a.md", "--rules-dir", "pack")
    assert checked(*pack)[1] == ["a.md"] and checked(*pack)[1] == []
    put("pack/odd.yml", GOOD.replace("severity: info", "severity: warning"))
    report, names = checked(*pack)
    assert names == ["a.md"] and '"warning"' in report


def test_a_pack_that_is_a_family_has_its_lists_beside_it(tmp_path):
    folder = tmp_path / "claims"
    folder.mkdir()
    (folder / "odd.yml").write_text("id: claims/odd\n")
    (tmp_path / "lists").mkdir()
    for path in (folder, folder / "odd.yml"):
        (tmp_path / "lists" / "words.txt").write_text("one\n")
        before = list(keys._contents(path))
        (tmp_path / "lists" / "words.txt").write_text("two\n")
        assert list(keys._contents(path)) != before and any("odd.yml" in name for name, _ in before)


def test_what_is_said_beside_files_comes_back_too(store, checked, put):
    put("a.md", TEXT)
    put("b.md", TEXT.replace("Beans", "More beans"))
    put("x/claimlint.toml", 'select = ["safety"]\n')
    put("x/c.md", TEXT)
    first = checked("a.md", "b.md", "x/c.md")
    assert checked("a.md", "b.md", "x/c.md") == (first[0], []) and len(first[1]) == 3
    for entry in (store.folder / "settings").iterdir():
        entry.write_bytes(b"damaged")
    assert checked("a.md", "b.md", "x/c.md") == (first[0], [])


def test_a_mistake_in_settings_is_told_whatever_is_known(store, run, put):
    put("a.md", TEXT)
    good = run("check", "a.md", "--ignore", "claims")
    bad = [run("check", "a.md", "--ignore", "clams") for _ in "12"]
    assert good.exit_code == 0 and all(
        r.exit_code == 2 and "No rule or family “clams”" in r.stderr for r in bad
    )


def test_accepted_wordings_and_the_day_they_end(store, checked, put):
    put("ok.yml", ACCEPTED)
    put("a.md", TEXT)
    spring = ("a.md", "--accepted", "ok.yml", "--today", "2026-05-01")
    assert checked(*spring)[1] == ["a.md"] and checked(*spring)[1] == []
    assert checked("a.md", "--accepted", "ok.yml", "--today", "2026-07-01")[1] == ["a.md"]
    put("ok.yml", ACCEPTED.replace("cure arthritis", "do no harm"))
    assert checked(*spring)[1] == ["a.md"]


def test_the_day_counts_only_where_something_ends(tmp_path):
    days = (date(2026, 5, 1), date(2026, 5, 2))
    path = tmp_path / "a.md"
    plain = {keys.file_key("s", path, b"text", expiring=False, today=day) for day in days}
    ending = {keys.file_key("s", path, b"expires: soon", expiring=False, today=day) for day in days}
    accepted = {keys.file_key("s", path, b"text", expiring=True, today=day) for day in days}
    assert (len(plain), len(ending), len(accepted)) == (1, 2, 2)


def test_another_state_of_the_program_is_another_tool(monkeypatch, tmp_path):
    (tmp_path / "code.py").write_text("one")
    monkeypatch.setattr(keys, "PACKAGE", tmp_path)
    before = keys.tool.__wrapped__()
    (tmp_path / "code.py").write_text("other")
    assert before != keys.tool.__wrapped__()
    known = keys.tool.__wrapped__()
    monkeypatch.setattr(keys, "_versions", lambda names: dict.fromkeys(names, "99"))
    assert known != keys.tool.__wrapped__()


def test_a_plugin_is_part_of_the_tool_and_one_in_the_making_keeps_nothing(tmp_path):
    without = keys.tool()
    distribution(tmp_path / "one", "one", "[console_scripts]\n", {})
    distribution(tmp_path / "two", "two", "[claimlint.checks]\nodd = odd\n", {"odd.py": ""})
    with installed(tmp_path / "one"):
        assert keys.tool() == without
    with installed(tmp_path / "two"):
        assert keys.tool() not in (without, None)
    about = tmp_path / "two" / "two-1.0.dist-info" / "direct_url.json"
    about.write_text('{"dir_info": {"editable": true}, "url": "file:///x"}')
    with installed(tmp_path / "two"):
        assert keys.tool() is None


def test_what_was_not_read_is_not_kept(store, checked, put):
    put("a.md", "\0\0\0")
    assert checked("a.md")[1] == ["a.md"] == checked("a.md")[1] and store.usage().entries == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(store, checked, tmp_path):
    os.mkfifo(tmp_path / "a.md")
    assert '"unreadable"' in checked("a.md")[0]


def test_a_file_that_changes_while_it_is_checked_is_not_kept(store, run, put, monkeypatch, tmp_path):
    put("a.md", TEXT)

    def late(linter, path):
        path.write_text("Other words.\n")
        return check_path(linter, path)

    monkeypatch.setattr(claimlint.workers, "check_path", late)
    run("check", "a.md")
    assert store.usage().entries == 0


# --- damage ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [b"", b"no zlib", None])
def test_a_damaged_entry_is_checked_and_written_anew(damage, store, checked, put):
    name = put("a.md", TEXT)
    first, _ = checked(name)
    (entry,) = store._entries()
    entry.write_bytes(entry.read_bytes()[:-9] if damage is None else damage)
    assert checked(name) == (first, ["a.md"]) and checked(name) == (first, [])


@pytest.mark.parametrize("at", range(0, 100, 7))
def test_no_flipped_bit_goes_unnoticed(at, linter, tmp_path):
    store = Store(tmp_path)
    report = check_path(linter, SAMPLES / "clean" / "study-news.txt")
    store.put("key", report)
    (entry,) = store._entries()
    whole = entry.read_bytes()
    place = len(whole) * at // 100
    for bit in range(8):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        got = store.get("key", FileReport)
        # A bit or two of the header mean nothing, nor does what fills the last byte before the sum.
        assert got is None or ((place < 2 or place == len(whole) - 5) and as_lists(got) == as_lists(report))


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode())


@pytest.mark.parametrize(
    "content",
    [
        _packed({"key": "key"}),
        _packed({"key": "key", "value": {"version": 99}}),
        _packed({"key": "key", "value": None}),
        _packed(["key"]),
        zlib.compress(b'{"key": "key", "value": ' + b"[" * 100_000),
        zlib.compress(b'{"key": "key", "value": "' + b"x" * (MOST + 1) + b'"}', 9),
        _packed({"key": "key", "value": {"path": "a.md", "findings": 7}}),
    ],
    ids=["no value", "another version", "nothing", "a list", "deep", "a bomb", "another type"],
)
def test_what_is_no_entry_is_none(content, tmp_path):
    store = Store(tmp_path)
    place = store._path("key")
    place.parent.mkdir()
    place.write_bytes(content)
    assert store.get("key", FileReport) is None
    store.put("key", FileReport("a.md"))
    assert store.get("key", FileReport) == FileReport("a.md")


def test_folders_in_the_place_of_entries_are_done_without(store, checked, put):
    name = put("a.md", TEXT)
    first, _ = checked(name)
    (entry,) = store._entries()
    settings = next(store.folder.glob(f"settings/*{ENDING}"))
    for place in (entry, settings):
        place.unlink()
        place.mkdir()
    (store.folder / SWEPT).unlink()
    (store.folder / SWEPT).mkdir()
    assert checked(name) == (first, ["a.md"]) and entry.is_dir()


def test_an_entry_under_another_name_is_none(tmp_path, linter):
    store = Store(tmp_path)
    store.put("aaa", check_path(linter, SAMPLES / "clean" / "study-news.txt"))
    os.replace(store._path("aaa"), store._path("aab"))
    assert store.get("aab", FileReport) is None and store.get("aaa", FileReport) is None


def test_a_cache_that_cannot_be_written_is_done_without(run, put, monkeypatch, tmp_path):
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "a.md"))
    result = run("check", put("a.md", TEXT))
    assert result.exit_code == 1 and result.stderr == ""


def test_old_entries_go_and_a_sweep_is_once_a_day(tmp_path):
    store = Store(tmp_path)
    for key in ("old", "new", "future"):
        store.put(key, FileReport(key))
    now = time.time()
    for key, age in (("old", KEPT + 60), ("new", KEPT - 60), ("future", -DAY)):
        os.utime(store._path(key), (now - age, now - age))
    (tmp_path / SWEPT).touch()
    store.sweep()
    assert store.usage().entries == 3
    os.utime(tmp_path / SWEPT, (now - DAY - 60, now - DAY - 60))
    store.sweep()
    assert [bool(store.get(key, FileReport)) for key in ("old", "new", "future")] == [False, True, True]


# --- the command ----------------------------------------------------------------------------------------


def test_it_is_seen_and_emptied_and_nothing_else_is_touched(store, run, put, tmp_path):
    run("check", put("a.md", TEXT))
    put("cache/notes.txt", "mine")
    assert run("cache", "stats").output.startswith(f"{tmp_path / 'cache'}: 1 entry, 0.0 MB")
    assert run("cache", "clear").output.endswith("1 entry, 0.0 MB deleted\n")
    assert run("cache", "stats").output.endswith(": 0 entries, 0.0 MB\n")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["notes.txt"]


def test_where_it_is_kept(monkeypatch):
    monkeypatch.delenv("CLAIMLINT_CACHE_DIR")
    assert cache_folder().name == "claimlint" and cache_folder().is_absolute()
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", "here")
    assert cache_folder() == Path("here")
