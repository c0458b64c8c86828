"""``rules new``: a starter for every kind of check, passing and commented as it stands."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from claimlint.checks import CHECKS
from claimlint.cli import main
from claimlint.examples import far_misses, has_near_miss, run_examples
from claimlint.rule_schema import rule_schema
from claimlint.rulefile import load_rule
from claimlint.starters import starter


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("family", ["claims", "language"])
@pytest.mark.parametrize("check", CHECKS)
def test_a_new_rule_of_every_kind_passes_at_once(run, check, family):
    """A new kind of check needs a starter: claimlint/starters/KIND.yml, a whole rule without its id."""
    made = run("rules", "new", f"{family}/test-rule", "--check", check)
    assert made.exit_code == 0, made.output
    tested = run("rules", "test", f"rules/{family}/test-rule.yml")
    assert tested.exit_code == 0, tested.output
    assert "skipped" not in tested.output


@pytest.mark.parametrize("check", CHECKS)
def test_starters_are_good_models(tmp_path, check):
    path = tmp_path / "rule.yml"
    path.write_text(starter("language/test-rule", check), encoding="utf-8")
    rule = load_rule(path)
    assert has_near_miss(rule)
    assert len(far_misses(rule)) < sum(not e.bad for e in rule.examples)
    assert not any(outcome.problem for outcome in run_examples(rule))


@pytest.mark.parametrize("check", CHECKS)
def test_every_key_of_a_starter_has_a_comment(check):
    lines = starter("language/test-rule", check).splitlines()
    for key in rule_schema(check)["properties"]:
        at = [i for i, line in enumerate(lines) if line.startswith(f"{key}:")]
        assert all(lines[i - 1].startswith("# ") for i in at), key
    assert lines[0].startswith(f"# {check}: ")


@pytest.mark.parametrize("check", [name for name, kind in CHECKS.items() if not kind.last])
def test_hits_carry_the_values_that_messages_may_use(tmp_path, nlp, check):
    from claimlint.analysis import analyse
    from claimlint.readers import read_text

    path = tmp_path / "rule.yml"
    path.write_text(starter("language/test-rule", check), encoding="utf-8")
    rule = load_rule(path)
    compiled = CHECKS[check].build(rule.options, nlp)
    hits = [
        hit
        for example in rule.examples
        if example.bad
        for hit in compiled(analyse(read_text(example.text, "x", example.media), nlp))
    ]
    assert hits and all(set(CHECKS[check].data) == set(hit.data) for hit in hits)


def test_a_file_that_is_there_is_never_written_over(run, tmp_path):
    run("rules", "new", "language/mine")
    path = tmp_path / "rules" / "language" / "mine.yml"
    path.write_text("my work")
    result = run("rules", "new", "language/mine")
    assert result.exit_code == 2 and "there already" in result.output
    assert path.read_text() == "my work"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["claim/x"], "Did you mean “claims”?"),
        (["nothing"], "FAMILY/NAME"),
        (["claims/"], "FAMILY/NAME"),
        (["claims/Big Words"], "claims/big-words"),
        (["claims/../../etc/x"], "claims/etc-x"),
        (["claims/x", "--check", "token"], "Did you mean “tokens”?"),
        (["claims/cure-claim"], "is taken by"),
        (["claims/x", "--dir", "a-file"], "cannot be written"),
    ],
)
def test_what_cannot_be_made_is_said(run, tmp_path, arguments, said):
    (tmp_path / "a-file").write_text("")
    result = run("rules", "new", *arguments)
    assert result.exit_code == 2 and said in result.output
    assert "Traceback" not in result.output


def test_a_schema_in_the_pack_is_named_for_editors(run, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "rule.schema.json").write_text(run("schema", "rule").output)
    run("rules", "new", "language/x", "--dir", "mine")
    text = (tmp_path / "mine" / "language" / "x.yml").read_text()
    assert text.startswith("# yaml-language-server: $schema=../rule.schema.json\n")
    assert run("rules", "test", "mine").exit_code == 0
