"""``--with-text``: the article in the JSON report, and where in it findings stand."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.linter import check_document
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_file, read_text
from claimlint.reports import json_report
from claimlint.reports.with_text import Places
from tests.conftest import SAMPLES

ARTICLES = sorted((*SAMPLES.glob("flawed/*"), *SAMPLES.glob("formats/*")), key=str)


@pytest.fixture(scope="module")
def whole():
    return make_linter(Settings(details=True, with_text=True))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_what_stands_in_the_text_is_found_there(path):
    """Every range of a block goes to the source and back, to itself or to all of what was written as one sign."""
    document = read_file(path)
    places = Places(document)
    for block in document.blocks:
        for start in range(block.start, block.end, 7):
            end = min(start + 11, block.end)
            low, high = places.of(*document.to_source(start, end)) or (-1, -1)
            assert low <= start < end <= high
            assert high - low <= end - start + 8


@given(st.text(st.sampled_from("ab *_&;<>[](#\n`é😀"), max_size=60), st.data())
def test_there_and_back_in_any_markdown(text, data):
    document = read_text(text, "a.md", "markdown")
    if not document.blocks:
        return
    block = data.draw(st.sampled_from(document.blocks))
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    low, high = Places(document).of(*document.to_source(start, end)) or (-1, -1)
    assert low <= start < end <= high


def test_findings_and_marks_have_their_words_at_their_place(whole):
    document = read_file(SAMPLES / "flawed" / "machine-translated-article.txt")
    (file,) = json_report.as_dict(_report(whole, document))["files"]
    assert file["text"] == document.text and len(file["blocks"]) == len(document.blocks)
    marked = 0
    for finding in file["findings"]:
        assert file["text"][finding["text_start"] : finding["text_end"]] == finding["excerpt"]
        for mark in finding["highlights"]:
            marked += 1
            assert finding["text_start"] <= mark["text_start"] < mark["text_end"] <= finding["text_end"]
    assert marked and file["sentences"][3]["text_end"] > file["sentences"][3]["text_start"]
    assert file["readability"]["sections"][0]["text_start"] is not None


def _report(linter, document):
    from claimlint.linter import make_report

    return make_report(linter, [check_document(linter, document)])


def test_a_finding_in_a_comment_has_no_place_in_the_text(whole):
    text = "# Sleep\n\nSleep well.\n\n<!-- claimlint-disable-next-line claims -->\n\nSleep long.\n"
    (file,) = json_report.as_dict(_report(whole, read_text(text, "a.md", "markdown")))["files"]
    (unused,) = [f for f in file["findings"] if f["rule"] == "structure/unused-suppression"]
    assert unused["text_start"] is unused["text_end"] is None


def test_the_option(run, put, kept_linters):
    put("a.md", "# A balm\n\nThis [balm](https://example.org/) is 100% safe.\n")
    plain = json.loads(run("check", "a.md", "--format", "json").stdout)
    told = json.loads(run("check", "a.md", "--format", "json", "--with-text").stdout)
    schema = jsonschema.Draft202012Validator(json.loads(run("schema").stdout))
    schema.validate(told)
    (file,) = told["files"]
    assert file["text"] == "A balm\n\nThis balm is 100% safe." and "sentences" not in file
    assert file["links"] == [{"start": 13, "end": 17, "href": "https://example.org/"}]
    rule = next(rule for rule in told["rules"] if rule["id"] == "claims/absolute-safety")
    assert rule["why"] and rule["fix"] and rule["references"][0]["text"]
    assert "text" not in plain["files"][0] and "why" not in plain["rules"][0]
    lines = run("check", "a.md", "--format", "jsonl", "--with-text").stdout.splitlines()
    assert any("text_start" in json.loads(line) for line in lines)


def test_other_reports_of_the_run_stay_as_they_are(run, put, kept_linters):
    put("a.md", "# A balm\n\nThis balm is 100% safe.\n")
    alone = run("check", "a.md", "--format", "json").stdout
    detailed = run("check", "a.md", "--format", "json", "--details").stdout
    run("check", "a.md", "--report", "json=a.json", "--report", "html=a.html")
    assert Path("a.json").read_text() == alone
    run("check", "a.md", "--report", "json=a.json", "--report", "html=b.html", "--details")
    assert Path("a.json").read_text() == detailed
    assert (
        Path("a.html").read_text()
        == Path("b.html").read_text()
        == run("check", "a.md", "--format", "html").stdout
    )


def test_without_a_format_that_has_it_the_option_is_an_error(run, put):
    put("a.md", "Sleep well.\n")
    result = run("check", "a.md", "--with-text")
    assert result.exit_code == 2 and "--with-text needs --format json" in result.stderr
