"""``--timings``: every second is charged once, cached files say so, and nothing is said unless it was asked for."""

from __future__ import annotations

import json
import time

import jsonschema
import pytest

from claimlint import clock, nlp
from claimlint.reports import json_report, jsonl

TEXT = "# Beans\n\nThese magic beans cure arthritis in 7 seconds.\n"


def test_a_part_within_a_part_is_charged_once():
    with clock.timed() as running:
        with running.part("outer"):
            time.sleep(0.01)
            inner()
        with running.part("a/rule"):
            inner()
    told = running.timings()
    assert told.parts.keys() == {"other", "outer", "inner"} and told.rules.keys() == {"a/rule"}
    assert told.parts["inner"] >= 0.02 and told.parts["outer"] >= 0.01
    assert sum((*told.parts.values(), *told.rules.values())) == pytest.approx(told.seconds)


@clock.charged("inner")
def inner() -> None:
    with clock.charging("inner"):
        time.sleep(0.01)


def test_no_clock_no_charge():
    inner()
    with clock.timed() as running:
        pass
    assert running.timings().parts.keys() == {"other"}


@pytest.fixture
def timed(run, monkeypatch, tmp_path):
    """Run ``check`` with a cache, and return the JSON report."""
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "cache"))
    # What another test had parsed is not parsed again.
    nlp._place.cache_clear()

    def check(*arguments: str) -> dict:
        report = json.loads(run("check", "--format", "json", *arguments).stdout)
        jsonschema.validate(report, json_report.schema())
        return report

    return check


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_parts_and_rules_are_told_and_cached_files_say_so(jobs, timed, put):
    names = [put(f"{name}.md", TEXT.replace("Beans", name)) for name in "ab"]
    told = timed(*names, "--timings", "--jobs", jobs)
    first = told["files"][0]["timings"]
    assert {"reading", "first pass", "parse", "terms", "guards", "models and rules"} <= first["parts"].keys()
    assert first["rules"]["claims/cure-claim"] > 0 and not first["cached"] and told["timings"]["cached"] == 0
    assert told["timings"]["rules"].keys() == first["rules"].keys()
    again = timed(*names, "--timings")
    assert again["timings"]["cached"] == 2
    assert all(f["timings"]["cached"] and not f["timings"]["rules"] for f in again["files"])
    assert "timings" not in timed(*names) and "timings" not in timed(*names)["files"][0]


def test_other_formats(run, put):
    name = put("a.md", TEXT)
    lines = run("check", name, "--timings", "--format", "jsonl").stdout.splitlines()
    for line in map(json.loads, lines):
        jsonschema.validate(line, jsonl.schema())
    assert "timings" in json.loads(lines[-1])
    table = run("check", name, name, "--timings").stdout
    assert "1 file in " in table and "models and rules" in table and "claims/cure-claim" in table
    refused = run("check", name, "--timings", "--format", "sarif")
    assert refused.exit_code == 2 and "--timings is for the terminal and JSON" in refused.stderr


def test_standard_input(run):
    told = json.loads(run("check", "-", "--timings", "--format", "json", stdin=TEXT.encode()).stdout)
    assert told["files"][0]["timings"]["parts"]["first pass"] > 0
