"""Safe edits: what is taken out or put in, and that all else keeps its bytes."""

from __future__ import annotations

import codecs
import json
import os
import stat
import sys

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimlint.finding import Edit
from claimlint.fixing import edited, fixed
from claimlint.linter import check_document
from claimlint.readers import read_text
from claimlint.reports.json_report import schema
from claimlint.rulebase import load_rules
from tests.conftest import SAMPLES

pytestmark = pytest.mark.usefixtures("kept_linters")
DOUBLED = "Apply heat to the the muscle."
STUTTER, LEFT_OVER, DISCLAIMER = (
    "garble/stutter-repeat", "structure/boilerplate-residue", "disclaimers/missing-medical-disclaimer",
)  # fmt: skip
ADVICE = " ".join(
    ["Drink ginger tea in the evening. Avoid salty food. Rest for two days. Keep the room cool."] * 6
)


@pytest.fixture
def fix(linters):
    def run(rule: str, data: str | bytes, name: str) -> bytes:
        linter = linters(rule)
        data = data if isinstance(data, bytes) else data.encode()
        return fixed(data, name, lambda document: check_document(linter, document), 10**6).data

    return run


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DOUBLED, "Apply heat to the muscle."),
        ("The the muscle aches.", "The muscle aches."),
        ("Rub the muscle with the\nthe palm of your hand.", "Rub the muscle with the palm of your hand."),
        ("Rub it with the the the palm.", "Rub it with the palm."),
        # A name, markup, an entity: a person has to look.
        ("It was printed in the The Lancet.", None),
        ("Rub the muscle with the **the** palm.", None),
        ("Rub the muscle with the&nbsp;the palm.", None),
        ("> Rub the muscle with the\n> the palm.", None),
    ],
)
def test_doubled_words(fix, before, after):
    assert fix(STUTTER, before, "a.md").decode() == (before if after is None else after)


REST = "Rest your back for a day."


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt", f"{REST}\n\nLeave a Comment\n\nIce helps.\n", f"{REST}\n\nIce helps.\n"),
        ("a.txt", f"{REST}\r\n\r\nLeave a Comment\r\n", f"{REST}\r\n"),
        ("a.txt", f"{REST}\n\nLeave a Comment", f"{REST}\n"),
        ("a.md", f"{REST}\n\n## Leave a Comment\n\n{REST}\n", f"{REST}\n\n{REST}\n"),
        ("a.md", f"{REST}\n\n**[Leave a Comment](#respond)**\n\nIce.\n", f"{REST}\n\nIce.\n"),
        ("a.md", f"- {REST}\n- Leave a comment\n- Ice helps.\n", f"- {REST}\n- Ice helps.\n"),
        ("a.html", f"<p>{REST}</p>\n  <p class='x'><a href='#r'>Leave a Comment</a></p>\n<p>Ice.</p>\n",
         f"<p>{REST}</p>\n<p>Ice.</p>\n"),
        ("a.html", f"<p>{REST}</p><p>Leave a Comment</p><p>Ice.</p>", f"<p>{REST}</p><p>Ice.</p>"),
        # More than the words stands there, or something hangs on the line.
        ("a.txt", f"{REST} Leave a Comment\n", None),
        ("a.md", f"{REST}\nLeave a Comment\n", None),
        ("a.md", f"{REST}\n\nLeave a Comment\n---\n\nIce.\n", None),
        ("a.md", f"- {REST}\n- Leave a comment\n  - Ice helps.\n", None),
        ("a.html", f"<p>{REST}<br>Leave a Comment</p>", None),
        ("a.html", f"<p>{REST}</p><table><tr><td>Leave a Comment</td></tr></table>", None),
    ],
)  # fmt: skip
def test_left_over_lines(fix, name, before, after):
    assert fix(LEFT_OVER, before, name).decode() == (before if after is None else after)


WORDS = load_rules()[[rule.id for rule in load_rules()].index(DISCLAIMER)].suggestion


