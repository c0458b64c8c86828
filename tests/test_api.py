"""The Python API: what ``claimlint`` hands out, files by their configurations, and the pages about it."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import claimlint
import claimlint.spacy_component  # what an entry point does where claimlint is installed
from claimlint import ClaimlintError, Settings, check_paths, check_text, load_settings, render, to_json
from claimlint.errors import UsageError
from claimlint.rulebase import choose, load_rules
from tests.conftest import ROOT
from tests.test_floors import HEAVY

CLAIM = "# Gout\n\nGarlic cures gout.\n"
BLOCK = re.compile(r"^```pycon\n(.*?)^```", re.DOTALL | re.MULTILINE)
FROM = re.compile(r"<!-- from: (?P<path>\S+) -->\n```\w+\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)


# --- the package ----------------------------------------------------------------------------------------


def test_importing_costs_nothing():
    code = (
        "import sys; before = set(sys.modules); import claimlint; claimlint.__version__; dir(claimlint)\n"
        "print([name for name in set(sys.modules) - before if name.startswith('claimlint.')])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["[]", "[]"], done.stderr


def test_every_name_is_there_and_no_other():
    for name in claimlint.__all__:
        assert getattr(claimlint, name) is not None and name in dir(claimlint)
    with pytest.raises(AttributeError, match="check_texts"):
        _ = claimlint.check_texts  # type: ignore[attr-defined]


def test_type_checkers_see_the_names(tmp_path):
    code = (
        "from claimlint import Finding, Report, check_paths, check_text, load_rules, load_settings\n"
        "report: Report = check_text('x', settings=load_settings(select=['claims']))\n"
        "found: list[Finding] = check_paths('x').findings\n"
        "names: list[str] = [rule.id for rule in load_rules()]\n"
        "load_settings(selekt=[])\n"
    )
    (tmp_path / "user.py").write_text(code)
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent"]
    done = subprocess.run([*command, str(tmp_path / "user.py")], cwd=ROOT, capture_output=True, text=True)
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert len(errors) == 1 and "user.py:5: error" in errors[0] and "selekt" in errors[0], done.stdout


def test_the_marker_for_type_checkers_is_there():
    assert (ROOT / "claimlint" / "py.typed").is_file()


# --- files ----------------------------------------------------------------------------------------------


@pytest.fixture
def house(put, run) -> None:
    put(
        "claimlint.toml",
        'select = ["claims"]\n[[overrides]]\npaths = ["drafts/"]\nseverity = { "claims/cure-claim" = "info" }\n',
    )
    put("a.md", CLAIM)
    put("drafts/b.md", CLAIM)
    put(".claimlintignore", "old/\n")
    put("old/c.md", CLAIM)  # fmt: skip


def test_the_report_is_that_of_the_command_line(house, run):
    assert to_json(check_paths(".")) == run("check", ".", "--format", "json").stdout
    assert to_json(check_paths(Path("drafts"), config=False)) == (
        run("check", "drafts", "--format", "json", "--no-config").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "severities"),
    [
        ({}, ["error", "info"]),
        ({"config": False}, ["error", "error"]),
        ({"config": "other.toml"}, ["warning", "warning"]),
    ],
)
def test_which_configurations_count(house, put, arguments, severities):
    put("other.toml", 'severity = { "claims/cure-claim" = "warning" }\n')
    report = check_paths(["drafts", "a.md"], **arguments)
    assert [file.path for file in report.files] == ["a.md", "drafts/b.md"]
    cures = [f.severity for f in report.findings if f.rule == "claims/cure-claim"]
    assert cures == severities


def test_settings_hold_for_every_file_instead(house):
    settings = Settings(choose(load_rules(), ["claims/cure-claim"]))
    assert [f.severity for f in check_paths(["drafts", "a.md"], settings).findings] == ["error", "error"]
    with pytest.raises(UsageError, match="exclude each other"):
        check_paths("a.md", settings, config="claimlint.toml")


def test_a_baseline_of_the_configuration_marks_what_it_knows(house, put, run):
    assert run("baseline", "a.md", "--output", "known.json").exit_code == 0
    put("claimlint.toml", 'select = ["claims"]\nbaseline = "known.json"\n')
    report = check_paths(["a.md", "drafts"])
    assert [f.suppressed for file in report.files for f in file.findings] == ["baseline", None]


def test_nothing_named_is_nothing_checked():
    assert check_paths([], config=False).files == ()


# --- settings and reports ------------------------------------------------------------------------------


def test_what_is_said_wins_over_configurations(house):
    settings = load_settings("drafts/b.md")
    assert settings.house.severities == {"claims/cure-claim": "info"}
    assert load_settings("drafts/b.md", config=False).house.severities == {}
    mine = load_settings("drafts/b.md", severity={"claims": "error", "claims/cure-claim": "warning"})
    assert mine.house.severities["claims/cure-claim"] == "warning"
    assert {rule.family for rule in mine.rules} == {"claims"}
    assert {rule.family for rule in load_settings(select=["garble"], ignore=["garble/g*"]).rules} == {
        "garble"
    }


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"select": ["clams"]}, "Did you mean “claims”?"),
        ({"select": "claims"}, "“claims” is no valid select"),
        ({"profile": "eu-foods"}, "Did you mean “eu-food”?"),
        ({"severity": {"claims": "bad"}}, "“bad” is no valid severity"),
        ({"max_bytes": 0}, "“0” is no valid max_bytes"),
        ({"rules_dir": ["nowhere"]}, "No such file"),
        ({"select": ["claims"], "ignore": ["claims"]}, "leaves no rule"),
    ],
)
def test_settings_that_cannot_be_used(keys, said):
    with pytest.raises(ClaimlintError, match=re.escape(said)):
        load_settings(config=False, **keys)


@pytest.mark.parametrize("name", ["selekt", "fail_on", "rules-dir"])
def test_a_key_that_there_is_not(name):
    with pytest.raises(TypeError, match=name):
        load_settings(**{name: ["x"]})


def test_an_unknown_format_is_named():
    with pytest.raises(UsageError, match="Did you mean “sarif”"):
        render(check_text("Wax is normal."), "sarf")


# --- the pages ------------------------------------------------------------------------------------------


def test_the_examples_of_the_page_do_what_they_show(run):
    text = (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8")
    code = "\n".join(BLOCK.findall(text))
    test = doctest.DocTestParser().get_doctest(code, {}, "docs/python-api.md", None, 0)
    said: list[str] = []
    assert len(test.examples) > 20
    doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL).run(test, out=said.append)
    assert not said, "".join(said)


def test_the_pieces_on_the_page_about_plugins_stand_in_the_example():
    pieces = list(FROM.finditer((ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")))
    assert len(pieces) == 4
    for piece in pieces:
        whole = (ROOT / "tests" / "example_plugin" / piece["path"]).read_text(encoding="utf-8")
        assert piece["body"] in whole, piece["path"]
