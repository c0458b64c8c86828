from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from claimlint.cli import main
from claimlint.finding import FileError, FileReport, Finding, Report
from claimlint.linter import check_text
from claimlint.readers import SUFFIXES
from claimlint.reports import json_report, terminal
from tests.conftest import ROOT, SAMPLES

FILES = sorted(p.relative_to(ROOT) for p in SAMPLES.rglob("*") if p.suffix in SUFFIXES)


@pytest.mark.parametrize("path", FILES, ids=str)
@pytest.mark.parametrize("format_", ["terminal", "json"])
def test_snapshots_of_samples(path, format_, snapshot, monkeypatch):
    monkeypatch.chdir(ROOT)
    output = CliRunner().invoke(main, ["check", path.as_posix(), "--format", format_]).output
    snapshot(f"{path.name}.{'json' if format_ == 'json' else 'txt'}", output)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_reports_satisfy_the_schema(path, monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["check", path.as_posix(), "gone.txt", "--format", "json", "--details"])
    jsonschema.Draft202012Validator(json_report.schema()).validate(json.loads(result.output))


@pytest.mark.parametrize(
    "place",
    [
        (),
        ("files", 0),
        ("files", 0, "document"),
        ("files", 0, "readability"),
        ("files", 0, "findings", 0),
        ("summary",),
        ("tool",),
    ],
)
def test_the_schema_requires_every_key_of_the_contract(place):
    report = json_report.as_dict(check_text("A balm\n\nThis balm is 100% safe."))
    jsonschema.Draft202012Validator.check_schema(json_report.schema())
    jsonschema.validate(report, json_report.schema())
    part = report
    for step in place:
        part = part[step]
    optional = {"automated_readability_index", "consensus_grade", "sentences"}
    for key in set(part) - optional:
        value = part.pop(key)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(report, json_report.schema())
        part[key] = value


def finding(**changes) -> Finding:
    base = dict(
        rule="claims/x", severity="error", message="It is “so”.", path="a.txt", start=0, end=2, line=1, column=1, end_line=1,
        end_column=3, excerpt="so", confidence=0.9, scope="span", fingerprint="0", fix="Mend it.",
    )  # fmt: skip
    return Finding(**{**base, **changes})


def shown(*findings: Finding, lines=None, **options) -> str:
    file = FileReport("a.txt", findings=findings, lines=lines or {1: "so it is"})
    return terminal.render(Report((file,), (), (), {}), **options)


def test_control_characters_never_reach_the_terminal():
    text = shown(finding(message="\x1b[31mred\x07", end_column=5), lines={1: "so\x1b]0;title\x07 it"})
    assert "\x1b" not in text and "\x07" not in text


def test_the_most_serious_come_first():
    text = shown(
        finding(severity="info", rule="a/i"),
        finding(severity="error", rule="z/e"),
        finding(severity="warning", rule="m/w"),
    )
    assert text.index("z/e") < text.index("m/w") < text.index("a/i")


def test_what_to_do_is_said_once_a_rule():
    text = shown(finding(), finding(start=3, end=5), finding(rule="claims/y"))
    assert text.count("Fix: Mend it.") == 2


def test_long_lines_are_cut_around_the_mark():
    line = "x " * 300 + "so" + " y" * 300
    text = shown(finding(column=601, end_column=603, start=600, end=602), lines={1: line})
    marked = next(row for row in text.splitlines() if "so" in row and "│" in row)
    under = text.splitlines()[text.splitlines().index(marked) + 1]
    assert len(marked) < 100
    assert marked[under.index("^") : under.rindex("^") + 1] == "so"


def test_wide_characters_keep_the_mark_in_place():
    text = shown(finding(column=4, end_column=6, start=3, end=5), lines={1: "痛み so it"})
    rows = text.splitlines()
    under = next(row for row in rows if "^" in row)
    assert under.index("^") == len("    │ ") + 5


def test_a_document_finding_shows_no_line():
    assert "│" not in shown(finding(scope="document"))


def test_suppressed_findings_are_not_shown_or_counted():
    text = shown(finding(suppressed="inline"))
    assert "claims/x" not in text and "0 errors" in text


def test_unread_files_are_named_with_the_reason():
    report = Report(
        (FileReport("gone.txt", error=FileError("missing-file", "There is no such file.")),), (), (), {}
    )
    text = terminal.render(report)
    assert "gone.txt" in text and "no such file" in text and "1 file could not be read" in text


def test_colour_changes_nothing_but_the_colour():
    import re

    plain, coloured = shown(finding()), shown(finding(), colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
