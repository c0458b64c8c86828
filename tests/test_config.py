"""Settings from a file, and every way such a file can be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.config import KEYS, read_config
from claimlint.config.keys import OVERRIDE_KEYS, SETTINGS
from claimlint.config.schema import config_schema, rendered
from claimlint.config.tomlfile import read_toml
from claimlint.errors import UsageError
from claimlint.handbook.settings import keys_table
from tests.conftest import ROOT

WHOLE = "\n".join(f"{name} = {key.example}" for name, key in KEYS.items())


def write(folder: Path, text: str, name: str = "claimlint.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read_as_its_example_shows(tmp_path: Path):
    config = read_config(write(tmp_path, WHOLE))
    assert set(config.values) == set(KEYS)
    assert config.beside("my rules") == str(tmp_path / "my rules")
    assert config.where("fail-on") == f"{tmp_path}/claimlint.toml:{list(KEYS).index('fail-on') + 1}"


def test_the_schema_for_editors_is_fresh_and_takes_every_example(tmp_path: Path):
    shipped = (ROOT / "claimlint" / "config.schema.json").read_text(encoding="utf-8")
    assert shipped == rendered(), "Run “claimlint schema config > claimlint/config.schema.json”."
    data = read_toml(write(tmp_path, WHOLE), "x")[0]
    jsonschema.Draft7Validator.check_schema(config_schema())
    jsonschema.validate(data, config_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"overrides": [{"paths": ["a"], "exclude": ["b"]}]}, config_schema())
    assert all(key.about.endswith(".") for key in KEYS.values())


def test_the_table_of_keys_is_fresh(request):
    path = ROOT / "docs" / "configuration.md"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("<!-- made: keys -->")
    fresh = f"{head}<!-- made: keys -->\n{keys_table()}\n<!-- /made -->{rest.partition('<!-- /made -->')[2]}"
    if request.config.getoption("--update-snapshots"):
        path.write_text(fresh, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == fresh


def test_a_table_of_pyproject_is_read_with_its_own_lines(tmp_path: Path):
    text = '[tool.ruff]\nselect = ["E"]\n\n[tool.claimlint]\nselect = ["claims"]\n'
    config = read_config(write(tmp_path, text, "pyproject.toml"))
    assert config.values == {"select": ["claims"]}
    assert config.where("select", 0).endswith("pyproject.toml:5")


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('selekt = ["claims"]\n', 1, "Unknown key “selekt”. Did you mean “select”?"),
        ('select = ["claims"]\nfail_on = "error"\n', 2, "Did you mean “fail-on”?"),
        ('fail-on = "eror"\n', 1, "“eror” is no valid fail-on. Did you mean “error”?"),
        ('\nselect = "claims"\n', 2, "must be a list of texts"),
        ("max-warnings = -1\n", 1, "whole number of at least 0"),
        ('max-bytes = "5 MB"\n', 1, "whole number of at least 1"),
        ("max-bytes = true\n", 1, "whole number"),
        ("max-bytes = 10.0\n", 1, "whole number"),
        ('select = [\n  "claims",\n  1,\n]\n', 3, "list of texts"),
        ('model = ""\n', 1, "must be a text"),
        ('excerpt = "yes"\n', 1, "excerpt must be true or false"),
        ("select = [\n", 2, "Broken TOML"),
        ("fail-on = error\n", 1, "Broken TOML"),
        ("# x\nrules-version = 0.1\n", 2, 'For example: rules-version = "0.1"'),
        ('rules-version = "latest"\n', 1, "“latest” is no version"),
        ('severity = "off"\n', 1, "table of rules with their severities"),
        ('[severity]\n"claims" = "off"\n"claims/cure-claim" = "of"\n', 3, "Did you mean “off”?"),
        ("[overrides]\nx = 1\n", 1, "overrides must be a list of tables"),
        ("[[overrides]]\nignore = []\n", 1, "a table with paths"),
        ('[[overrides]]\npaths = "drafts"\n', 2, "paths must be a list of texts"),
        (
            '[[overrides]]\npaths = ["a"]\n\n[[overrides]]\npaths = ["b"]\nfail-onn = "info"\n',
            6,
            "Did you mean “fail-on”?",
        ),
        ('[[overrides]]\npaths = ["a"]\nexclude = ["b"]\n', 3, "exclude cannot stand in overrides"),
        ('[[overrides]]\npaths = ["a"]\n[overrides.severity]\nclaims = "x"\n', 4, "no valid severity.claims"),
    ],
)
def test_mistakes_are_named_with_file_and_line(tmp_path: Path, content, line, said):
    path = write(tmp_path, content)
    with pytest.raises(UsageError) as caught:
        read_config(path)
    assert (caught.value.code, caught.value.where) == ("bad-config", f"{path}:{line}")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.toml", None, "cannot be read"),
        ("claimlint.toml", b'\nselect = ["\xff"]', "claimlint.toml:2: The configuration is not UTF-8"),
        ("pyproject.toml", b"[tool.other]\nx = 1\n", "no table [tool.claimlint]"),
        ("pyproject.toml", b"tool = 1\n", "no table [tool.claimlint]"),
        ("claimlint.toml", b"a = " + b"[" * 5000, "Broken TOML"),
        ("claimlint.toml", b"#" * 1_000_001, "larger than"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_config(path)
    assert caught.value.code == "bad-config" and said in str(caught.value)


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=12)


@given(st.dictionaries(_TEXTS, st.lists(_TEXTS, max_size=3), max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_the_line_of_every_key_and_entry_is_known_whatever_they_hold(tmp_path_factory, table, end):
    """Texts may hold brackets, quotes, equals signs and line ends; each key and entry stands in a line of its own."""
    rows = ["# a = [ comment", "[a.'b c']"]
    wanted = {}
    for key, entries in table.items():
        rows.append(f"{json.dumps(key, ensure_ascii=False)} = [  # {json.dumps(key, ensure_ascii=False)}")
        wanted["a", "b c", key] = len(rows)
        for number, entry in enumerate(entries):
            rows.append(f"  {json.dumps(entry, ensure_ascii=False)},")
            wanted["a", "b c", key, number] = len(rows)
        rows.append("]")
    path = tmp_path_factory.mktemp("toml") / "x.toml"
    path.write_bytes(end.join(rows).encode())
    data, lines = read_toml(path, "x.toml")
    assert data == {"a": {"b c": table}}
    assert {place: line for place, line in lines.items() if len(place) > 2} == wanted


def test_what_may_stand_in_overrides_is_a_setting():
    assert set(OVERRIDE_KEYS) - {"paths"} < set(SETTINGS)


def test_a_bad_file_gives_exit_code_2_and_no_report(run, put):
    article = put("a.txt", "A new balm\n\nThis balm is 100% safe.\n")
    put("claimlint.toml", 'fail-on = "never"\nignore = [\n  "claims/cure-clam",\n]\n')
    result = run("check", article)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "claimlint.toml:3" in result.stderr and "Did you mean “claims/cure-claim”?" in result.stderr
    assert run("check", article, "--config", "gone.toml").exit_code == 2
    assert run("check", article, "--config", "claimlint.toml", "--no-config").exit_code == 2
    assert run("check", article, "--no-config", "--select", "claims").exit_code == 1


@pytest.mark.parametrize("below", [True, False])
@pytest.mark.parametrize(
    ("key", "value"), [("rules-dir", '["nope"]'), ("accepted", '["nope.yml"]'), ("baseline", '"nope.json"')]
)
def test_what_is_not_there_is_told_at_the_line_that_names_it(
    run, put, tmp_path, monkeypatch, key, value, below
):
    put("a.txt", "Bread is baked.\n")
    put("c/x.toml", f"\n\n{key} = {value}\n")
    other = tmp_path / "c/other"
    other.mkdir()
    config, article = str(tmp_path / "c/x.toml"), str(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path if below else other)
    where = "c/x.toml:3: " if below else f"{config}:3: "
    for command in (["check", article], ["explain", f"{article}:1"], ["fix", article]):
        result = run(*command, "--config", config)
        assert result.exit_code == 2 and f"claimlint: {where}{key}: There is no" in result.output
        assert "take" in result.output and "out." in result.output
