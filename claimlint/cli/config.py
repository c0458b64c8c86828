"""``claimlint config``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.fail import failing
from claimlint.cli.output import tell
from claimlint.cli.settings import configs, settings, with_options

if TYPE_CHECKING:
    from claimlint.config.shown import Shown


@click.command(name="config", epilog="Example: claimlint config drafts/article.md")
@click.argument("file", default=".", type=click.Path(path_type=Path))
@with_options(settings)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="How to show them.",
)
def command(file: Path, format_: str, **options: Any) -> None:
    """Show the settings that hold for a file or folder, and where each was said.

    FILE need not exist; without one the settings of this folder are shown.
    """
    with failing():
        from claimlint.config import shown as showing

        shown = _shown(file, options)
        if format_ == "json":
            click.echo(json.dumps(showing.as_dict(shown), ensure_ascii=False, indent=2))
        else:
            tell("\n".join(showing.lines(shown)))


def _shown(file: Path, options: dict[str, Any]) -> Shown:
    from claimlint import __version__
    from claimlint.config.ignored import Ignored
    from claimlint.config.shown import Shown
    from claimlint.filename import printable
    from claimlint.linters import known_rules, settings

    found = configs(options)
    effective = found.of(file)
    ready = settings(effective)
    rules = len(ready.rules), len(known_rules(effective))
    left_out = Ignored(found).left_out(file)
    return Shown(printable(file), effective, left_out, rules, sorted(ready.house.held), __version__)
