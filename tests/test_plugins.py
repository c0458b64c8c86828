"""Plugins: the example package installed by pip, and what is said of broken ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import jsonschema
import pytest

from claimlint.checks import CHECKS
from claimlint.errors import PluginError
from claimlint.linter import check_text
from claimlint.plugins import kinds, packs, versions
from claimlint.plugins.foreign_kind import TAKEN
from claimlint.reports.json_report import as_dict, schema
from claimlint.rule_schema import RULE_SCHEMA
from claimlint.rulebase import bundled_rules, load_rules
from tests.conftest import ROOT
from tests.plugin_site import distribution, installed
from tests.test_rulebase import GOOD

EXAMPLE = ROOT / "tests" / "example_plugin"
TEETH = "Teeth\n\nGet whiter teeth overnight with 35% hydrogen peroxide.\n"
OURS = ["claims/white-overnight", "safety/strong-bleach"]
CHECK = "[claimlint.checks]\nodd = odd_check\n"
#: A module of a check that finds the word "odd"; BODY is how.
MODULE = '''"""Finds odd words."""
from claimlint.finding import Hit
OPTIONS = {"words": {"type": "array", "items": {"type": "string"}}}
REQUIRED = ("words",)
def build(options, nlp):
    BUILD
    def check(analysis):
        at = analysis.document.text.find("magic beans")
        if at >= 0:
            BODY
    return check
'''
FINDS = "yield Hit(at, at + 11)"
ODD = GOOD.replace('check: phrases\nphrases: ["magic beans"]', "check: odd\nwords: [beans]")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plugin as pip installs it."""
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    done = subprocess.run([*command, "-t", str(folder), str(EXAMPLE)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def dental(site: Path) -> Iterator[Path]:
    with installed(site):
        yield site


@pytest.fixture
def plugin(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Install a plugin: its entry points, and files by path."""
    with ExitStack() as stack:

        def put(points: str, files: dict[str, str] | None = None, name: str = "odd-plugin") -> None:
            distribution(tmp_path / name, name, points, files or {})
            stack.enter_context(installed(tmp_path / name))

        yield put


def odd(build: str = "pass", body: str = FINDS, module: str = MODULE) -> dict[str, str]:
    return {"odd_check.py": module.replace("BUILD", build).replace("BODY", body)}


# --- the example ----------------------------------------------------------------------------------------


def test_rules_of_a_plugin_run_beside_the_bundled_ones(dental, run, put):
    put("a.txt", TEETH)
    result = run("check", "a.txt", "--format", "json")
    report = json.loads(result.stdout)
    assert set(OURS) <= set(report["summary"]["by_rule"])
    assert report["tool"]["plugins"] == {"claimlint-dental": "1.2"} == versions()
    jsonschema.validate(report, schema())
    strong = next(f for f in report["files"][0]["findings"] if f["rule"] == OURS[1])
    assert strong["excerpt"] == "35% hydrogen peroxide" and strong["data"] == {"percent": "35", "limit": 6}
    assert run("check", "a.txt", "--select", "claims/white-overnight").exit_code == 1
    assert {f.rule for f in check_text(TEETH).findings} >= set(OURS)


def test_its_examples_are_tested(dental, run, site):
    result = run("rules", "test", str(site / "claimlint_dental" / "rules"))
    assert result.exit_code == 0 and "10 examples of 2 rules: 0 failed." in result.output


def test_the_list_says_where_a_rule_comes_from(dental, run):
    lines = run("rules", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines if line.endswith("[claimlint-dental 1.2]")] == OURS
    assert "since 1.2, in claimlint-dental 1.2" in run("explain", "strong-bleach").output


def test_editors_know_the_keys_of_its_check(dental, run):
    known = json.loads(run("schema", "rule").stdout)
    assert "bleach_strength" in known["properties"]["check"]["enum"]
    assert any("bleaches" in branch["then"]["properties"] for branch in known["allOf"])


def test_a_starter_is_missed_in_plain_words(dental, run):
    result = run("rules", "new", "safety/mine", "--check", "bleach_strength")
    assert result.exit_code == 2 and "comes with claimlint-dental 1.2" in result.output


def test_pages_are_written_of_its_rules_only_when_they_are_named(dental, run, site, tmp_path):
    assert (
        run("rules", "docs", "--rules-dir", str(site / "claimlint_dental/rules"), "--dir", "out").exit_code
        == 0
    )
    pages = {path.stem for path in (tmp_path / "out").rglob("*.md")} - {"README"}
    assert pages == {"white-overnight", "strong-bleach"}


def test_a_folder_of_the_plugin_may_be_named_while_it_is_installed(dental, site):
    assert load_rules(packs=[site / "claimlint_dental" / "rules"]) == load_rules()


def test_without_plugins_there_is_nothing(tmp_path):
    with installed(tmp_path):
        assert packs() == () and kinds() == CHECKS and load_rules() is bundled_rules()
        assert "plugins" not in as_dict(check_text("Ear wax is normal."))["tool"]


def test_what_a_plugin_may_not_call_its_keys_is_all_that_rules_have():
    assert set(RULE_SCHEMA["properties"]) <= TAKEN


def test_kinds_may_be_given_whole_and_folders_by_path(plugin):
    module = (
        odd()["odd_check.py"] + "from claimlint.checks import Kind\nkind = Kind(build, OPTIONS, ('words',))\n"
    )
    module += "import pathlib\nrules = pathlib.Path(__file__).parent / 'some-rules'\n"
    points = "[claimlint.checks]\nodd = odd_check:kind\n[claimlint.rules]\nodd = odd_check:rules\n"
    plugin(points, {"odd_check.py": module, "some-rules/language/test-rule.yml": ODD})
    (finding,) = [f for f in check_text("Eat magic beans now.").findings if f.rule == "language/test-rule"]
    assert finding.excerpt == "magic beans"
    assert kinds()["odd"].about == "Finds odd words."


def test_the_order_is_that_of_names(plugin):
    for name in ("b-plugin", "a-plugin"):
        files = {f"{name[0]}_rules/language/{name}.yml": GOOD.replace("test-rule", name)}
        plugin(f"[claimlint.rules]\nx = {name[0]}_rules\n", files, name)
    assert [pack.origin for pack in packs()] == ["a-plugin 1.0", "b-plugin 1.0"]


# --- broken ones -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "files", "said"),
    [
        ("[claimlint.rules]\nx = nowhere.rules\n", {}, "No module named 'nowhere'"),
        ("[claimlint.rules]\nx = nowhere\n", {}, "there is no package “nowhere”"),
        ("[claimlint.rules]\nx = odd_check\n", odd(), "a package is meant"),
        ("[claimlint.rules]\nx = odd_check:build\n", odd(), "no path of a folder but function"),
        ("[claimlint.rules]\nx = odd_rules\n", {"odd_rules/__init__.py": ""}, "No rule files here"),
        ("[claimlint.rules]\nx = odd_rules\n", {"odd_rules/x.yml": "id: 1\n"}, "x.yml:1"),
        ("[claimlint.rules]\nx = odd rules\n", {}, "there is no package"),
        ("[claimlint.checks]\nnonsense\n", {}, "entry_points.txt cannot be read"),
        ("[claimlint.checks]\nodd = nowhere\n", {}, "ModuleNotFoundError"),
        ("[claimlint.checks]\nodd = !\n", {}, "cannot be used"),
        ("[claimlint.checks]\nOdd-One = odd_check\n", odd(), "small letters"),
        (CHECK, {"odd_check.py": "1/0\n"}, "ZeroDivisionError: division by zero"),
        (CHECK, {"odd_check.py": "def ("}, "SyntaxError"),
        (CHECK, {"odd_check.py": "raise SystemExit(3)\n"}, "SystemExit: 3"),
        (CHECK, {"odd_check.py": "OPTIONS = {}\n"}, "has no build"),
        (CHECK, {"odd_check.py": "OPTIONS = {}\nbuild = 3\n"}, "build is no function"),
        (CHECK, odd(module=MODULE.replace('("words",)', '("wrods",)')), "“wrods” is not among"),
        (CHECK, odd(module=MODULE.replace('("words",)', '"words"')), "required is no list"),
        (CHECK, odd(module=MODULE.replace('{"words"', '{"message"')), "one that every rule has"),
        (CHECK, odd(module=MODULE.replace('"array"', '"arry"')), "JSON Schema of “words”"),
        ("[claimlint.checks]\nodd = odd_check:OPTIONS\n", odd(), "nor a Kind but dict"),
        ("[claimlint.checks]\nphrases = odd_check\n", odd(), "“phrases” is there already; it is claimlint’s"),
        (
            "[claimlint.rules]\nx = odd_rules\n",
            {"odd_rules/x.yml": GOOD.replace("language/test-rule", "claims/cure-claim") + "references: [{name: x}]\n"},
            "“claims/cure-claim” is taken",
        ),
    ],
)  # fmt: skip
def test_a_broken_plugin_is_named_and_the_exit_code_is_2(plugin, run, put, points, files, said):
    plugin(points, files)
    put("a.txt", "Ear wax is normal.")
    # Bundled rules are read already here, which needs all kinds of check; ``rules test`` and ``check`` build them.
    for command in (["rules", "test"], ["check", "a.txt"]):
        result = run(*command)
        assert result.exit_code == 2
        assert "odd-plugin 1.0" in result.output and said in result.output, result.output


def test_a_broken_check_is_named_by_every_command_that_reads_rules(tmp_path):
    distribution(tmp_path, "odd-plugin", CHECK, {"odd_check.py": "1/0\n"})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    command = [sys.executable, "-m", "claimlint", "rules", "list"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 2 and not done.stdout
    assert done.stderr.startswith("claimlint: odd-plugin 1.0: The entry point “odd = odd_check”")
    for light in ("--version", "--help"):
        assert not subprocess.run([*command[:3], light], env=environment, capture_output=True).returncode


def test_two_plugins_with_the_same_check_or_rule(plugin):
    plugin(CHECK, odd(), "a-plugin")
    plugin(CHECK, odd(), "b-plugin")
    with pytest.raises(PluginError, match=r"a-plugin 1\.0’s") as caught:
        kinds()
    assert caught.value.where == "b-plugin 1.0"


@pytest.mark.parametrize(
    ("build", "body", "said"),
    [
        ("return 3", FINDS, "build returns no function but int"),
        ("1/0", FINDS, "cannot be built: ZeroDivisionError"),
        ("raise ValueError('no such word')", FINDS, "cannot use words: no such word"),
        ("pass", "1/0; yield", "failed on a.txt: ZeroDivisionError: division by zero (odd_check.py:10)"),
        ("pass", "yield 3", "yields no Hit but int"),
        ("pass", "yield Hit(at, at)", "is empty"),
        ("pass", "yield Hit(-3, at)", "not inside a text"),
        ("pass", "yield Hit(at, 10**6)", "not inside a text"),
        ("pass", "yield Hit(at, at + 5, {'x': object()})", "no plain data"),
        ("pass", "yield Hit(at, at + 5, severity='fatal')", "no severity"),
    ],
)
def test_a_check_that_fails_is_named_and_the_exit_code_is_2(plugin, run, put, build, body, said):
    files = {**odd(build, body), "odd_rules/language/test-rule.yml": ODD}
    plugin(CHECK + "[claimlint.rules]\nx = odd_rules\n", files)
    put("a.txt", "Eat magic beans now.")
    put("b.txt", "Wax is normal and keeps ears clean.")
    result = run("check", "a.txt", "b.txt", "--select", "language/test-rule")
    assert result.exit_code == 2, result.output
    assert "odd-plugin 1.0" in result.output
    assert said in " ".join(result.output.replace("│", "").split()), result.output


def test_a_file_on_which_a_check_fails_does_not_keep_others_from_being_checked(plugin, run, put):
    files = {**odd(body="1/0; yield"), "odd_rules/language/test-rule.yml": ODD}
    plugin(CHECK + "[claimlint.rules]\nx = odd_rules\n", files)
    put("a.txt", "Eat magic beans now.")
    put("b.txt", "Balm\n\nIt is 100% safe.")
    streamed = run("check", "-", stdin=b"Eat magic beans now.")
    assert streamed.exit_code == 2 and "odd-plugin 1.0: The check" in streamed.output
    report = json.loads(run("check", "a.txt", "b.txt", "--format", "json").stdout)
    assert [file["status"] for file in report["files"]] == ["error", "ok"]
    assert report["files"][0]["error"]["code"] == "broken-plugin"
    assert report["summary"]["by_rule"]["claims/absolute-safety"] == 1
