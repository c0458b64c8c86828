"""``docs/cli.md``: every command with its arguments and options, as Click knows them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from claimlint.handbook.markdown import escape, table

_OPTION = re.compile(r"\\?(--[a-z][\w-]*)")
#: What Click, or an option's own help, puts at the end: the default, a range, whether it is needed.
_EXTRA = re.compile(r"\s*\[(?P<extra>(?:default: |required|x>=)[^\[\]]*)\]$")
_DEFAULT = re.compile(r"default: (\(.*\)|[^;]*)")
_LEAST = re.compile(r"x>=(\d+)")


def commands(main: click.Group, name: str = "claimlint") -> list[str]:
    """Return a section for each command, in the order in which ``--help`` lists them."""
    return list(_inside(main, click.Context(main, info_name=name, **main.context_settings)))[:-1]


def _inside(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context, **command.context_settings)
        yield from _section(command, inner)
        if isinstance(command, click.Group):
            yield from _inside(command, inner)


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    yield from (f"## {context.command_path}", "")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield from ("```text", usage, "```", "")
    yield from _paragraphs(inspect.cleandoc(command.help or ""))
    rows = [_row(option, context) for option in command.params if isinstance(option, click.Option)]
    if rows:
        yield from (*table(("option", "meaning", "default"), rows), "")
    if command.epilog:
        yield from ("Example:", "", "```text", command.epilog.removeprefix("Example: "), "```", "")


def _paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs; those that Click may not wrap, marked by a backspace, as they are laid out."""
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("\b\n"):
            yield from ("```text", *paragraph.removeprefix("\b\n").rstrip("\n").split("\n"), "```", "")
        elif paragraph.strip():
            yield from (_worded(paragraph), "")


def _worded(text: str) -> str:
    """Return text in which names of options stand as code."""
    return _OPTION.sub(r"`\1`", escape(text))


def _row(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    names, about = option.get_help_record(context) or ("", option.help or "")
    found = _EXTRA.search(about)
    extra = found["extra"] if found else ""
    meaning = _worded(_EXTRA.sub("", about))
    if isinstance(option.type, click.Choice):
        names = ", ".join(option.opts)
        meaning += f" One of {', '.join(f'`{value}`' for value in option.type.choices)}."
    if least := _LEAST.search(extra):
        meaning += f" At least {least[1]}."
    if "required" in extra:
        meaning += " Needed."
    default = _DEFAULT.search(extra)
    names = names.replace("INTEGER RANGE", "N").replace("INTEGER", "N")
    return f"`{names}`", meaning, escape(default[1].strip("()")) if default else ""
