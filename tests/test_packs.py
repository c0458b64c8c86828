"""Packs of a user's own: ``--rules-dir``, their word lists, and ``rules test`` on them."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

from claimlint.cli import main
from claimlint.errors import RuleError
from claimlint.examples import run_examples
from claimlint.rulebase import load_rules, pack_of
from tests.test_rulebase import GOOD

TOKENS = GOOD.replace(
    'check: phrases\nphrases: ["magic beans"]',
    "check: tokens\npatterns:\n  - [{LOWER: magic}, {LOWER: beans}]\n  - [PATTERN]",
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str):
        result = CliRunner().invoke(main, list(arguments))
        assert "Traceback" not in result.output
        return result

    return call


@pytest.fixture
def put(tmp_path: Path):
    def write(text: str, name: str = "mine/language/test-rule.yml") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return name

    return write


# --- beside the bundled rules -------------------------------------------------------------------------


def test_a_pack_runs_beside_the_bundled_rules(run, put):
    put(GOOD)
    put("Beans\n\nThese magic beans are 100% safe.\n", "a.txt")
    report = run("check", "a.txt", "--rules-dir", "mine").output
    assert "language/test-rule" in report and "claims/absolute-safety" in report
    assert "language/test-rule" not in run("check", "a.txt").output
    assert run("check", "a.txt", "--rules-dir", "mine", "--select", "language/test-rule").exit_code == 0
    listed = run("rules", "list", "--rules-dir", "mine", "--family", "language").output
    assert "language/test-rule" in listed
    assert "magic beans" in run("explain", "test-rule", "--rules-dir", "mine").output
    assert "language/test-rule" in run("explain", "a.txt:3", "--rules-dir", "mine").output


def test_several_packs_and_the_same_one_twice(run, put):
    put(GOOD)
    put(GOOD.replace("test-rule", "other-rule"), "more/language/other-rule.yaml")
    listed = run("rules", "list", "--rules-dir", "mine", "--rules-dir", "more", "--rules-dir", "./mine")
    assert listed.exit_code == 0
    assert "language/test-rule" in listed.output and "language/other-rule" in listed.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("language/test-rule", "garble/casing-punctuation-damage"), "bundled rules are always"),
        (GOOD + "aliases: [claims/cure-claim]\n", "cure-claim.yml"),
    ],
)
def test_an_id_of_a_bundled_rule_is_taken(run, put, text, said):
    put(text)
    put("x", "a.txt")
    for command in (["check", "a.txt"], ["rules", "list"], ["rules", "test"], ["rules", "docs"]):
        result = run(*command, "--rules-dir", "mine")
        assert result.exit_code == 2
        assert said in result.output and "mine/language/test-rule.yml:" in result.output


@pytest.mark.parametrize("command", [["check", "a.txt"], ["rules", "list"], ["explain", "cure-claim"]])
@pytest.mark.parametrize("folder", ["empty", "nowhere"])
def test_a_folder_without_rules_is_2(run, put, tmp_path, command, folder):
    (tmp_path / "empty").mkdir()
    put("x", "a.txt")
    result = run(*command, "--rules-dir", folder)
    assert result.exit_code == 2 and folder in result.output


def test_lists_hidden_files_and_pages_of_a_pack_are_no_rules(put, tmp_path):
    put(GOOD)
    put("x: 1", "mine/.github/workflow.yml")
    put("x: 1", "mine/lists/notes.yml")
    put("Read me.", "mine/README.md")
    assert [rule.id for rule in load_rules([tmp_path / "mine"])] == ["language/test-rule"]


# --- word lists of their own --------------------------------------------------------------------------


LISTED = GOOD.replace('phrases: ["magic beans"]', 'phrases: ["@beans", "@body-part"]')


def test_a_pack_has_word_lists_of_its_own_which_win(put, tmp_path):
    name = put(LISTED)
    put("# ours\nmagic beans\n", "mine/lists/beans.txt")
    put("left knee\n", "mine/lists/body-part.txt")
    for given in ("mine", name, "mine/language"):
        (rule,) = load_rules([tmp_path / given])
        assert rule.options["phrases"] == ["magic beans", "left knee"]


def test_bundled_rules_keep_the_bundled_lists(put, tmp_path):
    put(GOOD)
    put("left knee\n", "mine/lists/remedy.txt")
    before = {rule.id: rule.options for rule in load_rules()}
    after = {rule.id: rule.options for rule in load_rules(packs=[tmp_path / "mine"])}
    assert all(after[name] == options for name, options in before.items())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("mine/lists/bean.txt", b"x\n", "Did you mean “bean”?"),
        ("mine/lists/beans.txt", b"# nothing\n", "is empty"),
        ("mine/lists/beans.txt", b"\xff\xfe\n", "cannot be read"),
    ],
)
def test_a_list_that_is_missing_or_bad_is_named_at_the_rules_line(put, tmp_path, name, content, said):
    put(LISTED)
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RuleError, match=said) as caught:
        load_rules([tmp_path / "mine"])
    assert caught.value.where.endswith("test-rule.yml:10")


def test_the_root_of_a_pack(tmp_path):
    file = tmp_path / "mine" / "claims" / "x.yml"
    file.parent.mkdir(parents=True)
    file.write_text("")
    assert pack_of(file, tmp_path / "mine") == tmp_path / "mine"
    assert pack_of(file, tmp_path / "mine" / "claims") == tmp_path / "mine"
    assert pack_of(file, file) == tmp_path / "mine"
    loose = tmp_path / "x.yml"
    loose.write_text("")
    assert pack_of(loose, loose) == tmp_path


# --- patterns only spaCy can judge --------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    [
        "{LOWERR: x}",
        "{LOWER: 5}",
        "{LOWER: {IN: x}}",
        "{LOWER: {REGEX: '('}}",
        "{OP: z}",
        "{LOWER: a, OP: '{99999999}'}",
        "{LOWER: a, OP: '{2,99999999}'}",
        "{_: {foo: 1}}",
        "{LENGTH: {'>=': x}}",
    ],
)
def test_a_token_pattern_that_spacy_refuses_is_named_with_its_line(run, put, pattern):
    put(TOKENS.replace("PATTERN", pattern))
    put("x", "a.txt")
    for command in (["rules", "test", "mine"], ["check", "a.txt", "--rules-dir", "mine"]):
        result = run(*command)
        assert result.exit_code == 2
        assert (
            "mine/language/test-rule.yml:1" in result.output
            and "“tokens” cannot use patterns" in result.output
        )
    if "REGEX" not in pattern:
        assert "test-rule.yml:12: " in result.output


def test_a_message_may_use_only_values_that_every_check_of_the_rule_carries(run, put):
    repeats = "also: [{check: repetition, of: [word]}]\nmessage:"
    put(GOOD.replace("{excerpt}", "{repeated}").replace("message:", repeats))
    result = run("rules", "test", "mine")
    assert result.exit_code == 2 and "no value {repeated}" in result.output


def test_a_value_that_a_hit_lacks_is_an_error_and_no_traceback(put, tmp_path):
    put(GOOD)
    (rule,) = load_rules([tmp_path / "mine"])
    (outcome, *_) = run_examples(rule)
    assert not outcome.problem
    with pytest.raises(RuleError, match=r"no value {nope}") as caught:
        list(run_examples(replace(rule, message="{nope}")))
    assert caught.value.where.endswith("test-rule.yml:11")


@pytest.mark.parametrize(
    ("also", "line", "said"),
    [
        ("[{check: tokens, patterns: [magic, '']}]", 11, "also.0.patterns|patterns"),
        ("[{check: tokens, patterns: [magic, ' ']}]", 11, "cannot use patterns"),
        ("[{check: token}]", 11, "Did you mean “tokens”?"),
        ("[{check: tokens, phrases: [x]}]", 11, "Unknown key “phrases”"),
        ("[{patterns: [x]}]", 11, "“check” in also, entry 1"),
    ],
)
def test_mistakes_in_further_checks(run, put, also, line, said):
    put(GOOD.replace("message:", f"also: {also}\nmessage:"))
    result = run("rules", "test", "mine")
    assert result.exit_code == 2
    assert re.search(said, result.output) and f"test-rule.yml:{line}:" in result.output


# --- rules test ----------------------------------------------------------------------------------------


def test_failing_examples_say_what_was_expected_and_found_and_who_spoke(run, put):
    put(
        GOOD.replace('"Eat beans."', '"More magic beans."')
        .replace('"More [[magic beans]]."', '"No [[magic beans]]."')
        .replace("message:", "unless: [negated]\nmessage:")
    )
    result = run("rules", "test", "mine")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert "mine/language/test-rule.yml:14: FAILED: bad example of language/test-rule" in lines
    assert "    No [[magic beans]]." in lines
    assert "    expected “magic beans”, found nothing" in lines
    assert any("silent: negated (“no” before it)" in line for line in lines)
    assert "mine/language/test-rule.yml:15: FAILED: good example of language/test-rule" in lines
    assert "    expected nothing, found “magic beans”" in lines
    assert lines[-1] == "5 examples of 1 rule: 2 failed."


def test_verbose_lists_every_example(run, put):
    name = put(GOOD)
    quiet, loud = run("rules", "test", name), run("rules", "test", name, "-v")
    assert quiet.output == "5 examples of 1 rule: 0 failed.\n"
    assert loud.output.count(": ok: ") == 5 and "Eat [[magic beans]] now." in loud.output


def test_several_paths(run, put):
    names = [put(GOOD), put(GOOD.replace("test-rule", "other-rule"), "more/other.yml")]
    assert "10 examples of 2 rules" in run("rules", "test", *names).output
    assert "10 examples of 2 rules" in run("rules", "test", "mine", "more").output


def test_a_good_example_far_from_the_bad_ones_is_a_hint_and_no_failure(run, put):
    put(GOOD.replace('"Eat beans."', '"The weather was fine."'))
    result = run("rules", "test", "mine")
    assert result.exit_code == 0
    assert "test-rule.yml:14: hint: not a near miss" in result.output


def test_a_bad_file_is_2_also_beside_failing_examples(run, put):
    put(GOOD.replace('"Eat beans."', '"More magic beans."'))
    put(GOOD + "x: 1\n", "mine/language/z.yml")
    assert run("rules", "test", "mine").exit_code == 2


def test_rules_that_a_pipeline_cannot_run_are_skipped_and_not_passed(run, put, tmp_path):
    put(TOKENS.replace("  - [PATTERN]\n", ""))
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "model")
    result = run("rules", "test", "mine", "--model", str(tmp_path / "model"))
    assert result.exit_code == 0
    assert "test-rule.yml: skipped, not tested: the pipeline" in result.output
    assert "5 examples of 1 rule: 0 failed, 5 skipped." in result.output
    shutil.rmtree(tmp_path / "model")
