"""What a shell offers at the TAB key: files, and the names of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def files(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell to offer files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def rules(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer families and bundled rules, after the last comma: by the names of their files, which are quickly listed."""
    from click.shell_completion import CompletionItem

    from claimlint.lists import rules_dir
    from claimlint.rule import FAMILIES

    before, comma, word = incomplete.rpartition(",")
    names = [f"{path.parent.name}/{path.stem}" for path in rules_dir().glob("*/*.yml")]
    known = sorted([*FAMILIES, *(name for name in names if name.partition("/")[0] in FAMILIES)])
    return [CompletionItem(before + comma + name) for name in known if name.startswith(word)]


def rules_or_files(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer rules, and files where no rule begins so."""
    found = [item for item in rules(context, parameter, incomplete) if "/" in item.value]
    return found or files(context, parameter, incomplete)
