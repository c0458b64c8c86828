"""Put what a command prints into a page, between its marks, as a block of text.

Usage: claimlint evaluate … --brief | python benchmarks/insert.py docs/quality.md measured

The page holds ``<!-- measured -->`` and ``<!-- /measured -->``; what stands between them is replaced.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def inserted(page: str, name: str, text: str) -> str:
    """Return the page with a text between the marks of a name. Raises ValueError where it has none."""
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, opened, rest = page.partition(start)
    _, closed, foot = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"no marks {start} and {end}")
    return f"{head}{start}\n\n```text\n{text.rstrip()}\n```\n\n{end}{foot}"


def main() -> None:
    """Read standard input and write it into the page. What printed nothing has failed and changes nothing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("page", type=Path)
    parser.add_argument("name")
    options = parser.parse_args()
    text = sys.stdin.read()
    if not text.strip():
        parser.error("there is nothing on standard input")
    page = options.page.read_text(encoding="utf-8")
    options.page.write_text(inserted(page, options.name, text), encoding="utf-8")


if __name__ == "__main__":
    main()
