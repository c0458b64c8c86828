"""Rule files that are no rules: each mistake is named with file and line, whatever the bytes are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimlint.checks import CHECKS
from claimlint.errors import RuleError
from claimlint.rulefile import load_rule
from claimlint.starters import starter
from claimlint.yamlfile import LARGEST, read_mapping
from tests.test_rulebase import GOOD

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.fixture
def refused(tmp_path: Path):
    def run(content: str | bytes) -> tuple[int, str]:
        path = tmp_path / "rule.yml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(RuleError) as caught:
            load_rule(path)
        file, _, line = caught.value.where.rpartition(":")
        if not line.isdigit():
            file, line = caught.value.where, "0"
        assert file == str(path)
        return int(line), str(caught.value)

    return run


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("- a\n", 1, "mapping"),
        ("just words", 1, "mapping"),
        (GOOD + "title: Once more\n", 15, "“title” stands twice, first in line 2"),
        (GOOD.replace("  good:", "  bad: []\n  good:"), 14, "“bad” stands twice"),
        (GOOD.replace("why: Why.", "why: a: b"), 6, "quotes around"),
        (GOOD.replace("  bad", "\tbad"), 13, "no tabs"),
        (GOOD + "---\na: b\n", 15, "document"),
        (GOOD + "on: x\n", 15, "“on” is no plain word"),
        (GOOD + "1: x\n", 15, "“1” is no plain word"),
        (GOOD + "? [a, b]\n: x\n", 15, "no plain word"),
        (GOOD.replace("Why.", "Wh\x00y."), 6, "YAML"),
        (GOOD.replace("Why.", "!!python/object/apply:os.system [id]"), 6, "YAML"),
        (GOOD.replace("fix: How.", "fix: !!timestamp soon"), 1, "YAML"),
        (GOOD.replace("fix: How.", "fix: *nowhere"), 7, "alias"),
        ("a: " + "[" * 5_000, 1, "levels deep"),
        ("a: " + "{b: " * 100_000, 1, "levels deep"),
        (BOMB, 1, "Too many entries"),
        ("a: &a [*a]\n", 1, "YAML|Too many entries|entries"),
        (GOOD.encode().replace(b"Why.", b"Wh\xffy."), 6, "UTF-8"),
        (GOOD.encode("utf-16"), 1, "UTF-8"),
        (b"x" * (LARGEST + 1), 0, "Larger"),
        (b"\x00\x01\x02" * 50, 1, "YAML"),
    ],
)
def test_broken_files(refused, content, line, said):
    at, message = refused(content)
    assert re.search(said, message), message
    if content not in (BOMB,) and said != "YAML|Too many entries|entries":
        assert at == line, message
    assert len(message) < 600


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("id: language/test-rule", "id: claim/test-rule", 1, "Did you mean “claims”?"),
        ("id: language/test-rule", "id: language/Test_Rule", 1, "Small letters"),
        ("id: language/test-rule", "id: acme/language/test-rule", 1, "no family"),
        ("title: A title", "title: yes", 2, "true or false"),
        ("title: A title", "title: 12", 2, "quotes"),
        ("title: A title", "title:", 2, "not a text"),
        ('since: "0.1"', "since: 0.1", 4, "quotes"),
        ("scope: [sentence]", "scope: sentence", 8, "not a list"),
        ("scope: [sentence]", "scope: []", 8, "at least 1"),
        ('phrases: ["magic beans"]', "phrases: [no, off]", 10, "phrases, entry 1: “False”"),
        ('phrases: ["magic beans"]', 'phrases: ["@remedies"]', 10, "Did you mean “remedy”?"),
        ('phrases: ["magic beans"]', 'phrases: ["@../../x"]', 10, "No word list"),
        ("message:", "references: [{nam: x}]\nmessage:", 11, "Did you mean “name”?"),
        ("message:", "references: [{year: 2020}]\nmessage:", 11, "“name” in references, entry 1"),
        ("message:", 'references: [{name: x, year: "2020"}]\nmessage:', 11, "whole number"),
        ("message:", "profiles: {commercial: fatal}\nmessage:", 11, "fatal"),
        ("{excerpt}", "{exerpt}", 11, "Did you mean “excerpt”?"),
        ("{excerpt}", "{damage}", 11, "no value {damage}"),
        ("{excerpt}", "{excerpt.__class__}", 11, "no value"),
        ("{excerpt}", "{excerpt[0]}", 11, "no value"),
        ("{excerpt}", "{excerpt:>99999}", 11, "no format"),
        ("{excerpt}", "{excerpt!r}", 11, "no format"),
        ("{excerpt}", "{}", 11, "{{ and }}"),
        ("{excerpt}", "{0}", 11, "no value"),
        ("{excerpt}", "{excerpt", 11, "no partner"),
        ("{excerpt}", "excerpt}", 11, "no partner"),
        ("Eat [[magic beans]] now.", "Eat [[magic beans now.", 13, "do not pair"),
        ("Eat [[magic beans]] now.", "Eat magic beans]] now.", 13, "do not pair"),
        ("Eat [[magic beans]] now.", "Eat [[magic [[beans]]]] now.", 13, "do not pair"),
        ("Eat [[magic beans]] now.", "Eat [[ ]] now.", 13, "hold nothing"),
        ('"Eat beans."', '"Eat [[beans]]."', 14, "no marks"),
        ('"Eat beans."', "{markdwn: Eat beans.}", 14, "Did you mean “markdown”?"),
        ('"Eat beans."', "{text: a, html: b}", 14, "good, entry 1"),
        ('"Eat beans."', "12", 14, "good, entry 1"),
    ],
)
def test_mistakes_in_rules(refused, old, new, line, said):
    assert old in GOOD
    at, message = refused(GOOD.replace(old, new, 1))
    assert said in message, message
    assert at == line, message


def test_a_brace_that_is_meant_is_doubled(tmp_path):
    path = tmp_path / "rule.yml"
    path.write_text(GOOD.replace("{excerpt}", "{{x}} {excerpt}"), encoding="utf-8")
    assert load_rule(path).message.startswith("“{{x}}")


def test_the_lines_of_keys_and_entries(tmp_path):
    path = tmp_path / "rule.yml"
    path.write_text("\ufeffa: 1\nb:\n  - x\n  - c: {d: 2}\n", encoding="utf-8")
    data, lines = read_mapping(path)
    assert data == {"a": 1, "b": ["x", {"c": {"d": 2}}]}
    assert (lines[("a",)], lines[("b",)], lines[("b", 1, "c", "d")]) == (1, 2, 4)


def test_an_alias_that_is_used_with_measure_is_fine(tmp_path):
    path = tmp_path / "rule.yml"
    path.write_text("a: &a [x]\nb: *a\n", encoding="utf-8")
    assert read_mapping(path)[0] == {"a": ["x"], "b": ["x"]}


FRAGMENTS = (
    "\t,[[,]],{,},[,],:,- ,&a ,*a,!!,!!python/name:os,<<: *a,|,> ,',\",#,\x00,\u2028,\x85,~,null,true,1e999,.nan,0x1,2020-99-99,1:2:3,"
    "!!binary x,!!set {a},!!omap [a: 1],!!timestamp x,!!int x,!!float x,---\n,...\n,? ,@remedy,@,{excerpt},{0!r:>9},\ufeff,💥,=,"
    "also: [{check: tokens}]\n,also: x\n"
).split(",")


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_a_rule_file_gives_a_traceback(data, tmp_path):
    text = starter("claims/test-rule", data.draw(st.sampled_from(sorted(CHECKS))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.sampled_from([0, 0, 1, 5, 20]))
        text = text[:at] + data.draw(st.sampled_from(FRAGMENTS)) + text[at + cut :]
    path = tmp_path / "rule.yml"
    path.write_text(text, encoding="utf-8")
    try:
        load_rule(path)
    except RuleError as error:
        assert str(path) in error.where and str(error)
