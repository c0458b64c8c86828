"""How templates of pages are read, so that no text of an article becomes markup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimlint.reports.html.safe import finalize

if TYPE_CHECKING:
    from jinja2 import Environment


def templates(folder: Path) -> Environment:
    """Return an environment with the templates of a folder; everything put into them is escaped, and a name that is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
