"""``claimlint rules docs``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimlint.cli import main
from claimlint.cli.fail import failing
from claimlint.cli.options import rules_dirs
from claimlint.cli.output import tell

if TYPE_CHECKING:
    from claimlint.rule import Rule


#: Where the pages of the bundled rules lie in a checkout.
PAGES = Path("docs/rules")


@click.command(name="docs", epilog="Example: claimlint rules docs --rules-dir my-rules --dir my-docs")
@click.option(
    "--dir",
    "folder",
    default=PAGES,
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where the pages go.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a page is stale.")
@rules_dirs
def command(folder: Path, check: bool, packs: tuple[Path, ...]) -> None:
    """Write a Markdown page for each rule, and an index.

    Without --rules-dir the bundled rules are described, with it only those of DIR. Between the
    markers <!-- made: NAME --> and <!-- /made --> of a README.md beside the rules, tables are
    written: keys, checks, guards, lists, rules. Pages of rules that are gone are removed. In a checkout
    of claimlint, the tables of docs/cli.md and docs/trust.md are written, too.

    \b
    Exit code with --check 0: all pages are fresh.  1: some are not.
    """
    with failing():
        from claimlint import handbook
        from claimlint.handbook.guides import plan_guides

        rules, roots = _subject(packs)
        planned = handbook.plan(rules, folder, roots)
        if folder == PAGES and roots and not packs:
            planned |= plan_guides(Path(), rules, main)
        gone = handbook.left_over(folder, planned)
        stale = handbook.stale(planned)
        if not check:
            handbook.write(planned, gone)
    for path in stale:
        tell(f"{path}: {'stale' if check else 'written'}")
    for path in gone:
        tell(f"{path}: {'no such rule' if check else 'removed'}")
    tell(f"{len(planned)} files, {len(stale) + len(gone)} {'stale' if check else 'changed'}.")
    sys.exit(1 if check and (stale or gone) else 0)


def _subject(packs: tuple[Path, ...]) -> tuple[list[Rule], list[Path]]:
    """Return the rules to describe and the folders whose README may hold tables of them."""
    from claimlint.lists import rules_dir
    from claimlint.rulebase import bundled_rules, load_rules

    if packs:
        # By their place: a plugin's rules are there without being named, and here they are.
        places = [pack.resolve() for pack in packs]
        rules = load_rules(packs=packs)
        return [r for r in rules if any(Path(r.path).resolve().is_relative_to(p) for p in places)], list(
            packs
        )
    # An installed catalogue is not ours to write to; that of a checkout is, from its root.
    here = Path("rules")
    return list(bundled_rules()), [here] if here.resolve() == rules_dir().resolve() else []
