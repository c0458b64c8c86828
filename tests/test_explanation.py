"""``explain FILE:LINE``: what was found at a line, which guards spoke, and what a line without prose holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimlint.cli import main
from claimlint.cli.explain import PLACE
from claimlint.explanation import explain_line
from claimlint.readers import read_text

ARTICLE = """\
---
title: Honey
author: A. Writer
---
# Honey and hay fever

There is no proof that honey cures hay fever. Honey may
cure gout.

```
code here
```

| a | b |
|---|---|
| Ginger cures gout. | Tea is warm. |

> "Tea cures gout," she said.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(ARTICLE)

    def call(*arguments: str):
        result = CliRunner().invoke(main, ["explain", *arguments])
        assert "Traceback" not in result.output
        return result

    return call


def test_a_silent_guard_is_named_with_its_reason(run):
    result = run("a.md:7")
    assert result.exit_code == 0
    assert "“There is no proof that honey cures hay fever.”" in result.output
    assert "In a paragraph under “Honey and hay fever”." in result.output
    assert "claims/cure-claim would flag “cures hay fever”, silent: negated — “no” before it" in result.output


def test_a_finding_has_rule_severity_words_and_message_and_what_softened_it(run):
    result = run("a.md:8")
    assert "proof" not in result.output
    assert "warning  claims/cure-claim  “cure gout”" in result.output
    assert "“cure gout” claims a cure." in result.output
    assert "claims/cure-claim finds “cure gout”, made milder: hedged — “may”" in result.output


def test_a_column_picks_one_sentence(run):
    assert "Honey may" not in run("a.md:7:3").output
    assert "no proof" not in run("a.md:7:50").output


def test_nothing_to_weigh_is_said(run):
    assert "No rule found anything to weigh here." in run("a.md:5").output


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (1, "a.md:1 belongs to the front matter. The nearest prose is in line 2."),
        (6, "a.md:6 is blank. The nearest prose is in line 5."),
        (11, "a.md:11 holds code, which is not read. The nearest prose is in line 8."),
        (15, "a.md:15 holds no prose, only markup. The nearest prose is in line 14."),
    ],
)
def test_a_line_without_prose_names_the_nearest_with_some(run, line, said):
    result = run(f"a.md:{line}")
    assert (result.exit_code, result.output.strip()) == (0, said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.md:99"], "There is no line 99; the file has 18 lines."),
        (["a.md:0"], "There is no line 0"),
        (["a.md:5:99"], "Line 5 has no column 99"),
        (["a.md:5:0"], "no column 0"),
        (["gone.md:5"], "gone.md"),
        (["C:\\drafts\\gone.md:5"], "C:\\drafts\\gone.md"),
        (["a.md"], "claimlint explain a.md:1"),
        (["empty.md:1"], "the file is empty"),
        (["a.md:99999999999999999999"], "18 lines"),
        (["a.md:5", "--model", "no_such_model"], "no_such_model"),
    ],
)
def test_what_cannot_be_explained_is_2(run, tmp_path, arguments, said):
    (tmp_path / "empty.md").write_text("")
    result = run(*arguments)
    assert result.exit_code == 2 and said in result.output


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a.md:3", ("a.md", "3", None)),
        ("a.md:3:14", ("a.md", "3", "14")),
        ("C:\\x\\a.md:3", ("C:\\x\\a.md", "3", None)),
        ("C:/x/a.md:3:1", ("C:/x/a.md", "3", "1")),
        ("notes 10:30.txt:7", ("notes 10:30.txt", "7", None)),
    ],
)
def test_places_are_told_from_names(text, parts):
    match = PLACE.fullmatch(text)
    assert match and match.group("file", "line", "column") == parts


def test_rule_ids_are_no_places():
    assert not PLACE.fullmatch("claims/cure-claim") and not PLACE.fullmatch("C:\\x\\a.md")


def test_findings_on_the_document_stand_at_its_title_only(run, tmp_path):
    words = "Ginger relieves gas. Fennel treats bloating. Peppermint prevents nausea. " * 12
    (tmp_path / "b.md").write_text(f"# Gas\n\n{words}\n")
    at_title = run("b.md:1").output
    assert "On the whole article:" in at_title and "trust/missing-references (warning)" in at_title
    assert "On the whole article" not in run("b.md:3").output


@pytest.mark.parametrize(("region", "number"), [("us", "911"), ("uk", "999"), ("au", "000")])
def test_the_region_chooses_the_words_to_put_in(run, tmp_path, region, number):
    words = "A spasm in the back hurts. Move your back gently, and warm it. " * 12
    (tmp_path / "b.md").write_text(f"# Back pain\n\n{words}\n")
    said = " ".join(run("b.md:1", "--region", region).output.split())
    assert "Words to put in, for safety/missing-red-flag-advice: “" in said and f" {number} " in said


def test_the_audience_is_that_of_the_run(run, tmp_path):
    (tmp_path / "b.md").write_text("# Coughs\n\nDyspnoea may come with one.\n")
    assert "info  readability/undefined-jargon" in run("b.md:3").output
    assert "silent: clinical-audience" in run("b.md:3", "--audience", "clinical").output


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("media", ["text", "markdown", "html"])
def test_every_line_of_every_format_can_be_explained(linter, media, ends):
    text = "<h1>Honey</h1>\n<p>Honey &amp; tea\ncure gout.</p>\n<!-- x -->\n" if media == "html" else ARTICLE
    document = read_text(text.replace("\n", ends), "a", media)
    for line in range(1, text.count("\n") + 1):
        told = explain_line(linter, document, line)
        assert told.sentences or told.holds
        for sentence in told.sentences:
            assert sentence.text


def test_a_file_in_another_language_is_said_to_be_so(run, tmp_path):
    german = "Honig hilft bei Heuschnupfen. Trinken Sie genug Wasser, und gehen Sie zum Arzt, wenn es nicht besser wird. "
    (tmp_path / "de.md").write_text("# Honig\n\n" + german * 4)
    assert "reads as German; only rules that work in any language were run." in run("de.md:3").output


def test_skipped_rules_are_named(run, tmp_path):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "model")
    assert "Rule claims/cure-claim was skipped: " in run("a.md:7", "--model", str(tmp_path / "model")).output


def test_what_the_baseline_knows_is_said_to_be_unreported(run, put):
    put("a.txt", "Garlic cures cancer.\n")
    CliRunner().invoke(main, ["baseline", "a.txt", "--output", "b.json"])
    assert "Not reported" not in run("a.txt:1").output
    assert "Not reported: in the baseline." in run("a.txt:1", "--baseline", "b.json").output
    put("claimlint.toml", 'baseline = "b.json"\n')
    assert "Not reported: in the baseline." in run("a.txt:1").output
    put("b.json", "")
    result = run("a.txt:1")
    assert result.exit_code == 2 and "claimlint: b.json:1: The baseline is broken JSON" in result.output
