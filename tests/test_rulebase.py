from __future__ import annotations

import sys
from pathlib import Path

import pytest

from claimlint import lists, rulefile, tables
from claimlint.checks import CHECKS
from claimlint.errors import RuleError, UsageError
from claimlint.lists import rules_dir
from claimlint.rule import CITING_FAMILIES
from claimlint.rule_schema import rule_schema
from claimlint.rulebase import choose, load_rules
from claimlint.rulefile import load_rule

GOOD = """\
id: language/test-rule
title: A title
severity: info
since: "0.1"
summary: What.
why: Why.
fix: How.
scope: [sentence]
check: phrases
phrases: ["magic beans"]
message: "“{excerpt}” is here."
examples:
  bad: ["Eat [[magic beans]] now.", "More [[magic beans]]."]
  good: ["Eat beans.", "It is magic.", "Bean magic."]
"""


@pytest.fixture
def write(tmp_path: Path):
    def run(text: str, name: str = "rule.yml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return run


def test_a_good_rule_loads(write):
    rule = load_rule(write(GOOD))
    assert (rule.id, rule.family, rule.options) == (
        "language/test-rule",
        "language",
        {"phrases": ["magic beans"]},
    )
    assert rule.examples[0].text == "Eat magic beans now."
    assert rule.examples[0].marks == ((4, 15),)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("severity: info", "severity: infos", 3, "Did you mean “info”?"),
        ("summary:", "sumary:", 5, "Did you mean “summary”?"),
        ("check: phrases", "check: phrase", 9, "Did you mean “phrases”?"),
        ("scope: [sentence]", "scope: [paragraphs]", 8, "not a valid"),
        ('phrases: ["magic beans"]', "phrases: []", 10, "phrases"),
        ('phrases: ["magic beans"]', "patterns: []", 10, "Unknown key “patterns”"),
        ("id: language/test-rule", "id: speech/test-rule", 1, "id"),
        ("title: A title", "title: [A, title]", 2, "title"),
        ('  good: ["Eat beans.", "It is magic.", "Bean magic."]', '  good: ["Eat beans."]', 14, "good"),
        ('"Eat [[magic beans]] now."', '"Eat magic beans now."', 13, "[[ ]]"),
        ('phrases: ["magic beans"]', 'phrases: ["@no-such-list"]', 10, "no-such-list"),
        ("message:", "unless: [negative]\nmessage:", 11, "Did you mean “negated”?"),
        ("fix: How.", "fix: 'How.", 7, "YAML"),
    ],
)
def test_mistakes_are_named_with_file_and_line(write, old, new, line, said):
    assert old in GOOD
    path = write(GOOD.replace(old, new))
    with pytest.raises(RuleError) as caught:
        load_rule(path)
    where, _, number = caught.value.where.rpartition(":")
    assert where == str(path)
    assert said in str(caught.value)
    if "YAML" not in said:
        assert int(number) == line


def test_missing_keys_are_named(write):
    with pytest.raises(RuleError, match="“why”"):
        load_rule(write(GOOD.replace("why: Why.\n", "")))


def test_cited_families_need_a_reference(write):
    with pytest.raises(RuleError, match="reference"):
        load_rule(write(GOOD.replace("language/", "claims/")))


def test_a_taken_id_names_both_files(write, tmp_path):
    write(GOOD)
    write(GOOD, "other.yml")
    with pytest.raises(RuleError, match=r"other\.yml.*rule\.yml|rule\.yml"):
        load_rules([tmp_path])


def test_a_folder_without_rules_is_an_error(tmp_path):
    with pytest.raises(RuleError, match="No rule files"):
        load_rules([tmp_path])


def test_a_rule_file_that_is_no_mapping(write):
    with pytest.raises(RuleError, match="mapping"):
        load_rule(write("- a\n- b\n"))


def test_ids_match_their_place_in_the_catalogue():
    for rule in load_rules():
        path = Path(rule.path)
        assert rule.id == f"{path.parent.name}/{path.stem}"


def test_every_bundled_rule_is_complete():
    for rule in load_rules():
        assert sum(e.bad for e in rule.examples) >= 2
        assert sum(not e.bad for e in rule.examples) >= 3
        assert rule.references or rule.family not in CITING_FAMILIES
        assert rule.check in CHECKS


def test_the_schema_of_a_rule_holds_the_keys_of_its_check():
    assert "phrases" in rule_schema("phrases")["properties"]
    assert "phrases" not in rule_schema("casing")["properties"]


def test_choose_by_id_family_and_glob():
    rules = load_rules()
    assert [r.id for r in choose(rules, ["claims/cure-claim"])] == ["claims/cure-claim"]
    assert {r.family for r in choose(rules, ["claims"])} == {"claims"}
    assert {r.family for r in choose(rules, ["cl*"], ["claims/cure-*"])} == {"claims"}
    assert "claims/cure-claim" not in {r.id for r in choose(rules, [], ["claims/cure-*"])}


def test_choosing_an_unknown_name_says_the_nearest():
    with pytest.raises(UsageError, match="claims/cure-claim"):
        choose(load_rules(), ["claims/cure-clam"])


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("safety/nonsense", "“claimlint rules list” names all."),
        ("nonsense", "“claimlint rules list” names all."),
        ("claim/cure-claim", "Did you mean “claims/cure-claim”?"),
        ("garble/stutter", "Did you mean “garble/stutter-repeat”?"),
        ("safty", "Did you mean “safety”?"),
    ],
)
def test_only_a_name_that_is_near_is_suggested(name, hint):
    with pytest.raises(UsageError) as raised:
        choose(load_rules(), [name])
    assert raised.value.hint == hint


def test_shipped_rules_are_read_without_a_schema_and_are_the_same(monkeypatch):
    """An installed package's rules were checked by these tests; those of a checkout are each time they are read."""
    path = rules_dir() / "claims" / "cure-claim.yml"
    checked = load_rule(path, rules_dir())
    assert not lists.shipped(path) and lists.shipped(
        Path(lists.__file__).parent / "rules" / "claims" / "cure-claim.yml"
    )
    monkeypatch.setattr(rulefile, "shipped", lambda path: True)
    monkeypatch.setattr(tables, "shipped", lambda path: True)
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    assert load_rule(path, rules_dir()) == checked
    assert tables.read_table(tables.bundled_path("red-flags"), {})["topics"]
