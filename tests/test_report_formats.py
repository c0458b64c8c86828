"""Each format on a small report: its snapshot, and what a reader of that format makes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml

from claimlint.finding import FileError, FileReport
from claimlint.reports import FORMATS, github, gitlab, json_report, jsonl, junit, markdown
from tests.small_report import finding, one_of_everything, report

SNAPSHOTS = {
    "terminal": "small.txt", "json": "small.json", "jsonl": "small.jsonl", "sarif": "small.sarif", "github": "small.github.txt",
    "gitlab": "small.gitlab.json", "junit": "small.junit.xml", "markdown": "small.comment.md", "html": "small.html",
}  # fmt: skip


REQUIRED = {
    "finding": ("type", "path", "rule", "severity", "suppressed"),
    "file": ("type", "path", "status", "words"),
    "summary": ("type", "schema_version", "tool", "errors", "unread"),
}


@pytest.mark.parametrize("format_", FORMATS)
def test_snapshots(format_, snapshot):
    written = FORMATS[format_](one_of_everything())
    if format_ == "html":
        # Style and script are files of their own.
        written = re.sub(
            r"(?s)(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|'sha256-.*?'", "…", written
        )
    snapshot(SNAPSHOTS[format_], written)


@pytest.mark.parametrize("format_", FORMATS)
def test_no_files_and_nothing_found_are_reports_too(format_):
    assert FORMATS[format_](report()).endswith("\n")
    assert FORMATS[format_](report(FileReport("a.md"))).endswith("\n")


@pytest.mark.parametrize("format_", sorted(set(FORMATS) - {"json", "jsonl", "sarif", "html"}))
def test_suppressed_findings_are_left_out_and_at_most_counted(format_):
    shown = report(FileReport("a.md", findings=(finding(suppressed="inline"),)))
    assert FORMATS[format_](shown).replace("; 1 suppressed", "") == FORMATS[format_](
        report(FileReport("a.md"))
    )


# --- JSON Lines -------------------------------------------------------------------------------------


def test_lines_hold_what_the_json_report_holds():
    lines = [json.loads(line) for line in jsonl.render(one_of_everything()).splitlines()]
    whole = json_report.as_dict(one_of_everything())
    assert [line["type"] for line in lines] == ["finding"] * 7 + ["file"] * 3 + ["summary"]
    findings = [
        {"type": "finding", "path": file["path"], **f} for file in whole["files"] for f in file["findings"]
    ]
    assert lines[:7] == json.loads(json.dumps(findings))
    assert {key: lines[-1][key] for key in whole["summary"]} == whole["summary"]
    assert lines[-1]["schema_version"] == whole["schema_version"]


def test_lines_satisfy_their_schema(run, put):
    put("a.md", "# A balm\n\nThis balm is 100% safe.\n")
    schema = json.loads(run("schema", "jsonl").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    printed = run("check", "a.md", "gone.md", "--format", "jsonl", "--details").stdout
    for text in [*printed.splitlines(), *jsonl.render(one_of_everything()).splitlines()]:
        line = json.loads(text)
        validator.validate(line)
        assert not any(
            validator.is_valid({k: v for k, v in line.items() if k != key}) for key in REQUIRED[line["type"]]
        )


# --- GitHub -----------------------------------------------------------------------------------------


def test_as_many_annotations_as_github_shows_and_the_rest_in_the_log():
    found = [
        finding(severity=s, line=n, end_line=n) for s in ("error", "warning", "info") for n in range(1, 14)
    ]
    unread = FileReport("z.md", error=FileError("missing-file", "Gone."))
    lines = github.render(report(FileReport("a.md", findings=tuple(found)), unread)).splitlines()
    kinds = [line.partition(" ")[0] for line in lines]
    assert [kinds.count(f"::{kind}") for kind in ("error", "warning", "notice")] == [10, 10, 10]
    assert "z.md" in lines[0]
    start, end = (
        lines.index("::group::10 more findings: GitHub annotates 10 of a kind in a step"),
        lines.index("::endgroup::"),
    )
    assert all(line.startswith("- drafts/a b.md:") for line in lines[start + 1 : end]) and end - start == 11
    assert (
        lines[-1] == "claimlint: 1 file checked: 13 errors, 13 warnings, 13 notes. 1 file could not be read."
    )


# --- GitLab -----------------------------------------------------------------------------------------


CODE_CLIMATE = ("type", "categories")


def test_code_quality_has_the_documented_fields():
    issues = json.loads(gitlab.render(one_of_everything()))
    assert len(issues) == 5
    for issue in issues:
        assert set(issue) == {
            "description",
            "check_name",
            "fingerprint",
            "severity",
            "location",
            *CODE_CLIMATE,
        }
        assert issue["type"] == "issue" and set(issue["categories"]) <= {"Bug Risk", "Clarity"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert issues[-1]["severity"] == "blocker" and issues[-1]["location"]["path"] == "drafts/gone.md"


def test_fingerprints_tell_files_and_repetitions_apart_and_stay_when_lines_move():
    def prints(*findings):
        files = [FileReport(f.path, findings=(f,)) for f in findings]
        return [issue["fingerprint"] for issue in json.loads(gitlab.render(report(*files)))]

    same = prints(finding(path="./a.md"), finding(path="b.md"), finding(path="a.md"))
    assert len(set(same)) == 3
    assert prints(finding(path="a.md", line=50)) == same[:1]


# --- JUnit ------------------------------------------------------------------------------------------


def test_junit_is_read_back(tmp_path):
    path = tmp_path / "r.xml"
    path.write_text(junit.render(one_of_everything()), encoding="utf-8")
    xml = JUnitXml.fromfile(str(path))
    assert (xml.tests, xml.failures, xml.errors) == (6, 3, 1)
    suites = {suite.name: list(suite) for suite in xml}
    assert [case.result for case in suites["clean.txt"]] == [[]]
    (gone,) = suites["drafts/gone.md"][0].result
    assert isinstance(gone, Error) and gone.type == "missing-file" and "no such file" in gone.message
    cases = suites["drafts/a b.md"]
    assert [type(case.result[0]) for case in cases if case.result] == [Failure] * 3
    assert cases[0].result[0].message == "“100% safe” promises safety."
    assert "Fix: Say so." in cases[0].result[0].text
    assert "No author is named." in cases[2].system_out
    # Recounting finds the same numbers.
    xml.update_statistics()
    assert (xml.tests, xml.failures, xml.errors) == (6, 3, 1)


# --- Markdown ---------------------------------------------------------------------------------------


def test_the_comment_starts_with_its_marker_and_says_it_when_nothing_is_found():
    text = markdown.render(report(FileReport("a.md")))
    assert text.startswith("<!-- claimlint-report -->\n### claimlint: nothing found\n\n1 file checked.\n")


def test_the_comment_never_says_that_nothing_was_found_where_a_file_was_not_read():
    unread = FileReport("a.md", error=FileError("missing-file", "Gone."))
    assert "### claimlint: not all files read\n" in markdown.render(report(unread))


@pytest.mark.parametrize(("files", "findings"), [(1, 3000), (3000, 1), (300, 30)])
def test_the_comment_fits_and_counts_what_was_cut(files, findings):
    many = tuple(finding(message=f"😀 {n} " + "@" * 700, line=n) for n in range(1, findings + 1))
    whole = report(*(FileReport(f"drafts/{'d' * 300}/{n}.md", findings=many) for n in range(files)))
    text = markdown.render(whole)
    assert 40_000 < len(text.encode("utf-16-le")) // 2 <= 65_536
    assert text.count("<details>") == text.count("</details>")
    shown = text.count("- **error**")
    assert f"{files * findings - shown} findings not shown here" in text


def test_a_thousand_unread_files_fit():
    gone = [FileReport("@" * 300, error=FileError("missing-file", "@" * 900)) for _ in range(1000)]
    text = markdown.render(report(*gone))
    assert len(text) <= 65_536 and " more\n" in text and "1000 files could not be read" in text


def test_the_most_serious_files_come_first():
    files = [FileReport(f"{s}.md", findings=(finding(severity=s),)) for s in ("info", "warning", "error")]
    text = markdown.render(report(*files))
    assert text.index("error.md") < text.index("warning.md") < text.index("info.md")


def test_every_format_has_a_section_in_the_guide():
    guide = (Path(__file__).parent.parent / "docs/reports.md").read_text(encoding="utf-8")
    assert all(f"\n## {name}" in guide for name in FORMATS)
