"""The guides in ``docs/`` of a checkout that hold tables made from the program: commands, sources, figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from claimlint.handbook.commands import commands
from claimlint.handbook.files import read
from claimlint.handbook.tables import filled
from claimlint.handbook.trust import bodies, by_family, by_rule, examples, overall, unmeasured
from claimlint.measured import read_measured
from claimlint.rule import Rule

#: Pages with markers, and those whose figures they repeat, below the root of the checkout.
CLI, TRUST = Path("docs/cli.md"), Path("docs/trust.md")
DETECTION, QUALITY = Path("benchmarks/detection.md"), Path("docs/quality.md")


def plan_guides(root: Path, rules: Sequence[Rule], main: click.Group) -> dict[Path, str]:
    """Return what the guides of a checkout are to hold; those that are not there are left out."""
    made: dict[Path, dict[str, Callable[[], list[str]]]] = {
        CLI: {"commands": lambda: commands(main)},
        TRUST: {
            "bodies": lambda: bodies(rules),
            "examples": lambda: examples(rules),
            "by-rule": lambda: by_rule(rules, read_measured()),
            "unmeasured": lambda: unmeasured(rules, read_measured(), read(root / QUALITY)),
            "by-family": lambda: by_family(read(root / DETECTION)),
            "overall": lambda: overall(read(root / DETECTION)),
        },
    }
    paths = {root / page: tables for page, tables in made.items() if (root / page).is_file()}
    return {path: filled(read(path), tables, path) for path, tables in paths.items()}
