from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimlint.cli import COMMANDS
from claimlint.cli.rules import COMMANDS as RULES_COMMANDS
from tests.conftest import ROOT

FINE = "Ear wax\n\nWax is normal. It keeps your ears clean.\n"
CLAIM = "A new balm\n\nThis balm is 100% safe.\n"
WARNING = (
    "# Gas\n\n"
    + "Ginger relieves gas. Fennel treats bloating. Peppermint prevents nausea. " * 12
    + "\nAsk a doctor.\n"
)


# --- what is read ----------------------------------------------------------------------------------


def test_directories_globs_and_repeats_give_each_file_once(run, put):
    put("d/a.txt", FINE)
    put("d/deep/b.md", FINE)
    put("d/.hidden/c.md", FINE)
    put("d/image.png", b"\x89PNG")
    result = run("check", "d", "d/a.txt", "d/**/*.md", "--format", "json")
    assert [f["path"] for f in json.loads(result.output)["files"]] == ["d/a.txt", "d/deep/b.md"]


def test_a_name_that_looks_like_a_glob_is_read(run, put):
    assert run("check", put("a[1].txt", CLAIM)).exit_code == 1


def test_standard_input(run):
    result = run("check", "-", stdin=CLAIM.encode())
    assert result.exit_code == 1
    assert "<stdin>:3:14" in result.output


def test_standard_input_takes_its_format_from_a_name(run):
    result = run("check", "-", "--stdin-filename", "x.html", stdin=b"<script>100% safe</script><p>Fine.</p>")
    assert result.exit_code == 0
    assert run("check", "-", "--stdin-filename", "x.docx", stdin=b"x").exit_code == 2


@pytest.mark.parametrize("named", ["x/a.md", "./x/../x/a.md", "x", "x/*.md"])
def test_a_text_on_standard_input_is_checked_in_place_of_its_file(run, put, named):
    put("x/a.md", "Garlic cures cancer.\n")
    put("x/b.md", "Bread is baked.\n")
    arguments = ("check", "-", named, "--stdin-filename", "x/a.md", "--format", "json")
    files = json.loads(run(*arguments, stdin=b"Bread is baked.\n").stdout)["files"]
    assert [file["path"] for file in files] in (["x/a.md"], ["x/a.md", "x/b.md"])
    assert not files[0]["findings"]
    (Path("x") / "a.md").unlink()
    assert run("check", "-", "x/a.md", "--stdin-filename", "x/a.md", stdin=b"Bread.").exit_code == 0


# --- what is written -------------------------------------------------------------------------------


def test_json_goes_to_a_file(run, put, tmp_path):
    result = run("check", put("a.txt", CLAIM), "--format", "json", "--output", "r.json")
    assert result.exit_code == 1
    assert json.loads((tmp_path / "r.json").read_text())["summary"]["errors"] == 1


def test_details_list_sentences_and_guards(run, put):
    put("a.txt", "Honey\n\nThere is no proof that honey cures hay fever.\n")
    files = json.loads(run("check", "a.txt", "--format", "json", "--details").output)["files"]
    guards = [g for s in files[0]["sentences"] for g in s["guards"]]
    assert guards and all(g["reason"] for g in guards)


def test_quiet_says_nothing_when_nothing_is_found(run, put):
    assert run("check", put("a.txt", FINE), "--quiet").output == ""
    assert run("check", put("b.txt", CLAIM), "--quiet").output != ""


def test_select_and_ignore(run, put):
    put("a.txt", CLAIM)
    assert run("check", "a.txt", "--ignore", "claims/absolute-safety").exit_code == 0
    assert run("check", "a.txt", "--select", "claims").exit_code == 1