PAGE = f"<h1>Sore throat</h1>\n    <p>{ADVICE}</p>"


@pytest.mark.parametrize(
    ("name", "before", "put_in", "after"),
    [
        ("a.txt", f"Sore throat\n\n{ADVICE}", "\n\n{words}", "\n\n"),
        ("a.md", f"# Sore throat\r\n\r\n{ADVICE}", "\r\n\r\n{words}", ""),
        ("a.html", f"<body>\n  <main>\n    {PAGE}\n", "  <p>{words}</p>\n", "  </main>\n</body>"),
        ("a.html", f"<BODY>{PAGE}", "<p>{words}</p>", "</BODY>"),
        ("a.html", f"<article>{PAGE}</article><article>More.</article>", "\n<p>{words}</p>", "\n"),
    ],
)
def test_the_disclaimer_is_put_at_the_end(fix, name, before, put_in, after):
    wanted = before + put_in.replace("{words}", str(WORDS)) + after
    assert fix(DISCLAIMER, before + after, name).decode() == wanted
    assert fix(DISCLAIMER, wanted, name).decode() == wanted


@pytest.mark.parametrize("end", ["```\nnever closed", "<!-- never closed"])
def test_nothing_is_put_where_nobody_reads_it(fix, end):
    page = f"# Sore throat\n\n{ADVICE}\n\n{end}\n"
    assert fix(DISCLAIMER, page, "a.md").decode() == page


def test_an_edit_that_does_not_help_is_taken_back(linters):
    report = check_document(linters(STUTTER), read_text(DOUBLED, "a.md", "markdown"))
    assert fixed(DOUBLED.encode(), "a.md", lambda _: report, 1000).data == DOUBLED.encode()


@pytest.mark.parametrize("region", ["us", "uk"])
def test_the_disclaimer_is_worded_for_the_region(run, put, tmp_path, region):
    put("a.md", f"# Sore throat\n\n{ADVICE}\n")
    run("fix", "a.md", "--region", region, "--select", DISCLAIMER)
    assert {"us": "call 911", "uk": "call 999"}[region] in (tmp_path / "a.md").read_text()


LINES = st.lists(
    st.sampled_from([DOUBLED, "", "Café crème, naïve.", "Ice — helps “well”.", "  indented\tline  ", "£5 a day."]),
    min_size=1, max_size=8,
)  # fmt: skip
CODINGS = [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("cp1252", b"")]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(CODINGS), st.sampled_from(["a.txt", "a.md"])
)
def test_all_other_bytes_stay(fix, lines, line_end, coding, name):
    encoding, mark = coding
    text = line_end.join(["Heat and ice for sore muscles.", "", *lines])
    data = mark + text.encode(encoding)
    got = fix(STUTTER, data, name)
    # A doubled word in code stays; elsewhere only " the" is taken out, once a line.
    assert got in (data, mark + text.replace("the the", "the").encode(encoding)) or name == "a.md"
    assert got.replace("the the".encode(encoding), "the".encode(encoding)) == data.replace(
        "the the".encode(encoding), "the".encode(encoding)
    )


