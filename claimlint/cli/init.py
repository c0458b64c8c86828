"""``claimlint init``."""

from __future__ import annotations

from pathlib import Path

import click

from claimlint.cli.fail import failing
from claimlint.cli.options import audience, profile, region
from claimlint.cli.output import tell


@click.command(name="init", epilog="Example: claimlint init --profile eu-food --region eu --pin")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@profile
@audience
@region
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="What is to fail a run."
)
@click.option(
    "--pin", is_flag=True, help="Keep rules of later versions at info: sets rules-version to this one."
)
@click.option("--force", is_flag=True, help="Write over a claimlint.toml that is there.")
def command(folder: Path, pin: bool, force: bool, **chosen: str | None) -> None:
    """Write a commented claimlint.toml into a folder, and a schema for editors beside it.

    Nothing is asked: the options set what they say, all other keys stand there as comments.
    """
    with failing():
        from claimlint.starters.config import write_config

        values = {name.replace("_", "-"): value for name, value in chosen.items() if value}
        written = write_config(folder, values, pin=pin, force=force)
    for path in written:
        tell(f"Wrote {path}.")
    tell("Next: claimlint config shows what holds; claimlint check . checks the articles here.")