def test_output_is_the_same_whatever_the_order_of_paths(run, put):
    put("a.txt", CLAIM)
    put("b.txt", WARNING)
    assert (
        run("check", "a.txt", "b.txt", "--format", "json").output
        == run("check", "b.txt", "a.txt", "--format", "json").output
    )


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
def test_no_colour_when_piped(tmp_path, variables):
    (tmp_path / "a.txt").write_text(CLAIM)
    command = [sys.executable, "-m", "claimlint", "check", "a.txt"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT), **variables}
    )
    assert (
        done.returncode == 1 and b"\x1b[" not in done.stdout and b"no medical or legal advice" in done.stdout
    )


def on_terminal(folder: Path, stream: str, *arguments: str, **variables: str) -> bytes:
    """Run ``claimlint check`` with one stream on a pseudo-terminal; return what it wrote there."""
    import pty

    keeper, terminal = pty.openpty()
    base = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: terminal}
    command = [sys.executable, "-m", "claimlint", "check", *arguments]
    # Read while it runs: a terminal that nobody reads takes 4 KB and then no more.
    process = subprocess.Popen(
        command, cwd=folder, env={**base, "PYTHONPATH": str(ROOT), **variables}, **streams
    )
    os.close(terminal)
    written = b""
    try:
        while chunk := os.read(keeper, 65_536):
            written += chunk
    except OSError:  # the other end is closed
        pass
    process.wait()
    return written


needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@needs_terminal
@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({"TERM": "xterm-256color"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)
def test_colour_on_a_terminal_only_and_not_with_no_color(tmp_path, variables, coloured):
    (tmp_path / "a.txt").write_text(CLAIM)
    shown = on_terminal(tmp_path, "stdout", "a.txt", **variables)
    assert (b"\x1b[" in shown) is coloured
    assert b"100% safe" in shown


@needs_terminal
@pytest.mark.parametrize(("count", "shown"), [(7, True), (2, False)])
def test_a_progress_bar_for_many_files_on_a_terminal(tmp_path, count, shown):
    for number in range(count):
        (tmp_path / f"{number}.txt").write_text(FINE)
    assert (b"Checking" in on_terminal(tmp_path, "stderr", ".", TERM="xterm-256color")) is shown
    assert b"Checking" not in on_terminal(tmp_path, "stdout", ".", TERM="xterm-256color")


# --- the other commands ----------------------------------------------------------------------------


def test_every_command_has_help_with_an_example(run):
    for name in COMMANDS:
        help_text = run(name, "--help").output
        assert "Example: claimlint " in help_text or "Example:" in help_text
    for name in RULES_COMMANDS:
        assert "Example:" in run("rules", name, "--help").output


def test_rules_list(run):
    result = run("rules", "list", "--family", "claims")
    assert "claims/cure-claim" in result.output and "trust/" not in result.output


def test_rules_test_fails_on_a_wrong_example(run, put):
    rule = (ROOT / "rules/claims/absolute-safety.yml").read_text()
    put("rules/absolute-safety.yml", rule)
    assert run("rules", "test", "rules").exit_code == 0
    put("rules/absolute-safety.yml", rule.replace("Herbal does not mean harmless.", "It is 100% safe."))
    result = run("rules", "test", "rules")
    assert result.exit_code == 1
    assert "It is 100% safe." in result.output and "absolute-safety.yml:" in result.output


def test_explain_shows_source_guards_and_examples(run):
    page = run("explain", "claims/cure-claim").output
    for part in (
        "What:",
        "Why:",
        "Fix:",
        "21 CFR 101.93",
        "negated: The claim is denied",
        "[[cures psoriasis]]",
    ):
        assert part in page
    assert run("explain", "cure-claim").output == page
    assert "(error, whatever the evidence in us-supplement, eu-food, uk-ads, since 0.1)" in page


def test_explain_says_beside_which_rules_and_how_often_a_rule_speaks(run):
    beside = " ".join(run("explain", "disclaimers/disclaimer-contradicts-claim").output.split())
    assert "only in an article where one of these rules found an error: claims/cure-claim, claims/" in beside
    most = run("explain", "readability/long-sentence").output
    assert "At most 2 notes (info) are shown for an article; warnings and errors all are." in most


def test_schema_is_json(run):
    assert json.loads(run("schema").output)["$schema"]
