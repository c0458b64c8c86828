"""Linters by settings, what a house makes of severities, and whether a run passes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from claimlint.config import Configs, Effective, Entry
from claimlint.errors import UsageError
from claimlint.finding import FileReport, Finding, Report
from claimlint.gate import exit_code
from claimlint.house import House
from claimlint.linter import check_text
from claimlint.linters import Linters, held, settings
from claimlint.prepared import Settings
from claimlint.rulebase import choose, load_rules

CLAIM = "# A new balm\n\nThis balm is 100% safe. It cures gout.\n"


def effective(**values) -> Effective:
    entries = {}
    for key, value in values.items():
        many = value if isinstance(value, list) else [value]
        entries[key.replace("_", "-")] = tuple(Entry(one, f"c.toml:{n}") for n, one in enumerate(many, 1))
    return Effective(entries)


def severities(text: str, media: str = "markdown", **values) -> dict[str, str]:
    report = check_text(text, media=media, settings=settings(effective(**values)))
    return {finding.rule: finding.severity for finding in report.findings}


# --- severities --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "safety", "cure"),
    [
        ([], "error", "error"),
        ([("claims/cure-claim", "warning")], "error", "warning"),
        ([("claims", "info"), ("claims/cure-claim", "warning")], "info", "warning"),
        ([("claims/cure-claim", "warning"), ("claims/*", "info")], "info", "info"),
        ([("claims/cure-claim", "off")], "error", None),
        ([("claims", "off"), ("claims/cure-claim", "default")], None, "error"),
    ],
)
def test_of_entries_that_name_a_rule_the_last_holds(said, safety, cure):
    got = severities(CLAIM, select=["claims"], severity=said)
    assert (got.get("claims/absolute-safety"), got.get("claims/cure-claim")) == (safety, cure)


def test_in_one_file_the_more_special_entry_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "claimlint.toml").write_text(
        '[severity]\n"claims/cure-claim" = "off"\n"claims/*" = "warning"\nclaims = "info"\n'
    )
    said = Configs().of(tmp_path / "a.md")["severity"]
    assert said == (("claims", "info"), ("claims/*", "warning"), ("claims/cure-claim", "off"))


def test_a_set_severity_stands_above_the_profile_and_below_the_guards():
    rule = choose(load_rules(), ["evidence/unsupported-efficacy-claim"])[0]
    shop = "# Ginger\n\nGinger relieves nausea. Our formula costs $20. Order now.\n"
    assert severities(shop, select=[rule.id], profile="commercial")[rule.id] == "error"
    assert (
        severities(shop, select=[rule.id], profile="commercial", severity=[(rule.id, "info")])[rule.id]
        == "info"
    )
    hedged = "# Gout\n\nMay it perhaps cure gout?\n"
    plain = severities(hedged, select=["claims/cure-claim"])
    raised = severities(hedged, select=["claims/cure-claim"], severity=[("claims/cure-claim", "error")])
    assert plain == raised


def test_rules_that_ask_what_others_found_are_not_misled():
    rule = "disclaimers/disclaimer-contradicts-claim"
    assert [other for other in choose(load_rules(), [rule])[0].beside if other == "claims/cure-claim"]
    text = "# Gout\n\nThis tea cures gout.\n\nThis product is not intended to cure any disease.\n"
    want = rule in severities(text, select=[rule])
    assert want
    for level in ("off", "info", "error"):
        both = [rule, "claims/cure-claim", "claims/absolute-safety"]
        assert rule in severities(text, select=both, severity=[("claims/cure-claim", level)])


# --- pinning -----------------------------------------------------------------------------------------


def test_newer_rules_stay_at_info_but_for_those_set_by_name():
    new = replace(load_rules()[1], since="0.2")
    old = next(rule for rule in load_rules() if rule.since == "0.1")
    rules = (new, old, replace(new, id="claims/own", path="/elsewhere/own.yml"))
    assert held(effective(rules_version="0.1"), rules) == {new.id}
    assert held(effective(rules_version="0.1.9"), rules) == {new.id}
    for pin in ("0.2", "0.10", "1.0"):
        assert held(effective(rules_version=pin), rules) == frozenset()
    assert held(effective(), rules) == frozenset()
    family = [(new.family, "error")]
    assert held(effective(rules_version="0.1", severity=family), rules) == {new.id}
    assert held(effective(rules_version="0.1", severity=[(new.id, "error")]), rules) == frozenset()


def test_a_patch_release_of_a_pinned_version_counts_as_it():
    rule = replace(load_rules()[0], since="0.1.5")
    assert held(effective(rules_version="0.1"), [rule]) == frozenset()
    assert held(effective(rules_version="0.1.4"), [rule]) == {rule.id}


def test_what_is_held_is_info_on_words_and_on_whole_articles():
    held_back = frozenset({"claims/cure-claim", "disclaimers/missing-medical-disclaimer"})
    rules = choose(load_rules(), sorted(held_back))
    advice = "# Gout\n\n" + "Ginger cures gout. Take ginger for the pain. " * 20
    for profile in (None, "strict"):
        free = check_text(advice, media="markdown", settings=Settings(rules, profile=profile))
        pinned = Settings(rules, profile=profile, house=House(held=held_back))
        bound = check_text(advice, media="markdown", settings=pinned)
        assert {f.scope for f in free.findings if f.severity != "info"} == {"span", "document"}
        assert {f.severity for f in bound.findings} == {"info"}
        assert {f.rule for f in bound.findings} == held_back


def test_an_excerpt_lacks_nothing_but_claims_count():
    advice = "# Gout\n\n" + "Ginger cures gout. Take ginger for the pain. " * 20
    select = ["claims/cure-claim", "disclaimers/missing-medical-disclaimer"]
    assert set(severities(advice, select=select).values()) >= {"error", "warning"} - {"warning"}
    got = severities(advice, select=select, excerpt=True)
    assert got == {"claims/cure-claim": "error", "disclaimers/missing-medical-disclaimer": "info"}


# --- linters -----------------------------------------------------------------------------------------


def test_files_with_the_same_settings_share_a_linter(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "x").mkdir()
    (tmp_path / "claimlint.toml").write_text(
        'select = ["claims"]\n[[overrides]]\npaths = ["b.md"]\nfail-on = "info"\n'
    )
    (tmp_path / "x/claimlint.toml").write_text('select = ["safety"]\n')
    linters = Linters(Configs())
    a, b, c = (linters.of(tmp_path / name) for name in ("a.md", "b.md", "x/c.md"))
    assert a is b and a is not c
    files = [(tmp_path / name, FileReport(name)) for name in ("x/c.md", "b.md", "a.md")]
    report = linters.report(files)
    assert [file.path for file in report.files] == ["a.md", "b.md", "x/c.md"]
    assert {rule["id"].partition("/")[0] for rule in report.rules} == {"claims", "safety"}
    linters.configs = Configs()
    assert linters.of(tmp_path / "a.md") is a


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"select": ["claims", "clams"]}, "c.toml:2: No rule or family “clams”"),
        ({"ignore": ["claims/cure-clam"]}, "c.toml:1: No rule"),
        ({"severity": [("claims", "off"), ("saftey", "off")]}, "c.toml:2: No rule"),
        ({"select": ["claims"], "severity": [("claims", "off")]}, "c.toml:1: What is selected"),
    ],
)
def test_unknown_rules_are_named_at_their_line(values, where):
    with pytest.raises(UsageError) as caught:
        settings(effective(**values))
    assert str(caught.value).startswith(where)


# --- the gate ----------------------------------------------------------------------------------------


def finding(severity: str) -> Finding:
    return Finding("a/b", severity, "", "", 0, 1, 1, 1, 1, 2, "x", 0.9, "span", "f")


def judged(*files: tuple[list[str], Effective]) -> int:
    reports = [FileReport(str(n), findings=tuple(map(finding, found))) for n, (found, _) in enumerate(files)]
    return exit_code(Report(tuple(reports), (), (), {}), {str(n): own for n, (_, own) in enumerate(files)})


def test_each_file_is_judged_by_its_own_settings():
    never, strict = effective(fail_on="never", max_warnings=0), effective(fail_on="info")
    assert judged((["error"], never), (["info"], effective())) == 0
    assert judged((["error"], never), (["info"], strict)) == 1
    assert judged((["warning"], effective(fail_on="warning")), ([], never)) == 1
    assert judged() == 0


def test_warnings_are_counted_over_the_files_of_one_line():
    one = Effective({"max-warnings": (Entry(1, "one.toml:1"),)})
    two = Effective({"max-warnings": (Entry(1, "two.toml:1"),)})
    assert judged((["warning"], one), (["warning"], two)) == 0
    assert judged((["warning"], one), (["warning"], one)) == 1
    assert judged((["warning", "warning"], two), ([], one)) == 1


def test_what_is_suppressed_does_not_gate():
    file = FileReport("a", findings=(replace(finding("error"), suppressed="baseline"),))
    assert exit_code(Report((file,), (), (), {}), {"a": effective(fail_on="info", max_warnings=0)}) == 0


def test_a_run_over_files_with_different_settings(run, put):
    put("a.md", CLAIM)
    put("drafts/a.md", CLAIM)
    put(
        "claimlint.toml",
        'select = ["claims"]\n[[overrides]]\npaths = ["drafts/"]\nfail-on = "never"\nprofile = "strict"\n',
    )
    assert run("check", "drafts").exit_code == 0
    result = run("check", ".", "--format", "json")
    assert result.exit_code == 1
    assert [file["profile"] for file in json.loads(result.stdout)["files"]] == ["editorial", "strict"]
    assert run("check", "drafts", "gone.md").exit_code == 2
