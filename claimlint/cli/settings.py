"""What a command line says of the settings that configurations hold too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from claimlint.cli.completing import rules as rule_names
from claimlint.cli.options import Decorator, accepted, audience, entries, profile, region, rules_dirs

if TYPE_CHECKING:
    from claimlint.config import Configs
    from claimlint.config.merged import Layer

#: Keys of a configuration by the names that their options have here. Options that may come several times hold lists.
CONFIGURED: Mapping[str, str] = {
    "select": "select", "ignore": "ignore", "rules-dir": "packs", "profile": "profile", "audience": "audience", "region": "region",
    "model": "model", "fail-on": "fail_on", "max-warnings": "max_warnings", "max-bytes": "max_bytes", "accepted": "accepted",
    "baseline": "baseline", "history": "history", "history-excerpts": "history_excerpts",
}  # fmt: skip
#: Which configurations count; for every command that reads articles.
which: tuple[Decorator, ...] = (
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Use only this configuration. [default: those found from each file upward]",
    ),
    click.option("--no-config", is_flag=True, help="Use no configuration."),
)
#: The settings of rules and readers that can be given on the command line, where they win.
linting: tuple[Decorator, ...] = (
    click.option(
        "--select",
        multiple=True,
        metavar="ID,…",
        shell_complete=rule_names,
        help="Run only these rules: ids, families or globs.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="ID,…",
        shell_complete=rule_names,
        help="Leave these rules out, too.",
    ),
    rules_dirs,
    profile,
    audience,
    region,
    accepted,
)
model: Decorator = click.option(
    "--model",
    default="en_claimlint",
    show_default=True,
    metavar="NAME",
    help="An installed spaCy pipeline to use instead of the bundled one.",
)
#: Those of commands that read files and judge them.
settings: tuple[Decorator, ...] = (
    *linting,
    *which,
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "info", "never"]),
        default="error",
        show_default=True,
        help="Lowest severity that gives exit code 1.",
    ),
    click.option("--max-warnings", type=click.IntRange(0), help="More warnings than this give exit code 1."),
    click.option(
        "--max-bytes",
        type=click.IntRange(1),
        default=5_000_000,
        show_default=True,
        help="Refuse larger files.",
    ),
    model,
)


def with_options(options: tuple[Decorator, ...]) -> Decorator:
    """Return a decorator that gives a command these options, in their order."""

    def decorate(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def configs(options: Mapping[str, Any]) -> Configs:
    """Return the settings by file that the options of the running command ask for. Raises UsageError ``bad-config``."""
    from claimlint.config import Configs

    return Configs(options["config"], none=options["no_config"], command_line=_said(options))


def _said(options: Mapping[str, Any]) -> Layer:
    """Return what the command line itself says, not what options hold by default."""
    from claimlint.config.merged import COMMAND_LINE, Entry

    source = click.get_current_context().get_parameter_source
    said: dict[str, list[Entry]] = {}
    for key, name in CONFIGURED.items():
        if name not in options or source(name) in (ParameterSource.DEFAULT, None):
            continue
        value = options[name]
        if key in ("select", "ignore"):
            value = entries(value)
        many = value if isinstance(value, list | tuple) else [value]
        said[key] = [Entry(str(one) if isinstance(one, Path) else one, COMMAND_LINE) for one in many]
    return said
