"""``claimlint config``, ``init`` and ``schema config``."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from claimlint.config import KEYS, read_config
from claimlint.config.schema import config_schema
from claimlint.config.template import template


def test_config_tells_values_and_origins(run, put):
    put(
        "claimlint.toml",
        'exclude = ["old/"]\nrules-version = "0.0"\nbaseline = "known.json"\n[severity]\nclaims = "info"\n',
    )
    put("old/claimlint.toml", 'ignore = ["safety"]\n')
    text = run("config", "old/a.md", "--region", "uk").stdout
    lines = [line.split() for line in text.splitlines()]
    assert ["baseline", "known.json", str(Path.cwd() / "claimlint.toml:3")] in lines or [
        "baseline",
        "known.json",
        "claimlint.toml:3",
    ] in lines
    assert ["ignore", "safety", "old/claimlint.toml:1"] in lines
    assert ["severity", "claims", "=", "info", "claimlint.toml:5"] in lines
    assert ["region", "uk", "command", "line"] in lines
    assert ["fail-on", "error", "default"] in lines
    assert "A search leaves it out: claimlint.toml:1." in text
    assert "rules-version 0.0 keeps " in text and "causality/hedge-stacking" in text


def test_config_as_json_names_every_setting(run, put):
    put(
        "claimlint.toml",
        'select = ["claims"]\nfail-on = "warning"\n[severity]\n"claims/cure-claim" = "off"\n',
    )
    told = json.loads(run("config", "--format", "json").stdout)
    assert (told["file"], told["configurations"], told["excluded"]) == (".", ["claimlint.toml"], None)
    assert set(told["settings"]) == {name for name, key in KEYS.items() if not key.structure}
    assert told["settings"]["fail-on"] == {"value": "warning", "origin": "claimlint.toml:2"}
    entry = {"value": {"claims/cure-claim": "off"}, "origin": "claimlint.toml:4"}
    assert told["settings"]["severity"]["entries"] == [entry]
    assert told["rules"]["run"] < told["rules"]["known"] and told["rules"]["held"] == []


def test_config_fails_as_check_does(run, put):
    put("claimlint.toml", '[severity]\n"claims/cure-clam" = "off"\n')
    result = run("config", "a.md")
    assert result.exit_code == 2 and "claimlint.toml:2" in result.stderr


def test_init_writes_what_can_be_read_and_refuses_to_write_over_it(run, tmp_path):
    result = run("init", "--profile", "eu-food", "--region", "eu", "--fail-on", "warning", "--pin")
    assert result.exit_code == 0 and "Wrote claimlint.toml." in result.stdout
    values = read_config(tmp_path / "claimlint.toml").values
    wanted = {"profile": "eu-food", "region": "eu", "rules-version": "0.1", "fail-on": "warning"}
    assert values == wanted
    named = (tmp_path / "claimlint.toml").read_text().splitlines()[0].removeprefix("#:schema ./")
    assert json.loads((tmp_path / named).read_text()) == config_schema()
    again = run("init")
    assert again.exit_code == 2 and "claimlint.toml: The file is there already" in again.stderr
    assert run("init", "--force").exit_code == 0
    assert read_config(tmp_path / "claimlint.toml").values == {}


def test_init_leaves_other_configurations_alone(run, put):
    put("x/pyproject.toml", "[tool.claimlint]\n")
    assert run("init", "x", "--force").exit_code == 2
    put("pyproject.toml", "[tool.black]\n")
    assert run("init").exit_code == 0
    assert run("init", "no/such/folder").exit_code == 2


def test_every_commented_key_can_be_uncommented():
    text = template({})
    for name, key in KEYS.items():
        assert f"\n# {name} = {key.example}\n" in text
        assert tomllib.loads(f"{name} = {key.example}")


def test_schema_config_prints_the_schema(run):
    assert json.loads(run("schema", "config").stdout) == config_schema()


def test_explain_goes_by_the_settings_of_check(run, put):
    put("a.md", "# A new balm\n\nThis balm is 100% safe.\n")
    put("claimlint.toml", 'select = ["claims"]\n[severity]\n"claims/absolute-safety" = "info"\n')
    assert "info  claims/absolute-safety" in run("explain", "a.md:3").stdout
    assert "error  claims/absolute-safety" in run("explain", "a.md:3", "--no-config").stdout


@pytest.mark.parametrize("command", ["check", "config"])
def test_both_take_the_same_settings(run, command):
    text = run(command, "--help").stdout
    for option in (
        "--select",
        "--rules-dir",
        "--config",
        "--no-config",
        "--fail-on",
        "--max-warnings",
        "--model",
    ):
        assert option in text
