"""The exit-code contract, case by case: 0 fine, 1 found, 2 not read or not usable, 130 interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

FINE = "Ear wax\n\nWax is normal. It keeps your ears clean.\n"
CLAIM = "A new balm\n\nThis balm is 100% safe.\n"
WARNING = (
    "# Gas\n\n"
    + "Ginger relieves gas. Fennel treats bloating. Peppermint prevents nausea. " * 12
    + "\nAsk a doctor.\n"
)
WARNED = ("--select", "trust/missing-references,disclaimers")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files and signals")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "claimlint", *arguments]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


# --- 0: nothing that counts -------------------------------------------------------------------------


def test_nothing_found(run, put):
    result = run("check", put("a.txt", FINE))
    assert (result.exit_code, "1 file checked" in result.output) == (0, True)


def test_only_warnings(run, put):
    result = run("check", put("a.md", WARNING), *WARNED, "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["summary"]["warnings"]) == (0, 1)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("content", ["", " \n\t\r\n  ", "\ufeff", "<!-- later -->", "<p></p>"])
def test_empty_files(run, put, name, content):
    if content.startswith("<") and name == "a.txt":
        pytest.skip("no markup in plain text")
    result = run("check", put(name, content), "--fail-on", "info", "--max-warnings", "0")
    assert (result.exit_code, "1 file checked" in result.output) == (0, True)


@pytest.mark.parametrize(("limit", "code"), [("0", 1), ("1", 0), ("99", 0)])
def test_more_warnings_than_max_warnings(run, put, limit, code):
    assert run("check", put("a.md", WARNING), *WARNED, "--max-warnings", limit).exit_code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (FINE, {"error": 0, "warning": 0, "info": 0, "never": 0}),
        (WARNING, {"error": 0, "warning": 1, "info": 1, "never": 0}),
        (CLAIM, {"error": 1, "warning": 1, "info": 1, "never": 0}),
    ],
)
def test_fail_on(run, put, text, codes):
    put("a.md", text)
    select = ("--select", "trust,disclaimers,claims")
    assert {level: run("check", "a.md", *select, "--fail-on", level).exit_code for level in codes} == codes


def test_never_turns_1_into_0_whatever_the_warnings(run, put):
    put("a.md", WARNING)
    assert run("check", "a.md", *WARNED, "--max-warnings", "0", "--fail-on", "never").exit_code == 0


# --- 1: found ---------------------------------------------------------------------------------------


def test_an_error(run, put):
    result = run("check", put("a.txt", CLAIM))
    assert result.exit_code == 1
    assert "a.txt:3:14  error  claims/absolute-safety" in result.output


def test_a_failing_example_of_a_rule(run, put):
    rule = (ROOT / "rules/claims/absolute-safety.yml").read_text(encoding="utf-8")
    put("absolute-safety.yml", rule.replace("Herbal does not mean harmless.", "It is 100% safe."))
    assert run("rules", "test", "absolute-safety.yml").exit_code == 1


# --- 2: not read ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.txt", None, "no such file"),
        ("gone/gone.txt", None, "no such file"),
        ("good.md/gone.txt", None, "Not a directory"),
        ("a.docy", b"PK", ".docy"),
        ("noending", b"text", "cannot be read"),
        ("a.txt", PNG, "NUL"),
        ("a.md", PNG, "NUL"),
        ("a.html", PNG, "NUL"),
        ("a.txt", b"\x01\x02\x03\x04" * 9, "binary"),
        ("a.txt", b"\xff\xfe\x00\xd8a", "UTF-8"),
        ("a.md", b"---\ntitle: [open\n---\nText.\n", "front matter"),
        ("a.md", b"> " * 60 + b"deep", "nested"),
        ("*.txt", None, "matches no file"),
        ("folder", "dir", "No articles"),
        ("x" * 300 + ".md", None, "too long"),
    ],
)
@pytest.mark.parametrize("extra", [(), ("--fail-on", "never"), ("--quiet",)])
def test_a_file_that_was_not_read_beside_a_good_one(run, put, tmp_path, name, content, said, extra):
    put("good.md", CLAIM)
    if content == "dir":
        (tmp_path / name).mkdir()
    elif content is not None:
        put(name, content)
    result = run("check", "good.md", name, *extra)
    assert result.exit_code == 2
    assert said in result.output
    assert "good.md:3:14  error" in result.output


def test_a_file_that_was_not_read_is_in_the_json_report(run, put):
    put("good.md", FINE)
    files = json.loads(run("check", "good.md", "gone.md", "--format", "json").stdout)["files"]
    assert [(f["path"], f["status"]) for f in files] == [("gone.md", "error"), ("good.md", "ok")]


def test_over_max_bytes(run, put):
    put("a.txt", FINE)
    result = run("check", "a.txt", "--max-bytes", str(len(FINE) - 1))
    assert result.exit_code == 2 and "--max-bytes" in result.output
    assert run("check", "a.txt", "--max-bytes", str(len(FINE))).exit_code == 0
    assert run("check", "-", "--max-bytes", "10", stdin=FINE.encode()).exit_code == 2


def test_a_file_without_permission(run, put, monkeypatch):
    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    result = run("check", put("a.txt", FINE))
    assert result.exit_code == 2 and "Permission denied" in result.output


def test_a_folder_without_permission(run, put, monkeypatch):
    put("d/a.txt", FINE)
    put("d/locked/b.txt", FINE)
    scandir = os.scandir

    def denied(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    result = run("check", "d")
    assert result.exit_code == 2
    assert "d/locked" in result.output and "Permission denied" in result.output
    assert "1 file checked" in result.output


@posix
@pytest.mark.parametrize("way", ["named", "searched", "globbed"])
def test_links_that_lead_nowhere_and_pipes_are_named_and_never_waited_for(run, put, tmp_path, way):
    put("d/good.md", FINE)
    (tmp_path / "d/link.md").symlink_to("gone.md")
    (tmp_path / "d/loop.md").symlink_to("loop.md")
    os.mkfifo(tmp_path / "d/pipe.md")
    arguments = {
        "named": ["d/good.md", "d/link.md", "d/loop.md", "d/pipe.md"],
        "searched": ["d"],
        "globbed": ["d/*"],
    }
    result = run("check", *arguments[way], "--format", "json")
    assert result.exit_code == 2
    errors = {f["path"]: (f["error"] or {}).get("message", "") for f in json.loads(result.stdout)["files"]}
    assert "leads to no file" in errors["d/link.md"]
    assert errors["d/loop.md"]
    assert "a pipe or a device" in errors["d/pipe.md"]
    assert errors["d/good.md"] == ""


@posix
def test_a_device_is_not_read(run, tmp_path):
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    result = run("check", "zero.md")
    assert result.exit_code == 2 and "a pipe or a device" in result.output


def test_a_directory_named_like_an_article_is_searched(run, put, tmp_path):
    put("x.md/a.txt", FINE)
    (tmp_path / "y.md").mkdir()
    assert run("check", "x.md").exit_code == 0
    assert run("check", "y.md").exit_code == 2
    assert run("check", ".").exit_code == 0


def test_an_empty_name_is_not_this_folder(run, put):
    put("a.txt", FINE)
    result = run("check", "")
    assert result.exit_code == 2 and "empty name" in result.output


@posix
def test_a_name_that_is_no_utf_8_can_be_reported(run, tmp_path):
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(CLAIM)
    except OSError:
        pytest.skip("the file system takes only UTF-8")
    assert run("check", ".").exit_code == 1
    done = subprocess.run(
        command("check", ".", "--format", "json"), cwd=tmp_path, capture_output=True, env=ENVIRONMENT
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)["files"][0]["path"] == r"\xff.txt"


def test_the_place_of_a_mistake_is_said_once(run, put):
    put("a.txt", FINE)
    put("a.txt.claimlint.yml", "disable: [\n")
    for arguments in (
        ["explain", "a.txt:1"],
        ["fix", "a.txt"],
        ["check", "a.txt"],
        ["baseline", "a.txt", "--output", "b"],
    ):
        result = run(*arguments)
        assert result.exit_code == 2 and result.output.count("claimlint.yml:2") == 1


@posix
def test_names_of_files_steer_no_terminal(run, put):
    name = put("a\x1b[2J\nb.md", "# Heat\n\nApply heat to the the muscle.\n\0")
    for arguments in (["check"], ["fix"], ["baseline", "--output", "b.json"]):
        result = run(*arguments, name)
        assert result.exit_code == 2 and "a[2J b.md" in result.output and "\x1b" not in result.output


# --- 2: not usable ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "a.txt", "--select", "claims/cure-clam"], "claims/cure-claim"),
        (["check", "a.txt", "--select", "clams"], "clams"),
        (["check", "a.txt", "--ignore", "clams"], "clams"),
        (["check", "a.txt", "--select", "claims/cure-claim", "--ignore", "claims"], "no rule to run"),
        (["check", "a.txt", "--fail-on", "fatal"], "fatal"),
        (["check", "a.txt", "--max-warnings", "-1"], "-1"),
        (["check", "a.txt", "--max-bytes", "0"], "0"),
        (["check", "a.txt", "--format", "xml"], "xml"),
        (["check", "a.txt", "--no-such-option"], "--no-such-option"),
        (["check", "a.txt", "--model", "no_such_model"], "no_such_model"),
        (["check", "a.txt", "--details"], "--format json"),
        (["check", "a.txt", "--output", "none/report.json"], "none/report.json"),
        (["check", "a.txt", "--output", "."], "directory"),
        (["check", "-", "--stdin-filename", "a.docy"], ".docy"),
        (["check", "-", "--stdin-filename", "draft"], "Files without an ending cannot be read."),
        (["check", "good.txt", "--stdin-filename", "a.md"], "Add “-” to the paths."),
        (["check"], "PATHS"),
        (["explain", "cure-clam"], "claims/cure-claim"),
        (["rules", "list", "--family", "claim"], "claims"),
        (["rules", "test", "nowhere"], "nowhere"),
        (["rules", "test", "broken.yml"], "broken.yml"),
        (["chekc"], "chekc"),
    ],
)
def test_wrong_calls_say_what_is_wrong(run, put, arguments, said):
    put("a.txt", FINE)
    put("broken.yml", "id: claims/x\ncheck: no-such-check\n")
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk(tmp_path):
    (tmp_path / "a.txt").write_text(FINE)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command("check", "a.txt"), cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"claimlint: ") and done.stderr.count(b"\n") == 1


@posix
def test_standard_input_that_is_closed(tmp_path):
    line = f'"{sys.executable}" -m claimlint check - <&-'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, env=ENVIRONMENT)
    assert done.returncode == 2
    assert b"Standard input cannot be read" in done.stdout and b"Traceback" not in done.stderr


# --- leaving early ----------------------------------------------------------------------------------


def test_an_interrupt_within_a_run(run, put, monkeypatch):
    import claimlint.workers

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(claimlint.workers, "check_path", interrupted)
    result = run("check", put("a.txt", FINE))
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "claimlint: interrupted.\n")


@posix
def test_ctrl_c_prints_one_line(tmp_path):
    (tmp_path / "a.txt").write_text("Garlic cures cancer. " * 100_000)
    process = subprocess.Popen(
        command("check", "a.txt"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        # A shell lets its background jobs ignore interrupts, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"claimlint: interrupted.\n")


@posix
@pytest.mark.parametrize("format_", ["terminal", "json"])
def test_a_reader_that_goes_away(tmp_path, format_):
    (tmp_path / "a.txt").write_text(CLAIM)
    here, there = os.pipe()
    os.close(here)
    try:
        done = subprocess.run(
            command("check", "a.txt", "--format", format_),
            cwd=tmp_path,
            stdout=there,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
        )
    finally:
        os.close(there)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_terminal_that_knows_only_ascii(tmp_path):
    (tmp_path / "a.txt").write_text(CLAIM)
    done = subprocess.run(
        command("check", "a.txt"),
        cwd=tmp_path,
        capture_output=True,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (1, b"")


# --- which files ------------------------------------------------------------------------------------


def paths(result) -> list[str]:
    return [file["path"] for file in json.loads(result.stdout)["files"]]


@posix
def test_a_file_named_twice_is_checked_once(run, put, tmp_path):
    put("d/a.txt", FINE)
    (tmp_path / "d/link.txt").symlink_to("a.txt")
    named = ["d/a.txt", "./d/a.txt", "d/../d/a.txt", str(tmp_path / "d/a.txt"), "d", "d/*.txt", "d/link.txt"]
    assert paths(run("check", *named, "--format", "json")) == ["d/a.txt"]


LEFT_OUT = [
    "README.md", "Readme.de.md", "CHANGELOG.md", "LICENSE.txt", "CONTRIBUTING.md", "SECURITY.md", "requirements.txt",
    "deep/README.md",
]  # fmt: skip
FOREIGN = [".git/a.md", ".hidden.md", "node_modules/x/b.md", "env/lib/c.txt", "deep/.cache/d.html"]
READ = ["article.md", "deep/history.md", "notes/readme-first.md", "security.md"]


def test_a_search_leaves_out_project_papers_and_says_so(run, put):
    put("env/pyvenv.cfg", "")
    for name in [*LEFT_OUT, *FOREIGN, *READ]:
        put(name, FINE)
    result = run("check", ".", "--format", "json")
    assert paths(result) == READ
    assert "left out as project papers" in result.stderr and "CHANGELOG.md" in result.stderr
    assert "node_modules" not in result.stderr
    assert run("check", ".", "--quiet").stderr == ""


@pytest.mark.parametrize("name", [*LEFT_OUT, *FOREIGN])
def test_what_is_named_is_read(run, put, name):
    put(name, CLAIM)
    assert run("check", name).exit_code == 1


def test_what_a_glob_matches_is_read(run, put):
    for name in ("README.md", "node_modules/b.md"):
        put(name, FINE)
    assert paths(run("check", "**/*.md", "--format", "json")) == ["README.md", "node_modules/b.md"]


def test_a_folder_with_nothing_but_papers_has_no_articles(run, put):
    put("README.md", FINE)
    result = run("check", ".")
    assert result.exit_code == 2 and "README.md" in result.output


@posix
def test_a_folder_that_cannot_be_read_costs_only_what_is_in_it(run, put, tmp_path):
    put("t/a.txt", CLAIM)
    put("t/secret/b.txt", CLAIM)
    run("baseline", "t", "--output", "b.json")
    known = (tmp_path / "b.json").read_bytes()
    (tmp_path / "t/secret").chmod(0)
    try:
        if os.access(tmp_path / "t/secret", os.R_OK):
            pytest.skip("this user may read everything")
        for named, read in (
            ("t", ["t/a.txt"]),
            ("t/*", ["t/a.txt"]),
            ("t/secret", []),
            ("t/secret/b.txt", []),
        ):
            result = run("check", named, "--format", "json")
            files = json.loads(result.stdout)["files"]
            assert result.exit_code == 2
            assert [file["path"] for file in files if file["status"] == "ok"] == read
            assert "Permission denied" in next(f["error"]["message"] for f in files if f["error"])
        result = run("baseline", "t", "--shrink", "--output", "b.json")
        assert result.exit_code == 2 and "nothing was written" in result.output
        put(".claimlintignore", "secret/")
        run("baseline", "t", "--shrink", "--output", "b.json")
        assert (tmp_path / "b.json").read_bytes() == known
        for option in ("--config", "--baseline", "--accepted", "--rules-dir", "--output"):
            result = run("check", "t/a.txt", option, "t/secret/x")
            assert result.exit_code == 2 and "t/secret/x: " in result.output
    finally:
        (tmp_path / "t/secret").chmod(0o755)


@posix
def test_a_folder_that_cannot_be_written_loses_nothing(run, put, tmp_path):
    put("ro/a.txt", "Drink the  the tea.\n")
    (tmp_path / "ro").chmod(0o555)
    try:
        if os.access(tmp_path / "ro", os.W_OK):
            pytest.skip("this user may write everywhere")
        result = run(
            "check", "ro", "--report", "json=ro/r.json", "--report", "jsonl=r.jsonl", "--format", "junit"
        )
        assert result.exit_code == 2 and "ro/r.json: The report cannot be written" in result.stderr
        assert "<testsuite" in result.stdout and (tmp_path / "r.jsonl").stat().st_size
        assert run("baseline", "ro", "--output", "ro/b.json").exit_code == 2
        assert run("fix", "ro").exit_code == 2
        assert (tmp_path / "ro/a.txt").read_text() == "Drink the  the tea.\n"
        assert [path.name for path in (tmp_path / "ro").iterdir()] == ["a.txt"]
    finally:
        (tmp_path / "ro").chmod(0o755)


def test_a_file_that_vanishes_before_it_is_read_is_told(run, put, tmp_path, monkeypatch):
    from claimlint.config import ignored

    put("a.txt", FINE)
    put("b.txt", FINE)
    looked = ignored.Ignored.pattern

    def gone(*arguments, **options):
        found = looked(*arguments, **options)
        (tmp_path / "b.txt").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(ignored.Ignored, "pattern", gone)
    result = run("check", ".")
    assert result.exit_code == 2 and "There is no such file" in result.output
    assert "1 file checked" in result.output and "1 file could not be read" in result.output
