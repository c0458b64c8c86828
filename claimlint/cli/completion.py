"""``claimlint completion``."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command(
    name="completion",
    epilog='Example: eval "$(claimlint completion bash)" completes in the shell that is open now.',
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that completes commands and options in a shell.

    Write it where the shell looks for it, and open a new shell:

    \b
      mkdir -p ~/.local/share/bash-completion/completions
      claimlint completion bash > ~/.local/share/bash-completion/completions/claimlint

    \b
      mkdir -p ~/.zfunc
      claimlint completion zsh > ~/.zfunc/_claimlint
      (~/.zshrc needs: fpath+=~/.zfunc; autoload -Uz compinit; compinit)

    \b
      claimlint completion fish > ~/.config/fish/completions/claimlint.fish

    bash 4.4 or newer is needed.
    """
    from click.shell_completion import get_completion_class

    from claimlint.cli import main

    made = get_completion_class(shell)
    assert made is not None, "Click has a script for each shell that the argument takes"
    script = made(main, {}, "claimlint", "_CLAIMLINT_COMPLETE").source()
    click.echo(script.strip("\n"))
