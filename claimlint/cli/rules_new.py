"""``claimlint rules new``."""

from __future__ import annotations

from pathlib import Path

import click

from claimlint.cli.fail import failing
from claimlint.cli.output import tell


@click.command(
    name="new", epilog="Example: claimlint rules new claims/miracle-tea --check tokens --dir my-rules"
)
@click.argument("rule", metavar="FAMILY/NAME")
@click.option("--check", default="phrases", show_default=True, metavar="KIND", help="The kind of check.")
@click.option(
    "--dir",
    "folder",
    default="rules",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder of your rules, as --rules-dir takes it.",
)
def command(rule: str, check: str, folder: Path) -> None:
    """Write a new rule file, DIR/FAMILY/NAME.yml: whole, commented and passing its examples.

    A file that is there is never written over.
    """
    with failing():
        path = _write(rule, check, folder)
    tell(f"Wrote {path}. Next: put your examples in, then")
    tell(f"  claimlint rules test {path}")


def _write(rule: str, check: str, folder: Path) -> Path:
    from claimlint import atomic
    from claimlint.errors import UsageError, nearest
    from claimlint.plugins import kinds
    from claimlint.starters import SCHEMA_FILE, check_id, starter

    check_id(rule)
    if check not in kinds():
        raise UsageError("unknown-check", f"No kind of check “{check}”.", "", nearest(check, kinds()))
    path = folder / f"{rule}.yml"
    if path.exists():
        raise UsageError(
            "rule-exists", "The file is there already.", str(path), "Give the rule another name."
        )
    _refuse_taken(rule)
    text = starter(rule, check)
    if (folder / SCHEMA_FILE).is_file():
        text = f"# yaml-language-server: $schema=../{SCHEMA_FILE}\n{text}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, text.encode())
    except OSError as error:
        message = f"The rule cannot be written: {error.strerror}."
        raise UsageError("unwritable", message, str(path), "Name another folder with --dir.") from error
    return path


def _refuse_taken(rule: str) -> None:
    from claimlint.errors import UsageError
    from claimlint.rulebase import load_rules

    for other in load_rules():
        if rule in (other.id, *other.aliases):
            hint = "Give yours another name; the bundled rules are always there."
            hint = f"Give yours another name; that one comes with {other.origin}." if other.origin else hint
            raise UsageError("duplicate-rule", f"Rule id “{rule}” is taken by {other.path}.", "", hint)
