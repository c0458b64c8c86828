"""Profiles: where an article is to appear changes what is asked of it."""

import json

import pytest
from click.testing import CliRunner

from claimlint.cli import main
from claimlint.linter import check_text
from claimlint.prepared import Settings
from claimlint.profiles import PROFILES, graded, listened
from claimlint.rulebase import choose, load_rules

SHOP = " Our formula costs $20. Order now."


def rule(name):
    return choose(load_rules(), [name])[0]


def severities(text, profile=None, *, select):
    settings = Settings(choose(load_rules(), [select]), profile=profile)
    return [f.severity for f in check_text(text, settings=settings).findings]


@pytest.mark.parametrize(
    ("name", "own", "profile", "sells", "expected"),
    [
        ("evidence/unsupported-efficacy-claim", None, "editorial", False, "warning"),
        ("evidence/unsupported-efficacy-claim", None, "commercial", True, "error"),
        ("evidence/unsupported-efficacy-claim", "warning", "commercial", True, "warning"),
        ("evidence/unsupported-efficacy-claim", None, "us-supplement", False, "error"),
        ("claims/vague-wellness-claim", None, "editorial", False, "info"),
        ("claims/vague-wellness-claim", None, "commercial", True, "warning"),
        ("claims/vague-wellness-claim", None, "strict", False, "warning"),
        ("claims/vague-wellness-claim", "info", "strict", False, "warning"),
        ("causality/hedge-stacking", None, "commercial", True, "info"),
        ("causality/hedge-stacking", None, "strict", False, "info"),
        ("evidence/popularity-as-proof", None, "uk-ads", True, "warning"),
        ("claims/weight-loss-amount", None, "editorial", True, None),
        ("claims/weight-loss-amount", None, "eu-food", False, "error"),
    ],
)
def test_a_severity_by_profile_and_selling(name, own, profile, sells, expected):
    assert graded(rule(name), own, profile, sells) == expected


def test_an_absolute_ban_does_not_listen_to_proof():
    names = ("negated", "supported", "hedged")
    assert listened(rule("claims/cure-claim"), names, "eu-food") == ("negated",)
    assert listened(rule("claims/cure-claim"), names, "editorial") == names


def test_evidence_saves_a_claim_but_where_the_ban_is_absolute():
    text = "In a trial of 120 adults (Obesity, 2019), users of the tea lost 12 kg in a month."
    name = "claims/weight-loss-rate"
    assert severities(text, select=name) == []
    assert severities(text, "us-supplement", select=name) == []
    assert severities(text, "eu-food", select=name) == ["error"]
    denied = "No tea makes anyone lose 12 kg in a month."
    assert severities(denied, "eu-food", select=name) == []


def test_selling_raises_a_claim_and_a_hedge_lowers_it_again():
    claim, hedged = "Valerian relieves insomnia.", "Valerian may relieve insomnia."
    name = "evidence/unsupported-efficacy-claim"
    assert severities(claim, select=name) == ["warning"]
    assert severities(claim + SHOP, select=name) == ["error"]
    assert severities(hedged, select=name) == ["info"]
    assert severities(hedged + SHOP, select=name) == ["warning"]
    assert severities(hedged, "strict", select=name) == ["warning"]


def test_the_report_names_the_profile(tmp_path):
    draft = tmp_path / "a.md"
    draft.write_text("# Tea\n\nTea is a drink.\n")
    for profile in PROFILES:
        result = CliRunner().invoke(main, ["check", str(draft), "--profile", profile, "--format", "json"])
        assert json.loads(result.stdout)["files"][0]["profile"] == profile
    result = CliRunner().invoke(main, ["check", str(draft), "--profile", "eu"])
    assert result.exit_code == 2 and "eu-food" in result.output


def test_the_configuration_chooses_a_profile(tmp_path):
    draft, config = tmp_path / "a.md", tmp_path / "claimlint.toml"
    draft.write_text("# Bars\n\nLose 3 kg with the bars.\n")
    config.write_text('profile = "uk-ads"\nselect = ["claims/weight-loss-amount"]\n')
    assert CliRunner().invoke(main, ["check", str(draft), "--config", str(config)]).exit_code == 1
    assert (
        CliRunner()
        .invoke(main, ["check", str(draft), "--config", str(config), "--profile", "editorial"])
        .exit_code
        == 0
    )
    config.write_text('profile = "uk-advert"\n')
    result = CliRunner().invoke(main, ["check", str(draft), "--config", str(config)])
    assert result.exit_code == 2 and "uk-ads" in result.output
