"""Which settings hold for a file: found from it upward, merged, the same from any working directory."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claimlint.cli import main
from claimlint.config import Configs, Effective, Entry
from claimlint.config.keys import SETTINGS
from claimlint.config.merged import merged
from claimlint.errors import UsageError

CLAIM = "# A new balm\n\nThis balm is 100% safe.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the test is the home folder, so that nothing above it counts."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def of(path: str, **how) -> Effective:
    return Configs(**how).of(Path(path))


def test_settings_are_found_from_the_file_upward_and_merged_outermost_first(home, put):
    put("claimlint.toml", 'fail-on = "info"\nregion = "uk"\nselect = ["claims"]\nignore = ["claims/a"]\n')
    put("x/pyproject.toml", '[tool.claimlint]\nselect = ["safety"]\nignore = ["safety/b"]\n')
    put("x/y/.claimlint.toml", 'fail-on = "never"\n')
    put("x/y/z/pyproject.toml", '[project]\nname = "about something else than claimlint"\n')
    effective = of("x/y/z/a.md")
    assert effective.files == ("claimlint.toml", "x/pyproject.toml", "x/y/.claimlint.toml")
    assert (effective["fail-on"], effective.origin("fail-on")) == ("never", "x/y/.claimlint.toml:1")
    assert (effective["region"], effective["select"]) == ("uk", ("safety",))
    assert effective["ignore"] == ("claims/a", "safety/b")
    assert [entry.origin for entry in effective.entries["ignore"]] == [
        "claimlint.toml:4",
        "x/pyproject.toml:3",
    ]
    assert effective.origin("max-bytes") == "default" and effective["max-bytes"] == 5_000_000


def test_a_folder_asks_for_its_own_files(home, put):
    put("x/claimlint.toml", 'region = "au"\n')
    assert (of("x")["region"], of(".")["region"], of("x/new.md")["region"]) == ("au", None, "au")


@pytest.mark.parametrize("end", ["root", ".git", ".git file", "home"])
def test_where_the_search_ends(home, put, monkeypatch, end):
    put("claimlint.toml", 'region = "us"\n')
    put("x/claimlint.toml", "root = true\n" if end == "root" else 'audience = "patient"\n')
    if end == ".git":
        (home / "x/.git").mkdir()
    if end == ".git file":
        put("x/.git", "gitdir: elsewhere\n")
    if end == "home":
        monkeypatch.setenv("HOME", str(home / "x"))
    assert of("x/y/a.md").files == ("x/claimlint.toml",)


def test_two_configurations_in_a_folder_are_an_error(home, put):
    put("x/claimlint.toml", "")
    put("x/pyproject.toml", "[tool.claimlint]\n")
    with pytest.raises(UsageError, match=r"x: claimlint.toml and pyproject.toml both hold settings"):
        of("x/a.md")


def test_a_broken_pyproject_counts_only_if_it_speaks_of_claimlint(home, put):
    put("pyproject.toml", "[[[\n")
    assert of("a.md").files == ()
    put("pyproject.toml", "[[[ claimlint\n")
    with pytest.raises(UsageError, match=r"pyproject.toml:1: Broken TOML"):
        of("a.md")


def test_the_real_place_of_a_linked_file_counts(home, put):
    put("real/claimlint.toml", 'region = "eu"\n')
    put("real/a.md", CLAIM)
    (home / "links").mkdir()
    (home / "links/a.md").symlink_to(home / "real/a.md")
    assert of("links/a.md")["region"] == "eu"


# --- extends ---------------------------------------------------------------------------------------


def test_a_file_stands_above_those_it_extends_and_a_later_one_above_an_earlier(home, put):
    put("shared/base.toml", 'fail-on = "info"\nregion = "us"\nignore = ["claims/a"]\nrules-dir = ["rules"]\n')
    put("shared/uk.toml", 'extends = ["base.toml"]\nregion = "uk"\nroot = true\n')
    put("shared/late.toml", 'audience = "patient"\n')
    put("x/claimlint.toml", 'extends = ["../shared/uk.toml", "../shared/late.toml"]\nfail-on = "never"\n')
    put("claimlint.toml", 'profile = "strict"\n')
    effective = of("x/a.md")
    got = {key: effective[key] for key in ("fail-on", "region", "audience", "profile")}
    assert got == {"fail-on": "never", "region": "uk", "audience": "patient", "profile": "strict"}
    assert effective["rules-dir"] == (str(home / "shared/rules"),)
    names = ("base", "uk", "late")
    assert effective.files == (
        "claimlint.toml",
        *(f"shared/{name}.toml" for name in names),
        "x/claimlint.toml",
    )


@pytest.mark.parametrize(
    ("one", "two", "where"),
    [
        ('extends = ["claimlint.toml"]', "", "claimlint.toml:1: extends"),
        (
            'extends = [\n  "two.toml",\n]',
            'extends = ["claimlint.toml"]',
            "two.toml:1: “claimlint.toml” builds on",
        ),
        ('extends = [\n  "gone.toml",\n]', "", "claimlint.toml:2: extends: there is no file “gone.toml”"),
        ('extends = ["two.toml"]', "selekt = []", "two.toml:1: Unknown key"),
    ],
)
def test_rings_and_gaps_are_errors_at_their_line(home, put, one, two, where):
    put("claimlint.toml", one)
    put("two.toml", two)
    with pytest.raises(UsageError) as caught:
        of("a.md")
    assert where.partition(":")[0] in str(caught.value) and where.rpartition("extends")[2] in str(
        caught.value
    )


# --- overrides -------------------------------------------------------------------------------------

OVERRIDES = """\
fail-on = "error"
[[overrides]]
paths = ["drafts/", "!drafts/final.md"]
fail-on = "never"
ignore = ["claims/a"]
[[overrides]]
paths = ["*.html"]
fail-on = "info"
"""


@pytest.mark.parametrize(
    ("path", "fail_on", "ignored"),
    [
        ("a.md", "error", ()),
        ("drafts/a.md", "never", ("claims/a",)),
        ("drafts/deep/a.md", "never", ("claims/a",)),
        ("drafts/final.md", "error", ()),
        ("drafts/a.html", "info", ("claims/a",)),
        ("x/drafts/a.md", "never", ("claims/a",)),
    ],
)
@pytest.mark.parametrize("shared", [False, True])
def test_overrides_count_from_the_folder_of_the_configuration_that_was_found(
    home, put, path, fail_on, ignored, shared
):
    put("elsewhere/shared.toml" if shared else "site/claimlint.toml", OVERRIDES)
    if shared:
        put("site/claimlint.toml", 'extends = ["../elsewhere/shared.toml"]\n')
    effective = of(f"site/{path}")
    assert (effective["fail-on"], effective["ignore"]) == (fail_on, ignored)


def test_a_nearer_configuration_stands_above_overrides_further_out(home, put):
    put("claimlint.toml", OVERRIDES)
    put("drafts/claimlint.toml", 'fail-on = "warning"\n')
    assert of("drafts/a.md")["fail-on"] == "warning"


def test_a_pattern_that_is_none_is_an_error_at_its_line(home, put):
    put("claimlint.toml", '[[overrides]]\npaths = [\n  "a",\n  "!",\n]\n')
    with pytest.raises(UsageError, match=r"claimlint.toml:4: “!” is no pattern"):
        of("a.md")


# --- one configuration, none, the command line -----------------------------------------------------


def test_only_one_or_none(home, put):
    put("claimlint.toml", 'fail-on = "info"\nregion = "us"\n')
    put("ci/strict.toml", 'fail-on = "never"\n[[overrides]]\npaths = ["drafts/"]\nfail-on = "info"\n')
    only = Path("ci/strict.toml")
    assert (of("a.md", only=only)["fail-on"], of("a.md", only=only)["region"]) == ("never", None)
    assert of("ci/drafts/a.md", only=only)["fail-on"] == "info"
    assert of("drafts/a.md", only=only)["fail-on"] == "never"
    assert of("a.md", none=True).entries == {}


def test_the_command_line_stands_above_all(home, put):
    put("claimlint.toml", 'select = ["claims"]\nignore = ["claims/a"]\n')
    said = {"select": [Entry("safety", "command line")], "ignore": [Entry("safety/b", "command line")]}
    effective = of("a.md", command_line=said)
    assert (effective["select"], effective["ignore"]) == (("safety",), ("claims/a", "safety/b"))
    assert effective.entries["select"][0].origin == "command line"


_ENTRIES = st.lists(st.builds(Entry, st.sampled_from("abc"), st.sampled_from("12")), max_size=3)
_LAYERS = st.lists(st.dictionaries(st.sampled_from(["select", "ignore", "accepted"]), _ENTRIES), max_size=5)


@given(_LAYERS)
def test_merging_is_replacing_or_adding_and_nothing_else(layers):
    effective = merged(layers)
    for key in ("select", "ignore", "accepted"):
        said = [layer[key] for layer in layers if key in layer]
        values = [entry.value for layer in said for entry in layer]
        if SETTINGS[key].merge == "add":
            assert set(effective[key]) == set(values)
        else:
            assert list(effective[key]) == ([entry.value for entry in said[-1]] if said else [])


# --- the same from any working directory -----------------------------------------------------------


def test_a_report_is_the_same_from_any_working_directory(home, put, monkeypatch):
    put(
        "site/claimlint.toml",
        'select = ["claims"]\nexclude = ["/old/"]\n[[overrides]]\npaths = ["b.*"]\nprofile = "strict"\n',
    )
    put("site/x/claimlint.toml", '[severity]\n"claims/absolute-safety" = "warning"\n')
    put("site/.claimlintignore", "x/later.md\n")
    for name in ("a.md", "b.md", "x/a.md", "x/later.md", "old/a.md"):
        put(f"site/{name}", CLAIM)
    reports = []
    for here in ("", "site", "site/x"):
        monkeypatch.chdir(home / here)
        site = os.path.relpath(home / "site")
        result = CliRunner().invoke(main, ["check", site, "--format", "json"])
        assert result.exit_code == 1
        report = json.loads(result.stdout)
        for file in report["files"]:
            file["path"] = os.path.relpath(file["path"], site)
        reports.append(json.dumps(report))
    assert len(set(reports)) == 1
    files = {file["path"]: file for file in json.loads(reports[0])["files"]}
    assert {path: [f["severity"] for f in file["findings"]] for path, file in files.items()} == {
        "a.md": ["error"],
        "b.md": ["error"],
        "x/a.md": ["warning"],
    }
    assert files["b.md"]["profile"] == "strict"


def test_standard_input_has_the_settings_of_its_name(home, put):
    put("x/claimlint.toml", 'select = ["claims"]\nfail-on = "never"\n')
    put("claimlint.toml", "max-bytes = 20\n")
    runner = CliRunner()
    assert runner.invoke(main, ["check", "-"], input=CLAIM).exit_code == 2
    put("claimlint.toml", 'select = ["claims"]\n')
    assert runner.invoke(main, ["check", "-"], input=CLAIM).exit_code == 1
    assert runner.invoke(main, ["check", "-", "--stdin-filename", "x/a.md"], input=CLAIM).exit_code == 0


def test_the_file_sets_what_the_command_line_does_not(home, put):
    put("a.txt", CLAIM)
    put("claimlint.toml", 'fail-on = "never"\nselect = ["claims"]\n')
    runner = CliRunner()
    assert runner.invoke(main, ["check", "a.txt"]).exit_code == 0
    assert runner.invoke(main, ["check", "a.txt", "--fail-on", "error"]).exit_code == 1
    report = json.loads(runner.invoke(main, ["check", "a.txt", "--format", "json"]).stdout)
    assert {rule["id"].partition("/")[0] for rule in report["rules"]} == {"claims"}
