"""SARIF against its official schema, and as a reader of SARIF sees it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from sarif import loader

from claimlint.finding import FileReport
from claimlint.reports import sarif
from tests.conftest import ROOT
from tests.small_report import RULE, finding, one_of_everything, report

SCHEMA = Path(__file__).parent / "data/sarif-schema-2.1.0.json"


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def run_of(text: str) -> dict:
    log = json.loads(text)
    validator().validate(log)
    return log["runs"][0]


@pytest.fixture
def made() -> dict:
    return run_of(sarif.render(one_of_everything()))


def test_reports_of_samples_satisfy_the_schema(run, tmp_path):
    run("check", str(ROOT / "samples/formats"), "gone.md", "--report", "sarif=r.sarif")
    made = run_of((tmp_path / "r.sarif").read_text(encoding="utf-8"))
    assert len(made["results"]) > 20
    assert all(made["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in made["results"])
    assert all(made["artifacts"][place(r)["artifactLocation"]["index"]]["location"]["uri"] == place(r)["artifactLocation"]["uri"] for r in made["results"])  # fmt: skip


def place(result: dict) -> dict:
    return result["locations"][0]["physicalLocation"]


def test_an_empty_run_satisfies_the_schema():
    assert run_of(sarif.render(report()))["results"] == []


def test_a_reader_finds_the_same(tmp_path):
    path = tmp_path / "r.sarif"
    path.write_text(sarif.render(one_of_everything()), encoding="utf-8")
    read = loader.load_sarif_file(str(path))
    assert read.get_distinct_tool_names() == ["claimlint"]
    records = read.get_records()
    assert [(r["Severity"], r["Location"], r["Line"]) for r in records[:2]] == [
        ("error", "drafts/a%20b.md", 3),
        ("warning", "drafts/a%20b.md", 5),
    ]


def test_regions_count_code_points_and_end_after_the_last(made):
    assert made["columnKind"] == "unicodeCodePoints"
    region = place(made["results"][0])["region"]
    assert (region["startColumn"], region["endColumn"]) == (4, 4 + len(region["snippet"]["text"]))
    assert place(made["results"][1])["region"]["endLine"] == 6


def test_what_matters_most_is_a_related_location(made):
    regions = [r["physicalLocation"]["region"] for r in made["results"][0]["relatedLocations"]]
    assert [(r["startColumn"], r["endColumn"]) for r in regions] == [(4, 8), (9, 13)]
    assert "relatedLocations" not in made["results"][1]


def test_suppressions_say_how_and_why(made):
    said = [[(s["kind"], s["justification"]) for s in r["suppressions"]] for r in made["results"]]
    known, accepted = ("external", "Known when the baseline was made."), ("external", "An accepted wording.")
    assert said == [[]] * 4 + [[("inSource", "A quotation.")], [known], [accepted]]


def test_fingerprints_are_those_of_the_findings(made):
    assert made["results"][0]["partialFingerprints"]["claimlintFinding/v1"] == "0123456789abcdef"


def test_an_edit_is_a_fix(made):
    (fix,) = made["results"][3]["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement == {
        "deletedRegion": {"charOffset": 70, "charLength": 4},
        "insertedContent": {"text": ""},
    }


def test_rules_carry_help(made):
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["claims/made-up", "trust/never-found"]
    assert (
        RULE.why in rules[0]["help"]["text"]
        and "[A standard (2020), 1.2](<https://example.org/a>)" in rules[0]["help"]["markdown"]
    )
    assert rules[0]["helpUri"] == "https://example.org/a" and rules[0]["deprecatedIds"] == ["claims/once-so"]
    assert "helpUri" not in rules[1] and rules[1]["defaultConfiguration"] == {"level": "note"}


def test_precision_comes_from_the_figures(run, put, tmp_path):
    put("a.md", "# Balm\n\nFine.\n")
    run("check", "a.md", "--report", "sarif=r.sarif")
    rules = run_of((tmp_path / "r.sarif").read_text(encoding="utf-8"))["tool"]["driver"]["rules"]
    assert len(rules) > 100
    given = {rule["properties"]["precision"] for rule in rules if "precision" in rule["properties"]}
    assert given and given <= {"very-high", "high", "medium", "low"}


def test_a_file_that_was_not_read_fails_the_invocation(made):
    (invocation,) = made["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert (
        notification["descriptor"] == {"id": "missing-file"}
        and "no such file" in notification["message"]["text"]
    )
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "drafts/gone.md"
    assert invocation["toolConfigurationNotifications"][0]["associatedRule"] == {"id": "claims/other"}
    assert run_of(sarif.render(report(FileReport("a.md"))))["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("path", "uri", "relative"),
    [
        ("a/b c.md", "a/b%20c.md", True),
        ("ü#?.md", "%C3%BC%23%3F.md", True),
        ("c:d.md", "c%3Ad.md", True),
        ("a\\b.md", "a%5Cb.md", True),
        ("<stdin>", "%3Cstdin%3E", True),
        ("/tmp/a b.md", "file:///tmp/a%20b.md", False),
    ],
)
def test_paths_are_uris(path, uri, relative):
    made = run_of(sarif.render(report(FileReport(path, findings=(finding(path=path),)))))
    location = place(made["results"][0])["artifactLocation"]
    assert location["uri"] == uri and re.fullmatch(r"[\w.~%/:-]+", uri)
    assert ("uriBaseId" in location) is relative
    assert not relative or location["uriBaseId"] in made["originalUriBaseIds"]


def test_links_of_an_article_are_no_links_of_the_report():
    found = finding(message="“[buy](https://example.org)” sells.")
    made = run_of(sarif.render(report(FileReport("a.md", findings=(found,)))))
    assert made["results"][0]["message"]["text"] == "“[buy] (https://example.org)” sells."
