"""What is written goes where it was said, and nowhere else: links, pipes, devices and folders in its place."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from claimlint.corpus.folder import locked
from claimlint.errors import UsageError

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="POSIX links and pipes"),
    pytest.mark.usefixtures("kept_linters"),
]
CLAIM = "# A balm\n\nThis balm is 100% safe.\n"
DOUBLED = "Apply heat to the the muscle.\n"
QUICK = ("--select", "claims/absolute-safety")


@pytest.fixture
def outside(tmp_path_factory) -> Path:
    """A file that nobody names."""
    file = tmp_path_factory.mktemp("outside") / "precious"
    file.write_text("precious")
    return file


# --- reports ---------------------------------------------------------------------------------------


def test_a_pipe_that_nobody_reads_is_not_waited_for(run, put, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    result = run("check", put("a.md", CLAIM), *QUICK, "--report", "json=pipe")
    assert result.exit_code == 2 and "nobody reads from this pipe" in result.stderr


def test_a_pipe_that_is_read_gets_the_report(run, put, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_text()), daemon=True)
    reader.start()
    result = run("check", put("a.md", CLAIM), *QUICK, "--report", "json=pipe")
    reader.join(10)
    assert result.exit_code == 1 and json.loads(got[0])["summary"]["errors"] == 1


def test_a_report_goes_where_a_link_leads(run, put, tmp_path):
    put("real.json", "old")
    (tmp_path / "link.json").symlink_to("real.json")
    run("check", put("a.md", CLAIM), *QUICK, "--report", "json=link.json")
    assert (tmp_path / "link.json").is_symlink() and "schema_version" in (tmp_path / "real.json").read_text()


# --- settings --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["claimlint.toml", ".claimlint.schema.json"])
@pytest.mark.parametrize("arguments", [(), ("--force",)])
def test_init_follows_no_link(run, tmp_path, outside, name, arguments):
    (tmp_path / name).symlink_to(outside)
    result = run("init", *arguments)
    assert result.exit_code == 2 and outside.read_text() == "precious"
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to(outside.with_name("new"))
    result = run("init", *arguments)
    assert result.exit_code == 2 and not outside.with_name("new").exists()


@pytest.mark.parametrize("place", ["pipe", "/dev/null"])
def test_a_history_is_a_file(run, put, tmp_path, place):
    os.mkfifo(tmp_path / "pipe")
    result = run("check", put("a.md", CLAIM), *QUICK, "--history", place)
    assert result.exit_code == 2 and "pipe or a device" in result.stderr


def test_a_side_file_is_a_file(run, put, tmp_path):
    os.mkfifo(tmp_path / "a.md.claimlint.yml")
    result = run("check", put("a.md", CLAIM), *QUICK)
    assert result.exit_code == 2 and "a.md.claimlint.yml: This is no file." in result.output


def test_rule_pages_follow_no_link(run, tmp_path, outside):
    (tmp_path / "docs/claims").mkdir(parents=True)
    (tmp_path / "docs/claims/cure-claim.md").symlink_to(outside)
    result = run("rules", "docs", "--dir", "docs")
    assert result.exit_code == 2 and outside.read_text() == "precious"


# --- articles --------------------------------------------------------------------------------------


def test_fix_changes_nothing_outside_of_what_was_named(run, put, tmp_path):
    put("elsewhere/a.md", DOUBLED)
    put("drafts/b.md", DOUBLED)
    (tmp_path / "drafts/a.md").symlink_to("../elsewhere/a.md")
    result = run("fix", "drafts", "--select", "garble/stutter-repeat")
    assert result.exit_code == 2 and "leads out of what was named" in result.stderr
    assert "the the" in (tmp_path / "elsewhere/a.md").read_text()
    assert "the the" not in (tmp_path / "drafts/b.md").read_text()
    assert run("fix", "drafts", "elsewhere", "--select", "garble/stutter-repeat").exit_code == 0
    assert "the the" not in (tmp_path / "elsewhere/a.md").read_text()


def test_a_baseline_is_written_where_a_link_leads_and_over_nothing_else(run, put, tmp_path, outside):
    (tmp_path / "b.json").symlink_to(outside)
    result = run("baseline", put("a.md", CLAIM), *QUICK, "--output", "b.json")
    assert result.exit_code == 2 and outside.read_text() == "precious"


# --- archives --------------------------------------------------------------------------------------


MANIFEST = {"format": "claimlint corpus"}


@pytest.mark.parametrize("name", ["articles", "findings", "parts.jsonl", "manifest.json"])
def test_an_archive_run_follows_no_link_in_its_folder(tmp_path, outside, name):
    with locked(tmp_path / "out") as folder:
        folder.begin(MANIFEST)
        folder.add(0, {"articles": b"a", "findings": b"f"}, ".jsonl", {})
        assert folder.manifest() == MANIFEST
    place = tmp_path / "out" / name
    if place.is_dir():
        shutil.rmtree(place)
    else:
        outside.write_bytes(place.read_bytes())
        place.unlink()
    before = outside.read_bytes()
    place.symlink_to(outside.parent if name in ("articles", "findings") else outside)
    with locked(tmp_path / "out") as folder, pytest.raises(UsageError, match="a link or the like") as caught:
        folder.manifest()
    assert caught.value.where.endswith(name)
    assert outside.read_bytes() == before and list(outside.parent.iterdir()) == [outside]


def test_archive_runs_look_before_they_write(run, put, tmp_path, outside):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/manifest.json").write_text(json.dumps(MANIFEST))
    (tmp_path / "out/articles").symlink_to(outside.parent)
    archive = put("in.jsonl", json.dumps({"id": "a", "text": CLAIM}) + "\n")
    result = run("corpus", archive, "-o", "out", *QUICK)
    assert result.exit_code == 2 and "a link or the like" in result.stderr
    assert list(outside.parent.iterdir()) == [outside]


def test_a_half_written_file_that_is_a_link_is_not_written_through(tmp_path, outside):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/.manifest.json.partial").symlink_to(outside)
    with locked(tmp_path / "out") as folder:
        assert folder.manifest() is None
        folder.begin(MANIFEST)
        assert folder.manifest() == MANIFEST
    assert outside.read_text() == "precious"


def test_a_lock_that_is_a_link_is_not_written_through(tmp_path, outside):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/.lock").symlink_to(outside)
    with pytest.raises(UsageError, match="cannot be written"), locked(tmp_path / "out"):
        pass
    assert outside.read_text() == "precious"


# --- the terminal ----------------------------------------------------------------------------------

STEERING = "\x1b]0;x\x07\x1b[31m\x9b2J\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", f"{STEERING}.md"),
        ("check", f"{STEERING}.md", "--format", "terminal", "--details"),
        ("check", f"gone{STEERING}.md"),
        ("baseline", f"{STEERING}.md", "--output", f"{STEERING}.json"),
        ("fix", f"{STEERING}.md"),
        ("config", f"{STEERING}.md"),
        ("init", f"{STEERING}"),
        ("rules", "test", f"gone{STEERING}"),
        ("explain", f"{STEERING}.md:3"),
        ("explain", f"claims/{STEERING}"),
        ("cache", "stats"),
    ],
)
def test_nothing_that_is_printed_steers_the_terminal(run, put, tmp_path, monkeypatch, arguments):
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / STEERING))
    put(
        f"{STEERING}.md",
        f"# A balm {STEERING}\n\nThis {STEERING} balm is 100% safe. Apply it to the the skin.\n",
    )
    (tmp_path / STEERING).mkdir()
    printed = run(*arguments).output
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(printed), printed
