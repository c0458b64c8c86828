"""What the documentation shows is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimlint.cli import main
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "rules" / "README.md"]
#: A page that begins so makes its own files: its commands run in an empty folder.
ALONE = "<!-- in an empty folder"
#: ``output: claimlint …`` shows what a command prints, ``file: PATH`` is written, ``edit: PATH`` is a diff to apply.
STEP = re.compile(
    r"(?P<head><!-- (?P<what>output|file|edit): (?P<of>.+?) -->\n```\w+\n)(?P<body>.*?)(?P<foot>^```)",
    re.DOTALL | re.MULTILINE,
)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def printed(command: str) -> str:
    name, *arguments = shlex.split(command)
    assert name == "claimlint"
    result = CliRunner().invoke(main, arguments, prog_name="claimlint")
    assert result.exit_code in (0, 1), result.output
    return result.stdout


def edited(path: Path, diff: str) -> None:
    old = "".join(line[1:] for line in diff.splitlines(keepends=True) if line[0] in " -")
    new = "".join(line[1:] for line in diff.splitlines(keepends=True) if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path} holds this {text.count(old)} times: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def done(step: re.Match[str]) -> str:
    """Do what a block of a page shows, and return the block as it should read."""
    body = step["body"]
    if step["what"] == "output":
        body = printed(step["of"])
    elif step["what"] == "edit":
        edited(Path(step["of"]), body)
    else:
        Path(step["of"]).parent.mkdir(parents=True, exist_ok=True)
        Path(step["of"]).write_text(body, encoding="utf-8")
    return step["head"] + body + step["foot"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_shown_output_is_what_is_printed(page, request, monkeypatch, tmp_path):
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path if text.startswith(ALONE) else ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    fresh = STEP.sub(done, text)
    if request.config.getoption("--update-snapshots"):
        page.write_text(fresh, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == fresh


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readme_has_exactly_two_set_up_commands():
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert len(blocks) == 2
    assert all(len(block.strip().splitlines()) == 1 for block in blocks)
    assert "claimlint check samples/" in blocks[0] and "pytest" in blocks[1]


def test_the_commands_of_the_readme_parse():
    """Every option shown exists: each shown command prints help when asked for it."""
    shown = re.findall(
        r"^\$ (?:cat \S+ \| )?claimlint (\w+)([^#\n]*)",
        (ROOT / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(shown) >= 5
    for command, rest in shown:
        help_text = CliRunner().invoke(main, [command, "--help"]).output
        for option in re.findall(r"--[\w-]+", rest):
            assert option in help_text


def test_the_settings_that_the_readme_shows_are_valid(tmp_path):
    from claimlint.config import read_config

    shown = re.search(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    path = tmp_path / "claimlint.toml"
    path.write_text(shown[1], encoding="utf-8")
    assert len(read_config(path).values) >= 6