@given(st.text(max_size=30), st.data())
def test_edits_that_do_not_overlap_are_all_made(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [Edit(a, b, "x") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    got = edited(text, edits)
    assert len(got) == len(text) + sum(1 - (e.end - e.start) for e in edits)
    assert edited(text, reversed(edits)) == got


def test_the_command(run, put, tmp_path):
    put("a.md", f"# Heat\n\n{DOUBLED}\n")
    put("b.md", "Nothing here.\n")
    result = run("fix", ".", "--diff")
    assert result.exit_code == 1
    assert "-Apply heat to the the muscle.\n+Apply heat to the muscle.\n" in result.stdout
    assert "1 finding would be fixed in 1 of 2 files" in result.stderr
    assert (tmp_path / "a.md").read_text() == f"# Heat\n\n{DOUBLED}\n"
    result = run("fix", ".")
    assert (result.exit_code, result.stdout) == (0, f"a.md: {STUTTER} 1\n")
    assert (tmp_path / "a.md").read_text() == "# Heat\n\nApply heat to the muscle.\n"
    assert run("fix", ".", "--diff").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_only_what_is_selected(run, put, tmp_path):
    put("a.md", f"{DOUBLED}\n")
    assert run("fix", "a.md", "--select", "claims").exit_code == 0
    assert run("fix", "a.md", "--ignore", STUTTER).exit_code == 0
    assert (tmp_path / "a.md").read_text() == f"{DOUBLED}\n"


def test_what_a_baseline_knows_is_left(run, put, tmp_path):
    put("a.md", f"{DOUBLED}\n")
    run("baseline", "a.md", "--output", "b.json")
    run("fix", "a.md", "--baseline", "b.json")
    assert (tmp_path / "a.md").read_text() == f"{DOUBLED}\n"


def test_a_baseline_that_cannot_be_read_is_said_once_beside_files_that_are_missing(run, put):
    for name in ("a.md", "b.md"):
        put(name, f"{DOUBLED}\n")
    result = run("fix", "a.md", "b.md", "c.md", "--baseline", "none.json")
    assert result.exit_code == 2 and result.stderr.count("none.json: The baseline cannot be read") == 1
    assert "c.md: There is no such file" in result.stderr


def test_files_that_cannot_be_fixed(run, put, tmp_path):
    put("a.md", f"{DOUBLED}\n")
    put("bad.md", b"\0\1\2")
    word = (SAMPLES / "formats" / "honey-for-a-cough.docx").read_bytes()
    put("c.docx", word)
    result = run("fix", ".", "gone.md")
    assert result.exit_code == 2
    assert all(said in result.stderr for said in ("bad.md: ", "gone.md: ", "c.docx: Word files are left"))
    assert (tmp_path / "a.md").read_text() == "Apply heat to the muscle.\n"
    assert (tmp_path / "c.docx").read_bytes() == word
    assert run("fix", "-", stdin=b"x").exit_code == 2


def test_a_folder_that_takes_no_file_is_named_and_the_article_left(run, put, tmp_path, monkeypatch):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    put("a.md", "# Heat\n\nApply heat to the the muscle.\n")
    monkeypatch.setattr("claimlint.atomic.tempfile.mkstemp", refuse)
    result = run("fix", "a.md", "--select", "garble/stutter-repeat")
    said = "claimlint: a.md: The article cannot be written: Permission denied. Check the permissions of its folder."
    assert result.exit_code == 2 and said in result.stderr
    assert "the the" in (tmp_path / "a.md").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")
def test_permissions_and_links_stay(run, put, tmp_path):
    put("real/a.md", f"{DOUBLED}\n")
    (tmp_path / "link.md").symlink_to("real/a.md")
    os.chmod(tmp_path / "real/a.md", 0o640)
    run("fix", "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real/a.md").read_text() == "Apply heat to the muscle.\n"
    assert stat.S_IMODE((tmp_path / "real/a.md").stat().st_mode) == 0o640


def test_the_report_carries_the_edit(run, put):
    put("a.md", f"{DOUBLED}\n")
    report = json.loads(run("check", "a.md", "--format", "json").stdout)
    jsonschema.validate(report, schema())
    edits = [f["edit"] for f in report["files"][0]["findings"] if f["rule"] == STUTTER]
    assert edits == [{"start": 17, "end": 21, "text": ""}]


@pytest.mark.parametrize("rule", [rule for rule in load_rules() if rule.edit], ids=lambda rule: rule.id)
def test_after_an_edit_the_finding_is_gone(fix, rule):
    examples = [example for example in rule.examples if example.bad and example.media == "text"]
    changed = [fix(rule.id, example.text, "a.txt").decode() for example in examples]
    assert any(text != example.text for text, example in zip(changed, examples, strict=True))
    assert [fix(rule.id, text, "a.txt").decode() for text in changed] == changed
