"""Accepted claims: files of approved wordings, what they cover, and when they expire."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.accepted.entry import Acceptance
from claimlint.accepted.files import accepted_claims
from claimlint.accepted.scope import for_article
from claimlint.accepted.wordings import holds, places, words_of
from claimlint.errors import UsageError
from claimlint.readers import read_text
from tests.conftest import ROOT

ARTICLE = "# Balm\n\nOur balm is “100%  Safe”. Ginger cures gout, and this balm is 100% safe.\n"
YAML = """\
accepted:
  - text: our balm is 100 % safe
    rules: [claims]
    evidence: Dossier 7
    approved-by: J. Doe
    approved: 2025-01-15
    expires: 2026-01-15
"""
TOML = YAML.replace("accepted:", "[[accepted]]").replace("  - ", "").replace(": ", " = ")
TOML = TOML.replace("our balm is 100 % safe", '"our balm is 100 % safe"').replace("[claims]", '["claims"]')
TOML = TOML.replace("Dossier 7", '"Dossier 7"').replace("J. Doe", '"J. Doe"').replace("    ", "")
EXPIRED = "structure/expired-acceptance"


def findings(result):
    return json.loads(result.output)["files"][0]["findings"]


def test_a_file_that_a_configuration_names_is_shown_from_here(run, put):
    put("a.md", "# A balm\n\nThis balm is 100% safe.\n")
    put("kept/accepted.toml", '[[accepted]]\ntext = "This balm is 100% safe"\nevidence = "T-1"\n')
    put("claimlint.toml", 'accepted = ["kept/accepted.toml"]\nselect = ["claims"]\n')
    (found,) = json.loads(run("check", "a.md", "--format", "json").stdout)["files"][0]["findings"]
    assert found["data"]["suppressed_by"]["where"] == "kept/accepted.toml:1"


@pytest.mark.parametrize(("name", "text"), [("ok.yml", YAML), ("ok.toml", TOML)])
def test_an_approved_wording_is_marked_and_does_not_gate(run, put, name, text):
    put("a.md", ARTICLE.replace("Ginger cures gout, and this", "It is said that this"))
    put(name, text)
    result = run("check", "a.md", "--accepted", name, "--today", "2026-01-15", "--format", "json")
    first, second = (f for f in findings(result) if f["rule"] == "claims/absolute-safety")
    assert (first["suppressed"], second["suppressed"]) == ("accepted", None)
    assert first["data"]["suppressed_by"] == {
        "where": f"{name}:{2 if name == 'ok.yml' else 1}",
        "reason": "Dossier 7",
        "approved_by": "J. Doe",
        "approved": "2025-01-15",
        "expires": "2026-01-15",
    }


def test_an_expired_one_covers_nothing_and_is_reported_at_the_wording(run, put):
    put("a.md", ARTICLE)
    put("ok.yml", YAML)
    result = run("check", "a.md", "--accepted", "ok.yml", "--today", "2026-01-16", "--format", "json")
    assert result.exit_code == 1
    (late,) = (f for f in findings(result) if f["rule"] == EXPIRED)
    assert late["severity"] == "warning" and late["excerpt"] == "Our balm is “100%  Safe"
    assert late["data"] == {"expires": "2026-01-15", "evidence": "Dossier 7", "where": "ok.yml:2"}
    assert not any(f["suppressed"] for f in findings(result))


def test_reports_with_marked_findings_satisfy_the_schema(run, put):
    import jsonschema

    from claimlint.reports import json_report

    put("a.md", ARTICLE.replace("gout", "gout <!-- claimlint-disable-line claims/cure-claim -->"))
    put("ok.yml", YAML)
    result = run("check", "a.md", "--accepted", "ok.yml", "--today", "2026-01-01", "--format", "json")
    report = json.loads(result.output)
    jsonschema.Draft202012Validator(json_report.schema()).validate(report)
    marked = [f["suppressed"] for f in findings(result) if f["suppressed"]]
    assert sorted(set(marked)) == ["accepted", "inline"]
    assert report["summary"]["suppressed"] == len(marked)
    assert sum(report["summary"]["by_rule"].values()) == len(findings(result)) - len(marked)


def test_one_that_was_renewed_is_not_late(run, put):
    put("a.md", ARTICLE)
    put("ok.yml", YAML + YAML.partition("\n")[2].replace("2026-01-15", "2030-01-15"))
    result = run("check", "a.md", "--accepted", "ok.yml", "--today", "2027-01-01", "--format", "json")
    assert EXPIRED not in {f["rule"] for f in findings(result)}


def test_the_day_is_todays_unless_it_is_said(run, put):
    put("a.md", ARTICLE)
    put("ok.yml", YAML.replace("2026-01-15", "2999-01-15"))
    assert "accepted until 2999-01-15" in run("explain", "a.md:3", "--accepted", "ok.yml").output
    shown = run("check", "a.md", "--accepted", "ok.yml", "--show-suppressed").output
    assert "Not reported: accepted until 2999-01-15 in ok.yml:2: Dossier 7." in shown
    assert run("check", "a.md", "--today", "soon").exit_code == 2


def test_a_comment_comes_before_an_acceptance(run, put):
    put("a.md", "# Balm\n\nOur balm is 100% safe. <!-- claimlint-disable-line claims -->\n")
    put("ok.yml", YAML)
    result = run("check", "a.md", "--accepted", "ok.yml", "--today", "2026-01-01", "--format", "json")
    assert [f["suppressed"] for f in findings(result)] == ["inline"]


def test_paths_are_relative_to_the_file_from_any_folder(run, put, monkeypatch, tmp_path):
    put("site/shop/a.md", ARTICLE)
    put("site/ok.yml", YAML.replace("    rules", "    paths: [shop/*.md]\n    rules"))
    day = ("--today", "2026-01-01", "--format", "json")
    assert "accepted" in run("check", "site/shop/a.md", "--accepted", "site/ok.yml", *day).output
    monkeypatch.chdir(tmp_path / "site" / "shop")
    from click.testing import CliRunner

    from claimlint.cli import main

    result = CliRunner().invoke(main, ["check", "a.md", "--accepted", "../ok.yml", *day])
    assert '"suppressed": "accepted"' in result.output


@pytest.mark.parametrize(
    ("globs", "name", "holds_"),
    [
        (("*.md",), "/d/x/a.md", True),
        (("x/",), "/d/x/a.md", True),
        (("y/**",), "/d/x/a.md", False),
        (("*.md", "!a.md"), "/d/x/a.md", False),
        (("*.md",), "/e/a.md", False),
        ((), "/e/a.md", True),
    ],
)
def test_globs(globs, name, holds_):
    one = Acceptance("x", "y", "f:1", paths=globs, folder="/d")
    assert (list(for_article([one], name)) == [one]) is holds_


@pytest.mark.parametrize(
    ("name", "text", "where", "said"),
    [
        ("f.yml", "accepted: 3", "f.yml:1", "must be a list"),
        ("f.yml", "", "f.yml:1", "is empty"),
        ("f.yml", "claims: []", "f.yml:1", "accepted"),
        ("f.yml", "accepted:\n  - evidence: x\n", "f.yml:2", "“text” is missing"),
        ("f.yml", "accepted:\n  - text: x\n    evidence: y\n    expire: z\n", "f.yml:4", "“expires”"),
        ("f.yml", "accepted:\n  - text: x\n    evidence: y\n    expires: 2026-02-30\n", "f.yml:4", "calendar"),
        ("f.yml", "accepted:\n  - text: x\n    evidence: y\n    expires: soon\n", "f.yml:4", "no date"),
        ("f.yml", "accepted:\n  - text: 7\n    evidence: y\n", "f.yml:2", "quotes"),
        ("f.yml", "accepted:\n  - text: '!'\n    evidence: y\n", "f.yml:2", "no words"),
        ("f.yml", "accepted:\n  - text: x\n    text: y\n", "f.yml:3", "twice"),
        ("f.yml", b"accepted:\n  - \xff\n", "f.yml:2", "UTF-8"),
        ("f.toml", "accepted = [", "f.toml:1", "Broken TOML"),
        ("f.toml", b"\xff", "f.toml", "UTF-8"),
        ("f.toml", '[[accepted]]\ntext = "x"\nevidence = "y"\napproved = 2026-01-02\nexpires = 2026-01-01\n', "f.toml:5", "before"),
        ("f.toml", '\n[[accepted]]\ntext = "x"\n', "f.toml:2", "“evidence”"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_2_at_its_line(run, put, name, text, where, said):
    put("a.md", ARTICLE)
    put(name, text)
    result = run("check", "a.md", "--accepted", name)
    assert result.exit_code == 2 and f"{where}: " in result.output and said in result.output
    assert run("accepted", "list", name).exit_code == 2


def test_unknown_rules_and_missing_files_are_2(run, put):
    put("a.md", ARTICLE)
    put("f.yml", "accepted:\n  - {text: x, evidence: y, rules: [claims/cure-clam]}\n")
    result = run("check", "a.md", "--accepted", "f.yml")
    assert result.exit_code == 2 and "f.yml:2: " in result.output and "claims/cure-claim" in result.output
    assert run("check", "a.md", "--accepted", "gone.yml").exit_code == 2
    assert run("check", "a.md", "--accepted", ".").exit_code == 2


def test_the_list_has_the_next_to_expire_on_top(run, put):
    put(
        "f.yml",
        YAML + "  - text: b\n    evidence: c\n  - text: d\n    evidence: e\n    expires: 2025-01-01\n",
    )
    result = run("accepted", "list", "f.yml", "--today", "2026-01-14")
    assert result.exit_code == 0
    lines = [line for line in result.output.splitlines() if line.startswith("f.yml")]
    assert lines == [
        "f.yml:10  EXPIRED on 2025-01-01",
        "f.yml:2  current until 2026-01-15 (1 day)",
        "f.yml:8  current, without end",
    ]
    assert result.output.endswith("3 accepted claims, 1 expired.\n")


# --- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Reduces plaque, by 20 %!", "“reduces  Plaque by 20%”", True),
        ("it’s fast-acting", "It's fast acting", True),
        ("5 µg", "5 mg", False),
        ("risk < 5 %", "risk > 5 %", False),
        ("1.5 mg", "15 mg", False),
        ("20%", "20", False),
        ("cafe\u0301", "CAFÉ", True),
    ],
)
def test_what_counts_as_the_same_words(one, other, same):
    assert (words_of(one) == words_of(other)) is same


@given(
    st.lists(st.sampled_from(["a", "b", "ab", "7", "%"]), max_size=8), st.integers(0, 7), st.integers(1, 4)
)
def test_a_stretch_of_words_is_found_where_it_stands(words, low, size):
    text = ", ".join(words)
    document = read_text(f"Title here\n\n{text}.\n", "a", "text")
    wording = tuple(words[low : low + size])
    if wording:
        found = list(places(document, [(wording, "x")]))
        assert all(words_of(document.text[p.start : p.end]) == wording for p in found)
        assert found and holds(words_of(text), wording)


def test_a_wording_crosses_sentences_but_not_blocks():
    document = read_text("# T\n\nIt works. It lasts.\n\nIt helps.\n", "a", "markdown")
    assert len(list(places(document, [(words_of("it works it lasts"), 1)]))) == 1
    assert not list(places(document, [(words_of("it lasts it helps"), 1)]))


def test_acceptances_know_their_state():
    one = Acceptance("x", "y", "f:1", expires=date(2026, 1, 15))
    assert one.state(date(2026, 1, 15)) == "current" and one.state(date(2026, 1, 16)) == "expired"


def test_the_schema_for_editors_takes_what_is_read(run, put):
    import jsonschema

    schema = json.loads(run("schema", "accepted").output)
    jsonschema.Draft7Validator.check_schema(schema)
    entry = {"text": "x", "evidence": "y", "paths": ["*.md"], "expires": "2026-01-31"}
    jsonschema.Draft7Validator(schema).validate({"accepted": [entry]})
    assert not jsonschema.Draft7Validator(schema).is_valid({"accepted": [{"text": "x"}]})


def test_errors_carry_a_code(tmp_path):
    with pytest.raises(UsageError) as caught:
        accepted_claims(tmp_path / "gone.yml")
    assert caught.value.code == "bad-accepted"


def test_the_guide_shows_files_that_can_be_used(tmp_path):
    text = (ROOT / "docs" / "suppressing.md").read_text(encoding="utf-8")
    for name, fence in (("a.yml", "yaml"), ("a.toml", "toml")):
        blocks = [part.partition("```")[0] for part in text.split(f"```{fence}\n")[1:]]
        accepted = [block for block in blocks if "evidence" in block and "disable" not in block]
        assert accepted
        for block in accepted:
            (tmp_path / name).write_text(block, encoding="utf-8")
            assert accepted_claims(tmp_path / name)
