"""The page on trust and the reference of commands: whole, and every figure is made or checked."""

from __future__ import annotations

import re

import click

from claimlint import garble
from claimlint.cli import main
from claimlint.handbook.commands import commands
from claimlint.handbook.trust import by_family, overall
from claimlint.measured import read_measured
from claimlint.rule import FAMILIES
from claimlint.rulebase import load_rules
from tests.conftest import ROOT

TRUST = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
DETECTION = (ROOT / "benchmarks" / "detection.md").read_text(encoding="utf-8")
MADE = re.compile(r"<!-- made: (?P<name>[\w-]+) -->\n(?P<body>.*?)<!-- /made -->", re.DOTALL)


def made(name: str) -> str:
    return next(match["body"] for match in MADE.finditer(TRUST) if match["name"] == name)


def test_words_of_the_page_hold_no_figure_by_hand():
    by_hand = re.sub(r"\]\([^)]*\)|^\d\. |95 %", "", MADE.sub("", TRUST), flags=re.MULTILINE)
    assert not re.findall(r"\d+", by_hand)


def test_the_verdicts_are_what_the_page_says():
    assert "one sound page in a thousand" in TRUST and garble.SUSPECT == 1e-3
    assert "one sound page in ten thousand" in TRUST and garble.GARBLED == 1e-4


def test_what_the_page_says_of_misses_is_so():
    """“Most but not all of the claims”; of broken passages “most were not found”."""
    shares = [
        float(share)
        for share in re.findall(r"= (\d\.\d\d)", next(r for r in overall(DETECTION) if "recall" in r))
    ]
    assert 0.5 < shares[0] < 1 and shares[1] < 0.5


def test_every_rule_is_measured_or_named_as_never_measured():
    named = made("unmeasured")
    for rule in load_rules():
        family, _, name = rule.id.partition("/")
        row = next((line for line in named.splitlines() if line.startswith(f"| `{family}` |")), "")
        assert (f"`{name}`" in row) != (f"`{rule.id}`" in made("by-rule")), rule.id


def test_figures_by_family_are_those_of_the_rules():
    """Both come from one run: a family has at least the findings of each of its rules."""
    rows = {row.split("`")[1]: row for row in by_family(DETECTION)[2:]}
    for rule, of in read_measured().rules.items():
        right, found = map(int, re.findall(r"(\d+)/(\d+)", rows[rule.partition("/")[0]])[0])
        assert right >= of.right and found >= of.findings
    assert set(rows) <= set(FAMILIES)


def listed(group: click.Group, path: str) -> list[str]:
    found = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        found.append(f"{path} {name}")
        if isinstance(command, click.Group):
            found += listed(command, f"{path} {name}")
    return found


def test_the_reference_has_every_command_and_option():
    text = "\n".join(commands(main))
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == listed(main, "claimlint")
    check = text.partition("## claimlint check")[2].partition("\n## ")[0]
    for option in main.get_command(click.Context(main), "check").params:
        if isinstance(option, click.Option) and option.hidden:
            continue
        assert any(f"`{name}" in check for name in option.opts) or isinstance(option, click.Argument)


def test_the_reference_gives_values_defaults_and_bounds():
    @click.command(epilog="Example: it go <x>")
    @click.option(
        "--how", type=click.Choice(["a|b", "c"]), default="c", show_default=True, help="See --most."
    )
    @click.option(
        "--most", type=click.IntRange(1), required=True, help="At most. [default: as *many* as fit]"
    )
    def go() -> None:
        """Go --how you like [it].

        \b
        laid   out
        """

    text = "\n".join(commands(click.Group("main", commands=[go]), "it"))
    assert "| `--how` | See `--most`. One of `a\\|b`, `c`. | c |" in text
    assert "Go `--how` you like \\[it\\]." in text
    assert "```text\nlaid   out\n```" in text and "```text\nit go <x>\n```" in text
    assert "`--most N`" in text and "Needed." in text
