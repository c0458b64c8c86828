"""The schema of rule files: one for loading, one for editors, both holding for every rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from claimlint.checks import CHECKS
from claimlint.cli import main
from claimlint.rule_schema import RULE_SCHEMA, rule_file_schema
from claimlint.rulebase import load_rules

SCHEMA = rule_file_schema()


def errors(data: Any) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(data)]


def test_it_is_a_valid_schema_and_the_command_prints_it():
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert json.loads(CliRunner().invoke(main, ["schema", "rule"]).output) == SCHEMA


def test_report_is_the_default():
    report = CliRunner().invoke(main, ["schema"]).output
    assert report == CliRunner().invoke(main, ["schema", "report"]).output
    assert "schema_version" in report


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_every_bundled_rule_satisfies_it(rule):
    assert not errors(yaml.safe_load(Path(rule.path).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"near": {}}, "near"),
        ({"phrases": []}, "non-empty|too short"),
        ({"check": "phrase"}, "phrase"),
        ({"titel": "x"}, "titel"),
        ({"check": "casing"}, "phrases"),
    ],
)
def test_it_refuses_what_loading_refuses(change, said):
    import re

    rule = next(rule for rule in load_rules() if rule.check == "phrases")
    data = yaml.safe_load(Path(rule.path).read_text(encoding="utf-8"))
    assert re.search(said, " ".join(errors({**data, **change})))


def keys(properties: dict[str, Any], above: str = "") -> Any:
    for key, schema in properties.items():
        yield f"{above}{key}", schema
        inside = schema.get("items", schema)
        yield from keys(inside.get("properties", {}), f"{above}{key}.")


def test_every_key_is_described():
    """Starters, pages and editors show these words: a key without them is a key nobody understands."""
    described = {"common": RULE_SCHEMA["properties"], **{name: k.options for name, k in CHECKS.items()}}
    missing = [
        f"{check}: {key}"
        for check, properties in described.items()
        for key, schema in keys(properties)
        if not schema.get("description")
    ]
    assert not missing


def test_every_kind_of_check_says_what_it_finds():
    assert all(kind.about.endswith(".") for kind in CHECKS.values())
