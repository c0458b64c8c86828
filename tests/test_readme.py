"""What the documentation shows is what the program prints."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from claimlint.cli import main
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "rules" / "README.md"]
SHOWN = re.compile(r"<!-- output: claimlint (.+?) -->\n```text\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_shown_output_is_what_is_printed(page, request, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    text = page.read_text(encoding="utf-8")

    def printed(match: re.Match[str]) -> str:
        result = CliRunner().invoke(main, shlex.split(match[1]), prog_name="claimlint")
        return f"<!-- output: claimlint {match[1]} -->\n```text\n{result.stdout}```"

    fresh = SHOWN.sub(printed, text)
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
