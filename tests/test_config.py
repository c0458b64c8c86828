"""Settings from a file, and every way such a file can be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimlint.config import KEYS, read_config
from claimlint.errors import UsageError

CLAIM = "A new balm\n\nThis balm is 100% safe.\n"
WHOLE = """\
select = ["claims", "safety"]
ignore = ["claims/cure-claim"]
rules-dir = ["my rules"]
profile = "strict"
audience = "patient"
region = "uk"
model = "en_claimlint"
fail-on = "warning"
max-warnings = 3
max-bytes = 1_000
"""


def test_every_key_is_read(tmp_path: Path):
    path = tmp_path / "claimlint.toml"
    path.write_text(WHOLE, encoding="utf-8")
    config = read_config(path)
    assert set(config.values) == set(KEYS)
    assert config.values["rules-dir"] == [str(tmp_path / "my rules")]
    assert (config.values["max-bytes"], config.lines["fail-on"]) == (1000, 8)


def test_a_table_of_pyproject_is_read(tmp_path: Path):
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\nname = "x"\n\n[tool.claimlint]\nfail-on = "never"\n', encoding="utf-8")
    assert read_config(path).values == {"fail-on": "never"}


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('selekt = ["claims"]\n', 1, "Unknown key “selekt”. Did you mean “select”?"),
        ('select = ["claims"]\nfail_on = "error"\n', 2, "Did you mean “fail-on”?"),
        ('fail-on = "eror"\n', 1, "Did you mean “error”?"),
        ('\nselect = "claims"\n', 2, "must be a list of texts"),
        ("max-warnings = -1\n", 1, "whole number of at least 0"),
        ('max-bytes = "5 MB"\n', 1, "whole number of at least 1"),
        ("max-bytes = true\n", 1, "whole number"),
        ("select = [1]\n", 1, "list of texts"),
        ('model = ""\n', 1, "must be a text"),
        ("select = [\n", 2, "Broken TOML"),
        ("fail-on = error\n", 1, "Broken TOML"),
        ("[overrides]\nx = 1\n", 1, "Unknown key “overrides”"),
    ],
)
def test_mistakes_are_named_with_file_and_line(tmp_path: Path, content, line, said):
    path = tmp_path / "claimlint.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_config(path)
    assert (caught.value.code, caught.value.where) == ("bad-config", f"{path}:{line}")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.toml", None, "cannot be read"),
        ("claimlint.toml", b'select = ["\xff"]', "UTF-8"),
        ("pyproject.toml", b"[tool.other]\nx = 1\n", "no table [tool.claimlint]"),
        ("pyproject.toml", b"tool = 1\n", "no table [tool.claimlint]"),
        ("claimlint.toml", b"a = " + b"[" * 5000, "Broken TOML"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_config(path)
    assert caught.value.code == "bad-config" and said in str(caught.value)


def test_the_file_sets_what_the_command_line_does_not(run, put):
    article, config = put("a.txt", CLAIM), put("claimlint.toml", 'fail-on = "never"\nselect = ["claims"]\n')
    assert run("check", article).exit_code == 1
    assert run("check", article, "--config", config).exit_code == 0
    assert run("check", article, "--config", config, "--fail-on", "error").exit_code == 1
    report = json.loads(run("check", article, "--config", config, "--format", "json").stdout)
    assert {rule["id"].partition("/")[0] for rule in report["rules"]} == {"claims"}


def test_a_bad_file_gives_exit_code_2_and_no_report(run, put):
    article = put("a.txt", CLAIM)
    result = run("check", article, "--config", put("claimlint.toml", 'ignore = ["claims/cure-clam"]\n'))
    assert result.exit_code == 2
    assert "claimlint.toml:1" in result.output and "Did you mean “claims/cure-claim”?" in result.output
    assert run("check", article, "--config", "gone.toml").exit_code == 2


def test_the_limit_on_size_holds(run, put):
    config = put("claimlint.toml", "max-bytes = 10\n")
    result = run("check", put("a.txt", CLAIM), "--config", config)
    assert result.exit_code == 2 and "limit of 10" in result.output
