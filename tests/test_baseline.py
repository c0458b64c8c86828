"""Known findings are marked, whatever moved, and hide nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from claimlint.baseline import baseline_of, marked, matched
from claimlint.baseline_file import Baseline, Entry, read_baseline, render
from claimlint.linter import check_document, check_path
from claimlint.readers import media_of, read_text
from claimlint.sketch import SIZE, likeness, renamed, sketch
from tests.conftest import SAMPLES

pytestmark = pytest.mark.usefixtures("kept_linters")
FLAWED = ("calm-remedy-page.md", "machine-translated-article.txt", "weight-loss-listicle.md")
HARMLESS = (
    "\n\n".join(f"Paragraph {n} speaks of the weather in the town of Emden." for n in range(25)) + "\n\n"
)
CLAIM = "Garlic cures cancer.\n"
OTHER = "This balm is 100% safe.\n"
LONG = "".join(f"Sentence {n} of the article tells how the bread was baked.\n\n" for n in range(9))


def report(run, *arguments: str) -> dict:
    return json.loads(run("check", *arguments, "--format", "json").stdout)


def suppressed(data: dict) -> dict[str, set]:
    return {file["path"]: {f["suppressed"] for f in file["findings"]} for file in data["files"]}


def test_what_is_known_is_marked_and_does_not_count(run, put):
    put("a.txt", CLAIM)
    assert "1 known finding in 1 of 1 file." in run("baseline", "a.txt", "--output", "b.json").output
    data = report(run, "a.txt", "--baseline", "b.json")
    assert suppressed(data) == {"a.txt": {"baseline"}}
    assert data["summary"]["errors"] == 0 and data["summary"]["suppressed"] == len(
        data["files"][0]["findings"]
    )
    assert run("check", "a.txt", "--baseline", "b.json", "--fail-on", "info").exit_code == 0
    put("a.txt", CLAIM + OTHER)
    result = run("check", "a.txt", "--baseline", "b.json")
    assert result.exit_code == 1 and "100% safe" in result.output and "cures" not in result.output


@pytest.mark.parametrize("name", FLAWED)
def test_fifty_lines_above_resurrect_nothing(linter, name):
    path = SAMPLES / "flawed" / name
    text = path.read_text(encoding="utf-8")
    first = check_path(linter, path)
    known = baseline_of([first], path.parent)
    now = check_document(linter, read_text(HARMLESS + text, str(path), media_of(name)))
    now = marked(matched(known, [now], path.parent), now)
    new = {f.fingerprint for f in now.findings if not f.suppressed}
    assert not new & {f.fingerprint for f in first.findings}


def test_a_verdict_on_the_article_outlives_its_title(lint):
    def found(title: str) -> list[str]:
        advice = "Drink ginger tea in the evening. Avoid salty food. Rest for two days. Keep the room cool. "
        findings = lint("disclaimers/missing-medical-disclaimer", f"{title}\n\n{advice * 6}")
        return [finding.fingerprint for finding in findings]

    one, other = found("Home care for a sore throat"), found("What helps a sore throat")
    assert one == other and len(one) == 1


@pytest.mark.parametrize("edit", ["", "A sentence more. "], ids=["as it was", "edited"])
def test_a_renamed_article_stays_known(run, put, tmp_path, edit):
    put("a.md", LONG + CLAIM)
    run("baseline", "a.md", "--output", "b.json")
    (tmp_path / "a.md").unlink()
    put("deep/b.md", edit + LONG + CLAIM)
    assert run("check", ".", "--baseline", "b.json").exit_code == 0
    run("baseline", ".", "--output", "b.json", "--shrink")
    assert {entry.path for entry in read_baseline(tmp_path / "b.json").entries} == {"deep/b.md"}


def test_a_copy_and_another_article_are_not_the_renamed_one(run, put, tmp_path):
    put("a.md", LONG + CLAIM)
    run("baseline", "a.md", "--output", "b.json")
    put("copy.md", LONG + CLAIM)
    assert run("check", "copy.md", "--baseline", "b.json").exit_code == 1
    (tmp_path / "a.md").unlink()
    put("copy.md", CLAIM)
    assert run("check", "copy.md", "--baseline", "b.json").exit_code == 1


def test_of_two_copies_one_is_new(run, put, tmp_path):
    put("a.md", LONG + CLAIM)
    run("baseline", "a.md", "--output", "b.json", "--select", "claims")
    (tmp_path / "a.md").unlink()
    put("x.md", LONG + CLAIM)
    put("y.md", LONG + CLAIM)
    data = report(run, ".", "--baseline", "b.json", "--select", "claims")
    assert suppressed(data) == {"x.md": {"baseline"}, "y.md": {None}}


def test_the_same_words_once_more_are_new(run, put):
    put("a.txt", CLAIM)
    run("baseline", "a.txt", "--output", "b.json", "--select", "claims")
    put("a.txt", CLAIM + "\n" + CLAIM)
    data = report(run, "a.txt", "--baseline", "b.json", "--select", "claims")
    assert [f["suppressed"] for f in data["files"][0]["findings"]] == ["baseline", None]


def test_a_finding_that_grew_more_severe_stays_known_and_is_told(run, put, tmp_path):
    put("a.txt", CLAIM)
    run("baseline", "a.txt", "--output", "b.json")
    assert "more severe" not in run("check", "a.txt", "--baseline", "b.json").stderr
    known = tmp_path / "b.json"
    known.write_text(known.read_text().replace('"severity": "error"', '"severity": "warning"'))
    result = run("check", "a.txt", "--baseline", "b.json")
    assert result.exit_code == 0 and "more severe now" in result.stderr


def test_shrinking_drops_what_is_gone_and_adds_nothing(run, put, tmp_path):
    for name in ("a.txt", "in/b.txt", "in/c.txt", "out/d.txt"):
        put(name, CLAIM)
    run("baseline", ".", "--output", "b.json")
    put("a.txt", OTHER)
    put("out/d.txt", OTHER)
    (tmp_path / "in/b.txt").unlink()
    result = run("check", "in", "a.txt", "--baseline", "b.json")
    assert "known findings of b.json no longer found" in result.stderr and "--shrink" in result.stderr
    run("baseline", "in", "a.txt", "--output", "b.json", "--shrink")
    entries = read_baseline(tmp_path / "b.json").entries
    assert {e.path for e in entries if e.rule.startswith("claims")} == {"in/c.txt", "out/d.txt"}
    assert not any("safe" in entry.excerpt for entry in entries)
    assert "no longer found" not in run("check", "in", "a.txt", "--baseline", "b.json").stderr


def test_shrinking_drops_what_is_suppressed_otherwise(run, put, tmp_path):
    put("a.md", CLAIM)
    run("baseline", ".", "--output", "b.json", "--select", "claims")
    put("a.md", "<!-- claimlint-disable-next-line claims -- a quotation -->\n" + CLAIM)
    result = run("check", ".", "--baseline", "b.json", "--select", "claims")
    assert result.exit_code == 0 and "suppressed otherwise" in result.stderr
    run("baseline", ".", "--output", "b.json", "--shrink", "--select", "claims")
    assert read_baseline(tmp_path / "b.json").entries == ()
    put("a.md", CLAIM)
    assert run("check", ".", "--baseline", "b.json", "--select", "claims").exit_code == 1


def test_shrinking_keeps_rules_that_were_not_run(run, put, tmp_path):
    put("a.txt", CLAIM)
    run("baseline", "a.txt", "--output", "b.json")
    put("a.txt", "Bread is baked.\n")
    run("baseline", "a.txt", "--output", "b.json", "--shrink", "--select", "trust")
    assert any(e.rule.startswith("claims") for e in read_baseline(tmp_path / "b.json").entries)
    run("baseline", "a.txt", "--output", "b.json", "--shrink")
    assert read_baseline(tmp_path / "b.json").entries == ()


def test_paths_are_relative_to_the_baseline(run, put, tmp_path, monkeypatch):
    put("site/drafts/a.txt", CLAIM)
    put("ci/keep.txt", "Bread is baked.\n")
    run("baseline", "site", "--output", "ci/b.json")
    assert {entry.path for entry in read_baseline(tmp_path / "ci/b.json").entries} == {"../site/drafts/a.txt"}
    monkeypatch.chdir(tmp_path / "site/drafts")
    assert run("check", "a.txt", "--baseline", str(tmp_path / "ci/b.json")).exit_code == 0


def test_an_unread_file_is_not_hidden(run, put, tmp_path):
    put("a.txt", CLAIM)
    run("baseline", "a.txt", "--output", "b.json")
    before = (tmp_path / "b.json").read_bytes()
    put("a.txt", b"\0\1\2")
    assert run("check", "a.txt", "--baseline", "b.json").exit_code == 2
    for mode in ([], ["--shrink"]):
        result = run("baseline", "a.txt", "--output", "b.json", *mode)
        assert result.exit_code == 2 and "nothing was written" in result.output
    assert (tmp_path / "b.json").read_bytes() == before


def test_the_same_articles_give_the_same_bytes(run, put, tmp_path):
    for name in ("b.txt", "a.txt"):
        put(name, CLAIM + OTHER)
    run("baseline", "b.txt", "a.txt", "--output", "one.json")
    run("baseline", "a.txt", "b.txt", "--output", "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "b.json: The baseline cannot be read"),
        ("", "b.json:1: The baseline is broken JSON"),
        ('{"version": 1,\n<<<<<<< ours', "b.json:2:"),
        ("[]", "no claimlint baseline"),
        ('{"version": 7, "files": [], "findings": []}', "version 7"),
        ('{"version": 1, "files": [],\n"findings": [\n{"path": "a.txt"}]}', "b.json:3: This is no entry"),
        ('{"version": 1, "files": [], "findings": 3}', "This is no entry"),
        ("[" * 100_000, "no JSON text"),
        (b"\xff", "no JSON text"),
        ('{"version": ' + "1" * 5_000 + "}", "no JSON text"),
        *(
            (
                '{"version": 1, "findings": [],\n"files": [{"path": "' + path + '", "content": ""}]}',
                "no entry",
            )
            for path in ("\\u0000", "\\ud800")
        ),
    ],
)
def test_a_baseline_that_is_none(run, put, text, said):
    put("a.txt", CLAIM)
    if text is not None:
        put("b.json", text)
    for arguments in (["check", "a.txt", "--baseline"], ["baseline", "a.txt", "--shrink", "--output"]):
        result = run(*arguments, "b.json")
        assert result.exit_code == 2 and said in result.output


def test_paths_that_no_file_can_have_are_of_no_file(run, put):
    put("a.txt", CLAIM)
    entry = {"path": "x" * 5_000, "rule": "claims/x", "severity": "error", "fingerprint": "0", "excerpt": "x"}
    put("b.json", "\ufeff" + json.dumps({"version": 1, "files": [], "findings": [entry]}))
    assert run("check", "a.txt", "--baseline", "b.json").exit_code == 1
    assert "1 known finding left" in run("baseline", "a.txt", "--shrink", "--output", "b.json").output


def test_standard_input_is_no_article_to_be_known_again(run, tmp_path):
    result = run("baseline", "-", "--output", "b.json", stdin=CLAIM.encode())
    assert result.exit_code == 2 and "Name files or folders" in result.output
    assert not (tmp_path / "b.json").exists()


def test_an_article_keeps_what_is_known_by_rules_that_its_own_settings_leave_out(run, put, tmp_path):
    put("a.txt", CLAIM)
    put("new/b.txt", CLAIM)
    run("baseline", ".", "--select", "claims", "--output", "b.json")
    put("claimlint.toml", 'baseline = "b.json"\n[[overrides]]\npaths = ["new/"]\nselect = ["garble"]\n')
    assert "no longer found" not in run("check", ".").output
    run("baseline", ".", "--shrink", "--output", "b.json")
    assert [entry.path for entry in read_baseline(tmp_path / "b.json").entries] == ["a.txt", "new/b.txt"]


def test_a_renamed_article_that_was_not_read_is_not_gone(run, put, tmp_path):
    put("a.txt", LONG + CLAIM)
    run("baseline", ".", "--output", "b.json")
    (tmp_path / "a.txt").rename(tmp_path / "c.txt")
    put("c.txt.claimlint.yml", "disable: [\n")
    result = run("check", ".", "--baseline", "b.json")
    assert result.exit_code == 2 and "no longer found" not in result.output


def test_an_article_is_not_written_over(run, put, tmp_path):
    put("a.txt", CLAIM)
    result = run("baseline", "a.txt", "--output", "a.txt")
    assert result.exit_code == 2 and "Delete it first" in result.output
    assert (tmp_path / "a.txt").read_text() == CLAIM


def test_a_file_is_what_was_written(tmp_path: Path):
    entries = (Entry("a \udcff.txt", "claims/x", "0123", "error", "“words”\n"),)
    baseline = Baseline(entries, {"a \udcff.txt": sketch(["One.", "Two."])})
    (tmp_path / "b.json").write_bytes(render(baseline))
    assert read_baseline(tmp_path / "b.json") == baseline


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_names_that_are_no_utf_8_are_told_apart(run, tmp_path):
    names = [os.fsdecode(name) for name in (b"\xfe.txt", b"\xff.txt", b"out\xff/c.txt")]
    for name, text in zip(names, (CLAIM, OTHER, CLAIM), strict=True):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        try:
            path.write_text(text)
        except OSError:
            pytest.skip("the file system takes only UTF-8")
    written = {r"\xfe.txt", r"\xff.txt", r"out\xff/c.txt"}
    assert set(suppressed(report(run, "."))) == written
    run("baseline", ".", "--output", "b.json")
    assert {
        row["path"] for row in json.loads((tmp_path / "b.json").read_bytes().decode())["files"]
    } == written
    assert run("check", ".", "--baseline", "b.json", "--fail-on", "info").exit_code == 0
    (tmp_path / names[0]).write_text(OTHER)
    assert run("check", ".", "--baseline", "b.json").exit_code == 1
    # What there is and was not read keeps its entries; what is gone does not.
    run("baseline", names[0], "--shrink", "--output", "b.json")
    (tmp_path / names[2]).unlink()
    (tmp_path / "claimlint.toml").write_text('exclude = ["*.txt"]')
    (tmp_path / "a.md").write_text("Bread is baked.\n")
    run("baseline", ".", "--shrink", "--output", "b.json")
    assert {entry.path for entry in read_baseline(tmp_path / "b.json").entries} == {r"\xff.txt"}


def test_likeness_is_the_share_of_sentences():
    texts = [f"Sentence number {n}." for n in range(12)]
    assert likeness(sketch(texts), sketch([*texts[:8], "x", "y", "z", "w"])) == 0.5
    assert likeness(sketch(texts), sketch(reversed([text.upper() for text in texts]))) == 1
    assert likeness((), ()) == 0
    many = [f"Sentence number {n} of many." for n in range(3000)]
    assert len(sketch(many)) == SIZE
    assert abs(likeness(sketch(many), sketch(many[1000:])) - 2 / 3) < 0.25


def test_each_file_is_paired_once():
    a, b = sketch("abcdef"), sketch("uvwxyz")
    assert renamed({"a": a, "b": b}, {"1": b, "2": a, "3": a}) == {"1": "b", "2": "a"}
    assert renamed({"a": a}, {"1": b}) == {}


def test_an_entry_of_an_article_that_is_not_listed_is_kept(tmp_path):
    from claimlint.baseline_file import read_baseline, render

    entry = {
        "path": "a.md",
        "rule": "claims/cure-claim",
        "severity": "error",
        "fingerprint": "x",
        "excerpt": "y",
    }
    (tmp_path / "b.json").write_text(json.dumps({"version": 1, "files": [], "findings": [entry]}))
    again = json.loads(render(read_baseline(tmp_path / "b.json")))
    assert again["findings"] == [entry] and again["files"] == [{"path": "a.md", "content": ""}]
